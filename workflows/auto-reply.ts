import { proxyLocalActivities, uuid4 } from '@temporalio/workflow';
import type { Availability, ConversationActivities } from '../activities/contract.ts';
import { inboxToLookAt, noteLooked } from '../domain/auto-reply.ts';
import { happen } from '../domain/happen.ts';
import type { Shell } from './conversation.ts';

const quick = proxyLocalActivities<Pick<ConversationActivities, 'availability'>>({
  startToCloseTimeout: '300 ms',
  scheduleToCloseTimeout: '1 s',
  retry: { maximumAttempts: 2, initialInterval: '10 ms' },
});

/** Tells whoever waits that nobody is there, or notes that people are. */
export async function lookForPeople(shell: Shell): Promise<void> {
  const { conversation } = shell.carry;
  const inbox = inboxToLookAt(conversation);
  if (!inbox) return;
  const { id: contactId, profile } = conversation;
  const { firstName, name } = profile;
  const look = { contactId, inboxId: inbox.id, at: Date.now(), contactName: firstName ?? name };
  // Where it cannot be seen it stays due: what the conversation writes next looks again.
  const seen = await shell.inTurn(() => quick.availability(look)).catch(() => null);
  if (seen) take(shell, inbox.id, seen);
}

/** Nothing happens where the chat has moved on. */
function take(shell: Shell, inboxId: string, { text, lookAt }: Availability): void {
  const { conversation } = shell.carry;
  if (text === null) {
    shell.settle({ conversation: noteLooked(conversation, inboxId, lookAt), outputs: [] });
    return;
  }
  const message = { messageId: `m_${uuid4().replaceAll('-', '')}`, type: 'text' as const, text };
  shell.settle(happen(conversation, { type: 'autoReplied', inboxId, message }, null, Date.now()));
}
