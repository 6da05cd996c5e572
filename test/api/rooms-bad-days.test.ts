import { afterAll, beforeAll, expect, test } from 'vitest';
import { RoomModel } from '../../models/room.ts';
import { until } from '../support/stage.ts';
import { newChat } from './floor.ts';
import type { RoomAgent, RoomsFloor } from './rooms-floor.ts';
import { groupOf, openRoomsFloor, posted, wordsOf } from './rooms-floor.ts';

let floor: RoomsFloor;
let main: any;
let inboxId: string;
let rita: RoomAgent;
let hugo: RoomAgent;

beforeAll(async () => {
  floor = await openRoomsFloor();
  inboxId = (await floor.sofia.post('/v1/inboxes', { name: 'Técnica' })).body.id;
  main = await floor.mainRoom({ kind: 'SOPORTE', name: '🎫 Soporte Norte', inboxId });
  rita = await floor.roomAgent('Rita Sosa', '3815550001', main);
  hugo = await floor.roomAgent('Hugo Vera', '3815550002', main);
});
afterAll(async () => {
  await floor.close();
});

const people = () => floor.wa.people;
const groupNamed = (name: string) => groupOf(floor.wa, name);
const linesIn = (group: string) => floor.wa.world.lines.filter((line) => line.chat === group && line.from === null);

const roomOf = (agent: RoomAgent, contactId: string) =>
  until('the room of the case', async () =>
    (await floor.roomsOf(agent.id)).find((one: any) => one.contactId === contactId),
  );

/** A case that waits, shown in a main room. */
async function shown(reason: string, room = main) {
  const chat = newChat(floor);
  await chat.writes(`Hola, ${reason}`);
  await chat.done(floor.hub, 'handoff', { inboxId, reason });
  const group = groupNamed(room.name);
  return { chat, group, post: await posted(floor.wa, group, (line) => wordsOf(line).includes(`Motivo: ${reason}`)) };
}

/** A case that an agent has taken by quoting, and where it opened. */
async function held(agent: RoomAgent, reason: string) {
  const { chat, group: from, post } = await shown(reason);
  people().says({ phone: agent.waId, group: from, quotes: post.id, text: 'mío' });
  const room = await roomOf(agent, chat.id);
  const group = groupNamed(room.name);
  await posted(floor.wa, group, (line) => wordsOf(line).includes(`Motivo: ${reason}`));
  return { chat, room, group };
}

async function closed(...chats: { id: string; done: Function }[]) {
  for (const chat of chats) await chat.done(floor.sofia, 'close');
  for (const agent of [rita, hugo])
    await until('the rooms to be free', async () =>
      (await floor.roomsOf(agent.id)).every((one: any) => !chats.some(({ id }) => id === one.contactId)),
    );
}

test('the case of a suspended group goes on in another one, at the desk while there is none, and in one that is cleared', async () => {
  const { chat, room, group } = await held(rita, 'suspendida');
  people().suspends(group, true);
  const next = await until('another room', async () => {
    const now = await roomOf(rita, chat.id);
    return now.id !== room.id && now;
  });
  expect(await floor.room(room.id)).toMatchObject({
    status: 'suspended',
    contactId: null,
    problem: { code: 131207, detail: expect.stringMatching(/suspend/i) },
  });

  const other = groupNamed(next.name);
  people().suspends(other, true);
  await until('no room', async () => (await floor.room(next.id)).contactId === null);
  const before = linesIn(group).length + linesIn(other).length;
  await chat.writes('¿Hay alguien?');
  expect((await chat.read()).place.agentId).toBe(rita.id);
  expect(linesIn(group).length + linesIn(other).length).toBe(before);

  people().suspends(other, false);
  await until('the cleared room', async () => (await floor.room(next.id)).contactId === chat.id);
  await posted(floor.wa, other, (line) => wordsOf(line).includes('¿Hay alguien?'));
  // For a moment after it came by itself, what she writes may be meant for the case before.
  await until('it to be the case meant', async () =>
    RoomModel.exists({ _id: next.id, caseSince: { $lt: Date.now() - 1_000 } }),
  );
  people().says({ phone: rita.waId, group: other, text: 'Acá estoy' });
  await until('the answer', async () => (await chat.lines(3)).some(({ text }) => text === 'Acá estoy'));
  people().suspends(group, false);
  await until('the first room', async () => (await floor.room(room.id)).status === 'ready');
  expect(await floor.room(room.id)).toMatchObject({ problem: null });
  await closed(chat);
});

