import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { says } from '../support/stage.ts';
import type { Floor } from './floor.ts';
import { newChat, openFloor, refused, taken, waiting, withBot } from './floor.ts';

let floor: Floor;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());
afterEach(() =>
  floor.settings({
    bot: { mode: 'external' },
    reopenTo: 'bot',
    sessionWindow: { default: 'PT24H', webchat: null },
    escalation: { unattendedAfter: 'PT5M', unansweredAfter: 'PT10M' },
  }),
);

const windowOf = ({ session }: { session: { lastCustomerAt: string; expiresAt: string } }) =>
  Date.parse(session.expiresAt) - Date.parse(session.lastCustomerAt);

test('the session window acts on the next message of a chat that exists, by channel', async () => {
  const [chat, sms] = [await waiting(floor), newChat(floor, 'sms')];
  expect(windowOf(await chat.read())).toBe(86_400_000);
  await floor.settings({ sessionWindow: { webchat: 'PT6H' } });
  await chat.writes('otra');
  await sms.writes('hola');
  expect([windowOf(await chat.read()), windowOf(await sms.read())]).toEqual([21_600_000, 86_400_000]);
  await floor.settings({ sessionWindow: { webchat: null, default: 'PT12H' } });
  await chat.writes('más');
  expect(windowOf(await chat.read())).toBe(43_200_000);
});

test('a window that is shortened lets the chat expire when its customer wrote last', async () => {
  const chat = await waiting(floor);
  await floor.settings({ sessionWindow: { webchat: 'PT1S' } });
  await chat.writes('última');
  await chat.once('the chat to expire', ({ state }) => state === 'EXPIRADO');
  expect((await chat.timeline()).at(-1)).toMatchObject({ from: 'BANDEJA', command: 'session-ended' });
});

test('escalation times act on the next event: a command tells them to a chat that waits already', async () => {
  const chat = await waiting(floor);
  const due = ({ deadlines, since }: { deadlines: { kind: string; at: string }[]; since: string }) =>
    Date.parse(deadlines.find(({ kind }) => kind === 'unattended')?.at ?? '') - Date.parse(since);
  expect(due(await chat.read())).toBe(300_000);
  await floor.settings({ escalation: { unattendedAfter: 'PT7M' } });
  await chat.done(floor.ana, 'notes', { text: 'nota' });
  expect(due(await chat.read())).toBe(420_000);
});

test('the bot’s mode acts on the next message', async () => {
  floor.stage.bot = { answer: async () => says('Soy el bot de la casa') };
  const chat = await withBot(floor);
  await floor.settings({ bot: { mode: 'builtin' } });
  await chat.writes('¿hola?');
  const lines = await chat.lines(3);
  expect(lines.at(-1)).toMatchObject({ author: { kind: 'bot' }, text: 'Soy el bot de la casa' });
  await floor.settings({ bot: { mode: 'off' } });
  await chat.writes('¿y?');
  expect(await chat.read()).toMatchObject({ state: 'BANDEJA', place: { inboxId: 'general' } });
  await floor.settings({ bot: { mode: 'external' } });
  await chat.done(floor.sofia, 'bot');
  await chat.writes('¿hola?');
  await chat.lines(5);
  await chat.done(floor.hub, 'bot-messages', { type: 'text', text: 'Soy el bot de ustedes' });
  expect((await chat.lines(6)).map(({ author }) => author.kind)).toEqual([
    'contact',
    'contact',
    'bot',
    'contact',
    'contact',
    'bot',
  ]);
});

test('where a chat begins again acts on the next message', async () => {
  const chat = await taken(floor);
  await chat.done(floor.ana, 'close');
  await floor.settings({ reopenTo: 'lastInbox' });
  await chat.writes('otra cosa');
  expect(await chat.read()).toMatchObject({ state: 'BANDEJA', place: { inboxId: 'general' } });
});

test('a change is an admin’s', async () => {
  for (const who of [floor.hub, floor.ana, floor.sofia])
    expect(refused(await who.patch('/v1/settings', { reopenTo: 'lastInbox' }))).toEqual([403, 'forbidden']);
});

test('an access given or taken away acts at once, on chats that wait already', async () => {
  const { ana, sofia } = floor;
  const { body: inbox } = await sofia.post('/v1/inboxes', { name: 'Reservada' });
  const chat = await waiting(floor, inbox.id);
  expect((await ana.get(chat.path)).status).toBe(404);
  await sofia.patch(`/v1/inboxes/${inbox.id}`, { members: [ana.id] });
  expect((await chat.read(ana)).can).toContain('claim');
  await sofia.patch(`/v1/inboxes/${inbox.id}`, { members: [] });
  expect(refused(await chat.give(ana, 'claim'))).toEqual([404, 'not-found']);
});

test('an inbox that is deleted hands its chats to General', async () => {
  const { sofia } = floor;
  const { body: inbox } = await sofia.post('/v1/inboxes', { name: 'Cerrada por mudanza' });
  const chat = await waiting(floor, inbox.id);
  expect((await sofia.delete(`/v1/inboxes/${inbox.id}`)).status).toBe(204);
  const body = await chat.once('General to have it', ({ place }) => place.inboxId === 'general');
  expect(body).toMatchObject({ state: 'BANDEJA', previousPlace: { label: 'Cerrada por mudanza' } });
});
