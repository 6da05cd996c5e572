import { createHmac, hkdfSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../../domain/caller.ts';
import { MessageModel } from '../../models/message.ts';
import { ConversationModel } from '../../models/conversation.ts';
import type { Stage } from '../support/stage.ts';
import { openStage, until } from '../support/stage.ts';
import { pdf, pngFile, zip } from './media-files.ts';
import type { Form } from './media-form.ts';
import { download, pathOf, upload } from './media-form.ts';
import { deskOf } from './desk.ts';
import type { Site } from './site.ts';
import { keyFor, openSite } from './site.ts';
import { newVisitor, openPage } from './visitor.ts';

let stage: Stage;
let site: Site;
let ana: Caller;
beforeAll(async () => {
  stage = await openStage();
  ana = await stage.agent('Ana María Paz');
  site = await openSite(stage);
});
afterAll(async () => {
  await site.app.close();
  await stage.close();
});

/** How often a visitor may look without being told to slow down. */
const SLOWLY = { interval: 300 };
const written = (contactId: string, line: object) =>
  until('the line', () => MessageModel.exists({ contactId, ...line }));
const transcript = (token: string, query = '') => site.as(token).get(`/v1/webchat/messages${query}`);

describe('a visitor token', () => {
  const secret = Buffer.alloc(32, 7);
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'relevo webchat visitor token', 32));
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = (claims: object, header: object = { alg: 'HS256', typ: 'JWT' }, by = key, hash = 'sha256') => {
    const body = `${part(header)}.${part(claims)}`;
    return `${body}.${createHmac(hash, by).update(body).digest('base64url')}`;
  };
  const later = Math.floor(Date.now() / 1000) + 60;
  const good = { sub: 'vis_1', aud: 'webchat', exp: later };

  test('is good for a week and speaks for one contact of the web chat', async () => {
    const { body } = await site.as(null).post('/v1/webchat/sessions', { name: 'Lucía', email: 'lucia@example.com' });
    expect(Object.keys(body).sort()).toEqual(['contactId', 'expiresAt', 'token']);
    expect(Date.parse(body.expiresAt) - Date.now()).toBeGreaterThan(6.9 * 24 * 3_600_000);
    expect((await transcript(body.token)).body).toEqual({ items: [], nextCursor: null });
  });

  test('is renewed by showing it: the visitor stays the same and keeps name and e-mail', async () => {
    const first = await newVisitor(site, { name: 'Lucía', email: 'lucia@example.com' });
    const { status, body } = await site.as(null).post('/v1/webchat/sessions', { visitorToken: first.token });
    expect([status, body.contactId]).toEqual([201, first.contactId]);
    await site.as(body.token).post('/v1/webchat/messages', { type: 'text', text: 'hola' });
    const { profile } = (await stage.service.read(first.contactId, { ...ana, role: 'supervisor' })).conversation;
    expect(profile).toMatchObject({ name: 'Lucía', email: 'lucia@example.com', authenticated: false });
  });

  test('made here is taken as made here', async () => {
    expect((await transcript(signed(good))).status).toBe(200);
  });

  test.each<[string, string | null]>([
    ['none', null],
    ['no token at all', 'abc'],
    ['an expired one', signed({ ...good, exp: later - 120 })],
    ['one without an end', signed({ sub: 'vis_1', aud: 'webchat' })],
    ['one for another audience', signed({ ...good, aud: 'console' })],
    ['one for no audience', signed({ sub: 'vis_1', exp: later })],
    ['one for nobody', signed({ aud: 'webchat', exp: later })],
    ['one signed with the secret itself', signed(good, undefined, secret)],
    ['one of another algorithm', signed(good, { alg: 'HS512', typ: 'JWT' }, key, 'sha512')],
    ['one without signature', `${part({ alg: 'none' })}.${part(good)}.`],
    ['one that was changed', `${signed(good).slice(0, -3)}AAA`],
  ])('%s is refused with 401 on every route', async (_, token) => {
    const answers = [
      await site.as(token).post('/v1/webchat/messages', '{broken'),
      await site.as(token).get('/v1/webchat/messages'),
      await site.as(token).get('/v1/webchat/events'),
      await site.as(null).get(`/v1/webchat/events?token=${token ?? ''}`),
    ];
    for (const { status, body } of answers) expect([status, body.code]).toEqual([401, 'unauthorized']);
    if (token === null) return;
    const renewed = await site.as(null).post('/v1/webchat/sessions', { visitorToken: token });
    expect([renewed.status, renewed.body.code]).toEqual([401, 'unauthorized']);
  });

  test('opens nothing but the web chat, and a key does not open that', async () => {
    const visitor = await newVisitor(site);
    expect((await site.as(visitor.token).get('/v1/conversations')).status).toBe(401);
    expect((await transcript(await keyFor({ ...ana, role: 'admin' }))).status).toBe(401);
  });

  test('is taken from the address only where headers cannot be set', async () => {
    const { token } = await newVisitor(site);
    expect((await site.as(null).get(`/v1/webchat/messages?token=${token}`)).status).toBe(401);
    await (await openPage(`${site.base}/v1/webchat/events?token=${token}`, null)).leave();
  });
});