test('a number that may have no groups is told at once, why, and asked for again once it may', async () => {
  const { sofia, wa } = floor;
  wa.mishaps.plan({ kind: 'refused', code: 131215 }, { path: 'groups' });
  const { body: room } = await sofia.post('/v1/rooms', { kind: 'VENTAS', name: '💼 Ventas Sur', inboxId });
  const failed = await until('the refusal', async () => {
    const now = await floor.room(room.id);
    return now.status === 'failed' && now;
  });
  expect(failed.problem).toMatchObject({ code: 131215, detail: expect.stringContaining('no puede usar grupos') });
  const asked = wa.calls.filter(({ path }) => path.endsWith('/groups')).length;
  expect((await sofia.patch(`/v1/rooms/${room.id}`, { status: 'creating' })).status).toBe(200);
  await until('the group', async () => (await floor.room(room.id)).status === 'ready');
  expect(wa.calls.filter(({ path }) => path.endsWith('/groups')).length).toBe(asked + 1);
  expect((await sofia.delete(`/v1/rooms/${room.id}`)).status).toBe(204);
});

test('a group that was asked for without an answer is the room’s once it is told of, and there is one', async () => {
  const { wa } = floor;
  wa.mishaps.plan({ kind: 'silent' }, { path: 'groups' });
  const room = await floor.mainRoom({ kind: 'VENTAS', name: '💼 Ventas Oeste', inboxId });
  expect([...wa.world.groups.values()].filter(({ subject }) => subject === room.name)).toHaveLength(1);
  expect((await floor.sofia.delete(`/v1/rooms/${room.id}`)).status).toBe(204);
});

test('while the token has expired nothing is lost: told in order once there is another', async () => {
  const { chat, group } = await held(rita, 'vencida');
  floor.wa.mishaps.plan({ kind: 'refused', code: 190 }, { path: 'messages', times: 2 });
  for (const text of ['uno', 'dos', 'tres']) await chat.writes(text);
  people().says({ phone: rita.waId, group, text: 'Te leo' });
  await posted(floor.wa, group, (line) => wordsOf(line).endsWith('tres'));
  const told = linesIn(group)
    .map(wordsOf)
    .filter((words) => /(uno|dos|tres)$/.test(words));
  expect(told.map((words) => words.split(' ').at(-1))).toEqual(['uno', 'dos', 'tres']);
  await until('the answer', async () => (await chat.lines(5)).filter(({ text }) => text === 'Te leo').length === 1);
  await closed(chat);
});

test('a next case is opened, though its first post was put off for a moment', async () => {
  const { sofia, wa } = floor;
  const [first, second] = [await held(rita, 'primero'), await held(rita, 'segundo')];
  await sofia.patch(`/v1/agents/${rita.id}`, { capacity: 3 });
  const { chat, group } = await shown('tercero');
  await chat.done(sofia, 'assign', { agentId: rita.id });
  await posted(wa, group, (one) => wordsOf(one).includes('lo atiende desde el escritorio'));
  wa.mishaps.plan({ kind: 'refused', code: 130429 }, { path: 'messages', holding: 'Motivo: tercero' });
  await first.chat.done(sofia, 'close');
  await posted(wa, first.group, (line) => wordsOf(line).includes('Motivo: tercero'));
  await closed(second.chat, chat);
});

test('a case given by a rule opens in a room that is younger than the case', async () => {
  const { sofia, hub } = floor;
  const ruled = (await sofia.post('/v1/inboxes', { name: 'Regla', assignment: { mode: 'round-robin' } })).body.id;
  const chat = newChat(floor);
  await chat.writes('Hola, de antes');
  await chat.done(hub, 'handoff', { inboxId: ruled, reason: 'antes' });
  const room = await floor.mainRoom({ kind: 'VENTAS', name: '💼 Ventas Regla', inboxId: ruled });
  const eva = await floor.roomAgent('Eva Ruiz', '3815556666', room, 1);
  await roomOf(eva, chat.id);
  await chat.writes('¿Hay alguien?');
  const group = groupNamed(eva.rooms[0].name);
  await posted(floor.wa, group, (line) => wordsOf(line).includes('¿Hay alguien?'));
  await closed(chat);
});

