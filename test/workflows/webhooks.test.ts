import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApplicationFailure } from '@temporalio/common';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Caller } from '../../domain/caller.ts';
import { FailedDeliveryModel } from '../../models/failed-delivery.ts';
import { newWebhookSecret, WebhookModel } from '../../models/webhook.ts';
import { pdf } from '../api/media-files.ts';
import { editsOf, statusesOf } from '../../api/conversations/later.ts';
import { arrivalOf } from '../../api/conversations/arrival.ts';
import type { Chat } from '../support/chat.ts';
import { takenChat } from '../support/chat.ts';
import type { Stage } from '../support/stage.ts';
import { openStage, until } from '../support/stage.ts';

interface Posted {
  id: string;
  headers: IncomingHttpHeaders;
  body: string;
  event: { type: string; data: Record<string, any> };
  at: number;
}

const secret = newWebhookSecret();
const posted: Posted[] = [];
let answer: (one: Posted) => { status: number; retryAfter?: string };
let undeliverable: (contactId: string) => boolean;

const endpoint = createServer((request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200).end(pdf());
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    const { headers } = request;
    const one = { id: String(headers['webhook-id']), headers, body, event: JSON.parse(body), at: Date.now() };
    posted.push(one);
    const { status, retryAfter } = answer(one);
    response.writeHead(status, retryAfter ? { 'retry-after': retryAfter } : {}).end();
  });
});

let stage: Stage;
let ana: Caller;

beforeAll(async () => {
  await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
  stage = await openStage({
    activities: (real) => ({
      ...real,
      async deliver(input) {
        if (undeliverable(input.contactId)) throw ApplicationFailure.nonRetryable('a day has passed');
        await real.deliver(input);
      },
    }),
  });
  ana = await stage.agent('Ana');
  const { port } = endpoint.address() as AddressInfo;
  const now = new Date();
  const fields = { _id: 'whk_1', name: 'Hub', url: `http://127.0.0.1:${port}/hook`, events: [], secret, active: true };
  await WebhookModel.create([{ ...fields, createdAt: now, updatedAt: now, version: 1 }]);
  await stage.directory.refresh('webhooks');
});

beforeEach(() => {
  answer = () => ({ status: 204 });
  undeliverable = () => false;
});

afterAll(async () => {
  await stage.close();
  endpoint.closeAllConnections();
  endpoint.close();
});

const contactOf = ({ event: { data } }: Posted): string =>
  data.contact?.id ?? data.conversation?.contactId ?? data.contactId;
const of = (chat: Chat) => posted.filter((one) => contactOf(one) === chat.id);
const attemptsOf = (chat: Chat, text: string) =>
  of(chat).filter(({ event }) => event.type === 'message.created' && event.data.message.text === text);
const texts = (chat: Chat) =>
  of(chat)
    .filter(({ event }) => event.type === 'message.created')
    .map(({ event }) => event.data.message.text);

test('everything that happened is told in order, and signed', async () => {
  const chat = await takenChat(stage, ana);
  for (let i = 0; i < 10; i += 1) {
    await chat.writes(`pregunta ${i}`);
    await chat.reply(ana, `respuesta ${i}`);
  }
  await until('the last answer', () => texts(chat).includes('respuesta 9'));
  // At least once: on a busy machine an event may come again, under its old id.
  const first = of(chat).filter((one, i, all) => all.findIndex(({ id }) => id === one.id) === i);
  const seqs = first.map(({ event: { data } }) => data.message?.seq ?? data.change?.seq ?? 0);
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
  const said = first
    .filter(({ event }) => event.type === 'message.created')
    .map(({ event }) => event.data.message.text);
  expect(said.slice(2)).toEqual(Array.from({ length: 10 }, (_, i) => [`pregunta ${i}`, `respuesta ${i}`]).flat());
  const changes = first.filter(({ event }) => event.type === 'conversation.changed');
  expect(changes.map(({ event }) => event.data.change.command)).toEqual(['write', 'handoff', 'claim']);
  for (const { body, headers } of of(chat)) new Webhook(secret).verify(body, headers as Record<string, string>);
});

test('a note is told to nobody outside', async () => {
  const chat = await takenChat(stage, ana);
  await chat.give(ana, { type: 'note', messageId: `m_note_${chat.id}`, text: 'cliente difícil' });
  await chat.reply(ana, 'después de la nota');
  await until('the answer', () => texts(chat).includes('después de la nota'));
  expect(of(chat).some(({ body }) => body.includes('cliente difícil'))).toBe(false);
});

