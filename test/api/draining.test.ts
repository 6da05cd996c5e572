import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Api } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

test('on closing, a request at work is finished, nothing new is taken and the process is not ready', async () => {
  const { body: inbox } = await api.as('supervisor').post('/v1/inboxes', { name: 'Última' });
  const begun = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  api.deps.conversations.inboxDeleted = async () => {
    begun.resolve();
    await go.promise;
  };
  expect(await api.deps.readiness.report()).toMatchObject({ ready: true, status: 'ok' });
  const atWork = api.as('supervisor').delete(`/v1/inboxes/${inbox.id}`);
  await begun.promise;
  const closed = api.app.close();
  await expect.poll(async () => (await api.deps.readiness.report()).status).toBe('draining');
  await expect(fetch(`${api.base}/health/live`, { headers: { connection: 'close' } })).rejects.toThrow('fetch failed');
  go.resolve();
  expect((await atWork).status).toBe(204);
  await closed;
});
