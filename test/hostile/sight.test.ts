import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Chat as Place } from '../../domain/state.ts';
import { canSee } from '../../domain/visibility.ts';
import { ConversationModel } from '../../models/conversation.ts';
import { visibleTo } from '../../models/visibility-filter.ts';
import type { Chat, Floor, Person } from '../api/floor.ts';
import { at, DAY, newChat, openFloor } from '../api/floor.ts';
import { until } from '../support/stage.ts';

interface Placed {
  chat: Chat;
  /** A word that only this chat's contact has. */
  name: string;
  /** What only who sees the chat may ever read. */
  secret: string;
  place: Place;
}

let floor: Floor;
let carla: Person;
let people: Person[];
let sales: string;
let closed: string;
let placed: Placed[];

beforeAll(async () => {
  floor = await openFloor();
  carla = await floor.person('Carla');
  people = [floor.ana, floor.bruno, carla, floor.sofia, floor.admin, floor.hub];
  sales = (await floor.sofia.post('/v1/inboxes', { name: 'Ventas', members: [floor.ana.id, floor.bruno.id] })).body.id;
  closed = (await floor.sofia.post('/v1/inboxes', { name: 'Nadie' })).body.id;
  placed = [];
  for (const put of puts) placed.push(await place(put));
}, 60_000);
afterAll(() => floor.close());

/** How chats come to every kind of place, also out of one that others see. */
const puts: ((chat: Chat) => Promise<unknown>)[] = [
  async () => undefined,
  (chat) => chat.done(floor.hub, 'handoff'),
  (chat) => chat.done(floor.hub, 'handoff', { inboxId: sales }),
  (chat) => chat.done(floor.hub, 'handoff', { inboxId: closed }),
  async (chat) => {
    await chat.done(floor.hub, 'handoff');
    await chat.done(floor.sofia, 'transfer', { agentId: carla.id });
  },
  async (chat) => {
    await chat.done(floor.hub, 'handoff', { inboxId: sales });
    await chat.done(floor.ana, 'claim');
  },
  async (chat) => {
    await chat.done(floor.hub, 'handoff');
    await chat.done(carla, 'claim');
  },
  (chat) => chat.done(floor.sofia, 'assign', { agentId: floor.bruno.id }),
  async (chat) => {
    await chat.done(floor.hub, 'handoff', { inboxId: sales });
    await chat.done(floor.ana, 'claim');
    await chat.done(floor.ana, 'transfer', { inboxId: closed });
  },
  async (chat) => {
    await chat.done(floor.hub, 'handoff', { inboxId: sales });
    await chat.done(floor.bruno, 'claim');
    await chat.done(floor.bruno, 'close');
  },
  async (chat) => {
    await chat.done(floor.hub, 'handoff', { inboxId: closed });
    await floor.sofia.post(`/v1/contacts/${chat.id}/block`);
  },
  async (chat) => {
    await chat.done(floor.hub, 'handoff', { inboxId: sales });
    await chat.done(floor.ana, 'claim');
    await chat.done(floor.sofia, 'assign', { agentId: floor.bruno.id });
  },
];

async function place(put: (chat: Chat) => Promise<unknown>): Promise<Placed> {
  const chat = newChat(floor);
  const name = `n${randomUUID().slice(0, 8)}`;
  const secret = `secreto-${randomUUID()}`;
  expect((await chat.sends({ text: secret }, { name })).status).toBe(202);
  await chat.once('the chat to begin', ({ state }) => state === 'BOT');
  await chat.done(floor.sofia, 'notes', { text: `nota ${secret}` });
  await put(chat);
  const { chat: now } = await until('the workflow', async () => (await floor.stage.gateway.query(chat.id)).found);
  await until('the read model', async () => {
    const doc = await ConversationModel.findById(chat.id).lean();
    return JSON.stringify(doc?.conversation.chat) === JSON.stringify(now) && (await chat.lines(2));
  });
  return { chat, name, secret, place: now };
}

const sees = (who: Person, place: Place) =>
  canSee(
    floor.stage.directory.callerFacts({ role: who.role, keyId: '', name: who.name, agentId: who.id || null }),
    place,
  );

test('whatever of a chat can be read is answered to those who see it, and 404 to all others', async () => {
  for (const who of people) {
    for (const { chat, place: now } of placed) {
      const status = sees(who, now) ? 200 : 404;
      for (const path of [
        chat.path,
        `${chat.path}/messages`,
        `${chat.path}/timeline`,
        `/v1/contacts/${chat.id}`,
        `/v1/contacts/${chat.id}/activity`,
        `/v1/contacts/${chat.id}/attachments`,
      ]) {
        const answer = await who.get(path);
        expect([who.name, path, answer.status], JSON.stringify(now)).toEqual([who.name, path, status]);
      }
    }
  }
});

