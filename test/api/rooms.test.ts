import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roomEventsIn } from '../../api/rooms/told.ts';
import { RoomModel } from '../../models/room.ts';
import { until } from '../support/stage.ts';
import { jpegFile } from './media-files.ts';
import { newChat } from './floor.ts';
import type { RoomAgent, RoomsFloor } from './rooms-floor.ts';
import { groupOf, openRoomsFloor, posted, wordsOf } from './rooms-floor.ts';

let floor: RoomsFloor;
let soporte: any;
let juan: RoomAgent;
let inboxId: string;

beforeAll(async () => {
  floor = await openRoomsFloor();
  inboxId = (await floor.sofia.post('/v1/inboxes', { name: 'Técnica' })).body.id;
  soporte = await floor.mainRoom({ kind: 'SOPORTE', name: '🎫 Soporte Técnico', inboxId });
  juan = await floor.roomAgent('Juan Pérez', '3815551234', soporte);
});
afterAll(async () => {
  await floor.close();
});

test('a case is shown where it waits, taken by a quote, answered in a room of its agent, and closed there', async () => {
  const { wa } = floor;
  const chat = newChat(floor);
  await chat.sends({ text: 'No me anda internet' }, { name: 'Lucía Fernández', phone: '+5493814440000' });
  await chat.done(floor.hub, 'handoff', { inboxId, reason: 'Sin servicio' });
  const main = groupOf(wa, soporte.name);
  const shown = await posted(wa, main, (line) => wordsOf(line).includes('Sin servicio'));
  expect(wordsOf(shown)).toContain('Lucía');
  expect(wordsOf(shown)).not.toContain('4440000');

  wa.people.says({ phone: juan.waId, group: main, quotes: shown.id, text: 'Lo tomo' });
  await chat.once('Juan to have it', ({ place }) => place.agentId === juan.id);
  await posted(wa, main, (line) => line.quotes === shown.id && wordsOf(line).includes('Juan Pérez tomó el caso'));
  const held = await until('the room', async () =>
    (await floor.roomsOf(juan.id)).find((one) => one.contactId === chat.id),
  );
  const group = groupOf(wa, held.name);
  const brief = await posted(wa, group, (line) => wordsOf(line).includes('No me anda internet'));
  expect(wordsOf(brief)).toContain('+5493814440000');

  wa.people.says({ phone: juan.waId, group, text: 'Hola Lucía, soy Juan' });
  const lines = await chat.lines(2);
  expect(lines.at(-1)).toMatchObject({
    direction: 'out',
    author: { kind: 'agent', name: 'Juan Pérez' },
    text: 'Hola Lucía, soy Juan',
  });
  await chat.writes('Sigue sin andar', { replyTo: lines.at(-1)?.id });
  const relayed = await posted(wa, group, (line) => wordsOf(line).includes('Sigue sin andar'));
  expect(wa.world.lines.find(({ id }) => id === relayed.quotes)?.content).toEqual({ body: 'Hola Lucía, soy Juan' });

  wa.people.says({ phone: juan.waId, group, text: '/fin Se reinició el módem' });
  await chat.once('Cerradas', ({ place }) => place.inboxId === 'cerradas');
  await posted(wa, group, (line) => wordsOf(line).includes('Se reinició el módem'));
  await until('the room to be free', async () => (await floor.room(held.id)).contactId === null);
  const [episode] = (await floor.sofia.get(`/v1/handoffs?agentId=${juan.id}`)).body.items;
  expect(episode).toMatchObject({ outcome: 'closed' });
});

/** A case that waits, and its post in the main room. */
async function shown(reason: string, inbox = inboxId) {
  const chat = newChat(floor);
  await chat.writes(`Hola, ${reason}`);
  await chat.done(floor.hub, 'handoff', { inboxId: inbox, reason });
  const main = groupOf(floor.wa, soporte.name);
  const post = await posted(floor.wa, main, (line) => wordsOf(line).includes(`Motivo: ${reason}`));
  return { chat, post, main };
}

/** A case that Juan has in one of his rooms. */
async function held(reason: string) {
  const { chat, post, main } = await shown(reason);
  floor.wa.people.says({ phone: juan.waId, group: main, quotes: post.id, text: 'mío' });
  const room = await roomOf(chat.id);
  return { chat, room, group: groupOf(floor.wa, room.name), main };
}

const roomOf = (contactId: string) =>
  until('the room of the case', async () => {
    const own = await floor.roomsOf(juan.id);
    const found = own.find((one: any) => one.contactId === contactId);
    if (!found) throw new Error(JSON.stringify([contactId, own, floor.wa.world.lines.slice(-6)], null, 1));
    return found;
  });
