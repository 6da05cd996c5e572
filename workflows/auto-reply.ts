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

export interface Looked extends Availability {
  inboxId: string;
}

/** Whether somebody is there for the one who waits; null when nobody waits to know, or it cannot be seen now. */
export async function lookForPeople(shell: Shell): Promise<Looked | null> {
  const { conversation } = shell.carry;
  const inbox = inboxToLookAt(conversation);
  if (!inbox) return null;
  const { firstName, name } = conversation.profile;
  const look = { inboxId: inbox.id, at: Date.now(), contactName: firstName ?? name };
  try {
    return { ...(await shell.inTurn(() => quick.availability(look))), inboxId: inbox.id };
  } catch {
    // It stays due: what the conversation writes next looks again.
    return null;
  }
}

/** Tells that nobody is there, or notes that people are; nothing where the chat has moved on. Whether it was told. */
export function takeLook(shell: Shell, { inboxId, text, lookAt }: Looked): boolean {
  const { conversation } = shell.carry;
  if (text === null) {
    shell.settle({ conversation: noteLooked(conversation, inboxId, lookAt), outputs: [] });
    return false;
  }
  const message = { messageId: `m_${uuid4().replaceAll('-', '')}`, type: 'text' as const, text };
  const step = happen(conversation, { type: 'autoReplied', inboxId, message }, null, Date.now());
  shell.settle(step);
  return step.conversation.autoReply !== conversation.autoReply;
}