describe('writing', () => {
  test('the same id is the same message, and another visitor’s own', async () => {
    const [one, other] = [await newVisitor(site), await newVisitor(site)];
    const ids = await Promise.all([1, 2, 3].map(() => one.writes(site, 'hola', 'a-1')));
    expect(new Set(ids).size).toBe(1);
    expect(await other.writes(site, 'hola', 'a-1')).not.toBe(ids[0]);
    const { body } = await site.as(one.token).post('/v1/webchat/messages', { id: 'a-1', type: 'text', text: 'hola' });
    expect(body).toEqual({ messageId: ids[0], duplicate: true });
    const lines = async () => (await transcript(one.token)).body.items.filter((line: any) => line.direction === 'in');
    await expect.poll(lines, SLOWLY).toHaveLength(1);
  });

  test('an id of ours names no line that is there: nobody writes over an answer', async () => {
    const visitor = await newVisitor(site);
    await visitor.writes(site, 'hola');
    const answer = async () =>
      (await transcript(visitor.token)).body.items.find((line: any) => line.direction === 'out');
    await expect.poll(answer, SLOWLY).toBeDefined();
    const said = await answer();
    expect(await visitor.writes(site, 'falso', said.id)).not.toBe(said.id);
    await expect
      .poll(async () => (await transcript(visitor.token)).body.items.some((l: any) => l.text === 'falso'), SLOWLY)
      .toBe(true);
    expect(await answer()).toEqual(said);
  });

  test('an answer to a line names it by our id or by the page’s', async () => {
    const visitor = await newVisitor(site);
    const first = await visitor.writes(site, 'uno', 'p-1');
    for (const replyTo of [first, 'p-1']) {
      await site.as(visitor.token).post('/v1/webchat/messages', { type: 'text', text: `sobre ${replyTo}`, replyTo });
    }
    const named = async () => (await transcript(visitor.token)).body.items.map((line: any) => line.replyTo);
    await expect.poll(async () => (await named()).filter((id: string) => id === first), SLOWLY).toHaveLength(2);
  });

  test.each([
    [{}, 'type'],
    [{ type: 'image', text: 'x' }, 'mediaId'],
    [{ type: 'text', text: '  ' }, 'text'],
    [{ type: 'text', text: 'a'.repeat(4097) }, 'text'],
    [{ type: 'text', text: 'x', at: '2026-01-01T00:00:00Z' }, 'at'],
  ])('%j is 400 and names %s', async (body, path) => {
    const { token } = await newVisitor(site);
    const answer = await site.as(token).post('/v1/webchat/messages', body);
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, path]);
  });

  test('who is blocked is not told', async () => {
    const visitor = await newVisitor(site);
    await visitor.writes(site, 'hola');
    await deskOf(stage, visitor.contactId).block(ana);
    const page = await visitor.opens(site);
    await visitor.writes(site, 'sigo acá');
    await expect.poll(() => page.states).toEqual([{ status: 'ended', agentName: null }]);
    const { conversation } = await stage.service.read(visitor.contactId, ana);
    expect(conversation.blockedCount).toBe(1);
    expect(page.messages.map(({ text }) => text)).not.toContain('sigo acá');
    await page.leave();
  });

  test('a visitor who writes too fast is held up, and no other', async () => {
    const [fast, other] = [await newVisitor(site), await newVisitor(site)];
    const answers = await Promise.all(Array.from({ length: 30 }, () => transcript(fast.token)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(5);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await transcript(other.token)).status).toBe(200);
  });
});