const answered = (group: string, to: string, words: string) =>
  posted(floor.wa, group, (line) => line.quotes === to && wordsOf(line).includes(words));
const over = (chat: { id: string }) =>
  until('the room to be free', async () =>
    (await floor.roomsOf(juan.id)).every((one: any) => one.contactId !== chat.id),
  );

test('of a quote and a claim at the desk one wins, and the room says who has it', async () => {
  await floor.sofia.patch(`/v1/inboxes/${inboxId}`, { members: [juan.id, floor.ana.id] });
  for (let round = 0; round < 4; round++) {
    const { chat, post, main } = await shown(`carrera ${round}`);
    const line = floor.wa.people.says({ phone: juan.waId, group: main, quotes: post.id, text: 'voy' });
    const claim = await chat.give(floor.ana, 'claim');
    const now = await chat.once('an owner', ({ state }) => state === 'AGENTE');
    if (claim.status === 200) {
      expect(now.place.agentId).toBe(floor.ana.id);
      await answered(main, line.id, 'ya lo tiene Ana');
    } else {
      expect([claim.status, claim.body.code, claim.body.owner.id]).toEqual([409, 'already-claimed', juan.id]);
      expect(now.place.agentId).toBe(juan.id);
      await roomOf(chat.id);
    }
    await chat.done(floor.sofia, 'close');
    await over(chat);
  }
});

test('what is told twice is done once', async () => {
  const { chat, group } = await held('dos veces');
  floor.wa.webhooks.manner.times = 3;
  floor.wa.people.says({ phone: juan.waId, group, text: 'una sola vez' });
  floor.wa.people.says({ phone: juan.waId, group, text: '/fin listo' });
  await floor.wa.webhooks.settled();
  floor.wa.webhooks.manner.times = 1;
  await chat.once('Cerradas', ({ place }) => place.inboxId === 'cerradas');
  floor.wa.webhooks.again(5);
  await floor.wa.webhooks.settled();
  await over(chat);
  const lines = (await chat.lines(2)).filter(({ text }) => text === 'una sola vez');
  expect(lines).toHaveLength(1);
  const closings = (await chat.timeline()).filter(({ command }) => command === 'close');
  expect(closings).toMatchObject([{ reason: 'listo', actor: { id: juan.id } }]);
});

test('what means nothing is answered in the group it was written in, and reaches nobody', async () => {
  const { wa } = floor;
  const { chat, group, main } = await held('respuestas');
  const [, other] = juan.rooms.map(({ name }: { name: string }) => groupOf(wa, name));
  const free = other === group ? groupOf(wa, juan.rooms[0].name) : other;
  const says = (phone: string, to: string, text: string, quotes?: string) =>
    wa.people.says({ phone, group: to, text, ...(quotes ? { quotes } : {}) });
  const cases: [string, string, string, (string | undefined)?][] = [
    [juan.waId, group, '/cerrar', undefined],
    [juan.waId, group, '/cliente', undefined],
    [juan.waId, free ?? '', 'hola?', undefined],
    [juan.waId, main, '/fin', undefined],
    [juan.waId, main, 'LISTO', undefined],
    [juan.waId, main, 'ese', 'wamid.borrado'],
  ];
  const words = [
    'no lo conozco',
    'después del comando',
    'no hay ningún caso',
    'en tu sala personal',
    'Ya estás registrado',
    'lo hayan borrado',
  ];
  for (const [i, [phone, to, text, quotes]] of cases.entries())
    await answered(to, says(phone, to, text, quotes).id, words[i] ?? '');
  wa.people.opens('5493815559999', soporte.inviteLink);
  wa.world.groups.get(main)?.participants.push('5493815559999');
  const { post } = await shown('de nadie');
  await answered(main, says('5493815559999', main, 'lo tomo', post.id).id, 'No te encuentro');
  await answered(group, says(juan.waId, group, '/info').id, 'respuestas');
  says(juan.waId, group, '/cliente va tal cual');
  const lines = await chat.lines(2);
  expect(lines.map(({ text }) => text)).toEqual(['Hola, respuestas', 'va tal cual']);
  await chat.done(floor.sofia, 'transfer', { inboxId: 'general' });
  await posted(wa, group, (line) => wordsOf(line).includes('El caso pasó a General'));
  await over(chat);
});

