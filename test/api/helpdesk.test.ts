import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readSettings } from '../../activities/account-settings.ts';
import { createBuiltinBot } from '../../activities/bot/builtin-bot.ts';
import { createBotWorld } from '../../activities/bot-world.ts';
import type { FakeHelpdesk, HelpdeskKind } from '../fakes/helpdesk.ts';
import { accountAt, fixture, openFakeHelpdesk } from '../fakes/helpdesk.ts';
import { until } from '../support/stage.ts';
import type { Chat, Floor } from './floor.ts';
import { newChat, openFloor } from './floor.ts';

let floor: Floor;
let desks: Record<HelpdeskKind, FakeHelpdesk>;
const kinds = ['zendesk', 'gorgias'] as const;

beforeAll(async () => {
  const [opened, zendesk, gorgias] = await Promise.all([
    openFloor({ botMode: 'builtin', helpdeskTimeoutMs: 500 }),
    openFakeHelpdesk('zendesk'),
    openFakeHelpdesk('gorgias'),
  ]);
  floor = opened;
  desks = { zendesk, gorgias };
  floor.stage.bot = createBuiltinBot(createBotWorld(readSettings));
  for (const kind of kinds) await floor.settings({ handoff: { [kind]: accountAt(desks[kind], kind) } });
});
beforeEach(() => {
  for (const { tickets, notes, mishaps } of Object.values(desks))
    for (const list of [tickets, notes, mishaps]) list.length = 0;
});
afterAll(async () => {
  await floor.close();
  await Promise.all(kinds.map((kind) => desks[kind].close()));
});

const by = (method: string, rest: object = {}) => floor.settings({ handoff: { method, ...rest } });
const inCerradas = (chat: Chat) =>
  chat.once('Cerradas', ({ state, place }) => state === 'BANDEJA' && place.inboxId === 'cerradas');
const inGeneral = (chat: Chat) =>
  chat.once('General', ({ state, place }) => state === 'BANDEJA' && place.inboxId === 'general');
const commands = async (chat: Chat) => (await chat.timeline()).map(({ command }) => command);
const known = { email: 'lucia@example.com', name: 'Lucía Fernández' };
const wish = 'Quiero hablar con una persona';

/** A chat of somebody whose address is known, who asks for a person. */
async function asks(contact: object = known): Promise<Chat> {
  const chat = newChat(floor, 'whatsapp');
  await chat.sends({ text: wish }, contact);
  return chat;
}

test.each(kinds)('%s: a yes opens one case with all that was said, and the chat rests in Cerradas', async (kind) => {
  await by(kind);
  const chat = await asks();
  await inCerradas(chat);
  const [ticket, ...others] = desks[kind].tickets;
  expect(others).toEqual([]);
  const sent = JSON.stringify(ticket);
  for (const part of [wish, 'lucia@example.com', chat.id]) expect(sent).toContain(part);
  const lines = await chat.lines(2);
  expect(lines.at(-1)).toMatchObject({
    direction: 'out',
    author: { kind: 'system' },
    text: expect.stringContaining('correo'),
  });
  const row = (await chat.timeline()).find(({ command }) => command === 'helpdesk-ticket');
  expect(row?.data).toMatchObject({
    method: kind,
    ticketId: String(ticket?.id),
    url: expect.stringContaining(desks[kind].url),
  });
});

test('who has no address is asked for one twice, and then goes to the inbox', async () => {
  await by('zendesk');
  const chat = await asks({ name: 'Lucía' });
  await chat.lines(2);
  await chat.writes('lucia@gmial');
  await chat.lines(4);
  await chat.writes('eso, lucia arroba nada');
  await inGeneral(chat);
  expect(desks.zendesk.tickets).toEqual([]);
});

test('an address that is given in the chat opens the case', async () => {
  await by('gorgias');
  const chat = await asks({ name: 'Lucía' });
  await chat.lines(2);
  await chat.writes('lucia@example.com');
  await inCerradas(chat);
  expect(desks.gorgias.tickets[0]?.customer).toMatchObject({ email: 'lucia@example.com' });
});

test.each(kinds)('%s: of a case that was opened and never answered there is one', async (kind) => {
  await by(kind);
  desks[kind].mishaps.push('late', { status: 429, text: 'wait', headers: { 'retry-after': '1' } });
  const chat = await asks();
  await inCerradas(chat);
  expect(desks[kind].tickets).toHaveLength(1);
  expect((await commands(chat)).filter((one) => one === 'helpdesk-ticket')).toHaveLength(1);
});

