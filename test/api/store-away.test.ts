import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { mongoConnected } from '../../models/connect.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { TcpGate } from './tcp-gate.ts';
import { openTcpGate } from './tcp-gate.ts';

let api: Api;
let gate: TcpGate;
beforeAll(async () => {
  const { hostname, port } = new URL(inject('mongoUri'));
  gate = await openTcpGate({ host: hostname, port: Number(port) });
  api = await startApi({
    through: (uri) => {
      const url = new URL(uri);
      url.port = String(gate.port);
      url.search = '?directConnection=true';
      return url.toString();
    },
  });
});
afterAll(async () => {
  await api.stop();
  await gate.close();
});

test('while MongoDB is away callers are still known, reads say so quickly, and all is well when it is back', async () => {
  const { agent1, integrator } = api.keys;
  await gate.shut();
  await expect.poll(mongoConnected, { timeout: 10_000 }).toBe(false);

  for (const who of [agent1, integrator]) expect((await api.as(who).get('/v1/unknown')).status).toBe(404);
  expect((await api.as('rlv_guess').get('/v1/unknown')).status).toBe(401);
  expect((await api.as(integrator).get('/v1/agents')).status).toBe(403);
  const since = Date.now();
  const answer = await api.as(agent1).get('/v1/agents');
  expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([503, 'store-unavailable', '1']);
  expect(Date.now() - since).toBeLessThan(5_000);
  const write = await api.as('supervisor').post('/v1/inboxes', { name: 'X' }, { 'idempotency-key': 'away' });
  expect([write.status, write.body.code]).toEqual([503, 'store-unavailable']);
  expect(api.deps.directory.general()?.name).toBe('General');

  await gate.open();
  const read = async () => (await api.as(agent1).get('/v1/agents')).status;
  await expect.poll(read, { timeout: 15_000 }).toBe(200);
  const again = await api.as('supervisor').post('/v1/inboxes', { name: 'X' }, { 'idempotency-key': 'away' });
  expect(again.status).toBe(201);
  expect(api.deps.directory.inbox(again.body.id)?.name).toBe('X');
});
