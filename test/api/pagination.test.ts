import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Api } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
  for (let index = 0; index < 25; index++) {
    // Many of one name: the order has to be complete without it.
    const body = { title: `Artículo ${Math.floor(index / 10)}`, body: `Texto ${index}`, keywords: ['envío'] };
    expect((await api.as('supervisor').post('/v1/knowledge', body)).status).toBe(201);
  }
});
afterAll(() => api.stop());

const page = (query: string) => api.as('agent1').get(`/v1/knowledge${query}`);

test('the pages of a list hold every item once, in order', async () => {
  const seen: { id: string; title: string }[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body, status } = await page(`?limit=4${cursor ? `&cursor=${cursor}` : ''}`);
    expect(status).toBe(200);
    expect(body.items.length).toBeLessThanOrEqual(4);
    seen.push(...body.items);
    cursor = body.nextCursor;
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(25);
  expect(seen.map(({ title }) => title)).toEqual(seen.map(({ title }) => title).toSorted());
});

test('the last page has no next, also when it is full', async () => {
  expect((await page('?limit=25')).body.nextCursor).toBeNull();
  expect((await page('?limit=24')).body.nextCursor).toEqual(expect.any(String));
  expect((await page('?q=nothing+like+it')).body).toEqual({ items: [], nextCursor: null });
});

test('what is added or removed meanwhile repeats and hides nothing else', async () => {
  const first = (await page('?limit=10')).body;
  const { body: added } = await api.as('supervisor').post('/v1/knowledge', { title: 'Aaa', body: 'Antes' });
  await api.as('supervisor').delete(`/v1/knowledge/${first.items[3].id}`);
  const second = (await page(`?limit=10&cursor=${first.nextCursor}`)).body;
  const ids = [...first.items, ...second.items].map(({ id }: { id: string }) => id);
  expect(new Set(ids).size).toBe(20);
  expect(ids).not.toContain(added.id);
});

test('a cursor of another list, with other filters or made up is refused', async () => {
  const { nextCursor } = (await page('?limit=2')).body;
  const swapped = Buffer.from(nextCursor, 'base64url').toString().replace('[1,', '[2,');
  for (const path of [
    `/v1/inboxes?cursor=${nextCursor}`,
    `/v1/knowledge?q=envio&cursor=${nextCursor}`,
    '/v1/knowledge?cursor=made-up',
    `/v1/knowledge?cursor=${Buffer.from(swapped).toString('base64url')}`,
    `/v1/knowledge?cursor=${Buffer.from('[1,"x",{"$gt":""},"y"]').toString('base64url')}`,
  ]) {
    const { status, body } = await api.as('agent1').get(path);
    expect([path, status, body.code]).toEqual([path, 400, 'invalid-cursor']);
  }
  expect((await page(`?limit=3&cursor=${nextCursor}`)).status).toBe(200);
});

test.each(['0', '201', '-1', '1.5', 'many', '', '1&limit=2'])('a limit of %j is refused', async (limit) => {
  const { status, body } = await page(`?limit=${limit}`);
  expect([status, body.code, body.errors[0].path]).toEqual([400, 'invalid-request', 'limit']);
});

test('a search finds words whatever their accents and case, and takes nothing for a pattern', async () => {
  expect((await page('?q=ENVIO&limit=200')).body.items.length).toBeGreaterThan(20);
  expect((await page('?q=articulo+1&limit=200')).body.items).toHaveLength(10);
  expect((await page(`?q=${encodeURIComponent('.*')}`)).body.items).toHaveLength(0);
  expect((await page(`?q=${encodeURIComponent('(')}`)).status).toBe(200);
});
