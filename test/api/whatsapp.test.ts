import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../activities/account-settings.ts';
import { createBuiltinBot } from '../../activities/bot/builtin-bot.ts';
import { createBotWorld } from '../../activities/bot-world.ts';
import { createGraph } from '../../activities/whatsapp/graph.ts';
import { createIds } from '../../api/conversations/ids.ts';
import type { FakeWhatsApp, Json } from '../fakes/whatsapp.ts';
import { fixture, fixtures, openFakeWhatsApp, signedPost } from '../fakes/whatsapp.ts';
import { until } from '../support/stage.ts';
import { fastForward } from '../support/time-skipping.ts';
import type { Answer } from './api.ts';
import type { Floor } from './floor.ts';
import { openFloor } from './floor.ts';
import { mp3, pdf, pngFile } from './media-files.ts';
import { upload } from './media-form.ts';
import { keyFor, openSite } from './site.ts';

let floor: Floor;
let meta: FakeWhatsApp;

beforeAll(async () => {
  meta = await openFakeWhatsApp();
  const { url: baseUrl, token: accessToken, phoneNumberId } = meta;
  floor = await openFloor({
    whatsapp: {
      whatsapp: {
        graph: createGraph({ baseUrl, accessToken, phoneNumberId, timeoutMs: 700 }),
        refOf: createIds(Buffer.alloc(32, 7).toString('base64')).message,
      },
    },
    env: {
      WHATSAPP_ACCESS_TOKEN: accessToken,
      WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
      WHATSAPP_APP_SECRET: meta.appSecret,
      WHATSAPP_VERIFY_TOKEN: 'mi-token',
      WHATSAPP_BASE_URL: baseUrl,
      WHATSAPP_BUSINESS_ACCOUNT_ID: '104532118822001',
    },
  });
  floor.stage.bot = createBuiltinBot(createBotWorld(readSettings));
});
afterEach(() => {
  expect(meta.faults).toEqual([]);
  expect(meta.mishaps).toEqual([]);
});
afterAll(async () => {
  await floor.close();
  await meta.close();
});

const posts = (body: unknown) => fetch(`${floor.site.base}/webhooks/whatsapp`, signedPost(meta, body));
async function told(body: unknown): Promise<void> {
  expect((await posts(body)).status).toBe(200);
}
const seconds = (back = 0) => String(Math.floor(Date.now() / 1000) - back);

/** One change of `messages`. */
const change = (value: Json, field = 'messages'): Json => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '104532118822001',
      changes: [
        {
          field,
          value: { messaging_product: 'whatsapp', metadata: { phone_number_id: meta.phoneNumberId }, ...value },
        },
      ],
    },
  ],
});

interface Customer {
  waId?: string;
  userId?: string;
  name?: string;
}

const newNumber = () => `549381${randomInt(1_000_000, 9_999_999)}`;
const newUser = () => `AR.${randomInt(1_000_000_000, 9_999_999_999)}`;
const somebody = (): Required<Pick<Customer, 'waId' | 'userId'>> & Customer => ({
  waId: newNumber(),
  userId: newUser(),
  name: 'Lucía Fernández',
});

/** A message as Meta posts it. */
function from({ waId, userId, name = 'Lucía' }: Customer, message: Json): Json {
  const contact = { profile: { name }, ...(waId ? { wa_id: waId } : {}), ...(userId ? { user_id: userId } : {}) };
  const sender = { ...(waId ? { from: waId } : {}), ...(userId ? { from_user_id: userId } : {}) };
  return change({
    contacts: [contact],
    messages: [{ ...sender, id: `wamid.${randomUUID()}`, timestamp: seconds(), ...message }],
  });
}
const text = (body: string) => ({ type: 'text', text: { body } });

/** The contact who is found by a number or user id, as the supervisor sees them. */
const found = (q: string) =>
  until(`the contact ${q}`, async () => {
    const { body } = await floor.sofia.get(`/v1/contacts?q=${encodeURIComponent(q)}`);
    return body.items[0] ?? null;
  });
