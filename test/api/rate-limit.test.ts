import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Api, Who } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: { RATE_LIMIT: '20' } });
});
afterAll(() => api.stop());

const flood = (who: Who | null | 'rlv_guess', count: number) =>
  Promise.all(Array.from({ length: count }, () => api.as(who).get('/v1/agents/me')));

test('a key that asks too often is told when to come back, and others are not held up', async () => {
  const answers = await flood('agent1', 60);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(20);
  for (const { body, headers } of refused) {
    expect(body.code).toBe('too-many-requests');
    expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(headers.get('ratelimit-remaining')).toBe('0');
  }
  expect((await api.as('agent2').get('/v1/agents/me')).status).toBe(200);
  await expect.poll(async () => (await api.as('agent1').get('/v1/agents/me')).status, { timeout: 3_000 }).toBe(200);
});

test('every answer tells the limit and what is left of it', async () => {
  const { headers } = await api.as('supervisor').get('/v1/agents/me');
  expect([headers.get('ratelimit-limit'), headers.get('ratelimit-remaining')]).toEqual(['20', '19']);
});

test('a flood of guesses is held up, and those with a key at the same address are not', async () => {
  const answers = await flood('rlv_guess', 60);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 429]));
  expect((await api.as('admin').get('/v1/agents/me')).status).toBe(200);
});