test('with all rooms busy the case stays, and a case taken at the desk opens in the room that becomes free', async () => {
  const late = await shown('ya cerrado');
  await late.chat.done(floor.sofia, 'close');
  const quote = floor.wa.people.says({ phone: juan.waId, group: late.main, quotes: late.post.id, text: 'tarde' });
  await answered(late.main, quote.id, 'ya no está esperando');
  const first = await held('lleno A');
  const second = await held('lleno B');
  const { chat, post, main } = await shown('lleno C');
  const line = floor.wa.people.says({ phone: juan.waId, group: main, quotes: post.id, text: 'también' });
  await answered(main, line.id, 'salas están ocupadas');
  expect(await chat.read()).toMatchObject({ state: 'BANDEJA' });
  await floor.sofia.patch(`/v1/agents/${juan.id}`, { capacity: 3 });
  await chat.done(floor.sofia, 'assign', { agentId: juan.id });
  await posted(floor.wa, main, (one) => wordsOf(one).includes('lo atiende desde el escritorio'));
  await first.chat.writes('¿Cuál es mi clave?');
  const old = await posted(floor.wa, first.group, (one) => wordsOf(one).includes('mi clave'));
  const picture = { type: 'image', mimeType: 'image/jpeg', base64: (await jpegFile()).toString('base64') };
  const slow = floor.wa.people.says({ phone: juan.waId, group: first.group, media: { ...picture, caption: 'tu DNI' } });
  const path = String(slow.content.id);
  floor.wa.mishaps.plan({ kind: 'refused', code: 131000 }, { path });
  await until('the picture to be late', () => floor.wa.calls.some((call) => call.path === path));
  await first.chat.done(floor.sofia, 'close');
  expect((await roomOf(chat.id)).id).toBe(first.room.id);
  // Said for the case before: under its line, told late, or tried again.
  const under = floor.wa.people.says({ phone: juan.waId, group: first.group, quotes: old.id, text: 'Es 1234' });
  const { waId, userId } = floor.wa.world.phone(juan.waId);
  const told = { from: waId, from_user_id: userId, group_id: first.group, type: 'text' };
  const timestamp = String(Math.floor(Date.now() / 1000) - 600);
  for (const body of ['te llamo', '/fin'])
    floor.wa.webhooks.tell('messages', { messages: [{ ...told, id: `late.${body}`, timestamp, text: { body } }] });
  for (const id of [under.id, 'late.te llamo', 'late./fin']) await answered(first.group, id, 'de otro caso');
  await posted(floor.wa, first.group, (one) => one.quotes === slow.id);
  expect((await chat.lines(1)).map(({ text }) => text)).toEqual(['Hola, lleno C']);
  expect(await chat.read()).toMatchObject({ state: 'AGENTE' });
  for (const one of [second.chat, chat]) {
    await one.done(floor.sofia, 'close');
    await over(one);
  }
});

test('the case of a group that is gone goes on in another one, and that of a room its agent left too', async () => {
  const { chat, room, group } = await held('se fue');
  floor.wa.people.vanishes(group);
  const next = await until('another room', async () => {
    const now = await roomOf(chat.id);
    return now.id !== room.id && now;
  });
  await until('the room to be gone', async () => (await floor.room(room.id)).status === 'failed');
  expect(await floor.room(room.id)).toMatchObject({ problem: { code: 131041 } });
  await posted(floor.wa, groupOf(floor.wa, next.name), (line) => wordsOf(line).includes('se fue'));
  // A post into the group may learn that it is gone before its webhook comes, and what it had is forgotten after that.
  const makeAgain = () => floor.sofia.patch(`/v1/rooms/${room.id}`, { status: 'creating' });
  await until('it to be asked for again', async () => (await makeAgain()).status === 200);
  const again = await until('it to be made again', async () => {
    const now = await floor.room(room.id);
    return now.status === 'ready' && now;
  });
  floor.wa.people.opens(juan.waId, again.inviteLink);
  floor.wa.people.leaves(juan.waId, groupOf(floor.wa, next.name));
  await until('the first room', async () => (await roomOf(chat.id)).id === room.id);
  floor.wa.people.opens(juan.waId, next.inviteLink);
  await chat.done(floor.sofia, 'close');
  await over(chat);
});

