import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { FailedDeliveryModel } from '../../models/failed-delivery.ts';
import { WebhookModel } from '../../models/webhook.ts';
import type { Stage } from '../support/stage.ts';
import { openStage } from '../support/stage.ts';
import type { HttpClient } from './api.ts';
import type { Site } from './site.ts';
import { keyFor, openSite } from './site.ts';

/** An endpoint of somebody's, which answers as it is told. */
interface Endpoint {
  url: string;
  received: { headers: IncomingHttpHeaders; body: string }[];
  answer: number;
  server: Server;
}

let stage: Stage;
let site: Site;
let sofia: HttpClient;
let ana: HttpClient;
const endpoints: Endpoint[] = [];

beforeAll(async () => {
  stage = await openStage();
  site = await openSite(stage);
  sofia = site.as(await keyFor(await stage.agent('Sofía', { role: 'supervisor' })));
  ana = site.as(await keyFor(await stage.agent('Ana')));
});
afterEach(async () => {
  await WebhookModel.updateMany({}, { active: false });
  for (const { server } of endpoints.splice(0)) server.close();
});
afterAll(async () => {
  await site.app.close();
  await stage.close();
});

async function endpoint(): Promise<Endpoint> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      opened.received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(opened.answer, { 'retry-after': '1' }).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const opened: Endpoint = { url: `http://127.0.0.1:${port}/`, received: [], answer: 204, server };
  endpoints.push(opened);
  return opened;
}

async function webhook(url: string): Promise<{ id: string; secret: string }> {
  const { status, body } = await sofia.post('/v1/webhooks', { url });
  expect(status).toBe(201);
  return body;
}

async function failedDelivery(endpointId: string, failedAt = Date.now()): Promise<string> {
  const event = {
    id: `evt_${randomUUID()}`,
    type: 'message.created',
    timestamp: new Date().toISOString(),
    data: { a: 1 },
  };
  const _id = `${endpointId}:${event.id}`;
  await FailedDeliveryModel.create({
    _id,
    endpointId,
    contactId: 'c_1',
    event,
    reason: 'the endpoint answered 500',
    failedAt,
  });
  return _id;
}

const verified = ({ headers, body }: Endpoint['received'][number], secret: string) =>
  new Webhook(secret).verify(body, headers as Record<string, string>);
const times = { timeout: 15_000, interval: 50 };

describe('trying an endpoint out', () => {
  test('sends it a signed ping', async () => {
    const at = await endpoint();
    const { id, secret } = await webhook(at.url);
    const { status, body } = await sofia.post(`/v1/webhooks/${id}/test`);
    expect(status).toBe(202);
    await expect.poll(() => at.received.length, times).toBe(1);
    const [ping] = at.received;
    expect(ping?.headers['webhook-id']).toBe(body.eventId);
    expect(ping && verified(ping, secret)).toMatchObject({ type: 'ping', data: { webhookId: id } });
  });

  test('that is off, or not there, is refused', async () => {
    const { id } = await webhook((await endpoint()).url);
    await sofia.patch(`/v1/webhooks/${id}`, { active: false });
    const off = await sofia.post(`/v1/webhooks/${id}/test`);
    expect([off.status, off.body.code]).toEqual([409, 'not-now']);
    expect((await sofia.post('/v1/webhooks/whk_none/test')).status).toBe(404);
  });
});

