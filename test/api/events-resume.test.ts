import mongoose from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../../config/logger.ts';
import type { Chat, Floor, Person } from './floor.ts';
import { openFloor, taken, waiting, withBot } from './floor.ts';
import type { Heard, Listener } from './listener.ts';
import { listen } from './listener.ts';
import type { Site } from './site.ts';
import { keyFor, openSite } from './site.ts';

let floor: Floor;
let anaKey: string;
let brunoKey: string;
const sites: Site[] = [];
const listeners: Listener[] = [];
beforeAll(async () => {
  floor = await openFloor();
  const keyOf = ({ name, id }: Person) => keyFor({ role: 'agent', name, agentId: id });
  [anaKey, brunoKey] = [await keyOf(floor.ana), await keyOf(floor.bruno)];
});
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((one) => one.leave()));
  await Promise.all(sites.splice(0).map(({ app }) => app.close()));
});
afterAll(() => floor.close());

async function site(): Promise<Site> {
  const opened = await openSite(floor.stage);
  sites.push(opened);
  return opened;
}

async function hears(key: string, at: Site, lastEventId?: string): Promise<Listener> {
  const listener = await listen(`${at.base}/v1/events`, key, lastEventId === undefined ? {} : { lastEventId });
  listeners.push(listener);
  return listener;
}

const reading =
  (text: string) =>
  ({ event, data }: Heard) =>
    event === 'message.created' && data.text === text;
/** What was told, the greetings of the stream left out. */
const story = (...heard: Listener[]) =>
  heard
    .flatMap((one) => one.heard.filter(({ event }) => event !== 'ready'))
    .map(({ event, data }) => {
      const { contactId, id, version, seq, change } = data;
      return [event, contactId ?? id, version ?? seq ?? null, change?.seq ?? null].join(' ');
    });

/** People and customers do what they do, all at once; the last thing is a line that says so. */
async function storm(chats: Chat[], rounds: number, end: Chat): Promise<void> {
  await Promise.all(
    chats.map(async (chat, place) => {
      const [one, other] = place % 2 === 0 ? [floor.ana, floor.bruno] : [floor.bruno, floor.ana];
      for (let round = 0; round < rounds; round += 1) {
        await chat.give(one, 'claim');
        await chat.writes(`pregunta ${place}.${round}`);
        await chat.give(one, 'messages', { type: 'text', text: `respuesta ${place}.${round}` });
        await chat.give(one, 'transfer', round % 2 === 0 ? { agentId: other.id } : { inboxId: 'general' });
        await chat.give(other, 'claim');
        await chat.give(other, 'return');
        await chat.give(floor.sofia, 'transfer', { inboxId: 'general' });
      }
    }),
  );
  await end.writes('se acabó');
}

