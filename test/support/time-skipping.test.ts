import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { sleeper, wake } from './sleeper.ts';
import { fastForward, skippingTime } from './time-skipping.ts';

const taskQueue = `sleepers-${randomUUID()}`;
let connection: Connection;
let native: NativeConnection;
let worker: Worker;
let running: Promise<void>;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const address = inject('temporalAddress');
  connection = await Connection.connect({ address });
  native = await NativeConnection.connect({ address });
  const workflowsPath = fileURLToPath(new URL('sleeper.ts', import.meta.url));
  worker = await Worker.create({ connection: native, taskQueue, workflowsPath });
  running = worker.run();
});

afterAll(async () => {
  worker.shutdown();
  await running;
  await native.close();
  await connection.close();
});

test('two days pass at once for a workflow that skips time from its start', async () => {
  const client = new Client({ connection: skippingTime(connection) });
  const hours = await client.workflow.execute(sleeper, { taskQueue, workflowId: randomUUID() });
  expect(hours).toBeGreaterThanOrEqual(48);
});

test('a workflow started by a signal skips time as well', async () => {
  const client = new Client({ connection: skippingTime(connection) });
  const options = { taskQueue, workflowId: randomUUID(), signal: wake };
  const handle = await client.workflow.signalWithStart(sleeper, options);
  expect(await handle.result()).toBeGreaterThanOrEqual(24);
});

test('a workflow is moved ahead step by step, and waits in between', async () => {
  const client = new Client({ connection });
  const workflowId = randomUUID();
  const handle = await client.workflow.start(sleeper, { taskQueue, workflowId });
  const timersFired = async () =>
    (await handle.fetchHistory()).events?.filter((event) => event.timerFiredEventAttributes).length;

  await fastForward(client, workflowId, 23 * 3_600_000);
  expect(await timersFired()).toBe(0);
  await fastForward(client, workflowId, 2 * 3_600_000);
  expect(await timersFired()).toBe(1);
  await handle.signal(wake);
  expect(await handle.result()).toBeGreaterThanOrEqual(25);
});
