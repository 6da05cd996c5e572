import mongoose from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../../domain/caller.ts';
import { hashKey } from '../../models/key.ts';
import type { Floor } from './floor.ts';
import { closed, openFloor, taken, waiting, withBot } from './floor.ts';
import type { Listener } from './listener.ts';
import { listen } from './listener.ts';
import type { Site } from './site.ts';
import { keyFor, openSite } from './site.ts';

let floor: Floor;
const sites: Site[] = [];
const listeners: Listener[] = [];
beforeAll(async () => {
  floor = await openFloor();
});
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((one) => one.leave()));
  await Promise.all(sites.splice(0).map(({ app }) => app.close()));
});
afterAll(() => floor.close());

const keys = new Map<string, string>();
/** A key of a person of the floor; the same each time. */
async function keyOf(name: string, role: Caller['role'], agentId: string | null): Promise<string> {
  const key = keys.get(name) ?? (await keyFor({ role, name, agentId }));
  keys.set(name, key);
  return key;
}
const anaKey = () => keyOf('Ana', 'agent', floor.ana.id);
const brunoKey = () => keyOf('Bruno', 'agent', floor.bruno.id);
const sofiaKey = () => keyOf('Sofía', 'supervisor', floor.sofia.id);
const hubKey = () => keyOf('Hub', 'integrator', null);

async function site(variables: NodeJS.ProcessEnv = {}): Promise<Site> {
  const opened = await openSite(floor.stage, variables);
  sites.push(opened);
  return opened;
}

async function hears(
  key: string,
  at: Site = floor.site,
  options: Parameters<typeof listen>[2] = {},
): Promise<Listener> {
  const listener = await listen(`${at.base}/v1/events`, key, options);
  listeners.push(listener);
  return listener;
}

const about = (contactId: string, event: string) => (heard: { event: string; data: { contactId?: string } }) =>
  heard.event === event && heard.data.contactId === contactId;
const of = (listener: Listener, contactId: string) => listener.heard.filter(({ data }) => data.contactId === contactId);
const message =
  (text: string) =>
  ({ event, data }: { event: string; data: { text?: string } }) =>
    event === 'message.created' && data.text === text;

describe('a client that listens', () => {
  test('is told of a chat as its GET gives it, with what moved it, and of each line', async () => {
    const ana = await hears(await anaKey());
    const chat = await withBot(floor);
    await chat.done(floor.hub, 'handoff', { inboxId: 'general' });
    const { data } = await ana.once('the handoff', ({ data }) => data.change?.command === 'handoff');
    await chat.done(floor.ana, 'claim');
    await chat.done(floor.ana, 'messages', { type: 'text', text: 'Buenas' });
    await ana.once('the answer', message('Buenas'));
    const { change, alert, ...told } = data;
    expect([change.from, change.to, change.contactId, alert]).toEqual(['BOT', 'BANDEJA', chat.id, true]);
    expect(told).toMatchObject({ contactId: chat.id, state: 'BANDEJA', live: false });
    expect(told.can).toContain('claim');
    const now = (await floor.site.as(await anaKey()).get(chat.path)).body;
    await ana.once('the present version', ({ data }) => data.version === now.version);
    const last = ana.of('conversation.changed').findLast(({ contactId }) => contactId === chat.id);
    const { change: _change, alert: _alert, ...shown } = last;
    expect(shown).toEqual({ ...now, live: false });
    expect([ana.headers.get('cache-control'), ana.headers.get('x-accel-buffering')]).toEqual(['no-store', 'no']);
  });

  test('is told of the statuses and reactions of lines', async () => {
    const chat = await taken(floor);
    const ana = await hears(await anaKey());
    const id = await chat.writes('¿Hay stock?');
    await ana.once('the line', message('¿Hay stock?'));
    await chat.done(floor.ana, 'reactions', { messageId: id, emoji: '👍' });
    const { data } = await ana.once('the reaction', ({ event, data }) => event === 'message.changed' && data.id === id);
    expect(data.reactions).toMatchObject([{ emoji: '👍' }]);
  });

  test('never gets a note as an integrator, and no presence', async () => {
    const [hub, ana] = [await hears(await hubKey()), await hears(await anaKey())];
    const chat = await taken(floor);
    await chat.done(floor.ana, 'notes', { text: 'cuidado' });
    await chat.done(floor.ana, 'messages', { type: 'text', text: 'después' });
    await Promise.all([hub, ana].map((one) => one.once('the answer', message('después'))));
    await floor.bruno.goes('away');
    await floor.bruno.goes('online');
    const { data } = await ana.once(
      'Bruno',
      ({ event, data }) => event === 'presence.changed' && data.status === 'online',
    );
    expect(data).toEqual({ id: floor.bruno.id, name: 'Bruno', status: 'online' });
    expect(ana.heard.some(message('cuidado'))).toBe(true);
    await chat.done(floor.ana, 'messages', { type: 'text', text: 'fin' });
    await hub.once('the end', message('fin'));
    expect([hub.heard.some(message('cuidado')), hub.of('presence.changed')]).toEqual([false, []]);
  });

  test('hears of alerts as a supervisor only', async () => {
    const inboxId = await floor.stage.inbox('Urgente', [], { unattendedAfter: 'PT1S' });
    const [sofia, ana] = [await hears(await sofiaKey()), await hears(await anaKey())];
    const chat = await waiting(floor, inboxId);
    await floor.stage.pass(chat.id, 2_000);
    await sofia.once('the alert', about(chat.id, 'alert.raised'));
    await chat.done(floor.sofia, 'close');
    const { data } = await sofia.once('its end', about(chat.id, 'alert.ended'));
    expect(data).toMatchObject({ open: false, endedHow: 'close' });
    await ana.once('the close', about(chat.id, 'conversation.changed'));
    expect(ana.heard.filter(({ event }) => event.startsWith('alert'))).toEqual([]);
  });
});