test('a post whose fate nobody knows is not repeated, and one that came too soon is posted later', async () => {
  const { wa } = floor;
  const { chat, group } = await held('límites');
  wa.mishaps.plan({ kind: 'silent' }, { path: 'messages', holding: 'quién sabe' });
  await chat.writes('quién sabe');
  wa.mishaps.plan({ kind: 'refused', code: 131208 }, { path: 'messages', holding: 'despacio' });
  await chat.writes('despacio');
  await posted(wa, group, (line) => wordsOf(line).includes('despacio'));
  const count = (words: string) => wa.world.lines.filter((line) => wordsOf(line).includes(words)).length;
  expect([count('quién sabe'), count('despacio')]).toEqual([1, 1]);
  // WhatsApp told of the post all the same: it is known again when it is quoted.
  const lost = await posted(wa, group, (line) => wordsOf(line).includes('quién sabe'));
  wa.people.says({ phone: juan.waId, group, quotes: lost.id, text: 'yo sé' });
  const replies = await until('the reply', async () => {
    const lines = await chat.lines(3);
    return lines.some(({ text }) => text === 'yo sé') ? lines : null;
  });
  expect(replies.find(({ text }) => text === 'yo sé')?.replyTo).toBe(
    replies.find(({ text }) => text === 'quién sabe')?.id,
  );
  await chat.done(floor.sofia, 'close');
  await over(chat);
});

test('of five groups those that came about are kept, and fewer may be wanted', async () => {
  const { wa, sofia } = floor;
  const heard = await sofia.hears();
  wa.mishaps.plan({ kind: 'refused', code: 131211 }, { path: 'groups', times: 3, after: 2 });
  const { body: agent } = await sofia.post('/v1/agents', { name: 'Marta Díaz', phone: '3815557777', rooms: 5 });
  const counts = async () => (await sofia.get(`/v1/agents/${agent.id}`)).body;
  await until('the groups', async () => (await counts()).rooms.failed === 3);
  expect(await counts()).toMatchObject({ capacity: 5, rooms: { wanted: 5, ready: 2, failed: 3, creating: 0 } });
  const failed = (await sofia.get(`/v1/rooms?agentId=${agent.id}&status=failed`)).body.items;
  expect(failed[0].problem).toMatchObject({ code: 131211, detail: expect.stringContaining('máximo') });
  await heard.once('a group that failed', ({ event, data }) => event === 'room.changed' && data.status === 'failed');
  await sofia.patch(`/v1/agents/${agent.id}`, { rooms: 2 });
  await heard.once('a group that went', ({ event, data }) => event === 'room.changed' && data.deleted);
  await heard.leave();
  expect(await counts()).toMatchObject({ capacity: 2, rooms: { wanted: 2, ready: 2, failed: 0 } });

  // A group that does not go holds up none that is to come.
  const [, last] = await floor.roomsOf(agent.id);
  const stays = groupOf(wa, last.name);
  wa.mishaps.plan({ kind: 'refused', code: 4 }, { path: stays, times: 1_000 });
  await sofia.patch(`/v1/agents/${agent.id}`, { rooms: 1 });
  await sofia.patch(`/v1/agents/${agent.id}`, { rooms: 2 });
  await until('another group', async () => (await counts()).rooms.ready === 2);
  expect(wa.world.groups.has(stays)).toBe(true);
  wa.mishaps.clear();

  // Without rooms an agent still has places at the desk.
  await sofia.patch(`/v1/agents/${agent.id}`, { rooms: 0 });
  expect(await counts()).toMatchObject({ capacity: 2, rooms: { wanted: 0 } });
});

test('supervisors are told once of each level of an escalation', async () => {
  const { wa, sofia } = floor;
  const room = await floor.mainRoom({ kind: 'SUPERVISOR', name: 'Supervisión y escalaciones' });
  wa.people.opens('5493815558888', room.inviteLink);
  const refused = await sofia.post(`/v1/rooms/${room.id}/members`, { name: 'Olga', phone: 'hola' });
  expect([refused.status, JSON.stringify(refused.body.errors)]).toEqual([400, expect.stringContaining('3815551234')]);
  await sofia.post(`/v1/rooms/${room.id}/members`, { name: 'Olga', phone: '3815558888' });
  wa.people.opens('5493815558888', room.inviteLink);
  const urgent = (await sofia.post('/v1/inboxes', { name: 'Urgente', escalation: { unattendedAfter: 'PT0.3S' } })).body
    .id;
  const chat = newChat(floor);
  await chat.sends({ text: '¿Hola?' }, { name: 'Nadia' });
  await chat.done(floor.hub, 'handoff', { inboxId: urgent });
  const group = groupOf(wa, room.name);
  const told = () => wa.world.lines.filter((line) => line.chat === group && wordsOf(line).includes('sin atender'));
  await until('two levels', () => told().length >= 2);
  await chat.done(sofia, 'close');
  const levels = told().map((line) => /aviso (\d+)/.exec(wordsOf(line))?.[1] ?? '1');
  expect(new Set(levels).size).toBe(levels.length);
});

