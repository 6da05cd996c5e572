import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Chat, Floor } from '../api/floor.ts';
import { DAY, newChat, openFloor, refused, withBot } from '../api/floor.ts';
import type { Answer } from '../api/api.ts';
import { keyFor } from '../api/site.ts';
import { integrator, until } from '../support/stage.ts';

let floor: Floor;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());

const nested = (levels: number, open = '{"a":', close = '}') => `${open.repeat(levels)}1${close.repeat(levels)}`;

/** The conversation still works, and the read model still takes what it decides. */
async function expectAlive(chat: Chat): Promise<void> {
  const id = await chat.writes('¿Hay alguien?');
  await chat.once('the chat to be there', ({ contactId }) => contactId === chat.id);
  await expect
    .poll(async () => (await chat.lines(1)).map((line) => line.id), { timeout: 10_000, interval: 30 })
    .toContain(id);
}

/** Taken, or refused as what the caller did wrong; never an error of ours. */
function expectSane({ status, body, headers, text: told }: Answer): void {
  expect(status, told).toBeLessThan(500);
  if (status < 400) return;
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(body.code).toEqual(expect.any(String));
}

/** JSON of any shape that a store, a driver or a serializer may choke on. */
const shapes: [what: string, json: string][] = [
  ['a null character in a key', '{"a\\u0000b":1}'],
  ['a key of the driver', '{"x":{"_bsontype":"ObjectId","id":"x"}}'],
  ['an unknown type of the driver', '{"x":{"_bsontype":"NoSuch"}}'],
  ['operators', '{"$set":{"x":1},"$where":"x","$ref":"a","$id":1,"$db":"c"}'],
  ['dots', '{"a.b":{"c.d":1},"":2}'],
  ['names of every object', '{"constructor":{"a":1},"toString":1,"toJSON":1,"toBSON":1,"length":3}'],
  ['half a character', '{"a\\ud800":"\\udfff"}'],
  ['numbers at the edge', '{"n":1e308,"m":-0,"z":9007199254740993}'],
  ['300 levels', `{"k":${nested(300)}}`],
  ['600 lists', `{"k":${nested(600, '[', ']')}}`],
];

test.each([
  ...shapes,
  ['10,000 levels', `{"k":${nested(10_000)}}`],
  ['30,000 lists', `{"k":${nested(30_000, '[', ']')}}`],
])('a message whose content holds %s leaves the conversation working', async (_what, content) => {
  const chat = newChat(floor);
  const body = `{"channel":"webchat","contact":{"id":"${chat.externalId}"},"message":{"id":"1","type":"order","content":${content}}}`;
  expectSane(await floor.hub.call('POST', '/v1/inbound/messages', body));
  await expectAlive(chat);
});

test.each(shapes)('a business event whose data holds %s leaves the conversation working', async (_what, data) => {
  const chat = await withBot(floor);
  expectSane(await floor.hub.call('POST', `${chat.path}/events`, `{"name":"pedido","data":${data}}`));
  await expectAlive(chat);
});

test.each(['_bsontype', 'a.b', 'constructor', 'toString', '__proto__'])(
  'a field %s on the contact card leaves the conversation working',
  async (name) => {
    const chat = await withBot(floor);
    expectSane(await floor.sofia.call('PATCH', `/v1/contacts/${chat.id}`, `{"custom":{"${name}":"x"}}`));
    await expectAlive(chat);
  },
);

test.each([
  ['null characters', { text: 'a\0b', media: { id: '\0', fileName: 'x\0' }, replyTo: '\0' }],
  ['half a character', { text: 'a\ud800b' }],
  ['64 KiB of emoji', { text: '😀'.repeat(32_768) }],
  ['marks of direction and joiners', { text: '\u202e👨‍👩‍👧‍👦\u200d\u200f' }],
  ['a time of the year 1', { text: 'x', at: '0001-01-01T00:00:00Z' }],
  ['a time before the year 0', { text: 'x', at: '0000-01-01T00:00:00+23:59' }],
  ['a time of the year 9999', { text: 'x', at: '9999-12-31T23:59:59-23:59' }],
  ['a type of control characters', { type: 'x\0y' }],
])('a message with %s is taken and shown', async (_what, message) => {
  const chat = newChat(floor);
  expect((await chat.sends(message)).status).toBe(202);
  await expectAlive(chat);
  expect((await chat.lines(2)).length).toBe(2);
});

test.each([
  ['half a character', 'x\ud800'],
  ['a null character', 'x\0'],
  ['a line break', 'x\ny'],
])('an id with %s is refused, so that no two become one', async (_what, id) => {
  const message = { id: '1', type: 'text', text: 'x' };
  const asContact = await floor.hub.post('/v1/inbound/messages', { channel: 'webchat', contact: { id }, message });
  expect(refused(asContact)).toEqual([400, 'invalid-request']);
  expect(refused(await newChat(floor).sends({ text: 'x', id }))).toEqual([400, 'invalid-request']);
});

