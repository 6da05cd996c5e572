import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { fileToFetch } from '../../domain/received-file.ts';
import type { Output } from '../../domain/rows.ts';
import { DELIVERY_QUEUE, fileFetchWorkflowId } from '../../workflows/queues.ts';

/**
 * Has the files of customers' lines fetched, once the lines are written: a workflow of its own for each, which costs the
 * conversation nothing. The id of the line makes it one.
 */
export function createFetchStart(client: Client): (outputs: readonly Output[]) => Promise<void> {
  return async (outputs) => {
    const lines = outputs.flatMap((output) =>
      output.type === 'message' && fileToFetch(output.row) ? [output.row] : [],
    );
    await Promise.all(
      lines.map(async ({ id: messageId, contactId }) => {
        try {
          await client.workflow.start('fileFetch', {
            workflowId: fileFetchWorkflowId(messageId),
            taskQueue: DELIVERY_QUEUE,
            args: [{ contactId, messageId }],
            workflowIdReusePolicy: 'REJECT_DUPLICATE',
          });
        } catch (error) {
          if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        }
      }),
    );
  };
}
