import { afterAll, beforeAll, expect, test } from 'vitest';
import { AgentModel } from '../../models/agent.ts';
import { deactivateAgent } from '../../models/presence.ts';
import { updateVersioned } from '../../models/versioned.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const refusal = { status: 403, code: 'forbidden', detail: 'The agent of this key is not active.' };

test('the key of an inactive agent reads who it is, and is refused everything else', async () => {
  const { body: me } = await api.as('agent2').get('/v1/agents/me');
  await api.as('supervisor').patch(`/v1/agents/${me.id}`, { active: false });
  expect((await api.as('agent2').get('/v1/agents/me')).body).toMatchObject({ id: me.id, active: false });

  const { body: document } = await api.as(null).get('/openapi.json');
  for (const [path, methods] of Object.entries<Record<string, { 'x-roles'?: string[] }>>(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (!operation['x-roles'] || (path === '/v1/agents/me' && method === 'get')) continue;
      const url = path.replace(/\{[^}]+\}/g, 'unknown');
      const { body } = await api.as('agent2').call(method.toUpperCase(), url, method === 'get' ? undefined : '{broken');
      expect([method, path, body]).toEqual([method, path, expect.objectContaining(refusal)]);
    }
  }
  expect((await api.as('agent2').get('/v1/unknown')).body).toMatchObject(refusal);

  await api.as('supervisor').patch(`/v1/agents/${me.id}`, { active: true });
  expect((await api.as('agent2').get('/v1/agents')).status).toBe(200);
});

test('what another process decides over an agent acts here within two seconds', async () => {
  const { body: me } = await api.as('agent1').get('/v1/agents/me');
  const status = async () => (await api.as('agent1').get('/v1/agents')).status;
  expect(await status()).toBe(200);
  await deactivateAgent(me.id, 120_000);
  await expect.poll(status, { timeout: 2_000, interval: 20 }).toBe(403);
  await updateVersioned(AgentModel, { _id: me.id }, () => ({ active: true }));
  await expect.poll(status, { timeout: 2_000, interval: 20 }).toBe(200);
});
