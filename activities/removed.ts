import { log } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Envelope } from '../domain/commands.ts';
import { policyNow } from '../models/policy.ts';
import { AgentModel } from '../models/agent.ts';
import type { ConversationDoc } from '../models/conversation.ts';
import { ConversationModel } from '../models/conversation.ts';
import { InboxModel } from '../models/inbox.ts';
import type { InboxRemoved } from '../workflows/messages.ts';
import { conversationWorkflowId } from '../workflows/queues.ts';
import { giveCommand } from './command.ts';

const CHATS_A_ROUND = 200;
const SIGNAL_MS = 5_000;

interface RemovedIds {
  agents: string[];
  inboxes: string[];
}

type Chat = Pick<ConversationDoc, '_id' | 'conversation'>;

/**
 * Chats that came to an agent or an inbox while it was being removed: a command, a bot or a rule that knew it as it was
 * may be done after the removal has moved everything that was there. Whoever looks again finds them.
 */
export interface Removed {
  anyChats(): Promise<boolean>;
  /** Moves them on; how many. */
  moveOn(): Promise<number>;
}

export function createRemoved(client: Client): Removed {
  return {
    anyChats: async () => (await strandedChats(await removedIds(), 1)).length > 0,

    async moveOn() {
      let moved = 0;
      const removed = await removedIds();
      for (const chat of await strandedChats(removed, CHATS_A_ROUND)) if (await moveOne(chat, removed)) moved += 1;
      return moved;
    },
  };

  async function moveOne({ _id, conversation }: Chat, { inboxes }: RemovedIds): Promise<boolean> {
    const { chat, epoch, version, channel } = conversation;
    // An agent's chat goes back to where it was taken from: that has to be there still.
    const inbox = chat.state === 'BANDEJA' ? chat.inbox : chat.state === 'AGENTE' ? chat.takenFrom : null;
    try {
      if (inbox && inboxes.includes(inbox.id)) {
        const handle = client.workflow.getHandle(conversationWorkflowId(_id));
        await client.withDeadline(Date.now() + SIGNAL_MS, () =>
          handle.signal<[InboxRemoved]>('inboxRemoved', { inboxId: inbox.id, by: null }),
        );
      }
      if (chat.state !== 'AGENTE') return true;
      const envelope: Envelope = {
        id: `removed-${epoch}-${version}`,
        by: { role: 'rule', agentId: null, name: 'removed', inboxIds: null, online: true },
        command: { type: 'return', reason: 'agent removed' },
        policy: await policyNow(channel),
        epoch,
      };
      return (await giveCommand(client, _id, envelope)) === 'done';
    } catch (error) {
      // It ended. Whatever else: the next round tries again, and twice is once.
      if (!(error instanceof WorkflowNotFoundError))
        log.warn('a chat stays with what was removed for now', { contactId: _id, error: String(error) });
      return false;
    }
  }
}

async function removedIds(): Promise<RemovedIds> {
  const removed = { deletedAt: { $ne: null } };
  const [agents, inboxes] = await Promise.all([
    AgentModel.find(removed, { _id: 1 }).lean(),
    InboxModel.find(removed, { _id: 1 }).lean(),
  ]);
  return { agents: agents.map(({ _id }) => _id), inboxes: inboxes.map(({ _id }) => _id) };
}

async function strandedChats({ agents, inboxes }: RemovedIds, limit: number): Promise<Chat[]> {
  return ConversationModel.find(
    {
      $or: [{ agentId: { $in: agents }, state: 'AGENTE' }, { inboxId: { $in: inboxes } }],
    },
    { conversation: 1 },
  )
    .limit(limit)
    .lean();
}
