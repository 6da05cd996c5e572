import { afterAll, beforeAll, expect, test } from 'vitest';
import { AgentModel } from '../../models/agent.ts';
import { PresenceChangeModel, sweepPresence } from '../../models/presence.ts';
import type { PresenceCause, PresenceStatus } from '../../domain/presence.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 2, 10, 12);
const iso = (at: number) => new Date(at).toISOString();
const me = async (who: 'agent1' | 'agent2' = 'agent1') => (await api.as(who).get('/v1/agents/me')).body;
const choose = (body: unknown) => api.as('agent1').post('/v1/agents/me/presence', body);

interface History {
  status: string;
  onlineSeconds: number;
  items: { status: string; cause: string; at: string }[];
  nextCursor: string | null;
}
const history = async (id: string, query = ''): Promise<History> =>
  (await api.as('supervisor').get(`/v1/agents/${id}/presence${query}`)).body;
const lately = async (id: string) => (await history(id)).items.map(({ status, cause }) => `${status} ${cause}`);

/** A new agent whose presence changed at these hours around noon. */
async function lived(...changes: [hour: number, status: PresenceStatus, cause: PresenceCause][]): Promise<string> {
  const { body } = await api.as('supervisor').post('/v1/agents', { name: 'Rita' });
  const rows = changes.map(([hour, status, cause], i) => ({
    _id: `${body.id}-${i}`,
    agentId: body.id,
    status,
    cause,
    at: new Date(NOON + hour * HOUR),
  }));
  await PresenceChangeModel.insertMany(rows);
  return body.id;
}

/** As if the last sign of life was so long ago. */
async function silence(id: string, ms: number): Promise<number> {
  const at = Date.now() - ms;
  await AgentModel.updateOne({ _id: id }, { $set: { lastHeartbeatAt: new Date(at) } });
  await api.deps.directory.freshAgent(id);
  return at;
}

test('a range that cuts periods counts the parts within it', async () => {
  const id = await lived(
    [-3, 'online', 'choice'],
    [-1, 'away', 'left'],
    [1, 'online', 'choice'],
    [3, 'away', 'timeout'],
  );
  const seconds = async (from: number, to: number) =>
    (await history(id, `?from=${iso(NOON + from * HOUR)}&to=${iso(NOON + to * HOUR)}`)).onlineSeconds;
  expect(await seconds(-4, 4)).toBe(4 * 3600);
  expect(await seconds(-2, 2)).toBe(2 * 3600);
  expect(await seconds(-2, -1.5)).toBe(1800);
  expect(await seconds(-1, 1)).toBe(0);
  expect(await seconds(-3, -1)).toBe(2 * 3600);
  expect(await seconds(4, 8)).toBe(0);
});

