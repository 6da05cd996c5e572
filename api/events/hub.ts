import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../config/logger.ts';
import type { Caller } from '../../domain/caller.ts';
import { canSee } from '../../domain/visibility.ts';
import { mongoConnected } from '../../models/connect.ts';
import { createLines } from '../../config/lines.ts';
import { problem } from '../problem.ts';
import type { AccessTable } from './access.ts';
import { catchUp } from './catch-up.ts';
import type { Change, ChangeCursor } from './changes.ts';
import { chatsIn, HistoryLost, openChanges, storeTime } from './changes.ts';
import type { News } from './news.ts';
import { createPlaces, newsOf, placeOfChat } from './news.ts';
import type { Pipe } from './pipe.ts';
import { beat, frame } from './pipe.ts';
import { decodePosition, encodePosition, sightOf } from './position.ts';
import { createRing } from './ring.ts';
import type { Audience, Entry, Told, Voice } from './voice.ts';

/** Everybody who listens in this process, told by one stream of the store's changes. It begins with the first. */
export interface Hub {
  /**
   * Tells the client all that happens from `lastEventId` on, or from now on; settles once it is up to date. `may` is
   * asked once the client hears of a withdrawal, so that none falls between.
   */
  join(joining: Joining): Promise<void>;
  /** Ends every stream; who comes later is sent away to come back. */
  close(): void;
}

export interface Joining {
  caller: Caller;
  pipe: Pipe;
  lastEventId: string | null;
  may: () => Promise<boolean>;
}

interface Client extends Audience {
  pipe: Pipe;
  /** What it might see as of the last it was told. */
  sight: string;
  /** Whether it has everything, and is told what comes as it comes. */
  live: boolean;
}

const HEARTBEAT_MS = 20_000;
const LONGEST_PAUSE_MS = 2_000;
/** How long a stream waits for the store before it is refused. */
const READY_MS = 5_000;
/** Changes kept for those who were away for moments: a few kilobytes each. */
const KEPT = 500;
/** How many catch up at once, each on a cursor of its own. */
const CATCHING_UP = 4;
/** Chats that come or go with the access to one inbox; beyond, the client reads its lists anew. */
const AT_ONCE = 500;