describe('a chat that leaves a client’s sight', () => {
  test('is told as one removal without content, and comes back with the next that may be seen', async () => {
    const chat = await waiting(floor);
    const bruno = await hears(await brunoKey());
    await chat.done(floor.ana, 'claim');
    await bruno.once('the removal', about(chat.id, 'conversation.removed'));
    await chat.done(floor.ana, 'messages', { type: 'text', text: 'secreto' });
    await chat.done(floor.ana, 'notes', { text: 'secreto' });
    await chat.done(floor.ana, 'return');
    await bruno.once('the return', about(chat.id, 'conversation.changed'));
    const told = of(bruno, chat.id);
    expect(told.map(({ event }) => event)).toEqual(['conversation.removed', 'conversation.changed']);
    expect(told[0]?.data).toEqual({ contactId: chat.id });
    expect(JSON.stringify(bruno.heard)).not.toContain('secreto');
  });

  test('because access was withdrawn is removed at once, and given again with it', async () => {
    const name = `Ventas${Date.now()}`;
    const { body: inbox } = await floor.sofia.post('/v1/inboxes', { name, members: [floor.bruno.id] });
    const chat = await waiting(floor, inbox.id);
    const bruno = await hears(await brunoKey());
    await floor.sofia.patch(`/v1/inboxes/${inbox.id}`, { members: [] });
    const withdrawn = performance.now();
    const removal = await bruno.once('the removal', about(chat.id, 'conversation.removed'));
    expect(removal.at - withdrawn).toBeLessThan(2_000);
    await chat.writes('nadie debe leer esto');
    // Accepted is not yet stored: it has to be told, to others, before access is given again.
    await chat.lines(2);
    await floor.sofia.patch(`/v1/inboxes/${inbox.id}`, { members: [floor.bruno.id] });
    await bruno.once('the chat', about(chat.id, 'conversation.changed'));
    expect(of(bruno, chat.id).map(({ event }) => event)).toEqual(['conversation.removed', 'conversation.changed']);
    expect(bruno.heard.some(message('nadie debe leer esto'))).toBe(false);
  });
});

describe('who may not listen any more', () => {
  test('is cut off when the key is revoked, within two seconds', async () => {
    const { body } = await floor.admin.post('/v1/keys', { role: 'agent', name: 'x', agentId: floor.bruno.id });
    const bruno = await hears(body.key);
    expect((await floor.admin.delete(`/v1/keys/${body.id}`)).status).toBe(204);
    const revoked = performance.now();
    await bruno.ended;
    expect(performance.now() - revoked).toBeLessThan(2_000);
  });

  test('is cut off as an agent made inactive, and not let in', async () => {
    const carla = await floor.person('Carla');
    const key = await keyOf('Carla', 'agent', carla.id);
    const listening = await hears(key);
    await floor.sofia.patch(`/v1/agents/${carla.id}`, { active: false });
    await listening.ended;
    expect((await floor.site.as(key).get('/v1/events')).status).toBe(403);
  });
});

describe('the alert of a new chat', () => {
  test('is for who may take it and wants it, once for each inbox it enters', async () => {
    const dario = await floor.person('Darío');
    const listening = await hears(await keyOf('Darío', 'agent', dario.id));
    const ana = await hears(await anaKey());
    const off = await dario.patch('/v1/agents/me', { notifications: { sound: false } });
    expect([off.status, off.body.notifications]).toEqual([200, { sound: false }]);
    const chat = await waiting(floor);
    await chat.writes('¿Hay alguien?');
    for (const one of [listening, ana]) await one.once('the line', message('¿Hay alguien?'));
    await chat.done(floor.sofia, 'close');
    for (const one of [listening, ana]) await one.once('the end', ({ data }) => data.change?.command === 'close');
    const alerts = (who: Listener) => of(who, chat.id).filter(({ data }) => data.alert);
    expect([alerts(ana).length, alerts(listening).length]).toEqual([1, 0]);
    expect((await dario.get('/v1/agents/me')).body.notifications).toEqual({ sound: false });
  });
});