test('what a helpdesk refuses for good goes to the inbox at once, and supervisors are told why', async () => {
  await by('zendesk');
  desks.zendesk.mishaps.push({ status: 422, body: fixture('zendesk', 'error-422-required-field').body });
  const chat = await asks();
  await inGeneral(chat);
  const [alert, ...others] = await until('the alert', async () => {
    const { body } = await floor.sofia.get(`/v1/alerts?contactId=${chat.id}&kind=helpdesk-failed`);
    return body.items.length > 0 && body.items;
  });
  expect([alert, ...others]).toMatchObject([
    { open: true, detail: expect.stringContaining('no puede estar en blanco') },
  ]);
  const done = await floor.sofia.post(`/v1/alerts/${alert.id}/acknowledge`, {});
  expect(done.body).toMatchObject({ open: false });
  expect((await chat.lines(2)).at(-1)?.text).toContain('persona');
});

test('a page of HTML in the place of an answer is tried again', async () => {
  await by('gorgias');
  desks.gorgias.mishaps.push('html');
  await inCerradas(await asks());
  expect(desks.gorgias.tickets).toHaveLength(1);
});

test.each(kinds)('%s: what the customer writes later joins the case, once, and opens no second', async (kind) => {
  await by(kind);
  const chat = await asks();
  await inCerradas(chat);
  desks[kind].mishaps.push('late');
  await chat.writes('Me olvidé de decir que es el modelo azul');
  await expect.poll(() => desks[kind].notes.length, { timeout: 20_000 }).toBeGreaterThan(0);
  await chat.writes(wish);
  await expect.poll(() => desks[kind].notes.length, { timeout: 20_000 }).toBe(2);
  await chat.once('the bot', ({ state }) => state === 'BOT');
  expect(JSON.stringify(desks[kind].notes)).toContain('modelo azul');
  expect(desks[kind].tickets).toHaveLength(1);
});

const tells = (kind: HelpdeskKind, body: string, headers: Record<string, string>) =>
  fetch(`${floor.site.base}/webhooks/${kind}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

function signed(body: string, secret: string, at = new Date().toISOString()) {
  const signature = createHmac('sha256', secret)
    .update(at + body)
    .digest('base64');
  return { 'x-zendesk-webhook-signature': signature, 'x-zendesk-webhook-signature-timestamp': at };
}

test.each(kinds)('%s: a case that is solved is told once, and the next wish opens another', async (kind) => {
  await by(kind, { [kind]: { webhookSecret: 'secreto' } });
  const chat = await asks();
  await inCerradas(chat);
  const external_id = desks[kind].tickets[0]?.external_id;
  const event = fixture('zendesk', 'webhook-ticket-status-changed').body;
  const body = JSON.stringify(
    kind === 'zendesk'
      ? { ...event, id: external_id, detail: { ...event.detail, external_id } }
      : {
          ticket: {
            id: desks[kind].tickets[0]?.id,
            external_id,
            status: 'closed',
            updated_datetime: '2026-11-22T14:02:00',
          },
        },
  );
  const proof = (secret: string) => (kind === 'zendesk' ? signed(body, secret) : { authorization: `Bearer ${secret}` });
  expect((await tells(kind, body, proof('otro'))).status).toBe(401);
  expect((await tells(kind, body, {})).status).toBe(401);
  for (let time = 0; time < 2; time++) expect((await tells(kind, body, proof('secreto'))).status).toBe(204);
  await until('the line', async () => (await commands(chat)).includes('helpdesk-solved'));
  await chat.writes(wish);
  await expect.poll(() => desks[kind].tickets.length, { timeout: 20_000 }).toBe(2);
  await inCerradas(chat);
  expect((await commands(chat)).filter((one) => one === 'helpdesk-solved')).toHaveLength(1);
  expect(desks[kind].notes).toEqual([]);
});

test('an event of a case or a kind that nobody knows is taken and changes nothing', async () => {
  await by('zendesk', { zendesk: { webhookSecret: 'secreto' } });
  const { rawBody, secret, headers } = fixture('zendesk', 'webhook-ticket-status-changed');
  expect(signed(rawBody, secret, headers['X-Zendesk-Webhook-Signature-Timestamp'])['x-zendesk-webhook-signature']).toBe(
    headers['X-Zendesk-Webhook-Signature'],
  );
  for (const body of [rawBody, '{"type":"zen:event-type:ticket.created"}', 'no json'])
    expect((await tells('zendesk', body, signed(body, 'secreto'))).status).toBe(204);
});

test('a message of the account’s own is shown to who asks for a person, and nothing is handed off', async () => {
  await by('message', { message: 'Escribinos a https://example.com/ayuda' });
  const chat = await asks();
  expect((await chat.lines(2)).at(-1)).toMatchObject({
    author: { kind: 'bot' },
    text: 'Escribinos a https://example.com/ayuda',
  });
  expect(await chat.read()).toMatchObject({ state: 'BOT' });
});
