import type { Client } from '@temporalio/client';
import type { Command, SlotFact } from '../../domain/commands.ts';
import type { Refusal } from '../../domain/refusals.ts';
import type { AgentDoc } from '../../models/agent.ts';
import { findSnapshot } from '../../models/conversation.ts';
import { policyNow } from '../../models/policy.ts';
import { reserveSlot, withdrawSlot } from '../../models/slots.ts';
import { askCommand } from '../command.ts';
import { commanderOf } from './people.ts';

export interface AgentOrder {
  agent: AgentDoc;
  contactId: string;
  /** The same id is the same command. */
  id: string;
  command(slot: SlotFact): Command;
  /** Whether it takes one of the agent's places. */
  takesPlace?: boolean;
}

/**
 * Gives a conversation a command in the name of an agent, as a desk would: with the same facts and the same reservation
 * of a place. Null: done. Throws where nobody knows: the same order again is the same command.
 */
export async function giveAs(client: Client, order: AgentOrder): Promise<Refusal | null> {
  const { agent, contactId, id, command, takesPlace = false } = order;
  const known = await findSnapshot(contactId);
  if (!known) return { code: 'not-found' };
  // A conversation from before the room has to know of it once it is taken there.
  const policy = takesPlace ? await policyNow(known.channel) : known.policy;
  const slotId = `slt_${id}`;
  const reserved = takesPlace ? await reserveSlot(agent._id, contactId, { id: slotId }) : null;
  const slot: SlotFact = reserved === null ? null : reserved.ok ? { id: slotId } : { full: true };
  const answer = await askCommand(client, contactId, {
    id,
    by: await commanderOf(agent),
    command: command(slot),
    policy,
  });
  if (!('refused' in answer)) {
    const { chat } = answer.conversation;
    if (reserved?.ok && !(chat.state === 'AGENTE' && chat.slot === slotId)) await withdrawSlot(agent._id, slotId);
    return null;
  }
  if (reserved?.ok) await withdrawSlot(agent._id, slotId);
  return answer.refused?.refusal ?? { code: 'not-found' };
}
