import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Floor, Person } from './floor.ts';
import { at, closed, DAY, expired, expires, newChat, openFloor, refused, taken, waiting, withBot } from './floor.ts';

let floor: Floor;
let ana: Person;
let bruno: Person;
let sofia: Person;
let hub: Person;
beforeAll(async () => {
  floor = await openFloor();
  ({ ana, bruno, sofia, hub } = floor);
});
afterAll(() => floor.close());

const hola = { type: 'text', text: 'Hola, soy Ana' };
const emojis = (line: { reactions: { emoji: string }[] }) => line.reactions.map(({ emoji }) => emoji);

describe('a message of the owner', () => {
  test('is answered with 201 and the message, which is readable at once', async () => {
    const chat = await taken(floor);
    const { status, body } = await chat.give(ana, 'messages', hola);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^m_/),
      contactId: chat.id,
      seq: expect.any(Number),
      direction: 'out',
      author: { kind: 'agent', id: ana.id, name: 'Ana' },
      type: 'text',
      text: 'Hola, soy Ana',
      media: null,
      replyTo: null,
      reactions: [],
      status: 'sent',
    });
    expect((await ana.get(`${chat.path}/messages`)).body.items.at(-1)).toEqual(body);
    expect(await chat.read(ana)).toMatchObject({ unread: false, waitingSince: null });
  });

  test('each of thirty in a row is readable as soon as its 201 arrived', async () => {
    const chat = await taken(floor);
    for (let i = 0; i < 30; i += 1) {
      const { id } = await chat.done(ana, 'messages', { type: 'text', text: `línea ${i}` });
      expect((await ana.get(`${chat.path}/messages?order=newest&limit=1`)).body.items[0].id).toBe(id);
    }
  });

  test('may answer one message, by the provider’s id or ours', async () => {
    const chat = newChat(floor);
    const asked = await chat.writes('¿Cuánto sale?', { id: 'provider-7' });
    await chat.done(hub, 'handoff');
    await chat.done(ana, 'claim');
    for (const replyTo of [asked, 'provider-7'])
      expect((await chat.done(ana, 'messages', { ...hola, replyTo })).replyTo).toBe(asked);
  });

  test('is refused to all but the owner, also to supervisors, and outside AGENTE', async () => {
    const chat = await taken(floor);
    for (const who of [bruno, sofia]) {
      const answer = await chat.give(who, 'messages', hola);
      expect([...refused(answer), answer.body.owner]).toEqual([403, 'not-owner', { id: ana.id, name: 'Ana' }]);
    }
    expect(refused(await chat.give(hub, 'messages', hola))).toEqual([403, 'forbidden']);
    for (const scene of [withBot, waiting, closed])
      expect(refused(await (await scene(floor)).give(ana, 'messages', hola))).toEqual([409, 'not-now']);
    expect(refused(await (await expired(floor)).give(ana, 'messages', hola))).toEqual([409, 'session-expired']);
  });

  test('is refused after the session has ended', async () => {
    const chat = newChat(floor);
    await chat.writes('hola', { at: at(-DAY + 1500) });
    await chat.done(hub, 'handoff');
    await chat.done(ana, 'claim');
    await expires(chat);
    expect(await chat.read()).toMatchObject({ state: 'EXPIRADO', previousState: 'AGENTE', movedBy: { kind: 'timer' } });
    expect(refused(await chat.give(ana, 'messages', hola))).toEqual([409, 'session-expired']);
    expect((await chat.timeline()).at(-1)).toMatchObject({ from: 'AGENTE', to: 'EXPIRADO', command: 'session-ended' });
  });

  test.each<[string, object]>([
    ['no text', { type: 'text' }],
    ['an empty text', { type: 'text', text: ' \n ' }],
    ['a text over 4096 characters', { type: 'text', text: 'a'.repeat(4097) }],
    ['a type that cannot be sent', { type: 'image', mediaId: 'med_1' }],
    ['media that cannot be sent', { type: 'text', text: 'a', mediaId: 'med_1' }],
  ])('%s is 422 and nothing is written', async (_, message) => {
    const chat = await taken(floor);
    const answer = await chat.give(ana, 'messages', message);
    expect(refused(answer)).toEqual([422, 'content-unsupported']);
    expect(answer.body.detail).toBeTruthy();
    expect(await chat.lines(1)).toHaveLength(1);
  });

  test('whose content cannot be sent is refused for its first reason: who may not see or own the chat learns that', async () => {
    const chat = await taken(floor);
    const empty = { type: 'text', text: '' };
    expect(refused(await chat.give(bruno, 'messages', empty))).toEqual([403, 'not-owner']);
    const unknown = await ana.post(`/v1/conversations/c_${'0'.repeat(32)}/messages`, empty);
    expect(refused(unknown)).toEqual([404, 'not-found']);
    expect(refused(await (await expired(floor)).give(ana, 'messages', empty))).toEqual([409, 'session-expired']);
  });

  test('with an unknown type or field is 400 with the path', async () => {
    const chat = await taken(floor);
    for (const [message, path] of [
      [{ type: 'hologram', text: 'a' }, 'type'],
      [{ ...hola, colour: 'red' }, 'colour'],
    ] as const) {
      const answer = await chat.give(ana, 'messages', message);
      expect([...refused(answer), answer.body.errors[0].path]).toEqual([400, 'invalid-request', path]);
    }
  });
});