const lines = async (id: string, count = 1): Promise<Answer['body'][]> =>
  until(`${count} lines`, async () => {
    const { body } = await floor.sofia.get(`/v1/conversations/${id}/messages?limit=200`);
    if (body.items?.length >= count) return body.items;
    throw new Error(JSON.stringify(body.items?.map(({ type, text }: Json) => [type, text])));
  });
const line = (id: string, messageId: string, is: (line: Json) => boolean) =>
  until('the line', async () => {
    const { body } = await floor.sofia.get(`/v1/conversations/${id}/messages?limit=200`);
    const one = body.items.find((other: Json) => other.id === messageId);
    if (one && is(one)) return one as Json;
    throw new Error(JSON.stringify(one));
  });

/** A chat of somebody on WhatsApp that an agent has. */
async function taken(
  who: Customer = somebody(),
): Promise<{ id: string; who: Customer; path: string; greeting: string }> {
  const post = from(who, text('Hola'));
  await told(post);
  const { id } = await found(who.userId ?? who.waId ?? '');
  const path = `/v1/conversations/${id}`;
  for (const [person, command] of [
    [floor.hub, 'handoff'],
    [floor.ana, 'claim'],
  ] as const)
    expect((await person.post(`${path}/${command}`, {})).status).toBe(200);
  return { id, who, path, greeting: post.entry[0].changes[0].value.messages[0].id };
}
async function replies(path: string, body: object = { type: 'text', text: 'Sí, tenemos' }): Promise<string> {
  const answer = await floor.ana.post(`${path}/messages`, body);
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.body.id;
}
const sent = (id: string) =>
  until(`${id} to be sent`, () => meta.sent.find((one) => one.biz_opaque_callback_data?.endsWith(`.${id}`)));
/** What Meta tells of a message. */
const status = (of: Json, status: string, more: Json = {}): Json =>
  change({
    statuses: [
      {
        id: of.wamid,
        status,
        timestamp: seconds(),
        recipient_id: String(of.to).replace('+', ''),
        biz_opaque_callback_data: of.biz_opaque_callback_data,
        ...more,
      },
    ],
  });
const failure = (of: Json, code: number) =>
  status(of, 'failed', { errors: [{ code, title: 'x', error_data: { details: 'why' } }] });

test('the handshake answers who knows the token, and nobody else', async () => {
  const { request, responseOk } = fixture('verify-get');
  const asked = await fetch(floor.site.base + request.url);
  expect([asked.status, await asked.text()]).toEqual([200, responseOk.bodyText]);
  expect(asked.headers.get('content-type')).toContain('text/plain');
  for (const wrong of [request.url.replace('mi-token', 'otro'), '/webhooks/whatsapp'])
    expect(await (await fetch(floor.site.base + wrong)).json()).toMatchObject({
      status: 403,
      code: 'wrong-verify-token',
    });
});

test('a post is taken with the signature of its very bytes alone', async () => {
  const { rawBody, headers, wrongIfReserialised } = fixture('signature-vector');
  const post = (signature?: string, body = rawBody) =>
    fetch(`${floor.site.base}/webhooks/whatsapp`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...(signature ? { 'x-hub-signature-256': signature } : {}) },
    });
  expect((await post(headers['X-Hub-Signature-256'])).status).toBe(200);
  for (const wrong of [undefined, wrongIfReserialised, 'sha256=', `${headers['X-Hub-Signature-256']}00`])
    expect((await post(wrong)).status).toBe(401);
  const other = await post(headers['X-Hub-Signature-256'], JSON.stringify(JSON.parse(rawBody)));
  expect(await other.json()).toMatchObject({
    status: 401,
    code: 'wrong-signature',
    help: expect.stringContaining('APP_SECRET'),
  });
});