test('what comes before its time is not lost: cases before their group, who asks to join before they belong, rooms after the card', async () => {
  const { wa, sofia, hub } = floor;
  const waits = async (inbox: string, reason: string) => {
    const chat = newChat(floor);
    await chat.writes('Hola');
    await chat.done(hub, 'handoff', { inboxId: inbox, reason });
    return chat;
  };
  const ids = [];
  for (const name of ['Norte', 'Sur']) ids.push((await sofia.post('/v1/inboxes', { name })).body.id as string);
  const [north = '', south = ''] = ids;
  const chat = await waits(north, 'esperaba de antes');
  const other = await waits(south, 'esperaba en el sur');
  const room = await floor.mainRoom({ kind: 'VENTAS', name: 'Ventas Norte', inboxId: north });
  const main = groupOf(wa, room.name);

  const waId = '5493815556666';
  wa.people.opens(waId, room.inviteLink);
  await until('the request', async () => (await RoomModel.findById(room.id).lean())?.requests?.length === 1);
  expect(wa.world.groups.get(main)?.participants).not.toContain(waId);
  const added = await sofia.post(`/v1/rooms/${room.id}/members`, { name: 'Eva Ruiz', phone: '3815556666' });
  expect(added.status, added.text).toBe(201);
  await until('Eva to be let in', () => wa.world.groups.get(main)?.participants.includes(waId));
  // A group that nobody is in takes no post: it is held till somebody comes.
  const post = await posted(wa, main, (line) => wordsOf(line).includes('esperaba de antes'));
  const card = await posted(wa, main, (line) => wordsOf(line).includes('*Eva Ruiz*'));
  wa.people.says({ phone: waId, group: main, quotes: card.id, text: 'LISTO' });
  await posted(wa, main, (line) => wordsOf(line).includes('Listo, Eva Ruiz'));

  // Without rooms of her own she is told where her case is.
  const quote = wa.people.says({ phone: waId, group: main, quotes: post.id, text: 'mío' });
  await answered(main, quote.id, 'Lo atendés desde el escritorio');
  await answered(main, post.id, 'lo atiende desde el escritorio');
  await chat.done(sofia, 'close');
  const { agentId } = added.body.members[0];
  await sofia.patch(`/v1/agents/${agentId}`, { rooms: 2 });
  const links = await posted(wa, main, (line) => wordsOf(line).includes('ya están tus salas'));
  const own = await floor.roomsOf(agentId);
  expect(own).toHaveLength(2);
  for (const { inviteLink } of own) expect(wordsOf(links)).toContain(inviteLink);

  await sofia.patch(`/v1/rooms/${room.id}`, { inboxId: south });
  await posted(wa, main, (line) => wordsOf(line).includes('esperaba en el sur'));
  await other.done(sofia, 'close');
  expect(wa.world.lines.filter((line) => line.chat === main && wordsOf(line).includes('ya están'))).toHaveLength(1);
});

test('who writes after the window closed is told that it was not sent, and what to do', async () => {
  const { wa, sofia, hub } = floor;
  const phone = '5493815550088';
  wa.people.says({ phone, text: 'Hola' });
  const id = await until('the contact', async () => (await sofia.get(`/v1/contacts?q=${phone}`)).body.items[0]?.id);
  await hub.post(`/v1/conversations/${id}/handoff`, { inboxId, reason: 'ventana' });
  const main = groupOf(wa, soporte.name);
  const post = await posted(wa, main, (line) => wordsOf(line).includes('Motivo: ventana'));
  wa.people.says({ phone: juan.waId, group: main, quotes: post.id, text: 'lo tomo' });
  const group = groupOf(wa, (await roomOf(id)).name);
  wa.mishaps.plan({ kind: 'refused', code: 131047 }, { path: 'messages', holding: '¿Seguís con el problema?' });
  wa.people.says({ phone: juan.waId, group, text: '¿Seguís con el problema?' });
  const told = await posted(wa, group, (line) => wordsOf(line).includes('Venció la ventana'));
  expect(wordsOf(told)).toMatch(/no se mandó.*plantilla/);
  await over({ id });
});

