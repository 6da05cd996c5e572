import type { Client } from '@temporalio/client';
import { CORE_QUEUE, PRESENCE_SWEEP_ID } from '../workflows/queues.ts';

/** Starts the one workflow that looks after presence, unless it is running: any number of workers may try. */
export async function startPresenceSweep(client: Client): Promise<void> {
  await client.workflow.start('presenceSweep', {
    workflowId: PRESENCE_SWEEP_ID,
    taskQueue: CORE_QUEUE,
    args: [],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: 'Presencia de los agentes',
  });
}
