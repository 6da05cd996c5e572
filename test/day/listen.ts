import { setTimeout as wait } from 'node:timers/promises';
import type { LiveEvent, Relevo } from '../../client/src/index.ts';
import type { Chance } from './chance.ts';
import type { Viewer } from './sight.ts';
import type { Spot } from './sight.ts';

/** What a listener was told of a chat, as far as the checks need it. */
export interface Told {
  at: number;
  event: LiveEvent['event'];
  contactId: string;
  /** Of a change: the version and the place it shows. */
  version: number;
  spot: Spot | null;
  /** Of a line. */
  messageId: string;
  seq: number;
}

/** One person's live events, over as many connections as it takes. */
export interface Listening {
  who: Viewer;
  told: Told[];
  /** When the first connection was ready. */
  since: number;
  /** Times without a connection, from the end of one to `ready` of the next. */
  breaks: { from: number; to: number; resumed: boolean }[];
  ready: Promise<void>;
  stop(): Promise<void>;
}

/** Listens, and breaks the connection off again and again: every `secondsOfOne` or so. */
export function listen(
  who: Viewer,
  relevo: Relevo,
  { chance, secondsOfOne }: { chance: Chance; secondsOfOne: number },
  heed: (event: LiveEvent) => void = () => undefined,
): Listening {
  const ended = new AbortController();
  const ready = Promise.withResolvers<void>();
  let lastEventId: string | null = null;
  let brokenAt: number | null = null;

  const take = (event: LiveEvent) => {
    lastEventId = event.id ?? lastEventId;
    const now = Date.now();
    if (event.event === 'ready') {
      if (brokenAt === null) listening.since = now;
      else listening.breaks.push({ from: brokenAt, to: now, resumed: event.data.resumed });
      brokenAt = null;
      ready.resolve();
    }
    const told = toldOf(event, now);
    if (told) listening.told.push(told);
    heed(event);
  };
  const run = async () => {
    while (!ended.signal.aborted) {
      const one = new AbortController();
      const timer = setTimeout(() => one.abort(), secondsOfOne * (500 + 1000 * chance.share()));
      const signal = AbortSignal.any([one.signal, ended.signal]);
      for await (const event of relevo.events({ lastEventId, signal })) take(event);
      clearTimeout(timer);
      brokenAt ??= Date.now();
      if (!ended.signal.aborted) await wait(chance.whole(0, 1500));
    }
  };
  const running = run();
  running.catch((error: unknown) => ready.reject(error));
  const listening: Listening = {
    who,
    told: [],
    since: Number.POSITIVE_INFINITY,
    breaks: [],
    ready: ready.promise,
    async stop() {
      ended.abort();
      await running;
    },
  };
  return listening;
}

function toldOf({ event, data }: LiveEvent, at: number): Told | null {
  const none = { at, event, version: 0, spot: null, messageId: '', seq: 0 };
  switch (event) {
    case 'conversation.changed': {
      const { contactId, version, state, place } = data;
      return { ...none, contactId, version, spot: { state, inboxId: place.inboxId, agentId: place.agentId } };
    }
    case 'conversation.removed':
      return { ...none, contactId: data.contactId };
    case 'message.created':
      return { ...none, contactId: data.contactId, messageId: data.id, seq: data.seq };
    default:
      return null;
  }
}