test('changes are told with their cause, oldest first, page by page, each page with the time of the whole range', async () => {
  const id = await lived(
    [-3, 'online', 'choice'],
    [-1, 'away', 'left'],
    [1, 'online', 'choice'],
    [3, 'away', 'timeout'],
  );
  const range = `?from=${iso(NOON - 3 * HOUR)}&to=${iso(NOON + 3 * HOUR)}`;
  const first = await history(id, `${range}&limit=2`);
  const second = await history(id, `${range}&limit=2&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items]).toEqual([
    { status: 'online', cause: 'choice', at: iso(NOON - 3 * HOUR) },
    { status: 'away', cause: 'left', at: iso(NOON - HOUR) },
    { status: 'online', cause: 'choice', at: iso(NOON + HOUR) },
  ]);
  expect([first.onlineSeconds, second.onlineSeconds]).toEqual([4 * 3600, 4 * 3600]);
  expect(second.nextCursor).toBeNull();
});

test('every change of presence leaves its cause', async () => {
  const { id } = await me();
  await choose({ status: 'online' });
  await choose({ status: 'away', cause: 'left' });
  await choose({ status: 'online' });
  await choose({ status: 'online' });
  await choose({ status: 'away' });
  await choose({ status: 'online' });
  await api.as('supervisor').patch(`/v1/agents/${id}`, { active: false });
  const expected = ['online choice', 'away left', 'online choice', 'away choice', 'online choice', 'away deactivated'];
  expect(await lately(id)).toEqual(expected);
  await api.as('supervisor').patch(`/v1/agents/${id}`, { active: true });
  expect((await history(id)).status).toBe('away');
  expect(await lately(id)).toEqual(expected);
  expect((await choose({ status: 'online', cause: 'left' })).status).toBe(400);
});

test('a running period counts up to now', async () => {
  const { id } = await me('agent2');
  await api.as('agent2').post('/v1/agents/me/presence', { status: 'online' });
  const since = Date.now() - 60_000;
  await PresenceChangeModel.updateMany({ agentId: id }, { $set: { at: new Date(since) } });
  const before = Date.now();
  const { onlineSeconds, status } = await history(id);
  expect(status).toBe('online');
  expect(onlineSeconds).toBeGreaterThanOrEqual((before - since) / 1000);
  expect(onlineSeconds).toBeLessThanOrEqual((Date.now() - since) / 1000);
});

test('without a sweep a silence ended when it fell due: in the online time, in the changes, and in what comes after', async () => {
  const id = await lived();
  const start = Date.now() - 10 * 60_000;
  await AgentModel.updateOne({ _id: id }, { $set: { status: 'online', statusChangedAt: new Date(start) } });
  await PresenceChangeModel.create({
    _id: `${id}-on`,
    agentId: id,
    status: 'online',
    cause: 'choice',
    at: new Date(start),
  });
  const last = await silence(id, 5 * 60_000);
  const due = last + 120_000;
  const expected = { status: 'away', onlineSeconds: (due - start) / 1000 };
  const unswept = await history(id);
  expect(unswept).toMatchObject(expected);
  expect(unswept.items.at(-1)).toEqual({ status: 'away', cause: 'timeout', at: iso(due) });
  // A range that begins after the silence does not count it either.
  expect((await history(id, `?from=${iso(due + 1000)}`)).onlineSeconds).toBe(0);
  expect(await sweepPresence(120_000)).toEqual([id]);
  const swept = await history(id);
  expect(swept).toMatchObject(expected);
  expect(swept.items).toEqual(unswept.items);
});

test('who comes back after a silence nobody noticed was away meanwhile', async () => {
  const { id } = await me();
  await choose({ status: 'online' });
  await PresenceChangeModel.deleteMany({ agentId: id });
  const due = (await silence(id, 300_000)) + 120_000;
  await choose({ status: 'online' });
  const { items } = await history(id);
  expect(items.map(({ status, cause }) => `${status} ${cause}`)).toEqual(['away timeout', 'online choice']);
  expect(items[0]?.at).toBe(iso(due));
});

test('signs of life that follow each other closely are one, and one out of the future gives way', async () => {
  await choose({ status: 'online' });
  const { id } = await me();
  const beat = async () => {
    expect((await api.as('agent1').post('/v1/agents/me/heartbeat')).body.status).toBe('online');
    return (await AgentModel.findById(id).lean())?.lastHeartbeatAt?.getTime() ?? 0;
  };
  const [first, second] = [await beat(), await beat()];
  expect(second).toBe(first);
  const old = await silence(id, 6_000);
  expect(await beat()).toBeGreaterThan(old);
  const ahead = await silence(id, -HOUR);
  expect(await beat()).toBeLessThan(ahead);
});

test('two tabs that come and go at once leave changes that alternate', async () => {
  const { id } = await me();
  await choose({ status: 'away' });
  await PresenceChangeModel.deleteMany({ agentId: id });
  const acts = Array.from({ length: 12 }, (_, i) => choose({ status: i % 2 === 0 ? 'online' : 'away' }));
  const beats = Array.from({ length: 12 }, () => api.as('agent1').post('/v1/agents/me/heartbeat'));
  for (const { status } of await Promise.all([...acts, ...beats])) expect(status).toBe(200);
  const { items, status } = await history(id);
  expect(items.length).toBeGreaterThan(0);
  for (const [i, item] of items.entries()) expect(item.status).toBe(i % 2 === 0 ? 'online' : 'away');
  expect(items.at(-1)?.status).toBe(status);
});

test('agents read their own, supervisors everybody’s, and others are refused', async () => {
  const [ana, bruno] = [await me('agent1'), await me('agent2')];
  expect((await api.as('agent1').get('/v1/agents/me/presence')).body.agentId).toBe(ana.id);
  expect((await api.as('agent1').get(`/v1/agents/${ana.id}/presence`)).status).toBe(200);
  expect((await api.as('agent1').get(`/v1/agents/${bruno.id}/presence`)).body.code).toBe('forbidden');
  expect((await api.as('integrator').get(`/v1/agents/${bruno.id}/presence`)).status).toBe(403);
  expect((await api.as('supervisor').get('/v1/agents/agt_unknown/presence')).body.code).toBe('not-found');
});

test.each([
  'from=yesterday',
  'from=2026-03-10T12:00:00Z&to=2026-03-09T12:00:00Z',
  'from=2020-01-01T00:00:00Z',
  'limit=0',
])('the range %s is refused', async (query) => {
  const { status, body } = await api.as('supervisor').get(`/v1/agents/${(await me()).id}/presence?${query}`);
  expect([status, body.code]).toEqual([400, 'invalid-request']);
});

test('chats of absent agents are given back only where the setting says after how long', async () => {
  const patch = (absenceReturnAfter: unknown) => api.as('admin').patch('/v1/settings', { absenceReturnAfter });
  expect((await api.as('admin').get('/v1/settings')).body.absenceReturnAfter).toBeNull();
  expect((await patch('PT20M')).body.absenceReturnAfter).toBe('PT20M');
  expect((await patch('soon')).status).toBe(400);
  expect((await patch(null)).body.absenceReturnAfter).toBeNull();
});
