import type { Logger } from '../config/logger.ts';
import { openChangeFeed } from './change-feed.ts';
import type { Directory } from './directory.ts';
import { createDirectory } from './directory.ts';
import type { KeyRing } from './key-ring.ts';
import { createKeyRing } from './key-ring.ts';
import { readLastKnown, writeLastKnown } from './last-known.ts';

/** What this process knows of the account without asking, kept current. */
export interface Account {
  directory: Directory;
  keyRing: KeyRing;
  /** Whether there is something to answer from: read from MongoDB, or kept from an earlier run. */
  known(): boolean;
  /** Settles once everything was read from MongoDB. */
  loaded: Promise<void>;
  close(): Promise<void>;
}

const SAVE_AFTER_MS = 1_000;

/**
 * Opens the account. With a `home`, what is known is kept there too, so that a process that starts while MongoDB is
 * away still recognises its callers and takes messages.
 */
export async function openAccount(options: { timeZone: string; logger: Logger; home?: string }): Promise<Account> {
  const { logger, home } = options;
  const directory = createDirectory({ timeZone: options.timeZone });
  const keyRing = createKeyRing();
  let known = false;
  let saving: NodeJS.Timeout | undefined;

  if (home !== undefined) {
    const kept = await readLastKnown(home);
    if (kept) {
      directory.restore(kept.directory);
      keyRing.restore(kept.keys);
      known = true;
    }
  }

  const save = async () => {
    saving = undefined;
    if (home === undefined || !known) return;
    await writeLastKnown(home, { directory: directory.contents(), keys: keyRing.records() }).catch((error: unknown) =>
      logger.warn({ err: error }, 'the last known account could not be kept'),
    );
  };
  const saveSoon = () => {
    saving ??= setTimeout(() => void save(), SAVE_AFTER_MS).unref();
  };

  const feed = openChangeFeed({
    collections: ['agents', 'inboxes', 'templates', 'webhooks', 'rooms', 'settings', 'keys'],
    logger,
    load: async () => {
      await Promise.all([directory.load(), keyRing.load()]);
      known = true;
      saveSoon();
    },
    change: (collection, id, doc) => {
      if (collection === 'keys') keyRing.change(id, doc);
      else directory.change(collection, id, doc);
      // Signs of life change agents all the time and matter to no later start.
      if (collection !== 'agents') saveSoon();
    },
  });

  return {
    directory,
    keyRing,
    known: () => known,
    loaded: feed.loaded,
    async close() {
      await feed.close();
      clearTimeout(saving);
      await save();
    },
  };
}