test('every payload is taken, once however often it comes, and every message is shown with words people can use', async () => {
  const who = somebody();
  const before = { 'AR.4471920385561207743': who.userId, '5493815551234': who.waId, '5493815550000': newNumber() };
  const raw = (body: Json) =>
    JSON.parse(
      Object.entries(before)
        .reduce((all, [old, now]) => all.replaceAll(old, now), JSON.stringify(body))
        .replace(/"timestamp":"?\d{10}"?/g, `"timestamp":"${seconds()}"`)
        .replaceAll('AR.9920173640028845561', newUser()),
    );
  const inbound = fixtures('in-').map(({ body }) => raw(body));
  const others = fixtures('status-', 'group-in', 'group-l', 'group-p', 'group-s', 'group-j').map(({ body }) =>
    raw(body),
  );
  for (let time = 0; time < 2; time += 1) for (const body of [...inbound, ...others]) await told(body);
  const { id, phone, externalId } = await found(who.userId);
  expect([phone, externalId]).toEqual([`+${who.waId}`, who.userId]);
  const messages = new Set(
    inbound.flatMap((body) =>
      body.entry.flatMap((entry: Json) =>
        entry.changes.flatMap(({ value }: Json) =>
          (value.messages ?? []).flatMap((one: Json) => (one.type === 'reaction' ? [] : [one.id])),
        ),
      ),
    ),
  );
  const all = await lines(id, messages.size);
  expect(all).toHaveLength(messages.size);
  const said = Object.fromEntries(all.map(({ type, text }) => [type, text]));
  expect(said).toMatchObject({
    text: expect.any(String),
    location: 'Ubicación: Plaza Independencia, 24 de Septiembre, San Miguel de Tucumán · -26.830389, -65.203802',
    contacts: 'Contacto: Martín Suárez, +54 9 381 555-9876, martin@example.com',
    button: 'Sigo necesitando ayuda',
    order: 'Pedido: 1 × TAL-750-X. Quiero estos',
    system: 'El cliente cambió su número de WhatsApp.',
    unsupported: null,
  });
  const answers = all.filter(({ type }) => type === 'interactive').map(({ text }) => text);
  expect(answers.join('\n')).toContain('Garantía: Producto con falla');
  expect(answers.join('\n')).toContain('email: lucia@example.com');
  expect(all.find(({ type }) => type === 'unsupported').content).toMatchObject({ originalType: 'poll' });
  expect(all.find(({ text }) => text === 'Quiero más info').content.about).toContain('Taladros con 12 cuotas');
  expect(all.some(({ content }) => content?.forwarded === 'once')).toBe(true);
  for (const type of ['image', 'video', 'audio', 'document', 'sticker']) expect(Object.keys(said)).toContain(type);
});

test('a type that nobody knows is kept and shown as such, and what is broken harms nothing', async () => {
  const who = somebody();
  await told(from(who, { type: 'hologram', hologram: { depth: 3 } }));
  await told(from(who, { type: 'image' }));
  await told(from(who, { type: 'location', location: { latitude: 'north' } }));
  await told(change({ messages: [{ type: 'text' }, null, 7], statuses: [{ status: 'sent' }], contacts: 'x' }));
  for (const odd of [{}, [], { object: 'whatsapp_business_account', entry: [{ changes: [{}] }] }]) await told(odd);
  const { id } = await found(who.userId);
  const [hologram] = await lines(id, 3);
  expect(hologram).toMatchObject({ type: 'unsupported', content: { originalType: 'hologram', body: { depth: 3 } } });
});

