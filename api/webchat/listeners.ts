import type { Logger } from '../../config/logger.ts';
import type { ChangeFeed } from '../change-feed.ts';
import { openChangeFeed } from '../change-feed.ts';
import { problem } from '../problem.ts';

/** One open page of a visitor. */
export interface Listener {
  contactId: string;
  /** Called whenever there may be something new. */
  wake: () => void;
  /** Called when the process stops; everything is over once `left` was called. */
  end: () => void;
}

export interface Listeners {
  /** Refused when the visitor, or the process, has too many already. Gives what to call when it leaves. */
  join(listener: Listener): () => void;
  /** Ends every listener and waits until all have left. */
  close(): Promise<void>;
}

/** As many pages as a person has open of one site. */
const PER_VISITOR = 3;
const RETRY_SECONDS = 10;

/** Everybody who listens to a conversation in this process, told by one change stream. It begins with the first. */
export function createListeners({ max, logger }: { max: number; logger: Logger }): Listeners {
  const byContact = new Map<string, Set<Listener>>();
  let count = 0;
  let feed: ChangeFeed | undefined;
  let closed = false;
  const empty = Promise.withResolvers<void>();

  const everyone = () => [...byContact.values()].flatMap((group) => [...group]);
  const follow = () =>
    openChangeFeed({
      collections: ['conversations'],
      documents: false,
      logger,
      load: async () => {
        for (const listener of everyone()) listener.wake();
      },
      change: (_collection, contactId) => {
        for (const listener of byContact.get(contactId) ?? []) listener.wake();
      },
    });

  const leave = (listener: Listener) => {
    const group = byContact.get(listener.contactId);
    if (!group?.delete(listener)) return;
    if (group.size === 0) byContact.delete(listener.contactId);
    count -= 1;
    if (closed && count === 0) empty.resolve();
  };

  return {
    join(listener) {
      const group = byContact.get(listener.contactId) ?? new Set();
      if (count >= max || group.size >= PER_VISITOR) {
        const detail = count >= max ? 'Too many pages are open.' : `A visitor may have ${PER_VISITOR} pages open.`;
        throw problem('too-many-requests', { detail, retryAfter: RETRY_SECONDS });
      }
      byContact.set(listener.contactId, group.add(listener));
      count += 1;
      feed ??= closed ? undefined : follow();
      // Who comes while the process stops goes at once, and comes back to another.
      if (closed) listener.end();
      return () => leave(listener);
    },

    async close() {
      closed = true;
      // Nobody listens any more: that it takes its time holds up nothing.
      void feed?.close();
      for (const listener of everyone()) listener.end();
      if (count > 0) await empty.promise;
    },
  };
}