describe('a note', () => {
  test('is written by whoever sees the chat, wherever it is, and never given to an integrator', async () => {
    for (const scene of [withBot, waiting, closed, expired]) {
      const chat = await scene(floor);
      const { status, body } = await chat.give(bruno, 'notes', { text: 'ojo con este' });
      expect(status).toBe(201);
      expect(body).toMatchObject({ direction: 'note', author: { kind: 'agent', id: bruno.id }, status: null });
      expect((await bruno.get(`${chat.path}/messages`)).body.items.at(-1)).toEqual(body);
      const shown = await hub.get(`${chat.path}/messages`);
      expect(shown.text).not.toContain('ojo con este');
      expect(shown.body.items.map((one: { direction: string }) => one.direction)).toEqual(['in']);
    }
    const own = await taken(floor);
    await own.done(sofia, 'notes', { text: 'seguilo vos' });
    expect(refused(await own.give(hub, 'notes', { text: 'x' }))).toEqual([403, 'forbidden']);
    expect(refused(await own.give(ana, 'notes', { text: '' }))).toEqual([400, 'invalid-request']);
  });

  test('changes neither the wait of the customer nor when the chat was last active', async () => {
    const chat = await waiting(floor);
    const before = await chat.read();
    await chat.done(ana, 'notes', { text: 'nota' });
    const after = await chat.read();
    for (const field of ['waitingSince', 'lastMessageAt', 'unread', 'state'])
      expect(after[field]).toEqual(before[field]);
  });
});

describe('a reaction', () => {
  test('is set, replaced and taken away by the owner, one a person', async () => {
    const chat = newChat(floor);
    const messageId = await chat.writes('gracias!', { id: 'provider-3' });
    await chat.done(hub, 'handoff');
    await chat.done(ana, 'claim');
    const { status, body } = await chat.give(ana, 'reactions', { messageId, emoji: '👍' });
    expect([status, body.id, emojis(body)]).toEqual([201, messageId, ['👍']]);
    expect(body.reactions[0].by).toMatchObject({ kind: 'agent', id: ana.id, name: 'Ana' });
    expect(emojis(await chat.done(ana, 'reactions', { messageId: 'provider-3', emoji: '❤️' }))).toEqual(['❤️']);
    expect(emojis((await chat.lines(1))[0])).toEqual(['❤️']);
    expect(emojis(await chat.done(ana, 'reactions', { messageId, emoji: null }))).toEqual([]);
    expect(refused(await chat.give(ana, 'reactions', { messageId, emoji: 'hola' }))).toEqual([400, 'invalid-request']);
    expect(await chat.lines(1)).toHaveLength(1);
  });

  test('to what is not in the chat is 404, of another’s chat 403, outside AGENTE not now', async () => {
    const chat = newChat(floor);
    const messageId = await chat.writes('hola');
    const reaction = { messageId, emoji: '👍' };
    await chat.lines(1);
    expect(refused(await chat.give(ana, 'reactions', reaction))).toEqual([409, 'not-now']);
    await chat.done(hub, 'handoff');
    await chat.done(ana, 'claim');
    expect(refused(await chat.give(ana, 'reactions', { ...reaction, messageId: 'none' }))).toEqual([404, 'not-found']);
    expect(refused(await chat.give(sofia, 'reactions', reaction))).toEqual([403, 'not-owner']);
    const answer = await chat.give(bruno, 'reactions', reaction);
    expect([...refused(answer), answer.body.owner]).toEqual([403, 'not-owner', { id: ana.id, name: 'Ana' }]);
    await ana.goes('away');
    expect(refused(await chat.give(ana, 'reactions', reaction))).toEqual([409, 'agent-offline']);
    await ana.goes('online');
    const late = await expired(floor);
    const [line] = await late.lines(1);
    expect(refused(await late.give(ana, 'reactions', { messageId: line.id, emoji: '👍' }))).toEqual([
      409,
      'session-expired',
    ]);
  });
});

