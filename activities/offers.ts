import { activityInfo } from '@temporalio/activity';
import { isOnline } from '../domain/presence.ts';
import { CERRADAS, GENERAL } from '../domain/vocabulary.ts';
import { AgentModel } from '../models/agent.ts';
import { InboxModel } from '../models/inbox.ts';
import { reserveSlot, withdrawSlot } from '../models/slots.ts';
import type { ConversationActivities } from './contract.ts';

/** Reserving a place with an agent for a chat that nobody claims: the conversation assigns it, or gives it back. */
export function createOffers(
  presenceTimeout: () => Promise<number>,
): Pick<ConversationActivities, 'reserveFor' | 'releaseSlot'> {
  return {
    async reserveFor({ agentId, contactId, inboxId }) {
      const agent = await AgentModel.findOne({ _id: agentId, deletedAt: null }).lean();
      if (!agent) return null;
      const lastHeartbeatAt = agent.lastHeartbeatAt?.getTime() ?? null;
      if (
        !isOnline({ active: agent.active, status: agent.status, lastHeartbeatAt }, Date.now(), await presenceTimeout())
      )
        return null;
      if (!(await hasAccess(agent._id, agent.role, inboxId))) return null;
      const { activityId, workflowExecution } = activityInfo();
      // Tried again after a crash it is the same reservation.
      const id = `slt_${workflowExecution?.runId}-${activityId}`;
      const reserved = await reserveSlot(agentId, contactId, { id });
      return reserved.ok ? { agent: { id: agent._id, name: agent.name }, slot: reserved.id } : null;
    },
    async releaseSlot({ agentId, slot }) {
      await withdrawSlot(agentId, slot);
    },
  };
}

async function hasAccess(agentId: string, role: string, inboxId: string): Promise<boolean> {
  if (role !== 'agent' || inboxId === GENERAL || inboxId === CERRADAS) return true;
  const inbox = await InboxModel.findOne({ _id: inboxId, deletedAt: null }, { members: 1, ownerId: 1 }).lean();
  return inbox !== null && (inbox.ownerId === agentId || inbox.members.includes(agentId));
}