test('one person is one conversation, whether they show a number, a user id or both', async () => {
  const { waId, userId } = somebody();
  await told(from({ waId }, text('por número')));
  const { id } = await found(waId);
  await told(from({ waId, userId }, text('con los dos')));
  await told(from({ userId }, text('por usuario')));
  await told(from({ waId }, text('otra vez por número')));
  expect((await lines(id, 4)).map(({ text }) => text)).toHaveLength(4);
  expect(await found(userId)).toMatchObject({ id, externalId: userId });
  // Whose number it has become is somebody else.
  const other = newUser();
  await told(from({ waId, userId: other, name: 'Otra' }, text('compré este número')));
  const { id: theirs } = await found(other);
  expect(theirs).not.toBe(id);
  // From then on the number alone is theirs, also for a process that has forgotten who came when.
  const user_id_update = [{ wa_id: newNumber(), user_id: { previous: userId, current: userId }, timestamp: seconds() }];
  await told(change({ user_id_update }, 'user_id_update'));
  await told(from({ waId }, text('soy el de ahora')));
  expect((await lines(theirs, 2)).map((one) => one.text)).toContain('soy el de ahora');
});

test('another number and another user id keep the conversation, and what is said goes there', async () => {
  const { id, who, path } = await taken();
  const [moved, changed, again] = [newNumber(), newUser(), newNumber()];
  await told(from({ waId: who.waId ?? '' }, { type: 'system', system: { type: 'user_changed_number', wa_id: moved } }));
  const reply = await replies(path);
  expect((await sent(reply)).to).toBe(`+${moved}`);
  await told(
    change(
      {
        user_id_update: [{ wa_id: again, user_id: { previous: who.userId, current: changed }, timestamp: seconds() }],
      },
      'user_id_update',
    ),
  );
  await told(from({ waId: again, userId: changed }, text('sigo siendo yo')));
  expect(await found(changed)).toMatchObject({ id, phone: `+${again}`, state: 'AGENTE' });
  expect((await sent(await replies(path, { type: 'text', text: 'Dale' }))).to).toBe(`+${again}`);
});

test('who writes before the store knows of them, to whatever process, is still one person', async () => {
  const { id, who } = await taken();
  const [changed, again, late] = [newUser(), newNumber(), somebody()];
  const other = await openSite(floor.stage, {
    WHATSAPP_PHONE_NUMBER_ID: meta.phoneNumberId,
    WHATSAPP_APP_SECRET: meta.appSecret,
  });
  const toldThere = async (body: unknown) =>
    expect((await fetch(`${other.base}/webhooks/whatsapp`, signedPost(meta, body))).status).toBe(200);
  // Nothing is written while nobody works.
  await floor.stage.stopWorker();
  const user_id_update = [{ wa_id: again, user_id: { previous: who.userId, current: changed }, timestamp: seconds() }];
  await told(change({ user_id_update }, 'user_id_update'));
  await toldThere(from({ waId: again, userId: changed }, text('sigo siendo yo')));
  await told(from({ waId: late.waId }, text('por número')));
  await toldThere(from(late, text('con los dos')));
  await floor.stage.startWorker();
  expect((await lines(id, 3)).map((one) => one.text)).toContain('sigo siendo yo');
  expect((await lines((await found(late.waId)).id, 2)).map((one) => one.text)).toEqual(
    expect.arrayContaining(['por número', 'con los dos']),
  );
  for (const q of [changed, late.waId]) {
    const { items } = (await floor.sofia.get(`/v1/contacts?q=${encodeURIComponent(q)}`)).body;
    expect(items).toHaveLength(1);
  }
  await other.app.close();
});

test('messages of one post stand in the order of their time, and of many contacts none is lost', async () => {
  const many = Array.from({ length: 25 }, () => ({ waId: newNumber() }));
  const [first] = many;
  const messages = many.flatMap(({ waId }) => [
    { from: waId, id: `wamid.${randomUUID()}`, timestamp: seconds(), ...text('segundo') },
    { from: waId, id: `wamid.${randomUUID()}`, timestamp: seconds(60), ...text('primero') },
  ]);
  await told(change({ contacts: many.map(({ waId }) => ({ wa_id: waId, profile: { name: waId } })), messages }));
  const { id } = await found(first?.waId ?? '');
  expect((await lines(id, 2)).map(({ text }) => text)).toEqual(['primero', 'segundo']);
  const numbers = new Set(many.map((one) => one.waId));
  await until('all of them', async () => {
    const { body } = await floor.sofia.get('/v1/contacts?limit=200');
    return body.items.filter((one: Json) => numbers.has(one.externalId)).length === many.length;
  });
});

