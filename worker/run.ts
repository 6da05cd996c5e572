import type { DataConverter } from '@temporalio/common';
import type { NativeConnection, WorkflowBundleOption } from '@temporalio/worker';
import { GracefulShutdownPeriodExpiredError, Worker } from '@temporalio/worker';
import type { Activities } from '../activities/index.ts';
import { CORE_QUEUE, DELIVERY_QUEUE, FILE_QUEUE, WHATSAPP_QUEUE } from '../workflows/queues.ts';
import { traceActivities } from './trace-activities.ts';

export interface WorkerOptions {
  connection: NativeConnection;
  namespace: string;
  dataConverter: DataConverter;
  workflowBundle: WorkflowBundleOption;
  activities: Activities;
  maxWorkflowTasks: number;
  maxActivities: number;
  maxCachedWorkflows: number;
  shutdownGraceMs: number;
  /** Over all workers. */
  whatsappPerSecond?: number;
}

/** A number may send 80 messages a second, and what it receives counts. Source: the throughput of the Cloud API. */
const WHATSAPP_PER_SECOND = 60;

/** How long after the grace a worker waits for what goes on all the same. */
const FORCE_AFTER_MS = 2_000;

export interface RunningWorkers {
  /** Resolves when all have drained; rejects when one fails. */
  done: Promise<void>;
  stop(): Promise<void>;
}

/** One worker for conversations, one for deliveries, over one bundle, one that fetches files, and one that sends on WhatsApp. */
export async function runWorkers(options: WorkerOptions): Promise<RunningWorkers> {
  const { connection, namespace, dataConverter, workflowBundle, activities, shutdownGraceMs } = options;
  const shared = {
    connection,
    namespace,
    dataConverter,
    activities,
    shutdownGraceTime: shutdownGraceMs,
    // An activity that does not heed its cancellation is left behind: it is tried again by the next worker.
    shutdownForceTime: shutdownGraceMs + FORCE_AFTER_MS,
    interceptors: { activity: [traceActivities] },
    // What has been cancelled is told with an answer to a sign of life: within so long.
    maxHeartbeatThrottleInterval: '2 s' as const,
  };
  const core = await Worker.create({
    ...shared,
    workflowBundle,
    taskQueue: CORE_QUEUE,
    maxConcurrentWorkflowTaskExecutions: options.maxWorkflowTasks,
    maxConcurrentActivityTaskExecutions: options.maxActivities,
    maxConcurrentLocalActivityExecutions: options.maxActivities,
    maxCachedWorkflows: options.maxCachedWorkflows,
  });
  const deliveries = await Worker.create({
    ...shared,
    workflowBundle,
    taskQueue: DELIVERY_QUEUE,
    maxConcurrentActivityTaskExecutions: 50,
    maxCachedWorkflows: Math.min(options.maxCachedWorkflows, 200),
  });
  const files = await Worker.create({
    ...shared,
    taskQueue: FILE_QUEUE,
    // Each may hold a piece of a large file, or a whole image.
    maxConcurrentActivityTaskExecutions: 8,
  });
  const whatsapp = await Worker.create({
    ...shared,
    taskQueue: WHATSAPP_QUEUE,
    maxConcurrentActivityTaskExecutions: 40,
    maxTaskQueueActivitiesPerSecond: options.whatsappPerSecond ?? WHATSAPP_PER_SECOND,
  });
  const workers = [core, deliveries, files, whatsapp];
  const done = Promise.all(workers.map(untilStopped)).then(() => undefined);
  return {
    done,
    async stop() {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await done;
    },
  };
}

async function untilStopped(worker: Worker): Promise<void> {
  try {
    await worker.run();
  } catch (error) {
    if (!(error instanceof GracefulShutdownPeriodExpiredError)) throw error;
  }
}