test('bytes that are no UTF-8 are refused', async () => {
  const key = await keyFor(integrator);
  const bytes = Buffer.from('{"channel":"webchat","contact":{"id":"?"},"message":{"id":"1","type":"text","text":"x"}}');
  bytes[bytes.indexOf('?')] = 0xff;
  const answer = await fetch(`${floor.site.base}/v1/inbound/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: bytes,
  });
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'invalid-request']);
});

test('headers too large to be read are answered by a problem', async () => {
  const { hostname, port } = new URL(floor.site.base);
  const socket = connect(Number(port), hostname);
  socket.write(`GET /v1/contacts HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`);
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('Content-Type: application/problem+json');
  expect(answer).toContain('"code":"invalid-request"');
});

test('a search for anything is answered, whatever it holds', async () => {
  const wild = [
    '\0',
    'a\0b',
    '(',
    '[',
    '\\',
    '*',
    '^$',
    '.*',
    '$where',
    '\u202e',
    '\u0301',
    '-',
    '😀',
    'x '.repeat(99),
  ];
  for (const list of ['contacts', 'conversations', 'messages', 'inboxes', 'agents', 'templates', 'knowledge']) {
    for (const q of wild) expectSane(await floor.admin.get(`/v1/${list}?q=${encodeURIComponent(q)}`));
  }
});

test('a cursor that somebody made up is refused, whatever it holds', async () => {
  await Promise.all([withBot(floor), withBot(floor)]);
  for (const list of ['conversations', 'contacts', 'agents', 'keys']) {
    const { body } = await until('two pages', async () => {
      const answer = await floor.admin.get(`/v1/${list}?limit=1`);
      return answer.body.nextCursor ? answer : null;
    });
    const parts = JSON.parse(Buffer.from(body.nextCursor, 'base64url').toString());
    // Names are texts, everything else is ordered by numbers or times.
    const wild = [{ date: 1e300 }, null, true, [], { $gt: '' }, list === 'agents' ? 7 : 'x'];
    for (const value of wild) {
      const cursor = Buffer.from(JSON.stringify([parts[0], parts[1], value, parts[3]])).toString('base64url');
      const answer = await floor.admin.get(`/v1/${list}?limit=1&cursor=${cursor}`);
      expect(refused(answer), `${list} ${JSON.stringify(value)}`).toEqual([400, 'invalid-cursor']);
    }
  }
});

test.each(['P999999999999D', 'PT99999999999999999999S', 'P99999999999999999W', 'P3651D'])(
  'a duration of %s, whose end no clock could show, is refused everywhere',
  async (long) => {
    for (const patch of [
      { sessionWindow: { default: long } },
      { sessionWindow: { webchat: long } },
      { escalation: { unattendedAfter: long } },
      { presenceTimeout: long },
      { retireAfter: long },
    ]) {
      expect(refused(await floor.admin.patch('/v1/settings', patch))).toEqual([400, 'invalid-request']);
    }
    const inbox = { name: 'Larga', escalation: { unattendedAfter: long } };
    expect(refused(await floor.admin.post('/v1/inboxes', inbox))).toEqual([400, 'invalid-request']);
  },
);

test('nobody outside can name a line of another contact: not to replace it, not to react to it', async () => {
  const [victim, other] = await Promise.all([withBot(floor), withBot(floor)]);
  const [line] = await victim.lines(1);
  const id = await other.writes('Soy otra persona', { id: line.id });
  expect(id).not.toBe(line.id);
  expect((await other.lines(2)).map(({ text }) => text)).toEqual(['Hola', 'Soy otra persona']);
  const reaction = { messageId: line.id, emoji: '👍' };
  expect((await other.sends({ type: 'reaction', reaction })).status).toBe(202);
  await expectAlive(other);
  expect(await victim.lines(1)).toEqual([line]);
});

test('a refused new conversation leaves nothing behind', async () => {
  const chat = newChat(floor, 'whatsapp');
  const cold = { channel: chat.channel, contact: { id: chat.externalId } };
  expect(refused(await floor.hub.post('/v1/contacts', cold))).toEqual([422, 'template-required']);
  expect(refused(await floor.ana.post('/v1/contacts', cold))).toEqual([422, 'template-required']);
  expect(refused(await floor.admin.get(chat.path))).toEqual([404, 'not-found']);
  expect(refused(await floor.admin.post(`/v1/contacts/${chat.id}/block`, {}))).toEqual([404, 'not-found']);
  await expect(floor.stage.status(chat.id)).rejects.toThrow(/not found/i);
});

test('a time of the future opens the session for one window from now and no longer', async () => {
  const chat = newChat(floor);
  await chat.writes('Vengo del futuro', { at: '2199-01-01T00:00:00Z' });
  const { session, lastMessageAt } = await chat.once('the chat to begin', ({ state }) => state === 'BOT');
  expect(Date.parse(session.expiresAt)).toBeLessThanOrEqual(Date.now() + DAY);
  expect(Date.parse(session.lastCustomerAt)).toBeLessThanOrEqual(Date.now());
  expect(Date.parse(lastMessageAt)).toBeLessThanOrEqual(Date.now());
});
