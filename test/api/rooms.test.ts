import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../support/stage.ts';
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