test('a full group is continued by another: both show a case, one takes it, and both say who', async () => {
  const { sofia, wa } = floor;
  const room = await floor.mainRoom({ kind: 'SOPORTE', name: '🎫 Soporte Este', inboxId });
  const places: any[] = [];
  for (let i = 0; i < 9; i++) {
    const { status, body, text } = await sofia.post(`/v1/rooms/${room.id}/members`, {
      name: `Este ${i}`,
      phone: `381555030${i}`,
    });
    expect(status, text).toBe(201);
    places.push(body);
  }
  expect(new Set(places.slice(0, 8).map(({ id }) => id))).toEqual(new Set([room.id]));
  const second = places[8];
  expect(second.id).not.toBe(room.id);
  expect(second).toMatchObject({ kind: 'SOPORTE', inboxId });
  const next = await until('the second group', async () => {
    const now = await floor.room(second.id);
    return now.status === 'ready' && now;
  });
  const phones = ['5493815550300', '5493815550308'] as const;
  wa.people.opens(phones[0], room.inviteLink);
  wa.people.opens(phones[1], next.inviteLink);
  for (const [i, [phone, at]] of [
    [phones[0], room],
    [phones[1], next],
  ].entries() as any) {
    const asked = await posted(wa, groupNamed(at.name), (line) =>
      wordsOf(line).includes(i === 0 ? '*Este 0*' : '*Este 8*'),
    );
    wa.people.says({ phone, group: asked.chat, quotes: asked.id, text: 'LISTO' });
    await posted(wa, asked.chat, (line) => wordsOf(line).includes(`Listo, Este ${i === 0 ? 0 : 8}`));
  }

  const { chat, post, group } = await shown('partida', room);
  const twin = await posted(wa, groupNamed(next.name), (line) => wordsOf(line).includes('Motivo: partida'));
  wa.people.says({ phone: phones[0], group, quotes: post.id, text: 'yo' });
  wa.people.says({ phone: phones[1], group: twin.chat, quotes: twin.id, text: 'yo' });
  const { place } = await chat.once('an owner', ({ state }) => state === 'AGENTE');
  const winner = place.agentName;
  for (const one of [post, twin])
    await posted(wa, one.chat, (line) => line.quotes === one.id && wordsOf(line).includes(winner));
  const claims = (await chat.timeline()).filter(({ to }) => to === 'AGENTE');
  expect(claims).toHaveLength(1);
  await closed(chat);
});

test('who writes in two groups at once writes to two customers, in order, and neither reads the other', async () => {
  const [a, b] = [await held(rita, 'doble A'), await held(rita, 'doble B')];
  for (let i = 1; i <= 5; i++) {
    people().says({ phone: rita.waId, group: a.group, text: `para A ${i}` });
    people().says({ phone: rita.waId, group: b.group, text: `para B ${i}` });
  }
  // Another agent who is let into the group by its link writes to nobody.
  floor.wa.world.groups.get(a.group)?.participants.push(hugo.waId);
  const stranger = people().says({ phone: hugo.waId, group: a.group, text: 'yo te ayudo' });
  await posted(floor.wa, a.group, (line) => line.quotes === stranger.id);
  for (const [{ chat }, name] of [
    [a, 'A'],
    [b, 'B'],
  ] as const) {
    const out = (await chat.lines(6)).filter(({ direction }) => direction === 'out').map(({ text }) => text);
    expect(out).toEqual([1, 2, 3, 4, 5].map((i) => `para ${name} ${i}`));
  }
  await closed(a.chat, b.chat);
});

test('what a customer writes while the case moves between groups is shown once to whoever has it, and in order', async () => {
  const { chat, group } = await held(rita, 'mudanza');
  const owners = [hugo, rita, hugo];
  let n = 0;
  for (const owner of owners) {
    const writing = (async () => {
      for (let i = 0; i < 6; i++) await chat.writes(`línea ${(n += 1)}.`);
    })();
    await chat.done(floor.sofia, 'assign', { agentId: owner.id });
    await writing;
  }
  const last = await roomOf(hugo, chat.id);
  await chat.writes('y la última');
  const now = groupNamed(last.name);
  await posted(floor.wa, now, (line) => wordsOf(line).includes('y la última'));
  const groups = [group, ...[...rita.rooms, ...hugo.rooms].map(({ name }: any) => groupNamed(name))];
  const told = [...new Set(groups)].flatMap((one) =>
    linesIn(one).map((line) => ({ group: one, words: wordsOf(line) })),
  );
  for (let i = 1; i <= n; i++)
    expect(
      told.some(({ words }) => words.includes(`línea ${i}.`)),
      `línea ${i}`,
    ).toBe(true);
  for (const one of new Set(groups)) {
    const numbers = told
      .filter(({ group: at, words }) => at === one && words.startsWith('👤'))
      .flatMap(({ words }) => [...words.matchAll(/línea (\d+)\./g)].map(([, i]) => Number(i)));
    expect(numbers).toEqual(numbers.toSorted((x, y) => x - y));
    expect(new Set(numbers).size).toBe(numbers.length);
  }
  const written = (await chat.lines(n + 2)).filter(({ direction }) => direction === 'in').map(({ text }) => text);
  expect(written.slice(1, -1)).toEqual(Array.from({ length: n }, (_, i) => `línea ${i + 1}.`));
  await closed(chat);
});
