import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { follow, SlowReader } from '../../api/webchat/follow.ts';
import type { LiveEvent } from '../../api/webchat/follow.ts';
import { createListeners } from '../../api/webchat/listeners.ts';
import { createLogger } from '../../config/logger.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Stage } from '../support/stage.ts';
import { openStage } from '../support/stage.ts';
import { deskOf } from './desk.ts';
import type { Site } from './site.ts';
import { openSite } from './site.ts';
import type { Page } from './visitor.ts';
import { newVisitor } from './visitor.ts';

let stage: Stage;
let ana: Caller;
const sites: Site[] = [];
beforeAll(async () => {
  stage = await openStage();
  ana = await stage.agent('Ana');
});
afterEach(async () => {
  await Promise.all(sites.splice(0).map((site) => site.app.close()));
});
afterAll(() => stage.close());

async function site(variables: NodeJS.ProcessEnv = {}): Promise<Site> {
  const opened = await openSite(stage, variables);
  sites.push(opened);
  return opened;
}

/** A visitor whom Ana attends. */
async function attended(at: Site) {
  const visitor = await newVisitor(at);
  const desk = deskOf(stage, visitor.contactId);
  await visitor.writes(at, 'hola');
  await desk.handoff();
  await desk.claim(ana);
  return { visitor, desk };
}

const textsOf = (page: Page) => page.messages.map(({ text }) => text);
const numbered = (prefix: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `${prefix} ${from + i}`);

describe('a page that listens', () => {
  test('gets both sides in order, each once, with the seq as id', async () => {
    const at = await site();
    const { visitor, desk } = await attended(at);
    const page = await visitor.opens(at);
    for (let i = 0; i < 5; i += 1) {
      await visitor.writes(at, `pregunta ${i}`);
      await page.says(`pregunta ${i}`);
      await desk.reply(ana, `respuesta ${i}`);
      await page.says(`respuesta ${i}`);
    }
    const talk = [0, 1, 2, 3, 4].flatMap((i) => [`pregunta ${i}`, `respuesta ${i}`]);
    expect(textsOf(page).slice(-10)).toEqual(talk);
    expect(page.ids).toEqual(page.messages.map(({ seq }) => String(seq)));
    expect(page.ids.map(Number)).toEqual(page.ids.map(Number).toSorted((a, b) => a - b));
    expect([page.headers.get('cache-control'), page.headers.get('x-accel-buffering')]).toEqual(['no-store', 'no']);
    await page.leave();
  });

  test('goes on after the last line it had, on another process, while everybody goes on writing', async () => {
    const first = await site();
    const { visitor, desk } = await attended(first);
    const writing = (async () => {
      for (const text of numbered('respuesta', 0, 40)) await desk.reply(ana, text);
    })();
    let before = await visitor.opens(first);
    const pages = [before];
    for (const known of [5, 15, 25]) {
      await before.says(`respuesta ${known}`);
      const at = sites.at(-1);
      const next = await site();
      await at?.app.close();
      await before.ended;
      before = await visitor.opens(next, { 'last-event-id': before.ids.at(-1) ?? '' });
      pages.push(before);
    }
    await writing;
    await before.says('respuesta 39');
    const replies = pages.flatMap(textsOf).filter((text) => text?.startsWith('respuesta'));
    expect(replies).toEqual(numbered('respuesta', 0, 40));
    await before.leave();
  });

  test('that is cut off without a word loses nothing either', async () => {
    const at = await site();
    const { visitor, desk } = await attended(at);
    const page = await visitor.opens(at);
    await desk.reply(ana, 'uno');
    await page.says('uno');
    await page.leave();
    await desk.reply(ana, 'dos');
    await visitor.writes(at, 'tres');
    const again = await visitor.opens(at, {}, `?lastEventId=${page.ids.at(-1)}`);
    await again.says('tres');
    expect(textsOf(again)).toEqual(['dos', 'tres']);
    await again.leave();
  });

  test('that comes back by itself is believed by its header, whatever its address still says', async () => {
    const at = await site();
    const { visitor, desk } = await attended(at);
    await desk.reply(ana, 'uno');
    await desk.reply(ana, 'dos');
    const all = await visitor.opens(at);
    const last = await all.says('dos');
    await desk.reply(ana, 'tres');
    const back = await visitor.opens(at, { 'last-event-id': String(last.seq) }, '?lastEventId=0');
    await back.says('tres');
    expect(textsOf(back)).toEqual(['tres']);
    await Promise.all([all.leave(), back.leave()]);
  });

  test('is told at once where the chat stands, and of each change once', async () => {
    const at = await site();
    const visitor = await newVisitor(at);
    const early = await visitor.opens(at);
    await visitor.writes(at, 'hola');
    await expect.poll(() => early.states).toEqual([{ status: 'bot', agentName: null }]);
    await deskOf(stage, visitor.contactId).handoff();
    await expect.poll(() => early.states.length).toBe(2);
    const late = await visitor.opens(at);
    await expect.poll(() => late.states).toEqual([{ status: 'waiting', agentName: null }]);
    await Promise.all([early.leave(), late.leave()]);
  });

  test('hears nothing of other visitors', async () => {
    const at = await site();
    const [one, other] = [await attended(at), await attended(at)];
    const page = await one.visitor.opens(at);
    await other.desk.reply(ana, 'para otro');
    await one.desk.reply(ana, 'para vos');
    await page.says('para vos');
    expect(textsOf(page)).not.toContain('para otro');
    await page.leave();
  });
});

