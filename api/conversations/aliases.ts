import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { aliasWorkflowId, conversationWorkflowId, DELIVERY_QUEUE } from '../../workflows/queues.ts';

/**
 * Names of contacts that are given once and stay, over all processes. They are kept where conversations are: reading
 * one asks no worker and no database.
 */
export interface Aliases {
  read(name: string): Promise<string | null>;
  /** Gives the name to the value unless it is given; resolves to what it stands for. */
  claim(name: string, value: string): Promise<string>;
  /** Whether a contact's conversation has a workflow, or had one lately. */
  hasWorkflow(contactId: string): Promise<boolean>;
}

export function createAliases(client: Client): Aliases {
  const aliases: Aliases = {
    async read(name) {
      try {
        const { memo } = await client.workflow.getHandle(aliasWorkflowId(name)).describe();
        return typeof memo?.value === 'string' ? memo.value : null;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return null;
        throw error;
      }
    },
    async claim(name, value) {
      try {
        await client.workflow.start('alias', {
          workflowId: aliasWorkflowId(name),
          taskQueue: DELIVERY_QUEUE,
          memo: { value },
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
        });
        return value;
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        return (await aliases.read(name)) ?? value;
      }
    },
    async hasWorkflow(contactId) {
      try {
        await client.workflow.getHandle(conversationWorkflowId(contactId)).describe();
        return true;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    },
  };
  return aliases;
}
