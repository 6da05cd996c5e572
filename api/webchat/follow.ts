import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../config/logger.ts';
import type { Listeners } from './listeners.ts';
import type { VisitorPage } from './visitor-transcript.ts';
import type { VisitorState } from './visitor-view.ts';

/** An event on its way to a page; `id` is what the page goes on from. */
export interface LiveEvent {
  id?: string;
  event: 'message' | 'state';
  data: unknown;
}

export interface Following {
  contactId: string;
  /** The last `seq` that the page has; 0 for everything. */
  after: number;
  listeners: Listeners;
  /** Called once the page has its place. */
  open(): Promise<void>;
  read(contactId: string, after: number, limit: number): Promise<VisitorPage>;
  /** Settles once the connection takes more. */
  send(event: LiveEvent): Promise<void>;
  /** Aborted when the page has gone or may not stay. */
  signal: AbortSignal;
  logger: Logger;
  /** How long a page that does not read is waited for, in milliseconds. */
  patience?: number;
}

const LINES_AT_ONCE = 100;
const PATIENCE_MS = 15_000;
const RETRY_MS = 1_000;

/** The page did not take what it was sent. */
export class SlowReader extends Error {}

/**
 * Sends a visitor's lines and the state of the chat for as long as the page stays. Nothing is kept for it but the last
 * `seq`: each time something may be new the lines after it are read, so none is left out, none comes twice, and a slow
 * page costs no memory.
 */
export async function follow(following: Following): Promise<void> {
  const { contactId, listeners, read, logger, send, patience = PATIENCE_MS } = following;
  const ended = new AbortController();
  const signal = AbortSignal.any([following.signal, ended.signal]);
  const bell = createBell();
  const leave = listeners.join({ contactId, wake: bell.ring, end: () => ended.abort() });
  signal.addEventListener('abort', bell.ring);
  let { after } = following;
  let told: string | undefined;

  const catchUp = async () => {
    for (let more = true; more && !signal.aborted; ) {
      const page = await read(contactId, after, LINES_AT_ONCE);
      for (const message of page.messages) {
        await within(patience, signal, () => send({ id: String(message.seq), event: 'message', data: message }));
        if (signal.aborted) return;
        after = message.seq;
      }
      more = page.more;
      if (!more) await tell(page.state);
    }
  };
  const tell = async (state: VisitorState | null) => {
    const now = JSON.stringify(state);
    if (state === null || now === told) return;
    await within(patience, signal, () => send({ event: 'state', data: state }));
    told = now;
  };

  try {
    await following.open();
    while (!signal.aborted) {
      try {
        await catchUp();
      } catch (error) {
        if (error instanceof SlowReader) throw error;
        logger.debug({ err: error }, 'a web chat page waits for the store');
        await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
        continue;
      }
      await bell.rung();
    }
  } finally {
    leave();
  }
}

/** Waits for what is sent, and gives up on a page that takes nothing. */
async function within(patience: number, signal: AbortSignal, sending: () => Promise<void>): Promise<void> {
  const over = Promise.withResolvers<void>();
  const timer = setTimeout(() => over.reject(new SlowReader('the page does not read')), patience);
  const aborted = () => over.resolve();
  signal.addEventListener('abort', aborted);
  try {
    await Promise.race([sending(), over.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', aborted);
  }
}

/** Rung any number of times before it is listened for, it is heard once. */
function createBell() {
  let next = Promise.withResolvers<void>();
  return {
    ring: () => next.resolve(),
    async rung() {
      await next.promise;
      next = Promise.withResolvers();
    },
  };
}
