import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statusesOf } from '../../api/conversations/later.ts';
import { integrator, until } from '../support/stage.ts';
import type { Answer } from './api.ts';
import type { Chat, Floor } from './floor.ts';
import { at, closed, DAY, expired, newChat, openFloor, refused, taken, waiting, withBot } from './floor.ts';
import { keyFor } from './site.ts';

let floor: Floor;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());

describe('a message that is taken', () => {
  test('is answered with 202 and the ids, and begins a chat with the bot', async () => {
    const chat = newChat(floor);
    const { status, body } = await chat.sends({ text: 'Hola' }, { name: 'Carla Díaz', email: 'carla@example.com' });
    expect(status).toBe(202);
    expect(body).toEqual({ contactId: chat.id, messageId: expect.stringMatching(/^m_/), duplicate: false });
    expect(await chat.read()).toMatchObject({
      contactId: chat.id,
      externalId: chat.externalId,
      channel: 'webchat',
      name: 'Carla Díaz',
      email: 'carla@example.com',
      state: 'BOT',
      previousState: null,
      origin: 'customer',
      unread: true,
      session: { status: 'open' },
    });
    const [line] = await chat.lines(1);
    expect(line).toMatchObject({
      id: body.messageId,
      direction: 'in',
      author: { kind: 'contact', id: chat.id, name: 'Carla Díaz' },
      type: 'text',
      text: 'Hola',
      media: null,
      replyTo: null,
      reactions: [],
    });
  });

  test('with the same id again is a duplicate with the same message id, and stands once', async () => {
    const chat = newChat(floor);
    const message = { id: 'wamid.1', text: 'una vez' };
    const first = await chat.sends(message);
    const second = await chat.sends(message);
    expect([first.body.duplicate, second.body.duplicate]).toEqual([false, true]);
    expect(second.body.messageId).toBe(first.body.messageId);
    await chat.writes('otra');
    expect((await chat.lines(2)).map(({ text }) => text)).toEqual(['una vez', 'otra']);
  });

  test('twenty times at once stands once', async () => {
    const chat = newChat(floor);
    const answers = await Promise.all(Array.from({ length: 20 }, () => chat.sends({ id: 'same', text: 'una' })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ body }) => body.messageId)).size).toBe(1);
    await chat.writes('después');
    expect((await chat.lines(2)).map(({ text }) => text)).toEqual(['una', 'después']);
  });

  test('has an id of its own for each contact and each channel', async () => {
    const [one, other] = [newChat(floor), newChat(floor)];
    const sms = newChat(floor, 'sms', one.externalId);
    const ids = [];
    for (const chat of [one, other, sms]) ids.push((await chat.sends({ id: '1', text: 'x' })).body);
    expect(new Set(ids.map(({ messageId }) => messageId)).size).toBe(3);
    expect(new Set(ids.map(({ contactId }) => contactId)).size).toBe(3);
  });

  test('of a hundred at once of one contact stands in the order of arrival', async () => {
    const chat = newChat(floor);
    const texts = Array.from({ length: 100 }, (_, i) => `mensaje ${i}`);
    const key = await keyFor(integrator);
    const statuses = await pipelined(
      key,
      texts.map((text) => ({
        channel: chat.channel,
        contact: { id: chat.externalId },
        message: { id: randomUUID(), type: 'text', text },
      })),
    );
    expect(statuses).toEqual(texts.map(() => 202));
    const lines = await chat.lines(100);
    expect(lines.map(({ text }) => text)).toEqual(texts);
    const seqs = lines.map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
  });
});