test('a reply is sent once to the number with its plus, and its status only goes forward, in whatever order it is told', async () => {
  const { id, path, who, greeting } = await taken();
  const reply = await replies(path);
  const message = await sent(reply);
  expect(message).toMatchObject({ to: `+${who.waId}`, type: 'text', text: { body: 'Sí, tenemos' } });
  await line(id, reply, (one) => one.status === 'sent');
  await until('the mark that it was read', () => meta.read.find((one) => one.message_id === greeting));
  for (const one of ['read', 'delivered', 'sent']) await told(status(message, one));
  await line(id, reply, (one) => one.status === 'read');
  expect(meta.sent.filter((one) => one.biz_opaque_callback_data?.endsWith(reply))).toHaveLength(1);
});

test('who shows no number is answered by their user id', async () => {
  const { path, who } = await taken({ userId: newUser() });
  const message = await sent(await replies(path));
  expect([message.to, message.recipient]).toEqual([undefined, who.userId]);
});

test('a message that was taken without an answer is unknown, never sent again, and settled by what is told of it', async () => {
  const { id, path } = await taken();
  meta.mishaps.push('taken-but-silent');
  const reply = await replies(path, { type: 'text', text: 'una sola vez' });
  const unknown = await line(id, reply, (one) => one.status === 'unknown');
  expect(unknown.statusReason).toContain('no confirmó');
  // The next goes after it, and the first has not been repeated.
  await sent(await replies(path, { type: 'text', text: 'la siguiente' }));
  expect(meta.asked.filter((one) => one.text?.body === 'una sola vez')).toHaveLength(1);
  await told(status(await sent(reply), 'delivered'));
  await line(id, reply, (one) => one.status === 'delivered');
});

test('a gateway that says nothing readable leaves open whether a message was sent', async () => {
  const { id, path } = await taken();
  meta.mishaps.push('html');
  await line(id, await replies(path), (one) => one.status === 'unknown');
});

test('what is refused for good fails with a reason in Spanish, and a closed window ends the session', async () => {
  const { id, path } = await taken();
  meta.mishaps.push('error-131030-not-allowed');
  const first = await line(id, await replies(path), (one) => one.status === 'failed');
  expect(first.statusReason).toContain('No se puede llegar');
  meta.mishaps.push('error-131047-reengagement');
  const second = await line(id, await replies(path), (one) => one.status === 'failed');
  expect(second.statusReason).toContain('ventana');
  await until('the session to end', async () => {
    const { body } = await floor.sofia.get(path);
    return body.state === 'EXPIRADO' && body.session.status === 'expired';
  });
});

test('a failure that is told later is final and ends the session too', async () => {
  const { id, path } = await taken();
  const reply = await replies(path);
  const message = await sent(reply);
  await told(status(message, 'sent'));
  await told(failure(message, 131047));
  await line(id, reply, (one) => one.status === 'failed');
  await until('the session to end', async () => (await floor.sofia.get(path)).body.state === 'EXPIRADO');
});

test('what is too fast for one contact waits and goes in order, and holds nobody else up', async () => {
  const [busy, other] = [await taken(), await taken()];
  meta.mishaps.push('error-131056-pair-rate');
  const first = await replies(busy.path, { type: 'text', text: 'uno' });
  await until('the refusal', () => meta.mishaps.length === 0);
  const second = await replies(busy.path, { type: 'text', text: 'dos' });
  await sent(await replies(other.path, { type: 'text', text: 'yo no espero' }));
  await fastForward(floor.stage.client, `relevo-whatsapp-${busy.id}`, 5_000);
  const sentSecond = await sent(second);
  expect(meta.sent.indexOf(await sent(first))).toBeLessThan(meta.sent.indexOf(sentSecond));
});