test('what the endpoint fails to take is sent again under the same id, and nothing overtakes it', async () => {
  const chat = await takenChat(stage, ana);
  await until('the claim to be told', () => of(chat).some(({ event }) => event.data.change?.command === 'claim'));
  let failures = 1;
  answer = (one) => ({ status: contactOf(one) === chat.id && failures-- > 0 ? 500 : 204 });
  await chat.reply(ana, 'uno');
  await chat.reply(ana, 'dos');
  await until('the second answer', () => texts(chat).includes('dos'));
  expect(texts(chat).slice(-3)).toEqual(['uno', 'uno', 'dos']);
  const [first, again] = attemptsOf(chat, 'uno');
  expect(again?.id).toBe(first?.id);
  expect((again?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(1500);
});

test('an endpoint that names a time to come back is left alone until then', async () => {
  const chat = await takenChat(stage, ana);
  await until('the claim to be told', () => of(chat).some(({ event }) => event.data.change?.command === 'claim'));
  let refusals = 1;
  answer = (one) => (contactOf(one) === chat.id && refusals-- > 0 ? { status: 429, retryAfter: '3' } : { status: 204 });
  await chat.reply(ana, 'con calma');
  await until('the second attempt', () => texts(chat).filter((text) => text === 'con calma').length === 2);
  const [first, again] = attemptsOf(chat, 'con calma');
  // Longer than it would wait by itself.
  expect((again?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(3000);
});

test('one contact’s stuck delivery holds no other contact back', async () => {
  const [stuck, other] = await Promise.all([takenChat(stage, ana), takenChat(stage, ana)]);
  answer = (one) => ({ status: contactOf(one) === stuck.id ? 500 : 204 });
  await stuck.reply(ana, 'esto no llega');
  await other.reply(ana, 'esto sí');
  await until('the other one', () => texts(other).includes('esto sí'));
  answer = () => ({ status: 204 });
});

test('what could not be delivered for a day is listed, and the next is sent', async () => {
  const chat = await takenChat(stage, ana);
  await until('the claim to be told', () => of(chat).some(({ event }) => event.data.change?.command === 'claim'));
  undeliverable = (contactId) => contactId === chat.id;
  await chat.reply(ana, 'perdido');
  const row = await until('it to be listed', () => FailedDeliveryModel.findOne({ contactId: chat.id }).lean());
  expect(row).toMatchObject({ endpointId: 'whk_1', reason: 'a day has passed', event: { type: 'message.created' } });
  undeliverable = () => false;
  await chat.reply(ana, 'siguiente');
  await until('the next', () => texts(chat).includes('siguiente'));
  expect(texts(chat)).not.toContain('perdido');
});

test('an endpoint that is down holds no chat back', async () => {
  const chat = await takenChat(stage, ana);
  answer = () => ({ status: 503 });
  for (let i = 0; i < 5; i += 1) await chat.reply(ana, `sigo ${i}`);
  expect((await chat.transcript()).at(-1)?.text).toBe('sigo 4');
});

test('what becomes of a message is told: its statuses, what the customer makes of it, and its file', async () => {
  const chat = await takenChat(stage, ana);
  const { ids, intake } = stage.service;
  const who = { channel: chat.channel, contact: { id: chat.externalId } };
  const { port } = endpoint.address() as AddressInfo;
  const media = { url: `http://127.0.0.1:${port}/file`, fileName: 'contrato.pdf' };
  await chat.reply(ana, 'Va el contrato');
  const sent = (await chat.transcript()).at(-1)?._id ?? '';
  const file = arrivalOf(ids, { ...who, message: { id: 'file', type: 'document', media } }, Date.now());
  await intake.take(file);
  const asked = await chat.writes('Graciass', { id: 'asked' });
  const at = new Date().toISOString();
  const later = [
    ...statusesOf(ids, { ...who, statuses: [{ messageId: sent, status: 'delivered' }] }, Date.now()),
    ...editsOf(ids, { ...who, edits: [{ messageId: 'asked', text: 'Gracias', at }] }, Date.now()),
    ...editsOf(ids, { ...who, edits: [{ messageId: 'asked', text: null, at }] }, Date.now()),
  ];
  for (const told of later) await intake.take(told);
  const changes = () =>
    of(chat).flatMap(({ event: { type, data } }) => (type === 'message.changed' ? [data.message] : []));
  const kinds = () =>
    changes().flatMap((message) => Object.keys(message).filter((key) => key !== 'id' && key !== 'at'));
  const all = ['status', 'text', 'deletedAt', 'media'];
  await until('all of it', () => all.every((key) => kinds().includes(key)));
  const about = (id: string) => changes().filter((message) => message.id === id);
  expect(about(sent)).toContainEqual(expect.objectContaining({ status: 'delivered' }));
  expect(about(asked)).toContainEqual(expect.objectContaining({ text: 'Gracias' }));
  expect(about(asked)).toContainEqual(expect.objectContaining({ deletedAt: expect.any(String) }));
  expect(about(file.messageId)).toContainEqual(
    expect.objectContaining({ media: expect.objectContaining({ kind: 'document', fileName: 'contrato.pdf' }) }),
  );
});