describe('who comes back', () => {
  test('to a process started anew is told what happened meanwhile, once and in order', async () => {
    const first = await site();
    const chat = await taken(floor);
    const before = await hears(anaKey, first);
    await chat.done(floor.ana, 'messages', { type: 'text', text: 'uno' });
    await before.once('one', reading('uno'));
    await first.app.close();
    await before.ended;
    await chat.done(floor.ana, 'messages', { type: 'text', text: 'dos' });
    await chat.writes('tres');
    const watching = await hears(anaKey, floor.site);
    const after = await hears(anaKey, await site(), before.lastId);
    await chat.done(floor.ana, 'messages', { type: 'text', text: 'cuatro' });
    for (const one of [watching, after]) await one.once('four', reading('cuatro'));
    const texts = [before, after].flatMap((one) => one.of('message.created')).map(({ text }) => text);
    expect(texts.filter((text) => text !== null)).toEqual(['uno', 'dos', 'tres', 'cuatro']);
    expect(after.heard[0]?.event).not.toBe('reset');
  });

  test('in a storm, from one process to another and back, is told exactly what who stayed was told', async () => {
    const [one, two] = [await site(), await site()];
    const end = await withBot(floor);
    const chats = await Promise.all([1, 2, 3, 4, 5, 6].map(() => waiting(floor)));
    const start = await hears(anaKey, one);
    const stayed = await hears(anaKey, two, start.lastId);
    const hops = [start];
    const blowing = storm(chats, 6, end);
    const hopping = (async () => {
      for (let hop = 1; hop <= 8; hop += 1) {
        const last = hops.at(-1) as Listener;
        const known = last.heard.length;
        await last.once('more', () => last.heard.length >= known + 12 || last.heard.some(reading('se acabó')));
        await last.leave();
        hops.push(await hears(anaKey, hop % 2 === 0 ? one : two, last.lastId));
      }
    })();
    await Promise.all([blowing, hopping]);
    await stayed.once('the end', reading('se acabó'));
    await expect.poll(() => hops.some(({ heard }) => heard.some(reading('se acabó')))).toBe(true);
    const [whole, pieces] = [story(stayed), story(...hops)];
    expect(whole.length).toBeGreaterThan(100);
    expect(pieces).toEqual(whole);
    const once = whole.filter((line) => /^(conversation.changed|message.created)/.test(line));
    expect(once.filter((line, place) => once.indexOf(line) !== place)).toEqual([]);
    expect(whole.filter((line) => line.startsWith('reset'))).toEqual([]);
    for (const { id } of chats) {
      const versions = stayed.of('conversation.changed').filter(({ contactId }) => contactId === id);
      const numbers = versions.map(({ version }) => version);
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    }
  });

  test('from before what a process remembers catches up on the store’s own record', async () => {
    const first = await site();
    const chat = await taken(floor);
    const before = await hears(anaKey, first);
    await chat.done(floor.ana, 'messages', { type: 'text', text: 'principio' });
    await before.once('the beginning', reading('principio'));
    await before.leave();
    for (let i = 0; i < 30; i += 1) await chat.done(floor.ana, 'messages', { type: 'text', text: `n${i}` });
    const after = await hears(anaKey, await site(), before.lastId);
    await chat.done(floor.ana, 'messages', { type: 'text', text: 'fin' });
    await after.once('the end', reading('fin'));
    const expected = [...Array.from({ length: 30 }, (_, i) => `n${i}`), 'fin'];
    expect(after.of('message.created').map(({ text }) => text)).toEqual(expected);
  });

  test('is not told what has gone out of sight meanwhile, only that it has', async () => {
    const first = await site();
    const chat = await waiting(floor);
    const before = await hears(brunoKey, first);
    await before.leave();
    await chat.writes('lo que ya no se ve');
    await chat.done(floor.ana, 'claim');
    await chat.done(floor.ana, 'messages', { type: 'text', text: 'entre nosotros' });
    for (const at of [first, await site()]) {
      const after = await hears(brunoKey, at, before.lastId);
      await after.once(
        'the removal',
        ({ event, data }) => event === 'conversation.removed' && data.contactId === chat.id,
      );
      expect(JSON.stringify(after.heard)).not.toMatch(/lo que ya no se ve|entre nosotros/);
    }
  });

  test.each(['nonsense', 'AAAAAAAAAAAAAAAA.AAAAAAAAAAA'])('with the position %j is told to begin anew', async (id) => {
    const after = await hears(anaKey, floor.site, id);
    const [reset, ready] = after.heard;
    expect([reset?.event, reset?.data, ready?.event]).toEqual(['reset', { reason: expect.any(String) }, 'ready']);
    const again = await hears(anaKey, floor.site, after.lastId);
    expect(again.heard.map(({ event, data }) => [event, data])).toEqual([['ready', { resumed: true }]]);
  });

  test('with the position of a change that the store has let go is told to begin anew', async () => {
    const now = await hears(anaKey, floor.site);
    const chat = await withBot(floor);
    const { id } = await now.once('the chat', ({ data }) => data.contactId === chat.id);
    const [token = '', sight] = (id ?? '').split('.');
    const bytes = Buffer.from(token, 'base64url');
    // Its time, after the byte that begins a token: of long ago.
    bytes.writeUInt32BE(1, 1);
    const after = await hears(anaKey, await site(), `${bytes.toString('base64url')}.${sight}`);
    expect(after.heard.map(({ event }) => event)).toEqual(['reset', 'ready']);
  });

  test('with other access than before is told to begin anew', async () => {
    const { body: inbox } = await floor.sofia.post('/v1/inboxes', { name: `Taller${Date.now()}`, members: [] });
    const before = await hears(brunoKey, floor.site);
    await before.leave();
    await floor.sofia.patch(`/v1/inboxes/${inbox.id}`, { members: [floor.bruno.id] });
    const after = await hears(brunoKey, await site(), before.lastId);
    expect(after.heard.map(({ event }) => event)).toEqual(['reset', 'ready']);
  });
});

test('two hundred streams cost the store no more reads than one, and are told within moments', async () => {
  const busy = await openSite(floor.stage);
  sites.push(busy);
  const people = await Promise.all(Array.from({ length: 40 }, (_, i) => floor.person(`Agente ${i}`)));
  const keys = await Promise.all(people.map(({ id, name }) => keyFor({ role: 'agent', name, agentId: id })));
  const end = await withBot(floor);
  const chats = await Promise.all([1, 2, 3, 4].map(() => waiting(floor)));
  const crowd = await Promise.all(keys.flatMap((key) => Array.from({ length: 5 }, () => hears(key, busy))));
  const { databaseName } = mongoose.connection.db ?? {};
  const reads = async () => {
    // Of this file's own database: others are read by other files meanwhile.
    const { totals } = (await mongoose.connection.getClient().db('admin').command({ top: 1 })) as {
      totals: Record<string, { queries?: { count: number } }>;
    };
    return Object.entries(totals)
      .filter(([name]) => name.startsWith(`${databaseName}.`))
      .reduce((sum, [, { queries }]) => sum + (queries?.count ?? 0), 0);
  };
  const [cpu, before, began] = [process.cpuUsage(), await reads(), performance.now()];
  await storm(chats, 4, end);
  const accepted = performance.now();
  await Promise.all(crowd.map((one) => one.once('the end', reading('se acabó'))));
  const written = performance.now();
  const { user, system } = process.cpuUsage(cpu);
  const told = crowd.reduce((sum, one) => sum + one.heard.length, 0);
  const ends = crowd.map((one) => one.heard.find(reading('se acabó'))?.at ?? 0);
  const spread = Math.max(...ends) - Math.min(...ends);
  createLogger({ level: process.env.TEST_LOG_LEVEL ?? 'silent', name: 'storm' }).info({
    streams: crowd.length,
    told,
    seconds: (written - began) / 1000,
    cpuSeconds: (user + system) / 1e6,
    queries: (await reads()) - before,
    spreadMs: spread,
    lastToldAfterMs: Math.max(...ends) - accepted,
  });
  expect(new Set(crowd.map((one) => story(one).length)).size).toBe(1);
  expect((await reads()) - before).toBeLessThan(told / 10);
  expect(spread).toBeLessThan(2_000);
});