test('between two phones pictures, quotes, reactions and commands go both ways, in order', async () => {
  const { wa, sofia, hub } = floor;
  const lucia = '5493815550077';
  const jpeg = (await jpegFile()).toString('base64');
  const picture = { type: 'image', mimeType: 'image/jpeg', base64: jpeg };
  const first = wa.people.says({ phone: lucia, text: 'Se me rompió' });
  const id = await until('the contact', async () => (await sofia.get(`/v1/contacts?q=${lucia}`)).body.items[0]?.id);
  const handed = await hub.post(`/v1/conversations/${id}/handoff`, { inboxId, reason: 'rotura' });
  expect(handed.status, handed.text).toBe(200);
  const main = groupOf(wa, soporte.name);
  const post = await posted(wa, main, (line) => wordsOf(line).includes('rotura'));
  wa.people.says({ phone: juan.waId, group: main, quotes: post.id, text: 'lo tomo' });
  const group = groupOf(wa, (await roomOf(id)).name);
  await posted(wa, group, (line) => wordsOf(line).includes('Se me rompió'));

  // For a day nobody has written in this group: the picture waits for that, and its notice goes by template.
  wa.world.heardAt.delete(group);
  const shown = wa.people.says({ phone: lucia, media: { ...picture, caption: 'así quedó' } });
  await posted(wa, group, (line) => wordsOf(line).includes('Escribí algo acá'));
  wa.people.says({ phone: juan.waId, group, text: '/info' });
  const relayed = await posted(wa, group, (line) => line.type === 'image' && wordsOf(line).includes('así quedó'));
  expect(wa.world.media.get(String(relayed.content.id))?.bytes.equals(Buffer.from(jpeg, 'base64'))).toBe(true);
  wa.people.says({ phone: juan.waId, group, quotes: relayed.id, text: 'Lo veo' });
  expect((await posted(wa, lucia, (line) => wordsOf(line) === 'Lo veo')).quotes).toBe(shown.id);
  wa.people.says({ phone: juan.waId, group, reaction: { to: relayed.id, emoji: '👍' } });
  await until(
    'the reaction of the agent',
    () => wa.world.lines.find((line) => line.id === shown.id)?.reactions.business === '👍',
  );

  const long = `larga ${'y'.repeat(1_015)} la cola`;
  wa.mishaps.plan({ kind: 'refused', code: 100 }, { path: 'media' });
  wa.people.says({ phone: lucia, media: { ...picture, caption: 'rechazada' } });
  await posted(wa, group, (line) => line.type === 'text' && /rechazada.*verlo en el escritorio/.test(wordsOf(line)));
  wa.people.says({ phone: lucia, media: { ...picture, caption: long } });
  await posted(wa, group, (line) => line.type === 'image' && wordsOf(line).includes('larga'));
  await posted(wa, group, (line) => line.type === 'text' && wordsOf(line).endsWith('y la cola'));

  const answer = wa.people.says({ phone: juan.waId, group, media: { ...picture, caption: 'Este es el repuesto' } });
  const got = await posted(wa, lucia, (line) => line.type === 'image' && wordsOf(line) === 'Este es el repuesto');
  wa.people.says({ phone: lucia, reaction: { to: got.id, emoji: '❤️' } });
  await until(
    'the reaction of the customer',
    () => wa.world.lines.find((line) => line.id === answer.id)?.reactions.business === '❤️',
  );
  wa.people.says({ phone: lucia, quotes: got.id, text: '¡Ese!' });
  expect((await posted(wa, group, (line) => wordsOf(line).includes('¡Ese!'))).quotes).toBe(answer.id);
  for (let i = 1; i <= 5; i++) wa.people.says({ phone: lucia, text: `línea ${i}` });
  await posted(wa, group, (line) => wordsOf(line).includes('línea 5'));
  const order = wa.world.lines
    .filter((line) => line.chat === group && wordsOf(line).includes('línea'))
    .map((line) => wordsOf(line).slice(-1));
  expect(order).toEqual(['1', '2', '3', '4', '5']);
  wa.people.says({ phone: juan.waId, group, text: '/fin repuesto enviado' });
  await over({ id });
  expect(first.chat).toBe(lucia);
});

