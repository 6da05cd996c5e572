import { afterAll, beforeAll, expect, test } from 'vitest';
import { AgentModel } from '../../models/agent.ts';
import { PresenceChangeModel, sweepPresence } from '../../models/presence.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const me = async (who: 'agent1' | 'agent2' = 'agent1') => (await api.as(who).get('/v1/agents/me')).body;
const presence = (status: string) => api.as('agent1').post('/v1/agents/me/presence', { status });
const heartbeat = () => api.as('agent1').post('/v1/agents/me/heartbeat');
/** As if the last sign of life was so long ago. */
const silence = async (id: string, ms: number) => {
  await AgentModel.updateOne({ _id: id }, { $set: { lastHeartbeatAt: new Date(Date.now() - ms) } });
  await api.deps.directory.freshAgent(id);
};

test('only a name is needed, and a personal inbox comes with it', async () => {
  const answer = await api.as('supervisor').post('/v1/agents', { name: 'Lucía' });
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ name: 'Lucía', capacity: 5, active: true, status: 'away', load: 0, email: null });
  expect(answer.body.registration).toEqual({ status: 'none' });
  const { body: inbox } = await api.as('supervisor').get(`/v1/inboxes/${answer.body.personalInboxId}`);
  expect(inbox).toMatchObject({ name: 'Lucía', kind: 'PERSONAL', ownerId: answer.body.id });
  expect(api.deps.directory.agent(answer.body.id)?.name).toBe('Lucía');
});

test('shifts are business hours of an agent: merged deeply, deleted by null, refused with a path', async () => {
  const never = { timeZone: 'Europe/Madrid', weekly: [], holidays: ['2026-12-25'] };
  const supervisor = api.as('supervisor');
  const { body } = await supervisor.post('/v1/agents', { name: 'Turnera', shifts: never });
  expect(body).toMatchObject({ shifts: never, onShift: false });
  const patch = async (shifts: unknown) => supervisor.patch(`/v1/agents/${body.id}`, { shifts });
  const always = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' }));
  expect((await patch({ weekly: always, holidays: null })).body).toMatchObject({
    shifts: { timeZone: 'Europe/Madrid', weekly: always },
    onShift: true,
  });
  for (const [shifts, path] of [
    [{ timeZone: 'Europe/Nowhere' }, 'shifts.timeZone'],
    [{ weekly: [{ day: 8, from: '09:00', to: '18:00' }] }, 'shifts.weekly.0.day'],
    [{ timeZone: null }, 'shifts.timeZone'],
    [{ hours: [] }, 'shifts.hours'],
  ] as const) {
    const answer = await patch(shifts);
    expect([answer.status, answer.body.code, answer.body.errors[0].path]).toEqual([400, 'invalid-request', path]);
  }
  expect((await patch(null)).body).toMatchObject({ shifts: null, onShift: true });
  expect((await supervisor.post('/v1/agents', { name: 'Otra' })).body).toMatchObject({ shifts: null, onShift: true });
});

test('a new name is the name of the personal inbox too', async () => {
  const { body } = await api.as('supervisor').post('/v1/agents', { name: 'Mara', email: 'mara@example.com' });
  const { body: changed } = await api
    .as('supervisor')
    .patch(`/v1/agents/${body.id}`, { name: 'Mara Sol', email: null });
  expect(changed).toMatchObject({ name: 'Mara Sol', email: null });
  expect(api.deps.directory.inboxName(body.personalInboxId)).toBe('Mara Sol');
});

test('agents see name and presence of each other, and of themselves everything', async () => {
  const [ana, bruno] = [await me('agent1'), await me('agent2')];
  const { body } = await api.as('agent1').get(`/v1/agents/${bruno.id}`);
  expect(body).toEqual({ id: bruno.id, name: 'Bruno', active: true, status: 'away' });
  expect((await api.as('agent1').get(`/v1/agents/${ana.id}`)).body).toHaveProperty('capacity');
  expect((await api.as('supervisor').get(`/v1/agents/${bruno.id}`)).body).toHaveProperty('capacity');
});

test.each([{ name: '' }, { name: 'X', capacity: -1 }, { name: 'X', email: 'no' }, { name: 'X', role: 'admin' }, {}])(
  '%j is refused',
  async (body) => {
    expect((await api.as('supervisor').post('/v1/agents', body)).status).toBe(400);
  },
);

test('presence is a choice, and every change of it is kept', async () => {
  const { id } = await me();
  expect((await presence('online')).body.status).toBe('online');
  expect((await presence('online')).status).toBe(200);
  expect((await presence('away')).body.status).toBe('away');
  const changes = await PresenceChangeModel.find({ agentId: id }).sort({ at: 1 }).lean();
  expect(changes.map(({ status, cause }) => [status, cause])).toEqual([
    ['online', 'choice'],
    ['away', 'choice'],
  ]);
});