test('lists and searches hold the chats that the caller sees and no others', async () => {
  for (const who of people) {
    const seen = placed.filter((one) => sees(who, one.place)).map(({ chat }) => chat.id);
    for (const list of [
      '/v1/conversations?limit=200',
      '/v1/conversations?view=history&limit=200&sort=waiting',
      '/v1/contacts?limit=200',
      '/v1/conversations?limit=200&q=secretos',
      '/v1/messages?limit=200&direction=in&q=secretos',
    ]) {
      const { body } = await who.get(list);
      const ids = body.items.map((one: { id?: string; contactId: string }) => one.id ?? one.contactId);
      expect([who.name, list, [...ids].sort()]).toEqual([who.name, list, [...seen].sort()]);
    }
    for (const { chat, name, place: now } of placed) {
      for (const list of [`/v1/contacts?q=${name}`, `/v1/conversations?q=${name}`]) {
        const { body } = await who.get(list);
        expect(body.items.map((one: { id: string }) => one.id)).toEqual(sees(who, now) ? [chat.id] : []);
      }
    }
    for (const filter of [
      `inboxId=${closed}`,
      `inboxId=${sales}`,
      `agentId=${carla.id}`,
      `agentId=${floor.bruno.id}`,
      'view=closed',
      'view=unassigned',
      'view=mine',
    ]) {
      const { body } = await who.get(`/v1/conversations?limit=200&${filter}`);
      for (const { id } of body.items) expect(seen, `${who.name} ${filter}`).toContain(id);
    }
  }
});

test('a page that another began is gone on with by what the caller sees', async () => {
  const { body: first } = await floor.admin.get('/v1/conversations?limit=1');
  const { body: rest } = await carla.get(`/v1/conversations?limit=200&cursor=${first.nextCursor}`);
  for (const { id } of rest.items) {
    const one = placed.find(({ chat }) => chat.id === id);
    expect(one && sees(carla, one.place)).toBe(true);
  }
});

test('no refusal of any command tells of a chat more than who has it', async () => {
  const commands = ['claim', 'return', 'close', 'bot', 'read', 'unread', 'messages', 'notes', 'transfer', 'template'];
  const bodies: Record<string, object> = {
    messages: { type: 'text', text: 'x' },
    notes: { text: 'x' },
    transfer: { inboxId: 'general' },
    template: { name: 'x', language: 'es' },
  };
  for (const who of [floor.ana, floor.bruno, carla]) {
    for (const { chat, name, secret, place: now } of placed.filter((one) => !sees(who, one.place))) {
      for (const command of commands) {
        const answer = await chat.give(who, command, bodies[command]);
        expect(answer.status, `${command} ${answer.text}`).toBeGreaterThanOrEqual(400);
        for (const hidden of [secret, name, '"can"', '"state"']) expect(answer.text).not.toContain(hidden);
        if (answer.status !== 404 && answer.body.owner) {
          expect(Object.keys(answer.body.owner).sort()).toEqual(['id', 'name']);
          expect(now.state).toBe('AGENTE');
        }
      }
    }
  }
});

test('notes are given to no integrator, on no path', async () => {
  for (const { chat, secret } of placed) {
    for (const path of [
      `${chat.path}/messages?limit=200`,
      `/v1/contacts/${chat.id}/activity`,
      `${chat.path}/timeline`,
      `/v1/conversations?q=nota%20${secret}`,
    ]) {
      expect((await floor.hub.get(path)).text).not.toContain(`nota ${secret}`);
    }
  }
});

test('the query of lists and the rule agree for every place and viewer', async () => {
  for (const who of people) {
    const viewer = floor.stage.directory.callerFacts({
      role: who.role,
      keyId: '',
      name: who.name,
      agentId: who.id || null,
    });
    for (const { chat, place: now } of placed) {
      const found = await ConversationModel.exists({ $and: [{ _id: chat.id }, visibleTo(viewer)] } as never);
      expect([who.name, chat.id, found !== null]).toEqual([who.name, chat.id, canSee(viewer, now)]);
    }
  }
});

test('sight ends with access: who leaves an inbox, and who is removed, sees its chats no more', async () => {
  const eva = await floor.person('Eva');
  const { body } = await floor.sofia.post('/v1/inboxes', { name: 'Pasajera', members: [eva.id] });
  const { chat } = await place((one) => one.done(floor.hub, 'handoff', { inboxId: body.id }));
  expect((await eva.get(chat.path)).status).toBe(200);
  await floor.sofia.patch(`/v1/inboxes/${body.id}`, { members: [] });
  for (const path of [chat.path, `${chat.path}/messages`, `/v1/inboxes/${body.id}`])
    expect((await eva.get(path)).status).toBe(404);
  expect((await floor.sofia.delete(`/v1/agents/${eva.id}`)).status).toBe(204);
  expect((await eva.get(chat.path)).status).toBe(401);
});

test('an expired chat is seen by everybody, wherever it was', async () => {
  const chat = newChat(floor);
  await chat.writes('tarde', { at: at(-DAY - 60_000) });
  await chat.once('it to be expired', ({ state }) => state === 'EXPIRADO', carla);
});
