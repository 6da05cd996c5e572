import { hostname } from 'node:os';
import { Connection } from '@temporalio/client';
import { loadEnv } from '../config/env.ts';
import { temporalConnection } from '../config/temporal.ts';
import { CORE_QUEUE } from '../workflows/queues.ts';

/** A poll lasts up to a minute, so a worker that has not asked for two has stopped asking. */
const SILENT_MS = 120_000;

/** The health check of a worker's container: exits 0 when Temporal has lately been asked for work by this host. */
const env = loadEnv();
const connection = await Connection.connect(temporalConnection(env));
try {
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace: env.temporal.namespace,
    taskQueue: { name: CORE_QUEUE },
    taskQueueType: 1,
  });
  const ours = (pollers ?? []).filter(({ identity }) => identity?.endsWith(`@${hostname()}`));
  const last = Math.max(0, ...ours.map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000));
  if (Date.now() - last > SILENT_MS) {
    process.stderr.write(`no worker of ${hostname()} has asked ${CORE_QUEUE} for work lately\n`);
    process.exitCode = 1;
  }
} finally {
  await connection.close();
}