test('a sign of life never overrides away', async () => {
  await presence('away');
  expect((await heartbeat()).body.status).toBe('away');
});

test('a sign of life keeps an agent online; two minutes of silence make it away, and a late sign changes nothing', async () => {
  const { id } = await me();
  await presence('online');
  await silence(id, 119_000);
  expect((await heartbeat()).body.status).toBe('online');
  await silence(id, 121_000);
  expect((await me()).status).toBe('away');
  expect((await api.as('supervisor').get('/v1/agents?status=online')).body.items).toEqual([]);
  expect((await heartbeat()).body.status).toBe('away');
  const last = await PresenceChangeModel.findOne({ agentId: id, cause: 'timeout' }).lean();
  expect(last?.status).toBe('away');
});

test('the sweep sets the silent ones away, as of when the silence became too long, once', async () => {
  const { id } = await me();
  await presence('online');
  await silence(id, 300_000);
  const swept = await Promise.all([sweepPresence(120_000), sweepPresence(120_000)]);
  expect(swept.flat()).toEqual([id]);
  const agent = await AgentModel.findById(id).lean();
  expect(agent?.status).toBe('away');
  expect(Date.now() - (agent?.statusChangedAt.getTime() ?? 0)).toBeGreaterThanOrEqual(180_000);
});

test('presence is read fresh, also after another process changed it', async () => {
  const { id } = await me();
  await presence('online');
  await AgentModel.updateOne({ _id: id }, { $set: { status: 'away' } });
  const agent = await api.deps.directory.freshAgent(id);
  expect(agent && api.deps.directory.isOnline(agent)).toBe(false);
});

test('an agent who is not active is offline and cannot choose otherwise', async () => {
  const { id } = await me('agent2');
  await api.as('supervisor').patch(`/v1/agents/${id}`, { active: false });
  const answer = await api.as('agent2').post('/v1/agents/me/presence', { status: 'online' });
  expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
  await api.as('supervisor').patch(`/v1/agents/${id}`, { active: true });
  expect((await api.as('agent2').post('/v1/agents/me/presence', { status: 'online' })).status).toBe(200);
});

test('removing an agent takes access and chats with it, and a failure on the way can be repeated', async () => {
  const { body: agent } = await api.as('supervisor').post('/v1/agents', { name: 'Nora' });
  const { body: inbox } = await api.as('supervisor').post('/v1/inboxes', { name: 'Suya', members: [agent.id] });
  const { conversations } = api.deps;
  const original = conversations.agentDeleted;
  const told: string[] = [];
  conversations.agentDeleted = () => Promise.reject(new Error('not now'));
  expect((await api.as('supervisor').delete(`/v1/agents/${agent.id}`)).status).toBe(500);
  conversations.agentDeleted = async (id) => {
    told.push(id);
  };
  expect((await api.as('supervisor').delete(`/v1/agents/${agent.id}`)).status).toBe(204);
  conversations.agentDeleted = original;
  expect(told).toEqual([agent.id]);
  expect((await api.as('supervisor').get(`/v1/agents/${agent.id}`)).status).toBe(404);
  expect((await api.as('supervisor').get(`/v1/inboxes/${agent.personalInboxId}`)).status).toBe(404);
  expect((await api.as('supervisor').get(`/v1/inboxes/${inbox.id}`)).body.members).toEqual([]);
  expect(api.deps.directory.agent(agent.id)).toBeUndefined();
  expect(api.deps.directory.agentName(agent.id)).toBe('Nora');
});

test('nobody removes themselves, and a supervisor no admin', async () => {
  const [supervisor, admin] = await Promise.all(
    (['supervisor', 'admin'] as const).map(async (who) => (await api.as(who).get('/v1/agents/me')).body.id),
  );
  expect((await api.as('supervisor').delete(`/v1/agents/${supervisor}`)).body.code).toBe('in-use');
  expect((await api.as('supervisor').delete(`/v1/agents/${admin}`)).status).toBe(403);
});

test('nobody makes themselves inactive, and a supervisor no admin', async () => {
  const [supervisor, admin] = await Promise.all(
    (['supervisor', 'admin'] as const).map(async (who) => (await api.as(who).get('/v1/agents/me')).body.id),
  );
  const inactive = { active: false };
  expect((await api.as('supervisor').patch(`/v1/agents/${supervisor}`, inactive)).body.code).toBe('in-use');
  expect((await api.as('admin').patch(`/v1/agents/${admin}`, inactive)).body.code).toBe('in-use');
  expect((await api.as('supervisor').patch(`/v1/agents/${admin}`, inactive)).status).toBe(403);
  expect((await api.as('supervisor').patch('/v1/agents/agt_unknown', inactive)).status).toBe(404);
  for (const who of ['supervisor', 'admin'] as const) expect((await api.as(who).get('/v1/agents')).status).toBe(200);
});