/** Sends all requests over one connection before any answer is read: they arrive at once and in this order. */
async function pipelined(key: string, bodies: object[]): Promise<number[]> {
  const { host, port, hostname } = new URL(floor.site.base);
  const socket = connect(Number(port), hostname);
  const requests = bodies.map((body) => {
    const text = JSON.stringify(body);
    const head = [`POST /v1/inbound/messages HTTP/1.1`, `Host: ${host}`, `Authorization: Bearer ${key}`];
    return `${[...head, 'Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`].join('\r\n')}\r\n\r\n${text}`;
  });
  socket.write(requests.join(''));
  let answers = '';
  const statuses = () => [...answers.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
  for await (const chunk of socket) {
    answers += String(chunk);
    if (statuses().length === bodies.length) break;
  }
  socket.destroy();
  return statuses();
}

describe('what a message may hold', () => {
  test('an answer to another message names it by our id, whichever id came', async () => {
    const chat = newChat(floor);
    const first = await chat.writes('¿Cuánto sale?', { id: 'provider-1' });
    await chat.writes('esto', { replyTo: 'provider-1' });
    await chat.writes('y esto', { replyTo: first });
    expect((await chat.lines(3)).map(({ replyTo }) => replyTo)).toEqual([null, first, first]);
  });

  test.each(['image', 'audio', 'video', 'document', 'sticker'])('a media reference of type %s', async (type) => {
    const chat = newChat(floor);
    const media = { id: 'media-9', mimeType: 'application/octet-stream', size: 12, caption: 'mirá' };
    expect((await chat.sends({ type, media })).status).toBe(202);
    expect((await chat.lines(1))[0]).toMatchObject({ type, media, text: 'mirá' });
  });

  test.each(['location', 'contacts', 'interactive', 'button', 'order', 'system', 'unsupported'])(
    'the content of type %s',
    async (type) => {
      const chat = newChat(floor);
      const content = { latitude: -26.8, inner: { list: [1, 'dos'] } };
      expect((await chat.sends({ type, content })).status).toBe(202);
      const [line] = await chat.lines(1);
      expect([line.type, line.content]).toEqual([type, expect.objectContaining(content)]);
    },
  );

  test('a type never seen, kept as unsupported with the type it had', async () => {
    const chat = newChat(floor);
    expect((await chat.sends({ type: 'hologram', content: { beams: 3 } })).status).toBe(202);
    expect((await chat.lines(1))[0]).toMatchObject({
      type: 'unsupported',
      content: { originalType: 'hologram', beams: 3 },
    });
    // Nor can a customer pass for the account with a template.
    await chat.sends({ type: 'template', text: 'Aviso' });
    expect((await chat.lines(2))[1]).toMatchObject({ type: 'unsupported', content: { originalType: 'template' } });
  });

  test.each<[string, object, string]>([
    ['no text', { type: 'text' }, 'message.text'],
    ['an empty text', { text: '  ' }, 'message.text'],
    ['a reaction to nothing', { type: 'reaction' }, 'message.reaction'],
    ['an unknown field', { text: 'a', colour: 'red' }, 'message.colour'],
    ['a time that is none', { text: 'a', at: 'ayer' }, 'message.at'],
    ['no id', { text: 'a', id: '' }, 'message.id'],
    ['a text that is a number', { text: 7 }, 'message.text'],
    ['too much text', { text: 'a'.repeat(65_537) }, 'message.text'],
  ])('%s is refused with its path, and no chat begins', async (_, message, path) => {
    const chat = newChat(floor);
    const answer = await chat.sends(message);
    expect(refused(answer)).toEqual([400, 'invalid-request']);
    expect(answer.body.errors.map((one: { path: string }) => one.path)).toContain(path);
    expect((await floor.sofia.get(chat.path)).status).toBe(404);
  });

  test('only an integrator may send one', async () => {
    for (const who of [floor.ana, floor.sofia, floor.admin])
      expect(refused(await who.post('/v1/inbound/messages', {}))).toEqual([403, 'forbidden']);
  });
});

describe('reactions', () => {
  const reaction = (messageId: string, emoji: string | null) => ({ type: 'reaction', reaction: { messageId, emoji } });

  test('are set, replaced and taken away, and are no lines of their own', async () => {
    const chat = await taken(floor);
    const reply = await chat.done(floor.ana, 'messages', { type: 'text', text: 'Hola' });
    const shown = async () => {
      const lines = await chat.lines(2);
      expect(lines).toHaveLength(2);
      return lines.at(-1).reactions.map((one: { emoji: string }) => one.emoji);
    };
    const becomes = (emojis: string[]) =>
      until(`reactions ${emojis}`, async () => JSON.stringify(await shown()) === JSON.stringify(emojis));
    await chat.sends(reaction(reply.id, '👍'));
    await becomes(['👍']);
    expect((await chat.lines(2)).at(-1).reactions[0].by).toMatchObject({ kind: 'contact', id: chat.id });
    await chat.sends(reaction(reply.id, '❤️'));
    await becomes(['❤️']);
    await chat.sends(reaction(reply.id, ''));
    await becomes([]);
    await chat.sends(reaction(reply.id, '🎉'));
    await becomes(['🎉']);
    await chat.sends(reaction(reply.id, null));
    await becomes([]);
  });

  test('that come before their message are shown once it is there', async () => {
    const chat = newChat(floor);
    await chat.writes('primero');
    await chat.sends(reaction('late-1', '😀'));
    await chat.writes('tarde', { id: 'late-1' });
    const [, line] = await chat.lines(2);
    expect([line.text, line.reactions.map((one: { emoji: string }) => one.emoji)]).toEqual(['tarde', ['😀']]);
  });

  test('open no session: of nobody known they leave a contact that is expired', async () => {
    const chat = newChat(floor);
    await chat.sends(reaction('unknown', '😀'));
    expect(await chat.read()).toMatchObject({ state: 'EXPIRADO', session: { status: 'expired', expiresAt: null } });
    const resting = await expired(floor);
    await resting.sends(reaction('unknown', '😀'));
    expect(await resting.read()).toMatchObject({ state: 'EXPIRADO', session: { status: 'expired' } });
  });
});

describe('times', () => {
  test('the earlier of the provider’s and ours counts: the window runs from there', async () => {
    const chat = newChat(floor);
    const told = at(-3_600_000);
    await chat.writes('hace una hora', { at: told });
    const { session } = await chat.read();
    expect(session.lastCustomerAt).toBe(told);
    expect(session.expiresAt).toBe(new Date(Date.parse(told) + DAY).toISOString());
    expect((await chat.lines(1))[0]).toMatchObject({ at: told });
  });

  test('one in the future is taken as now', async () => {
    const chat = newChat(floor);
    await chat.writes('desde mañana', { at: at(DAY) });
    const [line] = await chat.lines(1);
    expect(line.at).toBe(line.receivedAt);
    expect(Date.parse((await chat.read()).session.expiresAt)).toBeLessThanOrEqual(Date.now() + DAY);
  });

  test('a message older than its window is kept in its place and opens nothing', async () => {
    const fresh = await expired(floor);
    expect(await fresh.read()).toMatchObject({ state: 'EXPIRADO', previousState: null });
    const chat = await waiting(floor);
    const before = (await chat.read()).session.expiresAt;
    await chat.writes('muy tarde', { at: at(-2 * DAY) });
    expect(await chat.read()).toMatchObject({ state: 'BANDEJA', session: { status: 'open', expiresAt: before } });
    expect((await chat.lines(2)).map(({ text }) => text)).toEqual(['Hola', 'muy tarde']);
    const resting = await expired(floor);
    await resting.writes('todavía tarde', { at: at(-DAY - 1) });
    expect((await resting.read()).state).toBe('EXPIRADO');
    expect(await resting.lines(2)).toHaveLength(2);
  });

  test('a message out of order does not shorten the window', async () => {
    const chat = await withBot(floor);
    const before = (await chat.read()).session.expiresAt;
    await chat.writes('antes', { at: at(-7_200_000) });
    expect((await chat.read()).session.expiresAt).toBe(before);
  });
});

test('a blocked contact gets the same answer; what they write is shown nowhere and changes nothing', async () => {
  const chat = await waiting(floor);
  expect((await floor.ana.post(`/v1/contacts/${chat.id}/block`, {})).status).toBe(200);
  const before = await chat.read();
  const { status, body } = await chat.sends({ id: randomUUID(), text: '¿por qué?' });
  expect([status, body.contactId]).toEqual([202, chat.id]);
  await chat.sends({ type: 'reaction', reaction: { messageId: 'x', emoji: '😡' } });
  const after = await chat.read();
  expect(after).toMatchObject({ state: 'BANDEJA', place: { inboxId: 'cerradas' }, blocked: true });
  for (const field of ['lastMessageAt', 'unread', 'session', 'since']) expect(after[field]).toEqual(before[field]);
  await chat.done(floor.ana, 'notes', { text: 'bloqueado' });
  expect((await chat.lines(2)).map(({ text }) => text)).toEqual(['Hola', 'bloqueado']);
  expect((await floor.ana.post(`/v1/contacts/${chat.id}/unblock`, {})).status).toBe(200);
  await chat.writes('gracias');
  expect((await chat.read()).state).toBe('BOT');
});

test('what the contact tells of themselves is taken over, but not over what people edited', async () => {
  const chat = newChat(floor);
  await chat.sends({ text: 'hola' }, { firstName: 'Lucía', lastName: 'Gómez' });
  expect((await chat.read()).name).toBe('Lucía Gómez');
  expect((await floor.ana.patch(`/v1/contacts/${chat.id}`, { name: 'Lu (VIP)' })).status).toBe(200);
  await chat.sends({ text: 'soy yo' }, { name: 'Lucía G.', phone: '+5493815551234' });
  expect(await chat.read()).toMatchObject({ name: 'Lu (VIP)', phone: '+5493815551234', firstName: 'Lucía' });
});

describe('what comes to a message beside itself', () => {
  const whose = (chat: Chat) => ({ channel: chat.channel, contact: { id: chat.externalId } });
  const tells = (chat: Chat, ...statuses: object[]) =>
    floor.hub.post('/v1/inbound/statuses', { ...whose(chat), statuses });
  const edits = (chat: Chat, ...all: object[]) => floor.hub.post('/v1/inbound/edits', { ...whose(chat), edits: all });
  const lineOf = async (chat: Chat, id: string, is: (line: Answer['body']) => boolean, who = floor.sofia) =>
    until(`the line ${id}`, async () => {
      const line = (await chat.lines(1, who)).find((one) => one.id === id);
      if (line && is(line)) return line;
      throw new Error(JSON.stringify(line));
    });

  test('statuses go forward only, in whatever order they come, and change nothing of the chat', async () => {
    const chat = await taken(floor);
    const reply = await chat.done(floor.ana, 'messages', { type: 'text', text: 'Hola' });
    expect([reply.status, reply.statusReason]).toEqual(['sent', null]);
    const before = await chat.read();
    const told = await tells(
      chat,
      { messageId: reply.id, status: 'read', at: at(-1000) },
      { messageId: reply.id, status: 'delivered', at: at(-2000) },
      { messageId: reply.id, status: 'sent' },
    );
    expect([told.status, told.body]).toEqual([
      202,
      { contactId: chat.id, items: Array.from({ length: 3 }, () => ({ messageId: reply.id, duplicate: false })) },
    ]);
    await lineOf(chat, reply.id, ({ status }) => status === 'read');
    const again = await tells(chat, { messageId: reply.id, status: 'sent' });
    expect(again.body.items).toEqual([{ messageId: reply.id, duplicate: true }]);
    expect(await chat.read()).toEqual(before);
  });

  test('a failure is told with its reason to the agent; that of a closed window ends the session', async () => {
    const chat = await taken(floor);
    const reply = await chat.done(floor.ana, 'messages', { type: 'text', text: 'Hola' });
    await tells(chat, { messageId: reply.id, status: 'failed', reason: 'window-closed', detail: '131047' });
    expect(await lineOf(chat, reply.id, ({ status }) => status === 'failed')).toMatchObject({
      statusReason: expect.stringContaining('plantilla'),
    });
    expect(await chat.once('the session to end', ({ state }) => state === 'EXPIRADO')).toMatchObject({
      session: { status: 'expired' },
      reason: 'window-closed',
      movedBy: { kind: 'channel' },
    });
    // The customer wrote since: the same told once more, by another process, closes nothing.
    await chat.writes('acá estoy');
    await floor.stage.gateway.signal(chat.id, {
      policy: floor.stage.directory.policy(chat.channel),
      items: statusesOf(
        floor.stage.service.ids,
        { ...whose(chat), statuses: [{ messageId: reply.id, status: 'failed', reason: 'window-closed' }] },
        Date.now(),
      ).map(({ item }) => item),
    });
    await chat.writes('¿hay alguien?');
    expect((await chat.read()).state).toBe('BOT');
  });

  test('what comes before its message is kept and applied to it', async () => {
    const chat = await withBot(floor);
    const first = at(-5000);
    await edits(
      chat,
      { messageId: 'late', text: 'dos', at: at(-2000) },
      { messageId: 'late', text: 'uno', at: at(-3000) },
      { messageId: 'gone', text: null, at: at(-1000) },
    );
    expect(await chat.lines(1)).toHaveLength(1);
    const late = await chat.writes('cero', { id: 'late', at: first });
    const gone = await chat.writes('me equivoqué', { id: 'gone' });
    expect(await lineOf(chat, late, () => true)).toMatchObject({
      text: 'dos',
      edits: [
        { text: 'cero', at: first },
        { text: 'uno', at: expect.any(String) },
      ],
    });
    // What was taken back is for supervisors alone.
    const shown = { deletedAt: expect.any(String), direction: 'in' };
    expect(await lineOf(chat, gone, () => true)).toMatchObject({ ...shown, text: 'me equivoqué' });
    for (const who of [floor.ana, floor.hub])
      expect(await lineOf(chat, gone, () => true, who)).toMatchObject({ ...shown, text: null, edits: [] });
  });

  test('an edit is no message: it opens nothing, counts as nothing unread, and touches no line of ours', async () => {
    const chat = await closed(floor);
    const note = await chat.done(floor.ana, 'notes', { text: 'listo' });
    const [line] = await chat.lines(1);
    await chat.done(floor.ana, 'read');
    const { version: _, ...before } = await chat.read();
    const when = at(0);
    const answer = await edits(
      chat,
      { messageId: line.id, text: 'Chau', at: when },
      { messageId: note.id, text: 'ja', at: when },
    );
    expect(answer.status).toBe(202);
    const repeat = await edits(chat, { messageId: line.id, text: 'Chau', at: when });
    expect(repeat.body.items).toEqual([{ messageId: line.id, duplicate: true }]);
    await lineOf(chat, line.id, ({ text, editedAt }) => text === 'Chau' && editedAt === when);
    expect(await lineOf(chat, note.id, () => true)).toMatchObject({ text: 'listo', editedAt: null });
    expect(await chat.read()).toMatchObject(before);
  });

  test('of a blocked contact no edit is shown', async () => {
    const chat = await waiting(floor);
    const [line] = await chat.lines(1);
    expect((await floor.ana.post(`/v1/contacts/${chat.id}/block`, {})).status).toBe(200);
    expect((await edits(chat, { messageId: line.id, text: 'insulto', at: at(0) })).status).toBe(202);
    const note = await chat.done(floor.ana, 'notes', { text: 'después' });
    const lines = await chat.lines(2);
    expect(lines.map(({ id, text }) => [id, text])).toEqual([
      [line.id, 'Hola'],
      [note.id, 'después'],
    ]);
  });

  test('a status of nobody known begins no chat, and of another’s message changes nothing', async () => {
    const nobody = newChat(floor);
    expect(refused(await tells(nobody, { messageId: 'x', status: 'sent' }))).toEqual([404, 'not-found']);
    const [chat, other] = [await taken(floor), await taken(floor)];
    const reply = await chat.done(floor.ana, 'messages', { type: 'text', text: 'Hola' });
    await tells(other, { messageId: reply.id, status: 'failed' });
    await edits(other, { messageId: (await chat.lines(1))[0].id, text: 'no', at: at(0) });
    await other.writes('listo');
    expect((await chat.lines(2)).map(({ text, status }) => [text, status])).toEqual([
      ['Hola', 'received'],
      ['Hola', 'sent'],
    ]);
  });

  test.each<[string, object]>([
    ['a status never heard of', { statuses: [{ messageId: 'x', status: 'lost' }] }],
    ['none at all', { statuses: [] }],
    ['more than fifty', { statuses: Array.from({ length: 51 }, () => ({ messageId: 'x', status: 'sent' })) }],
  ])('%s is refused', async (_, body) => {
    expect(refused(await floor.hub.post('/v1/inbound/statuses', { ...whose(newChat(floor)), ...body }))).toEqual([
      400,
      'invalid-request',
    ]);
  });
});