describe('too many pages', () => {
  test('of one visitor: three are served, the fourth is refused until one has gone', async () => {
    const at = await site();
    const visitor = await newVisitor(at);
    const pages = [await visitor.opens(at), await visitor.opens(at), await visitor.opens(at)];
    const refused = await at.as(visitor.token).get('/v1/webchat/events');
    expect([refused.status, refused.body.code]).toEqual([429, 'too-many-requests']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    await pages.pop()?.leave();
    await expect.poll(async () => pages.push(await visitor.opens(at)), { timeout: 5_000, interval: 200 }).toBe(3);
    await Promise.all(pages.map((page) => page.leave()));
  });

  test('of all visitors together: the process refuses more than it is set to serve', async () => {
    const at = await site({ WEBCHAT_MAX_STREAMS: '2' });
    const [one, two, three] = [await newVisitor(at), await newVisitor(at), await newVisitor(at)];
    const pages = [await one.opens(at), await two.opens(at)];
    expect((await at.as(three.token).get('/v1/webchat/events')).status).toBe(429);
    await Promise.all(pages.map((page) => page.leave()));
  });
});

describe('a process that stops', () => {
  test('ends its pages at once, and does not wait for them', async () => {
    const at = await openSite(stage);
    const { visitor } = await attended(at);
    const other = await newVisitor(at);
    const pages = [await visitor.opens(at), await visitor.opens(at), await other.opens(at)];
    await pages[0]?.says('hola');
    const began = performance.now();
    await at.app.close();
    const took = performance.now() - began;
    await Promise.all(pages.map(({ ended }) => ended));
    expect(took).toBeLessThan(1_500);
  });

  test('is not held up by a page that does not read', async () => {
    const at = await openSite(stage);
    const { visitor } = await attended(at);
    const socket = connect(Number(new URL(at.base).port), '127.0.0.1');
    socket.write(`GET /v1/webchat/events?token=${visitor.token} HTTP/1.1\r\nhost: a\r\n\r\n`);
    await once(socket, 'readable');
    socket.pause();
    await at.app.close();
    socket.destroy();
  });
});

describe('a page that does not read', () => {
  const listeners = () => createListeners({ max: 10, logger: createLogger({ level: 'silent', name: 'api' }) });
  const message = (seq: number) => ({ seq, text: `n${seq}` }) as never;

  test('is dropped, and nothing more is read for it meanwhile', async () => {
    const hub = listeners();
    const sent: LiveEvent[] = [];
    let reads = 0;
    const following = follow({
      contactId: 'c_1',
      after: 0,
      listeners: hub,
      open: async () => undefined,
      read: async (_contactId, after) => {
        reads += 1;
        return { messages: [message(after + 1)], more: true, state: null };
      },
      send: (event) => (sent.push(event) < 3 ? Promise.resolve() : new Promise(() => undefined)),
      signal: new AbortController().signal,
      logger: createLogger({ level: 'silent', name: 'api' }),
      patience: 50,
    });
    await expect(following).rejects.toBeInstanceOf(SlowReader);
    expect([sent.length, reads]).toEqual([3, 3]);
    await hub.close();
  });

  test('and whom the store fails is served when it is back, from where it was', async () => {
    const hub = listeners();
    const gone = new AbortController();
    const sent: unknown[] = [];
    let failures = 1;
    const following = follow({
      contactId: 'c_1',
      after: 7,
      listeners: hub,
      open: async () => undefined,
      read: async (_contactId, after) => {
        if (after === 8 && failures-- > 0) throw new Error('away');
        return { messages: after < 10 ? [message(after + 1)] : [], more: after < 9, state: null };
      },
      send: async (event) => void sent.push(event.id),
      signal: gone.signal,
      logger: createLogger({ level: 'silent', name: 'api' }),
    });
    await expect.poll(() => sent, { timeout: 5_000 }).toEqual(['8', '9', '10']);
    gone.abort();
    await following;
    await hub.close();
  });
});

test('pages that have gone leave no place taken', async () => {
  const at = await site();
  const visitor = await newVisitor(at);
  for (let i = 0; i < 8; i += 1) {
    await expect
      .poll(
        async () => {
          const page = await visitor.opens(at).catch(() => null);
          await page?.leave();
          return page !== null;
        },
        { timeout: 5_000, interval: 200 },
      )
      .toBe(true);
  }
});
