import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IdempotencyRecordModel } from '../../models/idempotency-record.ts';
import { KeyModel } from '../../models/key.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const withKey = (key: string) => ({ 'idempotency-key': key });
const inboxes = (name: string) => mongoose.connection.collection('inboxes').countDocuments({ name });

test('the same key and request give the same answer and one effect', async () => {
  const first = await api.as('supervisor').post('/v1/inboxes', { name: 'Una' }, withKey('one'));
  const second = await api.as('supervisor').post('/v1/inboxes', { name: 'Una' }, withKey('"one"'));
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.text).toBe(first.text);
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  expect([first, second].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
  expect(await inboxes('Una')).toBe(1);
});

test('of many requests at once one runs, and each other gets its answer or is told to wait', async () => {
  const send = () => api.as('supervisor').post('/v1/inboxes', { name: 'Muchas' }, withKey('many'));
  const answers = await Promise.all(Array.from({ length: 20 }, send));
  const done = answers.filter(({ status }) => status === 201);
  const waiting = answers.filter(({ status }) => status === 409);
  expect(done.length + waiting.length).toBe(20);
  expect(new Set(done.map(({ body }) => body.id)).size).toBe(1);
  for (const { body, headers } of waiting) {
    expect(body.code).toBe('idempotency-in-progress');
    expect(headers.get('retry-after')).toBe('1');
  }
  expect(await inboxes('Muchas')).toBe(1);
  expect((await send()).body.id).toBe(done[0]?.body.id);
});

test('another body or another route under the same key is refused', async () => {
  await api.as('supervisor').post('/v1/inboxes', { name: 'A' }, withKey('other'));
  for (const [path, body] of [
    ['/v1/inboxes', { name: 'B' }],
    ['/v1/agents', { name: 'A' }],
  ] as const) {
    const answer = await api.as('supervisor').post(path, body, withKey('other'));
    expect([answer.status, answer.body.code]).toEqual([422, 'idempotency-mismatch']);
  }
});

test('the keys of two callers are two keys', async () => {
  const first = await api.as('supervisor').post('/v1/inboxes', { name: 'Dos' }, withKey('shared'));
  const second = await api.as('admin').post('/v1/inboxes', { name: 'Dos' }, withKey('shared'));
  expect(second.body.id).not.toBe(first.body.id);
});

test('a refusal is kept like any other answer', async () => {
  const template = { name: 'saludo', language: 'es', body: 'Hola' };
  const { body } = await api.as('supervisor').post('/v1/templates', template);
  const refused = await api.as('supervisor').post('/v1/templates', template, withKey('refused'));
  await api.as('supervisor').delete(`/v1/templates/${body.id}`);
  const again = await api.as('supervisor').post('/v1/templates', template, withKey('refused'));
  expect([refused.status, again.status, again.text]).toEqual([409, 409, refused.text]);
});

test('a request that was refused before it began leaves its key free', async () => {
  expect((await api.as('supervisor').post('/v1/inboxes', { name: '' }, withKey('free'))).status).toBe(400);
  expect((await api.as('supervisor').post('/v1/inboxes', { name: 'Libre' }, withKey('free'))).status).toBe(201);
});

test('an attempt that died frees its key after a minute, not before', async () => {
  const send = () => api.as('supervisor').post('/v1/inboxes', { name: 'Muerta' }, withKey('dead'));
  await send();
  const keyId = (await KeyModel.findOne({ role: 'supervisor' }).lean())?._id;
  const age = (ms: number) =>
    IdempotencyRecordModel.updateOne(
      { _id: `${keyId}:dead` },
      { $set: { state: 'running', lockedAt: new Date(Date.now() - ms) } },
    );
  expect((await age(50_000)).matchedCount).toBe(1);
  expect((await send()).body.code).toBe('idempotency-in-progress');
  await age(61_000);
  expect((await send()).status).toBe(201);
});

test('after its day a key is new', async () => {
  const send = (name: string) => api.as('supervisor').post('/v1/inboxes', { name }, withKey('day'));
  await send('Ayer');
  await IdempotencyRecordModel.updateMany({ _id: /:day$/ }, { $set: { expiresAt: new Date(Date.now() - 1) } });
  const answer = await send('Hoy');
  expect([answer.status, answer.body.name]).toEqual([201, 'Hoy']);
});

test('a key that is too long, empty or not printable is refused', async () => {
  for (const key of ['x'.repeat(256), '""', 'ñ']) {
    const answer = await api.as('supervisor').post('/v1/inboxes', { name: 'No' }, withKey(key));
    expect([key.slice(0, 3), answer.status, answer.body.errors?.[0].path]).toEqual([
      key.slice(0, 3),
      400,
      'idempotency-key',
    ]);
  }
  expect((await api.as('supervisor').post('/v1/inboxes', { name: 'Sí' }, withKey('x'.repeat(255)))).status).toBe(201);
});

test('a secret that is shown once is in no stored answer, and still in the repeated one', async () => {
  const send = () => api.as('admin').post('/v1/keys', { role: 'integrator', name: 'Tienda' }, withKey('secret'));
  const { body } = await send();
  const stored = await mongoose.connection.collection('idempotency-records').find().toArray();
  expect(stored.length).toBeGreaterThan(0);
  expect(stored.some((record) => Buffer.from(record['body']?.buffer ?? '').includes(body.key))).toBe(false);
  expect((await send()).body.key).toBe(body.key);
});