describe('what an endpoint did not take', () => {
  test('is listed, latest first, in pages, and for its endpoint only', async () => {
    const [one, other] = [await webhook((await endpoint()).url), await webhook((await endpoint()).url)];
    const now = Date.now();
    const ids = [
      await failedDelivery(one.id, now - 2),
      await failedDelivery(one.id, now - 1),
      await failedDelivery(one.id, now),
    ];
    await failedDelivery(other.id);
    const first = (await sofia.get(`/v1/webhooks/${one.id}/deliveries?limit=2`)).body;
    const second = (await sofia.get(`/v1/webhooks/${one.id}/deliveries?limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids.toReversed());
    expect(second.nextCursor).toBeNull();
    expect(first.items[0]).toMatchObject({
      contactId: 'c_1',
      event: { type: 'message.created', data: { a: 1 } },
      reason: 'the endpoint answered 500',
      failedAt: new Date(now).toISOString(),
    });
  });

  test('is sent again with the id it had, and is no longer listed', async () => {
    const at = await endpoint();
    const { id, secret } = await webhook(at.url);
    const deliveryId = await failedDelivery(id);
    const { status, body } = await sofia.post(`/v1/webhooks/${id}/deliveries/${deliveryId}/retry`);
    expect(status).toBe(202);
    await expect.poll(() => at.received.length, times).toBe(1);
    const [sent] = at.received;
    expect([sent?.headers['webhook-id'], deliveryId]).toEqual([body.eventId, `${id}:${body.eventId}`]);
    expect(sent && verified(sent, secret)).toMatchObject({ type: 'message.created', data: { a: 1 } });
    expect((await sofia.get(`/v1/webhooks/${id}/deliveries`)).body.items).toEqual([]);
    expect((await sofia.post(`/v1/webhooks/${id}/deliveries/${deliveryId}/retry`)).status).toBe(404);
  });

  test('stays listed while the endpoint is off, and cannot be sent through another', async () => {
    const [one, other] = [await webhook((await endpoint()).url), await webhook((await endpoint()).url)];
    const deliveryId = await failedDelivery(one.id);
    expect((await sofia.post(`/v1/webhooks/${other.id}/deliveries/${deliveryId}/retry`)).status).toBe(404);
    await sofia.patch(`/v1/webhooks/${one.id}`, { active: false });
    expect((await sofia.post(`/v1/webhooks/${one.id}/deliveries/${deliveryId}/retry`)).status).toBe(409);
    expect((await sofia.get(`/v1/webhooks/${one.id}/deliveries`)).body.items).toHaveLength(1);
  });

  test('goes with the endpoint', async () => {
    const { id } = await webhook((await endpoint()).url);
    await failedDelivery(id);
    expect((await sofia.delete(`/v1/webhooks/${id}`)).status).toBe(204);
    expect((await sofia.get(`/v1/webhooks/${id}/deliveries`)).status).toBe(404);
    expect(await FailedDeliveryModel.countDocuments({ endpointId: id })).toBe(0);
  });

  test('is for supervisors', async () => {
    const { id } = await webhook((await endpoint()).url);
    const answers = [
      await ana.get(`/v1/webhooks/${id}/deliveries`),
      await ana.post(`/v1/webhooks/${id}/deliveries/x/retry`),
      await ana.post(`/v1/webhooks/${id}/test`),
      await ana.post(`/v1/webhooks/${id}/secret`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });
});

describe('while a delivery is being tried', () => {
  const status = async (id: string) =>
    (await stage.client.workflow.getHandle(`relevo-webhook-${id}-none`).describe()).status.name;

  test('a new address counts from the next attempt, with the same id', async () => {
    const [old, fresh] = [await endpoint(), await endpoint()];
    old.answer = 500;
    const { id } = await webhook(old.url);
    await sofia.post(`/v1/webhooks/${id}/test`);
    await expect.poll(() => old.received.length, times).toBe(1);
    await sofia.patch(`/v1/webhooks/${id}`, { url: fresh.url });
    await expect.poll(() => fresh.received.length, times).toBe(1);
    expect(fresh.received[0]?.headers['webhook-id']).toBe(old.received[0]?.headers['webhook-id']);
    await expect.poll(() => status(id), times).toBe('COMPLETED');
  });

  test('an endpoint that is removed is tried no more, and its queue ends', async () => {
    const at = await endpoint();
    at.answer = 500;
    const { id } = await webhook(at.url);
    await sofia.post(`/v1/webhooks/${id}/test`);
    await expect.poll(() => at.received.length, times).toBe(1);
    await sofia.delete(`/v1/webhooks/${id}`);
    await expect.poll(() => status(id), times).toBe('COMPLETED');
    expect(await FailedDeliveryModel.countDocuments({ endpointId: id })).toBe(0);
  });

  test('a new secret signs from the next attempt, and the old one beside it', async () => {
    const at = await endpoint();
    at.answer = 500;
    const { id, secret } = await webhook(at.url);
    await sofia.post(`/v1/webhooks/${id}/test`);
    await expect.poll(() => at.received.length, times).toBe(1);
    const changed = await sofia.post(`/v1/webhooks/${id}/secret`);
    expect([changed.status, changed.body.secret.startsWith('whsec_'), changed.body.secret === secret]).toEqual([
      200,
      true,
      false,
    ]);
    at.answer = 204;
    await expect.poll(() => at.received.at(-1)?.headers['webhook-signature']?.includes(' '), times).toBe(true);
    const last = at.received.at(-1);
    for (const one of [secret, changed.body.secret])
      expect(last && verified(last, one)).toMatchObject({ type: 'ping' });
  });

  test('the secret before a change signs no longer once its day is over', async () => {
    const at = await endpoint();
    const { id, secret } = await webhook(at.url);
    const { body } = await sofia.post(`/v1/webhooks/${id}/secret`);
    await WebhookModel.updateOne({ _id: id }, { $set: { 'retired.until': Date.now() - 1 } });
    await sofia.post(`/v1/webhooks/${id}/test`);
    await expect.poll(() => at.received.length, times).toBe(1);
    const [sent] = at.received;
    expect(sent && verified(sent, body.secret)).toMatchObject({ type: 'ping' });
    expect(() => sent && verified(sent, secret)).toThrow('No matching signature');
  });

  test('no secret is ever read back', async () => {
    const { id, secret } = await webhook((await endpoint()).url);
    const { body } = await sofia.post(`/v1/webhooks/${id}/secret`);
    const shown = [await sofia.get('/v1/webhooks?limit=200'), await sofia.get(`/v1/webhooks/${id}`)];
    for (const { text } of shown) for (const one of [secret, body.secret]) expect(text).not.toContain(one.slice(6));
  });
});
