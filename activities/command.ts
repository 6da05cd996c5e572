import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Envelope } from '../domain/commands.ts';
import type { CommandResult, RefusedDetails } from '../workflows/messages.ts';
import { REFUSED } from '../workflows/messages.ts';
import { conversationWorkflowId } from '../workflows/queues.ts';

/** Less than the heartbeat of the look that asks: a chat that is slow to answer is not passed over sooner than it must. */
const COMMAND_MS = 8_000;
const ATTEMPTS = 3;

/**
 * Gives a conversation a command. `refused` is null where its workflow has ended. Throws where nobody knows whether it
 * was done: the same envelope again is the same command.
 */
export async function askCommand(
  client: Client,
  contactId: string,
  envelope: Envelope,
): Promise<CommandResult | { refused: RefusedDetails | null }> {
  const handle = client.workflow.getHandle(conversationWorkflowId(contactId));
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.withDeadline(Date.now() + COMMAND_MS, () =>
        handle.executeUpdate<CommandResult, [Envelope]>(envelope.command.type, {
          args: [envelope],
          updateId: envelope.id,
        }),
      );
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return { refused: null };
      const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
      if (cause instanceof ApplicationFailure && cause.type === REFUSED)
        return { refused: cause.details?.[0] as RefusedDetails };
      // Cut off by the end of a run: the next one takes it.
      const cutOff = cause instanceof ApplicationFailure && cause.type === 'AcceptedUpdateCompletedWorkflow';
      if (!cutOff || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The same in the name of a rule. `refused`: it has moved on, or its workflow has ended. */
export async function giveCommand(client: Client, contactId: string, envelope: Envelope): Promise<'done' | 'refused'> {
  return 'refused' in (await askCommand(client, contactId, envelope)) ? 'refused' : 'done';
}