test('with a token that has run out nothing is lost: supervisors are told, and it goes once there is another', async () => {
  const { path } = await taken();
  meta.mishaps.push('error-190-token');
  const reply = await replies(path);
  const alert = await until('the alert', async () => {
    const { body } = await floor.sofia.get('/v1/alerts?kind=channel-failed&open=true');
    return body.items[0] ?? null;
  });
  expect(alert).toMatchObject({
    kind: 'channel-failed',
    contactId: null,
    detail: expect.stringMatching(/token.*reiniciá.*190/),
  });
  await fastForward(floor.stage.client, `relevo-whatsapp-${path.split('/').at(-1)}`, 61_000);
  await sent(reply);
});

test('a file of a customer is fetched by its id and read like any other', async () => {
  const who = somebody();
  const bytes = pdf();
  const id = meta.keeps(bytes, 'application/pdf');
  await told(
    from(who, {
      type: 'document',
      document: { id, mime_type: 'application/pdf', filename: 'pago.pdf', caption: 'Pagué' },
    }),
  );
  const gone = { id: '999999', mime_type: 'image/png' };
  await told(from(who, { type: 'image', image: gone }));
  const contact = await found(who.userId);
  const [first, second] = await until('the files', async () => {
    const all = await lines(contact.id, 2);
    return all.every(({ media }) => media.kind || media.error) ? all : null;
  });
  expect(first).toMatchObject({ text: 'Pagué', media: { kind: 'document', fileName: 'pago.pdf', size: bytes.length } });
  expect(second?.media).toMatchObject({ error: 'gone' });
});

test('a file goes by the id of one upload, a quote and a reaction by the ids of WhatsApp', async () => {
  const { id, path } = await taken();
  const [greeting] = await lines(id);
  const key = await keyFor({ role: 'agent', name: 'Ana', agentId: floor.ana.id });
  const give = (kind: string, bytes: Buffer, fileName: string) =>
    upload({ base: floor.site.base, key }, { kind, bytes, fileName });
  const { body: image } = await give('image', await pngFile(40, 40), 'foto.png');
  const before = meta.uploads.length;
  const photo = await sent(await replies(path, { type: 'image', mediaId: image.id, text: 'mirá' }));
  expect(photo).toMatchObject({ type: 'image', image: { id: expect.stringContaining('up-'), caption: 'mirá' } });
  expect((await sent(await replies(path, { type: 'image', mediaId: image.id }))).image.id).toBe(photo.image.id);
  expect(meta.uploads.length - before).toBe(1);
  const { body: voice } = await give('voice', mp3(), 'voz.mp3');
  expect(await sent(await replies(path, { type: 'audio', mediaId: voice.id }))).toMatchObject({
    audio: { voice: true },
  });
  const quoting = await sent(await replies(path, { type: 'text', text: 'sí', replyTo: greeting?.id }));
  expect(quoting.context.message_id).toMatch(/^wamid\./);
  const reacted = await floor.ana.post(`${path}/reactions`, { messageId: greeting?.id, emoji: '👍' });
  expect(reacted.status).toBe(201);
  await until('the reaction', () => meta.sent.find((one) => one.reaction?.message_id === quoting.context.message_id));
});

test('what a customer quotes or reacts to is found by the id that WhatsApp gave it', async () => {
  const { id, path, who } = await taken();
  const reply = await replies(path);
  const { wamid } = await sent(reply);
  await line(id, reply, (one) => one.status === 'sent');
  await told(from(who, { ...text('ese mismo'), context: { from: meta.phoneNumberId, id: wamid } }));
  await told(from(who, { type: 'reaction', reaction: { message_id: wamid, emoji: '❤️' } }));
  await line(id, reply, ({ reactions }) => reactions[0]?.emoji === '❤️');
  expect((await lines(id, 3)).find(({ text }) => text === 'ese mismo')).toMatchObject({ replyTo: reply });
});

