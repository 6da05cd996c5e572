import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Api } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
let ana: string;
beforeAll(async () => {
  api = await startApi();
  ana = (await api.as('agent1').get('/v1/agents/me')).body.id;
});
afterAll(() => api.stop());

const add = async (body: object) => (await api.as('supervisor').post('/v1/inboxes', body)).body;
const namesFor = async (who: 'agent1' | 'agent2' | 'supervisor' | 'integrator') =>
  (await api.as(who).get('/v1/inboxes?limit=200')).body.items.map(({ name }: { name: string }) => name);

test('an inbox is there with its defaults as soon as it was added', async () => {
  const answer = await api.as('supervisor').post('/v1/inboxes', { name: 'Ventas' });
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({
    kind: 'CUSTOM',
    members: [],
    assignment: { mode: 'manual' },
    businessHours: null,
    openNow: true,
    nextChangeAt: null,
  });
  expect(answer.headers.get('location')).toBe(`/v1/inboxes/${answer.body.id}`);
  expect((await api.as('supervisor').get(`/v1/inboxes/${answer.body.id}`)).body).toEqual(answer.body);
  expect(api.deps.directory.inbox(answer.body.id)?.name).toBe('Ventas');
});

test('agents find General, Cerradas, their own and what they were given; others do not exist for them', async () => {
  const secret = await add({ name: 'Reclamos', members: [ana] });
  expect(await namesFor('agent1')).toEqual(expect.arrayContaining(['General', 'Cerradas', 'Ana', 'Reclamos']));
  for (const name of ['Reclamos', 'Ana']) expect(await namesFor('agent2')).not.toContain(name);
  expect((await api.as('agent1').get(`/v1/inboxes/${secret.id}`)).status).toBe(200);
  expect((await api.as('agent2').get(`/v1/inboxes/${secret.id}`)).status).toBe(404);
  expect(await namesFor('supervisor')).toEqual(expect.arrayContaining(['Ana', 'Bruno', 'Reclamos']));
  expect(await namesFor('integrator')).toContain('Reclamos');
  expect(await namesFor('integrator')).not.toContain('Ana');
});

test('access given and taken is known to the rules at once', async () => {
  const inbox = await add({ name: 'Turnos' });
  const caller = { role: 'agent' as const, keyId: 'k', name: 'Ana', agentId: ana };
  const sees = () => api.deps.directory.callerFacts(caller).inboxIds?.includes(inbox.id);
  expect(sees()).toBe(false);
  await api.as('supervisor').patch(`/v1/inboxes/${inbox.id}`, { members: [ana, ana] });
  expect(sees()).toBe(true);
  expect(api.deps.directory.inbox(inbox.id)?.members).toEqual([ana]);
  await api.as('supervisor').patch(`/v1/inboxes/${inbox.id}`, { members: [] });
  expect(sees()).toBe(false);
});

test('a change is merged, null takes an optional part away, and changes at once are all kept', async () => {
  const businessHours = {
    timeZone: 'America/Argentina/Buenos_Aires',
    weekly: [{ day: 1, from: '09:00', to: '24:00' }],
  };
  const { id } = await add({ name: 'Horario', businessHours, autoReply: { outOfHours: 'Cerrado' } });
  const patch = (body: object) => api.as('supervisor').patch(`/v1/inboxes/${id}`, body);
  await Promise.all([
    patch({ businessHours: { holidays: ['2026-12-25'] } }),
    patch({ autoReply: { noAgentAvailable: 'Ya vamos' } }),
    patch({ keywords: ['turno'] }),
    patch({ escalation: { unattendedAfter: 'PT2M' } }),
  ]);
  const { body } = await api.as('supervisor').get(`/v1/inboxes/${id}`);
  expect(body).toMatchObject({
    businessHours: { ...businessHours, holidays: ['2026-12-25'] },
    autoReply: { outOfHours: 'Cerrado', noAgentAvailable: 'Ya vamos' },
    keywords: ['turno'],
    escalation: { unattendedAfter: 'PT2M' },
  });
  const { body: after } = await patch({ businessHours: null, autoReply: { outOfHours: null } });
  expect(after).toMatchObject({ businessHours: null, autoReply: { noAgentAvailable: 'Ya vamos' } });
  expect(after.autoReply.outOfHours).toBeUndefined();
});