describe('a ticket', () => {
  const ask = async (key: string) => (await floor.site.as(key).post('/v1/events/ticket', {})).body;

  test('stands for its key once, with any process', async () => {
    const { ticket, expiresAt } = await ask(await anaKey());
    expect(new Date(expiresAt).getTime() - Date.now()).toBeGreaterThan(50_000);
    const other = await site();
    const listener = await listen(`${other.base}/v1/events?ticket=${ticket}`, null);
    listeners.push(listener);
    const chat = await withBot(floor);
    await listener.once('the chat', about(chat.id, 'conversation.changed'));
    for (const again of [floor.site, other]) {
      expect((await again.as(null).get(`/v1/events?ticket=${ticket}`)).status).toBe(401);
    }
  });

  test('that is too old, made up, or of a revoked key lets nobody in', async () => {
    const { ticket } = await ask(await anaKey());
    await mongoose.connection
      .collection('event-tickets')
      .updateOne({ _id: hashKey(ticket) as never }, { $set: { expiresAt: new Date() } });
    const { body } = await floor.admin.post('/v1/keys', { role: 'agent', name: 'x', agentId: floor.bruno.id });
    const { ticket: orphan } = await ask(body.key);
    await floor.admin.delete(`/v1/keys/${body.id}`);
    for (const bad of [ticket, orphan, 'evt_made-up', '']) {
      expect([bad, (await floor.site.as(null).get(`/v1/events?ticket=${bad}`)).status]).toEqual([bad, 401]);
    }
  });
});

describe('caps', () => {
  test('of a key: five are served, the sixth is refused until one has gone', async () => {
    const key = await hubKey();
    const open = await Promise.all([1, 2, 3, 4, 5].map(() => hears(key)));
    const refused = await floor.site.as(key).get('/v1/events');
    expect([refused.status, refused.body.code, Number(refused.headers.get('retry-after'))]).toEqual([
      429,
      'too-many-requests',
      10,
    ]);
    await open[0]?.leave();
    await expect
      .poll(
        () =>
          hears(key).then(
            () => true,
            () => false,
          ),
        { timeout: 5_000, interval: 100 },
      )
      .toBe(true);
  });

  test('of the process: it refuses more than it is set to serve', async () => {
    const small = await site({ EVENTS_MAX_STREAMS: '1' });
    await hears(await anaKey(), small);
    expect((await small.as(await brunoKey()).get('/v1/events')).status).toBe(429);
  });
});

test('a process that stops ends its streams at once', async () => {
  const other = await openSite(floor.stage);
  const [ana, bruno] = [await hears(await anaKey(), other), await hears(await brunoKey(), other)];
  const began = performance.now();
  await other.app.close();
  await Promise.all([ana.ended, bruno.ended]);
  expect(performance.now() - began).toBeLessThan(2_500);
});

test('counts are of what the caller may see, by view and by inbox', async () => {
  const gil = await floor.person('Gil');
  const { body: inbox } = await floor.sofia.post('/v1/inboxes', {
    name: `Stock${Date.now()}`,
    members: [floor.bruno.id],
  });
  const [one, two] = [await waiting(floor, inbox.id), await waiting(floor, inbox.id)];
  await taken(floor, gil);
  await closed(floor);
  await two.done(floor.sofia, 'read');
  const first = (await one.read()).waitingSince;
  const counts = async (who: { get: Floor['ana']['get'] }) => (await who.get('/v1/conversations/counts')).body;
  const [bruno, mine, sofia] = [await counts(floor.bruno), await counts(gil), await counts(floor.sofia)];
  const inInbox = (body: { inboxes: { inboxId: string }[] }) =>
    body.inboxes.find(({ inboxId }) => inboxId === inbox.id);
  expect(inInbox(bruno)).toMatchObject({ total: 2, unread: 1, waitingSince: first, kind: 'CUSTOM' });
  expect([inInbox(mine), inInbox(sofia)]).toEqual([undefined, inInbox(bruno)]);
  expect([mine.views.mine.total, bruno.views.mine.total]).toEqual([1, 0]);
  for (const [who, body] of [
    [floor.bruno, bruno],
    [gil, mine],
    [floor.sofia, sofia],
  ] as const) {
    for (const view of ['mine', 'unassigned', 'all', 'closed'] as const) {
      const { items } = (await who.get(`/v1/conversations?view=${view}&limit=200`)).body;
      expect([who.name, view, body.views[view].total]).toEqual([who.name, view, items.length]);
    }
  }
});
