import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createKeyRing } from '../../api/key-ring.ts';
import { KeyModel } from '../../models/key.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => api.stop());

const make = async (body: object) => (await api.as('admin').post('/v1/keys', body)).body;
const status = async (key: string) => (await api.as(key).get('/v1/agents/me')).status;

test('a key is shown once and stored by its hash only', async () => {
  const made = await make({ role: 'agent', name: 'Dario' });
  expect(made.key).toMatch(/^rlv_[\w-]{43}$/);
  const [one, list] = await Promise.all([
    api.as('admin').get(`/v1/keys/${made.id}`),
    api.as('admin').get('/v1/keys?limit=200'),
  ]);
  const hash = (await KeyModel.findById(made.id).lean())?.hash;
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  for (const { text } of [one, list]) {
    expect(text).not.toContain(made.key);
    expect(text).not.toContain(hash);
  }
});

test('a key of a person without an agent gets one, with a personal inbox', async () => {
  const { key, agentId } = await make({ role: 'supervisor', name: 'Elena' });
  const { body: me } = await api.as(key).get('/v1/agents/me');
  expect(me).toMatchObject({ id: agentId, name: 'Elena', role: 'supervisor' });
  const { body: inbox } = await api.as(key).get(`/v1/inboxes/${me.personalInboxId}`);
  expect(inbox).toMatchObject({ kind: 'PERSONAL', ownerId: agentId });
});

test('a key for an agent there is acts as that agent', async () => {
  const { body: agent } = await api.as('supervisor').post('/v1/agents', { name: 'Fabián' });
  const { key } = await make({ role: 'agent', name: 'Teléfono de Fabián', agentId: agent.id });
  expect((await api.as(key).get('/v1/agents/me')).body).toMatchObject({ id: agent.id, name: 'Fabián' });
});

test('an unknown agent, an integrator as an agent and an unknown role are refused', async () => {
  for (const body of [
    { role: 'agent', name: 'X', agentId: 'agt_unknown' },
    { role: 'integrator', name: 'X', agentId: 'agt_unknown' },
    { role: 'owner', name: 'X' },
    { role: 'agent' },
  ]) {
    expect((await api.as('admin').post('/v1/keys', body)).status).toBe(400);
  }
});

test('a revoked key is refused at once, and its record stays', async () => {
  const { id, key } = await make({ role: 'agent', name: 'Gabi' });
  expect(await status(key)).toBe(200);
  expect((await api.as('admin').delete(`/v1/keys/${id}`)).status).toBe(204);
  expect(await status(key)).toBe(401);
  expect((await api.as('admin').get(`/v1/keys/${id}`)).body.revokedAt).toEqual(expect.any(String));
  expect((await api.as('admin').delete('/v1/keys/key_unknown')).status).toBe(404);
});

test('a key revoked by another process is refused within two seconds', async () => {
  const { id, key } = await make({ role: 'agent', name: 'Hugo' });
  expect(await status(key)).toBe(200);
  const since = Date.now();
  await KeyModel.updateOne({ _id: id }, { $set: { revokedAt: new Date() } });
  await expect.poll(() => status(key), { timeout: 2_000, interval: 20 }).toBe(401);
  expect(Date.now() - since).toBeLessThan(2_000);
});

test('without any change seen, a revocation still acts after a second', async () => {
  const { id, key } = await make({ role: 'agent', name: 'Inés' });
  // A ring of its own that nobody tells of changes.
  const ring = createKeyRing();
  expect(await ring.find(key)).toMatchObject({ _id: id });
  await KeyModel.updateOne({ _id: id }, { $set: { revokedAt: new Date() } });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1_001 });
  expect(await ring.find(key)).toBeNull();
});

test('keys that are presented while another is looked up are looked up together', async () => {
  const keys = await Promise.all(
    [1, 2, 3, 4].map(async (n) => (await make({ role: 'agent', name: `Nueva ${n}` })).key),
  );
  const ring = createKeyRing();
  const find = vi.spyOn(KeyModel, 'find');
  const found = await Promise.all([...keys, 'rlv_guess', ...keys].map((key) => ring.find(key)));
  expect(found.map((record) => record?.name ?? null)).toEqual([
    ...keys.map((_, i) => `Nueva ${i + 1}`),
    null,
    ...keys.map((_, i) => `Nueva ${i + 1}`),
  ]);
  expect(find).toHaveBeenCalledTimes(1);
  find.mockRestore();
});

test('an expired key is refused, and one that is given more time is not', async () => {
  const expiresAt = new Date(Date.now() + 60_000).toISOString();
  const { id, key } = await make({ role: 'agent', name: 'Juan', expiresAt });
  expect(await status(key)).toBe(200);
  const past = new Date(Date.now() - 1).toISOString();
  expect((await api.as('admin').patch(`/v1/keys/${id}`, { expiresAt: past })).status).toBe(200);
  expect(await status(key)).toBe(401);
  await api.as('admin').patch(`/v1/keys/${id}`, { expiresAt: null });
  expect(await status(key)).toBe(200);
});

test('the last key of an admin cannot be revoked', async () => {
  const { body } = await api.as('admin').get('/v1/keys?role=admin');
  const answer = await api.as('admin').delete(`/v1/keys/${body.items[0].id}`);
  expect([answer.status, answer.body.code]).toEqual([409, 'in-use']);
  expect(await status(api.keys.admin)).toBe(200);
});

test('removing an agent ends the keys of that agent', async () => {
  const { agentId, key } = await make({ role: 'agent', name: 'Karina' });
  expect(await status(key)).toBe(200);
  expect((await api.as('supervisor').delete(`/v1/agents/${agentId}`)).status).toBe(204);
  expect(await status(key)).toBe(401);
});