test('an inbox tells whether it is open now and when that changes', async () => {
  const always = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' }));
  const midnight = (days: number) => new Date(new Date().setUTCHours(24 * days, 0, 0, 0)).toISOString();
  const tomorrow = midnight(1).slice(0, 10);
  const { id } = await add({
    name: 'Guardia',
    businessHours: { timeZone: 'UTC', weekly: always, holidays: [tomorrow] },
  });
  const read = async () => (await api.as('supervisor').get(`/v1/inboxes/${id}`)).body;
  expect(await read()).toMatchObject({ openNow: true, nextChangeAt: midnight(1) });
  await api.as('supervisor').patch(`/v1/inboxes/${id}`, { businessHours: { weekly: [] } });
  const listed = (await api.as('supervisor').get('/v1/inboxes?q=Guardia')).body.items;
  expect(listed).toMatchObject([{ openNow: false, nextChangeAt: null }]);
});

test('hours that end before they begin, days that are none and unknown members are refused', async () => {
  for (const [body, path] of [
    [
      { businessHours: { timeZone: 'UTC', weekly: [{ day: 1, from: '18:00', to: '09:00' }] } },
      'businessHours.weekly.0.to',
    ],
    [
      { businessHours: { timeZone: 'UTC', weekly: [{ day: 8, from: '09:00', to: '18:00' }] } },
      'businessHours.weekly.0.day',
    ],
    [{ businessHours: { timeZone: 'Mars/Base', weekly: [] } }, 'businessHours.timeZone'],
    [{ businessHours: { timeZone: 'UTC', weekly: [], holidays: ['2026-02-30'] } }, 'businessHours.holidays.0'],
    [{ autoReply: { outOfHours: 'Abrimos {{horario.cierre}}' } }, 'autoReply.outOfHours'],
    [{ members: [ana, 'agt_unknown'] }, 'members.1'],
    [{ assignment: { mode: 'random' } }, 'assignment.mode'],
    [{ kind: 'GENERAL' }, 'kind'],
  ] as const) {
    const answer = await api.as('supervisor').post('/v1/inboxes', { name: 'Mal', ...body });
    expect([path, answer.status, answer.body.errors?.[0]?.path]).toEqual([path, 400, path]);
  }
});

test('built-in and personal inboxes cannot be removed', async () => {
  const personal = (await api.as('agent1').get('/v1/agents/me')).body.personalInboxId;
  for (const id of ['general', 'cerradas', personal]) {
    const answer = await api.as('supervisor').delete(`/v1/inboxes/${id}`);
    expect([id, answer.status, answer.body.code]).toEqual([id, 409, 'built-in']);
  }
});

test('a removed inbox is gone everywhere but by name, and twice is 404', async () => {
  const { id } = await add({ name: 'Efímera' });
  expect((await api.as('supervisor').delete(`/v1/inboxes/${id}`)).status).toBe(204);
  expect((await api.as('supervisor').get(`/v1/inboxes/${id}`)).status).toBe(404);
  expect((await api.as('supervisor').delete(`/v1/inboxes/${id}`)).status).toBe(404);
  expect((await api.as('supervisor').patch(`/v1/inboxes/${id}`, { name: 'X' })).status).toBe(404);
  expect(await namesFor('supervisor')).not.toContain('Efímera');
  expect(api.deps.directory.inbox(id)).toBeUndefined();
  expect(api.deps.directory.inboxName(id)).toBe('Efímera');
});