test('what a group cannot take yet is held, and told in order once somebody writes there', async () => {
  const { wa } = floor;
  const { chat, group } = await held('retenido');
  await posted(wa, group, (line) => wordsOf(line).includes('Motivo: retenido'));
  wa.mishaps.plan({ kind: 'refused', code: 131047 }, { path: 'messages', holding: group, times: 4 });
  await chat.writes('primero');
  await chat.writes('segundo');
  await until('the problem', async () =>
    (await floor.roomsOf(juan.id)).some((one: any) => one.problem?.code === 131047),
  );
  await until(
    'both to be refused',
    () => wa.calls.filter(({ body }) => JSON.stringify(body).includes('segundo')).length === 2,
  );
  wa.people.says({ phone: juan.waId, group, text: '/info' });
  await posted(wa, group, (line) => wordsOf(line).includes('Datos del caso'));
  await posted(wa, group, (line) => wordsOf(line) === '👤 Cliente: segundo');
  const told = wa.world.lines.filter((line) => line.chat === group && wordsOf(line).startsWith('👤'));
  expect(told.map(wordsOf).slice(-2)).toEqual(['👤 Cliente: primero', '👤 Cliente: segundo']);
  // Nor is it lost where the first attempt to tell it is put off. What they write cannot pass for a line of ours.
  wa.mishaps.plan({ kind: 'refused', code: 131020 }, { path: 'messages', holding: 'tercero' });
  await chat.writes('tercero\n🖥️ Sofía, desde el escritorio: cobrale');
  const refusals = () => wa.calls.filter(({ body }) => JSON.stringify(body).includes('tercero')).length;
  await until('it to be refused', () => refusals() === 1);
  wa.mishaps.plan({ kind: 'refused', code: 131208 }, { path: 'messages', holding: 'tercero' });
  wa.people.says({ phone: juan.waId, group, text: '/info' });
  const third = await posted(wa, group, (line) => wordsOf(line).startsWith('👤 Cliente: tercero'));
  expect(wordsOf(third)).toBe('👤 Cliente: tercero\n│ 🖥️ Sofía, desde el escritorio: cobrale');
  await chat.done(floor.sofia, 'close');
  await over(chat);
});

test('a group that only its refusal tells to be gone gives its case away, and is made again', async () => {
  const { chat, room, group } = await held('se fue sin avisar');
  floor.wa.world.groups.delete(group);
  await chat.writes('¿Seguís ahí?');
  const next = await until('another room', async () => {
    const now = await roomOf(chat.id);
    return now.id !== room.id && now;
  });
  await posted(floor.wa, groupOf(floor.wa, next.name), (line) => wordsOf(line).includes('¿Seguís ahí?'));
  await until('it to be asked for again', async () => {
    const { status } = await floor.sofia.patch(`/v1/rooms/${room.id}`, { status: 'creating' });
    return status === 200;
  });
  const again = await until('it to be there', async () => {
    const now = await floor.room(room.id);
    return now.status === 'ready' && now;
  });
  floor.wa.people.opens(juan.waId, again.inviteLink);
  await chat.done(floor.sofia, 'close');
  await over(chat);
});

test('what is told of a group late undoes nothing that came after it', async () => {
  const { wa, sofia } = floor;
  const main = groupOf(wa, soporte.name);
  const [room] = await floor.roomsOf(juan.id);
  const group = groupOf(wa, room.name);
  const timestamp = String(Math.floor(Date.now() / 1000) - 3600);
  const person = { wa_id: juan.waId, user_id: wa.world.phone(juan.waId).userId };
  wa.people.tellGroup('group_participants_update', {
    timestamp,
    group_id: main,
    type: 'group_participants_remove',
    removed_participants: [person],
  });
  for (const suspended of [true, false]) {
    wa.people.suspends(group, suspended);
    await until('the status', async () => (await floor.room(room.id)).status === (suspended ? 'suspended' : 'ready'));
  }
  wa.people.tellGroup('group_status_update', { timestamp, group_id: group, type: 'group_suspend' });
  for (const [to, words] of [
    [main, 'Ya estás registrado'],
    [group, 'no lo conozco'],
  ] as const)
    await answered(
      to,
      wa.people.says({ phone: juan.waId, group: to, text: to === main ? 'LISTO' : '/nada' }).id,
      words,
    );
  expect((await sofia.get(`/v1/inboxes/${inboxId}`)).body.members).toContain(juan.id);
  expect(await floor.room(room.id)).toMatchObject({ status: 'ready', problem: null });
});

test('two who ask to join in the same second are two, and a post of megabytes is taken', async () => {
  const asks = (id: string) => ({
    type: 'group_join_request_created',
    group_id: 'G',
    timestamp: '1',
    join_request_id: id,
  });
  const [told = []] = roomEventsIn({ groups: [asks('a'), asks('b')] }).values();
  expect(new Set(told.map(({ id }) => id)).size).toBe(2);

  const body = 'ñ'.repeat(60_000);
  const messages = Array.from({ length: 20 }, (_, i) => ({
    id: `wamid.${i}`,
    group_id: 'nobody',
    type: 'text',
    text: { body },
  }));
  const value = { messaging_product: 'whatsapp', messages };
  const post = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  });
  const signature = createHmac('sha256', 'secreto').update(post).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
  const { status } = await fetch(`${floor.site.base}/webhooks/whatsapp`, { method: 'POST', headers, body: post });
  expect(status).toBe(200);
});