test('a conversation begun by number with a template is the one that the answer comes to', async () => {
  const template = await floor.sofia.post('/v1/templates', { name: 'aviso', language: 'es_AR', body: 'Hola {{1}}' });
  expect(template.status).toBe(201);
  const { waId, userId } = somebody();
  const components = [{ type: 'body', parameters: [{ type: 'text', text: 'Lucía' }] }];
  const started = await floor.ana.post('/v1/contacts', {
    channel: 'whatsapp',
    contact: { id: `+${waId.slice(0, 2)} ${waId.slice(2)}` },
    template: { name: 'aviso', language: 'es_AR', components },
  });
  expect([started.status, started.body.session?.status]).toEqual([201, 'awaiting-reply']);
  const message = await until('the template', () => meta.sent.find((one) => one.to === `+${waId}`));
  expect(message).toMatchObject({
    type: 'template',
    template: { name: 'aviso', language: { code: 'es_AR' }, components },
  });
  await told(from({ waId, userId }, text('¡Sí, contame!')));
  expect(await found(userId)).toMatchObject({ id: started.body.id, session: { status: 'open' } });
  const nonsense = await floor.ana.post('/v1/contacts', { channel: 'whatsapp', contact: { id: 'lucia' } });
  expect([nonsense.status, nonsense.body.code]).toEqual([400, 'invalid-request']);
});

test('the bot offers a person with buttons, and the button is a wish for one', async () => {
  await floor.settings({ bot: { mode: 'builtin' } });
  try {
    const who = somebody();
    await told(from(who, text('Necesito un repuesto de una máquina de 1972')));
    // Two lines at once would be one turn.
    await until('the first answer', () => meta.sent.find((one) => one.to === `+${who.waId}`));
    await told(from(who, text('El carburador de la cosechadora del abuelo')));
    const offer = await until('the offer', () =>
      meta.sent.find((one) => one.to === `+${who.waId}` && one.type === 'interactive'),
    );
    const [yes] = offer.interactive.action.buttons;
    await told(from(who, { type: 'interactive', interactive: { type: 'button_reply', button_reply: yes.reply } }));
    const { id } = await found(who.userId);
    await until('people', async () => (await floor.sofia.get(`/v1/conversations/${id}`)).body.state === 'BANDEJA');
  } finally {
    await floor.settings({ bot: { mode: 'external' } });
  }
});

test('what the bot has said but not sent is not sent any more once a person has the chat', async () => {
  const who = somebody();
  await told(from(who, text('Hola')));
  const { id } = await found(who.userId);
  const path = `/v1/conversations/${id}`;
  meta.mishaps.push('error-131056-pair-rate');
  const said = await floor.hub.post(`${path}/bot-messages`, { type: 'text', text: 'del bot' });
  expect(said.status).toBe(201);
  await until('the refusal', () => meta.mishaps.length === 0);
  await floor.hub.post(`${path}/handoff`, {});
  expect((await floor.ana.post(`${path}/claim`, {})).status).toBe(200);
  await fastForward(floor.stage.client, `relevo-whatsapp-${id}`, 5_000);
  const dropped = await line(id, said.body.id, (one) => one.status === 'failed');
  expect(dropped.statusReason).toContain('una persona tomó el chat');
  await sent(await replies(path, { type: 'text', text: 'de una persona' }));
  expect(meta.sent.some((one) => one.text?.body === 'del bot')).toBe(false);
});

test('an answer that waits is not sent any more to who was blocked meanwhile', async () => {
  const { id, path } = await taken();
  meta.mishaps.push('error-131056-pair-rate');
  const reply = await replies(path, { type: 'text', text: 'para nadie' });
  await until('the refusal', () => meta.mishaps.length === 0);
  expect((await floor.ana.post(`/v1/contacts/${id}/block`, {})).status).toBe(200);
  await fastForward(floor.stage.client, `relevo-whatsapp-${id}`, 5_000);
  await line(id, reply, (one) => one.status === 'failed');
  expect(meta.sent.some((one) => one.text?.body === 'para nadie')).toBe(false);
});