test('read and unread are kept until told otherwise, alike for all; a GET changes nothing', async () => {
  const chat = await waiting(floor);
  expect((await chat.read(bruno)).unread).toBe(true);
  await chat.lines(1, bruno);
  expect((await chat.read(ana)).unread).toBe(true);
  expect((await chat.done(ana, 'read')).unread).toBe(false);
  expect((await chat.read(bruno)).unread).toBe(false);
  await chat.done(ana, 'read');
  expect((await chat.done(bruno, 'unread')).unread).toBe(true);
  await chat.done(ana, 'read');
  await chat.writes('¿hola?');
  expect((await chat.read()).unread).toBe(true);
  for (const command of ['read', 'unread']) expect(refused(await chat.give(hub, command))).toEqual([403, 'forbidden']);
});

describe('a business event', () => {
  test('is on the timeline with its data, wherever the chat is', async () => {
    const chat = await taken(floor);
    const body = await chat.done(hub, 'events', { name: 'pedido-pagado', data: { pedido: 77, total: 1500.5 } });
    expect(body).toMatchObject({ state: 'AGENTE', contactId: chat.id });
    expect((await chat.timeline()).at(-1)).toMatchObject({
      from: 'AGENTE',
      to: 'AGENTE',
      command: 'event',
      actor: { kind: 'integrator' },
      reason: 'pedido-pagado',
      data: { pedido: 77, total: 1500.5 },
    });
    for (const scene of [withBot, closed, expired]) await (await scene(floor)).done(hub, 'events', { name: 'visita' });
  });

  test('is an integrator’s, has a name, and data of 4 KiB at most', async () => {
    const chat = await waiting(floor);
    for (const who of [ana, sofia])
      expect(refused(await chat.give(who, 'events', { name: 'x' }))).toEqual([403, 'forbidden']);
    for (const body of [{}, { name: '' }, { name: 'x', data: 'y'.repeat(5000) }])
      expect(refused(await chat.give(hub, 'events', body))).toEqual([400, 'invalid-request']);
  });
});

describe('block', () => {
  const act = (who: Person, chat: { id: string }, what: 'block' | 'unblock') =>
    who.post(`/v1/contacts/${chat.id}/${what}`, {});

  test('moves the chat to Cerradas, frees the place and lists the contact', async () => {
    const chat = await taken(floor);
    const { status, body } = await act(ana, chat, 'block');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      contactId: chat.id,
      blocked: true,
      place: { inboxId: 'cerradas' },
      waitingSince: null,
    });
    const listed = await sofia.get(`/v1/contacts?blocked=true&q=${chat.externalId}`);
    expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual([chat.id]);
    expect((await act(bruno, chat, 'unblock')).body.blocked).toBe(false);
    expect((await sofia.get(`/v1/contacts?blocked=true&q=${chat.externalId}`)).body.items).toEqual([]);
    expect((await sofia.get(`/v1/contacts?blocked=false&q=${chat.externalId}`)).body.items).toHaveLength(1);
    expect((await chat.timeline()).map(({ command }) => command).slice(-2)).toEqual(['block', 'unblock']);
  });

  test('leaves an expired chat expired', async () => {
    const chat = await expired(floor);
    expect((await act(ana, chat, 'block')).body).toMatchObject({ blocked: true, state: 'EXPIRADO' });
  });

  test('refuses whatever would reach the customer or move the chat; notes and events stay possible', async () => {
    const chat = await waiting(floor);
    await act(ana, chat, 'block');
    const acts: [Person, string, object][] = [
      [ana, 'claim', {}],
      [ana, 'messages', hola],
      [ana, 'transfer', { inboxId: 'general' }],
      [sofia, 'assign', { agentId: bruno.id }],
      [sofia, 'close', {}],
      [sofia, 'bot', {}],
      [sofia, 'undo', {}],
      [hub, 'handoff', {}],
      [hub, 'bot-messages', hola],
    ];
    for (const [who, command, body] of acts)
      expect([command, ...refused(await chat.give(who, command, body))]).toEqual([command, 409, 'contact-blocked']);
    await chat.done(ana, 'notes', { text: 'insulta' });
    await chat.done(hub, 'events', { name: 'pedido-cancelado' });
  });

  test('twice is once', async () => {
    const chat = await waiting(floor);
    for (const what of ['block', 'block', 'unblock', 'unblock'] as const)
      expect((await act(ana, chat, what)).status).toBe(200);
    expect((await chat.timeline()).map(({ command }) => command).slice(-3)).toEqual(['handoff', 'block', 'unblock']);
  });

  test('is for who sees the chat, and not for integrators', async () => {
    const chat = await taken(floor);
    expect((await act(hub, chat, 'block')).status).toBe(403);
    expect([403, 404]).toContain((await act(bruno, chat, 'block')).status);
    expect((await chat.read()).blocked).toBe(false);
  });
});