describe('reading', () => {
  test('the team’s notes, ids and surnames are not for the visitor', async () => {
    const visitor = await newVisitor(site, { name: 'Lucía' });
    const page = await visitor.opens(site);
    const desk = deskOf(stage, visitor.contactId);
    await visitor.writes(site, 'hola');
    await expect.poll(() => page.messages.length).toBe(2);
    await desk.handoff();
    await desk.claim(ana);
    await desk.note(ana, 'cliente difícil');
    await desk.reply(ana, 'Hola, soy Ana');
    const said = await page.says('Hola, soy Ana');
    await desk.close(ana);
    await expect.poll(() => page.states.at(-1)?.status).toBe('ended');
    expect(said).toEqual({
      id: expect.stringMatching(/^m_/),
      seq: expect.any(Number),
      direction: 'out',
      author: { kind: 'agent', name: 'Ana' },
      type: 'text',
      text: 'Hola, soy Ana',
      at: expect.any(String),
      media: null,
      replyTo: null,
    });
    expect(page.states).toEqual([
      { status: 'bot', agentName: null },
      { status: 'waiting', agentName: null },
      { status: 'agent', agentName: 'Ana' },
      { status: 'ended', agentName: null },
    ]);
    const everything = JSON.stringify([page.messages, page.states, (await transcript(visitor.token)).body]);
    for (const hidden of ['difícil', 'Paz', ana.agentId, 'general']) expect(everything).not.toContain(hidden);
    await page.leave();
  });

  test('the transcript comes in pages, in order, and goes on after any line', async () => {
    const visitor = await newVisitor(site);
    for (let i = 0; i < 5; i += 1) await visitor.writes(site, `línea ${i}`);
    await deskOf(stage, visitor.contactId).handoff();
    const all = async () => (await transcript(visitor.token)).body.items;
    await expect.poll(async () => (await all()).filter((line: any) => line.direction === 'in'), SLOWLY).toHaveLength(5);
    const lines = await all();
    const first = (await transcript(visitor.token, '?limit=2')).body;
    const rest = (await transcript(visitor.token, `?cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...rest.items]).toEqual(lines);
    expect(rest.nextCursor).toBeNull();
    expect((await transcript(visitor.token, `?cursor=${lines.at(-1).seq}`)).body.items).toEqual([]);
  });

  test('a line that is written before the one it follows waits for it', async () => {
    const visitor = await newVisitor(site);
    await visitor.writes(site, 'hola');
    await expect.poll(async () => (await transcript(visitor.token)).body.items, SLOWLY).toHaveLength(2);
    await deskOf(stage, visitor.contactId).handoff();
    const page = await visitor.opens(site);
    await expect.poll(() => page.states.length).toBe(1);
    const { version, seq } = (await stage.service.read(visitor.contactId, ana)).conversation;
    const row = { contactId: visitor.contactId, direction: 'out', author: { kind: 'agent', id: 'a', name: 'Ana' } };
    const line = (n: number) => ({
      ...row,
      _id: `${visitor.contactId}-${n}`,
      seq: seq + n,
      v: version + n,
      type: 'text',
      text: `n${n}`,
      at: 1,
    });
    const settle = (n: number) =>
      ConversationModel.updateOne({ _id: visitor.contactId }, { $set: { slotsV: version + n } });
    await MessageModel.collection.insertOne(line(2) as never);
    await ConversationModel.updateOne({ _id: visitor.contactId }, { $set: { v: version + 2 } });
    expect((await transcript(visitor.token)).body.items).toHaveLength(2);
    await MessageModel.collection.insertOne(line(1) as never);
    await settle(2);
    await page.says('n2');
    expect(page.messages.map(({ text }) => text).slice(2)).toEqual(['n1', 'n2']);
    await page.leave();
  });
});

describe('from another site', () => {
  let shop: Site;
  beforeAll(async () => {
    shop = await openSite(stage, { WEBCHAT_ORIGINS: 'https://shop.example, https://other.example' });
  });
  afterAll(() => shop.app.close());

  const preflight = (at: Site, origin: string) =>
    at.as(null).call('OPTIONS', '/v1/webchat/messages', undefined, {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    });

  test('a page may use the web chat where its site is named, errors included', async () => {
    const { status, headers } = await preflight(shop, 'https://shop.example');
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, 'https://shop.example']);
    expect(headers.get('access-control-allow-headers')).toContain('Authorization');
    const origin = 'https://other.example';
    const refused = await shop.as(null).get('/v1/webchat/messages', { origin });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, origin]);
    const visitor = await newVisitor(shop);
    const page = await visitor.opens(shop, { origin });
    expect(page.headers.get('access-control-allow-origin')).toBe(origin);
    await page.leave();
  });

  test('other sites, and all where none is named, get no permission', async () => {
    for (const at of [shop, site]) {
      const { headers } = await preflight(at, 'https://evil.example');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('nothing but the web chat is open to other sites', async () => {
    const { headers } = await shop.as(null).get('/v1/conversations', { origin: 'https://shop.example' });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('new visitors are limited per address, renewals are not, and a named proxy tells the address', async () => {
  const small = await openSite(stage, { WEBCHAT_SESSIONS_PER_MINUTE: '3', TRUST_PROXY: '127.0.0.1' });
  const begin = (from: string, body: object = {}) =>
    small.as(null).post('/v1/webchat/sessions', body, { 'x-forwarded-for': from });
  const [first] = await Promise.all([1, 2, 3].map(() => begin('203.0.113.7')));
  const refused = await begin('203.0.113.7');
  expect([refused.status, refused.body.code]).toEqual([429, 'too-many-requests']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect((await begin('203.0.113.7', { visitorToken: first?.body.token })).status).toBe(201);
  expect((await begin('203.0.113.8')).status).toBe(201);
  await small.app.close();
});

describe('files', () => {
  const send = (token: string, form: Form) => upload({ base: site.base, key: token, path: '/v1/webchat/media' }, form);
  const write = (token: string, body: object) => site.as(token).post('/v1/webchat/messages', body);

  test('of a visitor are checked, sent, seen by the agent, and read by nobody else’s token', async () => {
    const [lu, other] = [await newVisitor(site), await newVisitor(site)];
    const file = await send(lu.token, { kind: 'image', bytes: await pngFile(), fileName: 'foto.png' });
    expect([file.status, file.body]).toMatchObject([
      201,
      { kind: 'image', mimeType: 'image/png', fileName: 'foto.png' },
    ]);
    const { id } = file.body;
    expect((await write(other.token, { type: 'image', mediaId: id })).body.code).toBe('content-unsupported');
    expect((await write(lu.token, { type: 'video', mediaId: id })).body.code).toBe('content-unsupported');
    expect((await write(lu.token, { type: 'image' })).body.code).toBe('invalid-request');
    expect((await write(lu.token, { type: 'image', mediaId: id, text: 'mirá' })).status).toBe(202);
    await written(lu.contactId, { type: 'image' });
    const [line] = (await transcript(lu.token)).body.items;
    expect(line).toMatchObject({ type: 'image', text: 'mirá', media: { id, kind: 'image' } });
    const bytes = await download(site.base + pathOf(line.media.link.url));
    expect([bytes.status, bytes.headers.get('content-type')]).toEqual([200, 'image/png']);
    const again = await site.as(lu.token).get(`/v1/webchat/media/${id}`);
    expect(again.status, again.text).toBe(200);
    expect((await download(site.base + pathOf(again.body.link.previewUrl))).status).toBe(200);
    expect((await site.as(other.token).get(`/v1/webchat/media/${id}`)).status).toBe(404);
    const desk = site.as(await keyFor(ana));
    expect((await desk.get(`/v1/media/${id}`)).body).toMatchObject({
      uploadedBy: { kind: 'visitor', id: lu.contactId },
    });
  });

  test('of an agent are shown to the visitor they were sent to', async () => {
    const lu = await newVisitor(site);
    await lu.writes(site, 'hola');
    const desk = deskOf(stage, lu.contactId);
    await desk.handoff();
    await desk.claim(ana);
    const key = await keyFor(ana);
    const { body } = await upload(
      { base: site.base, key },
      { kind: 'document', bytes: pdf(), fileName: 'precios.pdf' },
    );
    const path = `/v1/conversations/${lu.contactId}/messages`;
    expect((await site.as(key).post(path, { type: 'document', mediaId: body.id })).status).toBe(201);
    await written(lu.contactId, { type: 'document' });
    const line = (await transcript(lu.token)).body.items.find((one: { type: string }) => one.type === 'document');
    expect(line.media).toMatchObject({ id: body.id, fileName: 'precios.pdf', link: { previewUrl: null } });
    expect((await download(site.base + pathOf(line.media.link.url))).bytes.equals(pdf())).toBe(true);
  });

  test('that are not what they say, too large, or without a token are refused', async () => {
    const lu = await newVisitor(site);
    const refused = async (form: Form, token = lu.token) => {
      const { status, body } = await send(token, form);
      return [status, body.code];
    };
    expect(await refused({ kind: 'image', bytes: zip({ a: 'b' }), fileName: 'foto.png' })).toEqual([
      422,
      'media-refused',
    ]);
    const large = Buffer.alloc(17 * 1024 * 1024, 'texto ');
    expect(await refused({ kind: 'document', bytes: large, fileName: 'a.txt' })).toEqual([422, 'media-refused']);
    expect(await refused({ kind: 'image', bytes: await pngFile(), fileName: 'a.png' }, 'none')).toEqual([
      401,
      'unauthorized',
    ]);
  });
});