test('a template says what it will say, by name or by place, and goes with all of its parts', async () => {
  const body = 'Hola {{nombre}}, tu pedido {{1}} está listo';
  const made = await floor.sofia.post('/v1/templates', { name: 'pedido_listo', language: 'es_AR', body });
  const preview = `/v1/templates/${made.body.id}/preview`;
  const place = { type: 'text', text: 'T-1042' };
  const partly = await floor.ana.post(preview, { components: [{ type: 'body', parameters: [place] }] });
  expect(partly.body).toEqual({ text: 'Hola {{nombre}}, tu pedido T-1042 está listo', missing: ['nombre'] });
  const { path } = await taken();
  const parameters = [{ type: 'text', parameter_name: 'nombre', text: 'Lucía' }, place];
  const button = { type: 'button', sub_type: 'quick_reply', index: 0 };
  const components = [
    { type: 'header', parameters: [{ type: 'image', link: 'https://shop.example/listo.jpg' }] },
    { type: 'body', parameters },
    { ...button, parameters: [{ type: 'payload', payload: 'reopen:T-1042' }] },
  ];
  const use = { name: 'pedido_listo', language: 'es_AR', components };
  expect((await floor.ana.post(`${path}/template`, use)).status).toBe(200);
  const { template } = await until('the template', () => meta.sent.find((one) => one.template?.name === use.name));
  expect(template.components).toMatchObject([
    { parameters: [{ type: 'image', image: { link: 'https://shop.example/listo.jpg' } }] },
    { parameters },
    { ...button, index: '0', parameters: [{ type: 'payload', payload: 'reopen:T-1042' }] },
  ]);
});

test('what Meta tells of the account reaches supervisors, and of a template the template', async () => {
  const made = await floor.sofia.post('/v1/templates', { name: 'promo', language: 'es_AR', body: 'Promo' });
  const event = { event: 'PAUSED', message_template_name: 'promo', message_template_language: 'es_AR' };
  await told(change(event, 'message_template_status_update'));
  const template = await floor.sofia.get(`/v1/templates/${made.body.id}`);
  expect(template.body.status).toBe('paused');
  await told(change({ event: 'DISABLED_UPDATE' }, 'account_update'));
  await told(change({ errors: [{ code: 131042, title: 'Business eligibility payment issue' }] }));
  const { body } = await floor.sofia.get('/v1/alerts?kind=channel-failed&open=true&limit=200');
  const details = body.items.map(({ detail }: Json) => detail);
  expect(details).toEqual(
    expect.arrayContaining([
      'account_update: DISABLED_UPDATE',
      expect.stringMatching(/medio de pago.*131042 Business/),
    ]),
  );
});

test('the templates of the account are taken over as they stand there, as often as one likes', async () => {
  const hello = { name: 'bienvenida', language: 'es_AR', status: 'APPROVED' };
  meta.templates = [
    {
      ...hello,
      components: [
        { type: 'HEADER', format: 'IMAGE' },
        { type: 'BODY', text: 'Hola {{1}}' },
      ],
    },
    { name: 'rota', language: 'es_AR', status: 'REJECTED', components: [{ type: 'BODY', text: 'Comprá ya' }] },
    { name: 'sin cuerpo', language: 'es_AR', status: 'APPROVED', components: [] },
  ];
  const sync = async () => (await floor.sofia.post('/v1/templates/sync')).body;
  expect(await sync()).toEqual({ added: 2, changed: 0, unchanged: 0 });
  meta.templates[0] = { ...meta.templates[0], status: 'PAUSED' };
  expect(await sync()).toEqual({ added: 0, changed: 1, unchanged: 1 });
  const { body } = await floor.ana.get('/v1/templates?q=bienvenida');
  expect(body.items).toMatchObject([{ name: 'bienvenida', body: 'Hola {{1}}', status: 'paused' }]);
});
