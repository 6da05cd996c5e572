import { condition, proxyActivities, uuid4 } from '@temporalio/workflow';
import type { ConversationActivities } from '../activities/contract.ts';
import { decide } from '../domain/decide.ts';
import { situationOf } from '../domain/state.ts';
import { supervisorTexts } from '../texts/supervisor.ts';
import type { Shell } from './conversation.ts';

const { reserveFor, releaseSlot } = proxyActivities<ConversationActivities>({
  startToCloseTimeout: '5 s',
  retry: { initialInterval: '500 ms', maximumInterval: '5 s', maximumAttempts: 5 },
  summary: supervisorTexts.activities.offer,
});

/** Gives a reopened chat back to whom it was with: reserves first, then assigns; it never overrides an owner. */
export async function offerLane(shell: Shell): Promise<void> {
  const { carry } = shell;
  for (;;) {
    await condition(() => carry.offers.length > 0 || shell.draining);
    const agentId = carry.offers[0];
    if (agentId === undefined) return;
    await offer(shell, agentId).catch(() => undefined);
    carry.offers.shift();
  }
}

async function offer(shell: Shell, agentId: string): Promise<void> {
  const before = shell.carry.conversation;
  if (before.chat.state !== 'BANDEJA' || situationOf(before.chat) !== 'BANDEJA') return;
  const inboxId = before.chat.inbox.id;
  const reserved = await reserveFor({ agentId, contactId: before.id, inboxId });
  if (!reserved) return;
  const { conversation } = shell.carry;
  const decision = decide(
    conversation,
    {
      id: uuid4(),
      by: { role: 'rule', agentId: null, name: 'reopenTo', inboxIds: null, online: true },
      policy: conversation.policy,
      command: {
        type: 'assign',
        target: { ...reserved.agent, active: true, online: true, inboxIds: null },
        slot: { id: reserved.slot },
        // Access was looked at for this inbox.
        from: inboxId,
      },
    },
    Date.now(),
  );
  if (decision.ok) shell.settle(decision.step);
  else await releaseSlot({ agentId, slot: reserved.slot });
}
