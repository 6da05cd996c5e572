import { once } from 'node:events';
import { request } from 'node:http';
import type { ClientRequest } from 'node:http';
import { json } from 'node:stream/consumers';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { MediaModel } from '../../models/media.ts';
import { writeContent } from '../../models/media-content.ts';
import { LEASE_MS, sweepMedia } from '../../models/media-sweep.ts';
import { until } from '../support/stage.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import { pdf } from './media-files.ts';
import { onceStored, stored, upload } from './media-form.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const MB = 1024 * 1024;

/** A form that is written piece by piece; `kind` may come after the file. */
function slowForm(kind: string | null): ClientRequest {
  const sent = request(`${api.base}/v1/media`, {
    method: 'POST',
    headers: { authorization: `Bearer ${api.keys.agent1}`, 'content-type': 'multipart/form-data; boundary=frontera' },
  });
  sent.on('error', () => undefined);
  if (kind) sent.write(`--frontera\r\ncontent-disposition: form-data; name="kind"\r\n\r\n${kind}\r\n`);
  sent.write('--frontera\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n');
  return sent;
}

async function write(to: ClientRequest, bytes: number): Promise<void> {
  const piece = Buffer.alloc(64 * 1024, 'Hola a todo el mundo\n');
  for (let sent = 0; sent < bytes; sent += piece.length) if (!to.write(piece)) await once(to, 'drain');
}

test('an upload of 100 MB cut in the middle leaves nothing behind, and takes little memory on the way', async () => {
  const before = await stored();
  const resident = process.memoryUsage().rss;
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss - resident);
  }, 20);
  const sent = slowForm('document');
  await write(sent, 50 * MB);
  await until('half of it to be stored', async () => (await stored()).chunks > before.chunks + 40);
  expect(await stored()).toMatchObject({ records: before.records + 1, partial: before.partial + 1 });
  sent.destroy();
  await onceStored(before);
  clearInterval(watch);
  // Both ends of the connection are in this process.
  expect(most / MB).toBeLessThan(200);
});

test('a document of 100 MB is taken, though its kind comes last', async () => {
  const before = await stored();
  const sent = slowForm(null);
  await write(sent, 100 * MB);
  sent.end('\r\n--frontera\r\ncontent-disposition: form-data; name="kind"\r\n\r\ndocument\r\n--frontera--\r\n');
  const [answer] = await once(sent, 'response');
  expect([answer.statusCode, (await json(answer)) as object]).toMatchObject([201, { size: 100 * MB }]);
  expect(await stored()).toMatchObject({
    records: before.records + 1,
    files: before.files + 1,
    partial: before.partial,
  });
});

test('what a crash left of an upload goes with the first sweep after its lease', async () => {
  const before = await stored();
  const fileId = new mongoose.Types.ObjectId();
  const aliveAt = new Date();
  const uploadedBy = { kind: 'agent', id: 'agt_1', name: 'Ana' } as const;
  await MediaModel.create({ _id: 'med_dead', state: 'partial', fileId, aliveAt, uploadedBy, createdAt: aliveAt });
  await writeContent(fileId).write(Buffer.alloc(3 * MB));
  expect((await stored()).chunks).toBeGreaterThan(before.chunks + 1);
  // Another process may be at it still.
  await sweepMedia(aliveAt.getTime() + LEASE_MS - 1);
  expect((await stored()).partial).toBe(before.partial + 1);
  await sweepMedia(aliveAt.getTime() + LEASE_MS + 1);
  await onceStored(before);
});

test('an API that starts sweeps', async () => {
  const before = await stored();
  const fileId = new mongoose.Types.ObjectId();
  const aliveAt = new Date(Date.now() - LEASE_MS - 1000);
  const uploadedBy = { kind: 'agent', id: 'agt_1', name: 'Ana' } as const;
  await MediaModel.create({ _id: 'med_dead', state: 'partial', fileId, aliveAt, uploadedBy, createdAt: aliveAt });
  await writeContent(fileId).write(Buffer.alloc(3 * MB));
  const app = await buildApp(api.deps);
  await app.ready();
  await onceStored(before);
  await app.close();
});

test('a file that nobody sends goes after a week; one of the library stays', async () => {
  const before = await stored();
  const at = { base: api.base, key: api.keys.agent1 };
  await upload(at, { kind: 'document', bytes: pdf(), fileName: 'a.pdf' });
  const library = { kind: 'document', bytes: pdf(), fileName: 'b.pdf', more: { library: 'true' } };
  const { body } = await upload(at, library);
  await MediaModel.updateMany({ sent: false }, { $set: { lastUsedAt: new Date(Date.now() - 8 * 24 * 3_600_000) } });
  await sweepMedia();
  expect(await MediaModel.exists({ _id: body.id })).not.toBeNull();
  expect((await stored()).files).toBeLessThanOrEqual(before.files + 1);
});