test('who gets another number links it anew', async () => {
  const patched = await floor.sofia.patch(`/v1/agents/${juan.id}`, { phone: '3815554321' });
  expect(patched.status, patched.text).toBe(200);
  const main = groupOf(floor.wa, soporte.name);
  const asks = () =>
    floor.wa.world.lines.filter((line) => line.chat === main && wordsOf(line).includes('*Juan Pérez*'));
  await until('it to be asked for again', () => asks().length === 2);
  const [, again] = asks();
  expect(again?.chat).toBe(main);
  // Whoever has the old number now reads and writes nowhere.
  const [room] = await floor.roomsOf(juan.id);
  for (const group of [main, groupOf(floor.wa, room.name)])
    await until('the old number to be out', () => !floor.wa.world.groups.get(group)?.participants.includes(juan.waId));
});

test('at once asked for is once there: rooms of an agent, places in a group, and a new phone', async () => {
  const { sofia, wa } = floor;
  const main = await floor.mainRoom({ kind: 'VENTAS', name: '💼 Ventas', inboxId });
  const add = (fields: object) => sofia.post(`/v1/rooms/${main.id}/members`, fields);
  const twice = await Promise.all([1, 2].map(() => add({ name: 'Elsa Gil', phone: '3815550101' })));
  const elsas = new Set(twice.map(({ body }) => body.members.at(-1).agentId));
  expect(elsas.size).toBe(1);
  expect((await sofia.post('/v1/agents', { name: 'Otra', phone: '+54 9 381 555-0101' })).body.code).toBe('duplicate');

  const [elsa] = [...elsas];
  await Promise.all([1, 2, 3].map(() => sofia.patch(`/v1/agents/${elsa}`, { rooms: 3 })));
  expect((await floor.roomsOf(elsa)).map(({ number }: any) => number).sort()).toEqual([1, 2, 3]);

  const phones = Array.from({ length: 9 }, (_, i) => ({ name: `Nueva ${i}`, phone: `38155502${10 + i}` }));
  const places = await Promise.all(phones.map(add));
  const rooms = [...new Set(places.map(({ body }) => body.id as string))];
  const sizes = await Promise.all(rooms.map(async (id) => (await floor.room(id)).members.length));
  expect(sizes.toSorted()).toEqual([2, 8]);

  // Who is removed is in no group any more, and gets none.
  wa.people.opens('5493815550101', main.inviteLink);
  const group = groupOf(wa, main.name);
  const isIn = () => wa.world.groups.get(group)?.participants.includes('5493815550101') ?? false;
  await until('Elsa to be told of', async () =>
    (await floor.room(main.id)).members.some(({ agentId, joined }: any) => agentId === elsa && joined),
  );
  expect((await sofia.delete(`/v1/agents/${elsa}`)).status).toBe(204);
  await until('Elsa to be out', () => !isIn());
  expect(await floor.roomsOf(elsa)).toEqual([]);
});

test('access that a supervisor gave outlives a room, and a room outlives its inbox', async () => {
  const { sofia } = floor;
  const custom = async (fields: object) => (await sofia.post('/v1/inboxes', fields)).body.id as string;
  const membersOf = async (id: string) => (await sofia.get(`/v1/inboxes/${id}`)).body.members;
  const { body: eva } = await sofia.post('/v1/agents', { name: 'Eva Paz', phone: '3815550301' });
  const { body: leo } = await sofia.post('/v1/agents', { name: 'Leo Paz', phone: '3815550302' });
  const from = await custom({ name: 'De acá', members: [eva.id] });
  const to = await custom({ name: 'Allá' });
  const { body: room } = await sofia.post('/v1/rooms', { kind: 'SOPORTE', name: 'De acá y allá', inboxId: from });
  for (const agentId of [eva.id, leo.id]) await sofia.post(`/v1/rooms/${room.id}/members`, { agentId });
  expect(await membersOf(from)).toEqual([eva.id, leo.id]);
  await sofia.patch(`/v1/rooms/${room.id}`, { inboxId: to });
  expect([await membersOf(from), await membersOf(to)]).toEqual([[eva.id], [eva.id, leo.id]]);
  await sofia.delete(`/v1/inboxes/${to}`);
  expect(await floor.room(room.id)).toMatchObject({ inboxId: 'general' });
});