export function createHub(deps: { access: AccessTable; voice: Voice; logger: Logger }): Hub {
  const { access, voice, logger } = deps;
  const clients = new Set<Client>();
  const ring = createRing(KEPT);
  const places = createPlaces();
  const lines = createLines(CATCHING_UP);
  const ended = new AbortController();
  let head: string | null = null;
  let ready = Promise.withResolvers<void>();
  let moved = Promise.withResolvers<void>();
  let running: Promise<void> | undefined;
  let cursor: ChangeCursor | undefined;
  let pulse: NodeJS.Timeout | undefined;

  const idOf = (client: Client, token: string) => encodePosition({ token, sight: client.sight });
  const send = (client: Client, token: string, told: Told) =>
    client.pipe.write(frame({ id: idOf(client, token), ...told }));
  const reset = (client: Client, token: string, reason: string) =>
    send(client, token, { event: 'reset', data: JSON.stringify({ reason }) });

  const follow = async () => {
    if (head === null) {
      const at = await storeTime();
      await access.load();
      // Where the stream begins is known before anything happens.
      cursor = openChanges(
        { at },
        {
          moved: (token) => {
            if (head !== null) return;
            ring.begin(before(token));
            advance(token);
          },
        },
      );
    } else cursor = openChanges({ after: head });
    while (!ended.signal.aborted) {
      const change = await cursor.next();
      if (change) await dispatch(change);
      const token = cursor.token();
      // After a change the cursor may stand farther on, where nothing was.
      if (token !== null) advance(token);
    }
  };

  const advance = (token: string) => {
    if (head === null || token > head) head = token;
    ready.resolve();
    moved.resolve();
    moved = Promise.withResolvers();
  };

  const run = async () => {
    for (let pause = 100; !ended.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        if (mongoConnected()) await follow();
      } catch (error) {
        if (ended.signal.aborted) break;
        logger.warn({ err: error }, 'live events were interrupted');
        if (error instanceof HistoryLost) beginAnew();
      } finally {
        await cursor?.close();
        cursor = undefined;
      }
      await delay(pause, undefined, { signal: ended.signal, ref: false }).catch(() => undefined);
      if (head !== null) pause = 50;
    }
  };

  /** What happened meanwhile nobody can tell: the clients come back, and are told to read their lists anew. */
  const beginAnew = () => {
    head = null;
    ready = Promise.withResolvers<void>();
    for (const client of clients) client.pipe.end();
  };

  const dispatch = async (change: Change) => {
    const news = await newsOf(change, places);
    if (!news) return;
    if (news.kind === 'inbox') await accessChanged(change.token, news);
    if (news.kind === 'revoked') end(({ caller }) => caller.keyId === news.keyId);
    if (news.kind === 'inactive') end(({ caller }) => caller.agentId === news.agentId);
    const entry: Entry = { token: change.token, news, written: new Map() };
    ring.add(entry);
    advance(change.token);
    for (const client of clients) {
      if (!client.live) continue;
      const told = voice.tell(entry, client);
      if (told) send(client, entry.token, told);
    }
    // Few ask for it again.
    entry.written.clear();
  };

  const end = (whom: (client: Client) => boolean) => {
    for (const client of clients) if (whom(client)) client.pipe.end();
  };

  /** Access given or taken acts on the chats that are there: they come into sight, or leave it. */
  const accessChanged = async (token: string, news: News & { kind: 'inbox' }) => {
    if (!access.change(news.id, news.after)) return;
    const concerned = [...clients].flatMap((client) => {
      const viewer = access.viewer(client.caller);
      return sightOf(viewer) === sightOf(client.viewer) ? [] : [{ client, viewer }];
    });
    if (concerned.length === 0) return;
    const chats = await chatsIn(news.id, news.at, AT_ONCE).catch((error: unknown) => {
      logger.warn({ err: error }, 'the chats of an inbox could not be read');
      return null;
    });
    for (const { client, viewer } of concerned) {
      const was = client.viewer;
      client.viewer = viewer;
      // Who is still catching up is told to begin anew when it is done.
      if (!client.live) continue;
      client.sight = sightOf(viewer);
      if (!chats) {
        reset(client, token, 'access-changed');
        continue;
      }
      for (const chat of chats) {
        const [saw, sees] = [canSee(was, chat.chat), canSee(viewer, chat.chat)];
        if (saw === sees) continue;
        // Only with the last of them the position moves on.
        client.pipe.write(frame(sees ? voice.appeared(chat, client) : voice.removed(chat.id)));
      }
      client.pipe.write(beat(idOf(client, token)));
    }
  };

  /** Tells a client that is behind, at its own pace. */
  const replay = async (client: Client, entry: Entry) => {
    const { news } = entry;
    const contactId = contactIdOf(news);
    const now = contactId === null ? null : await placeOfChat(places, contactId);
    const told = voice.tell(entry, client, now);
    if (told) send(client, entry.token, told);
    await client.pipe.drained();
  };

  /** Whether the stream comes to where a client is already, by a process that is some changes ahead. */
  const reached = async (token: string): Promise<boolean> => {
    const isBehind = () => head !== null && token > head;
    const late = isBehind() ? delay(READY_MS, 'late', { ref: false }) : null;
    while (isBehind()) if ((await Promise.race([moved.promise, late])) === 'late') return false;
    return true;
  };

  /** Brings a client from where it was to where the stream is, and lets it go live; else gives why that cannot be. */
  const resume = async (client: Client, lastEventId: string): Promise<string | null> => {
    const position = decodePosition(lastEventId);
    if (!position || !(await reached(position.token))) return 'position-unknown';
    if (position.sight !== client.sight) return 'access-changed';
    let { token } = position;
    try {
      const caughtUp = (at: string) => ring.holds(at) || !client.pipe.open;
      const tell = (entry: Entry) => replay(client, entry);
      if (!ring.holds(token)) token = await lines.run('catching up', () => catchUp(token, caughtUp, tell));
    } catch (error) {
      if (error instanceof HistoryLost) return 'position-too-old';
      throw error;
    }
    for (let entry = ring.after(token); entry && client.pipe.open; entry = ring.after(token)) {
      await replay(client, entry);
      token = entry.token;
      if (!ring.holds(token)) return 'position-too-old';
    }
    if (client.sight !== sightOf(client.viewer)) return 'access-changed';
    // Since the last look into the ring nothing was waited for: no change falls between.
    goLive(client, true);
    return null;
  };

  const goLive = (client: Client, resumed: boolean) => {
    if (!client.pipe.open || head === null) return client.pipe.end();
    send(client, head, { event: 'ready', data: JSON.stringify({ resumed }) });
    client.live = true;
  };

  const begun = async () => {
    running ??= run();
    pulse ??= setInterval(() => {
      if (head === null) return;
      for (const client of clients) if (client.live) client.pipe.write(beat(idOf(client, head)));
    }, HEARTBEAT_MS).unref();
    if (head !== null) return;
    const late = delay(READY_MS, 'late', { ref: false });
    if ((await Promise.race([ready.promise, late])) === 'late') throw problem('store-unavailable', { retryAfter: 2 });
  };

  return {
    async join({ caller, pipe, lastEventId, may }) {
      if (ended.signal.aborted) return pipe.end();
      await begun();
      const viewer = access.viewer(caller);
      const client: Client = { caller, viewer, sight: sightOf(viewer), pipe, live: false };
      clients.add(client);
      pipe.onClose(() => clients.delete(client));
      if (!(await may())) return pipe.end();
      const missed = lastEventId === null ? null : await resume(client, lastEventId);
      if (client.live) return;
      client.sight = sightOf(client.viewer);
      if (missed !== null && head !== null) reset(client, head, missed);
      goLive(client, false);
    },

    close() {
      ended.abort();
      clearInterval(pulse);
      for (const client of clients) client.pipe.end();
      // Nobody listens any more: that it takes its time holds up nothing.
      void cursor?.close();
    },
  };
}

/** What is before a change, and after all that came earlier: the token's own beginning, its time. */
const before = (token: string) => token.slice(0, 18);

/** The contact whose chat's place decides who is told. */
function contactIdOf(news: News): string | null {
  if (news.kind === 'chat') return news.after.id;
  return news.kind === 'line' || news.kind === 'ticket' ? news.doc.contactId : null;
}
