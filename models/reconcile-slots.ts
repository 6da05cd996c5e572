import { AgentModel } from './agent.ts';
import type { ConversationDoc } from './conversation.ts';
import { ConversationModel } from './conversation.ts';
import { confirmSlot, releaseSlot } from './slots.ts';

const AGENTS_A_ROUND = 25;

/**
 * Compares the places of some agents with the chats they have, the next ones at each call, and mends what differs: a
 * lasting place whose chat is not the agent's is given back, and a chat of the agent without a place gets it.
 *
 * Agents are read first. A place is made lasting and given back in one transaction with the chat, so a chat that is
 * written completely and read after the place tells what became of it; a reservation's id never comes again. A place
 * put back at the very moment its chat moves on is found by a later round.
 */
export function createReconciliation(): () => Promise<void> {
  let after = '';
  return async () => {
    const agents = await AgentModel.find({ _id: { $gt: after }, deletedAt: null }, { slots: 1 })
      .sort({ _id: 1 })
      .limit(AGENTS_A_ROUND)
      .lean();
    after = agents.length < AGENTS_A_ROUND ? '' : (agents.at(-1)?._id ?? '');
    const lasting = agents.flatMap(({ _id, slots }) =>
      slots.flatMap((slot) => (slot.confirmed ? [{ ...slot, agentId: _id }] : [])),
    );
    const chats = await ConversationModel.find(
      {
        $or: [
          { _id: { $in: lasting.map(({ contactId }) => contactId) } },
          { agentId: { $in: agents.map(({ _id }) => _id) }, state: 'AGENTE' },
        ],
      },
      { v: 1, slotsV: 1, agentId: 1, state: 1, 'conversation.chat.slot': 1 },
    ).lean<ConversationDoc[]>();

    const places = new Map<string, { agentId: string; slot: string } | null>();
    for (const { _id, v, slotsV, agentId, state, conversation } of chats) {
      // What the conversation's own lane has still to do is its own.
      if (slotsV !== v) continue;
      const slot = state === 'AGENTE' && 'slot' in conversation.chat ? conversation.chat.slot : null;
      places.set(_id, agentId !== null && slot ? { agentId, slot } : null);
    }
    const known = new Set(chats.map(({ _id }) => _id));
    const leaked = lasting.filter(({ id, agentId, contactId }) => {
      const place = places.get(contactId);
      if (place === undefined) return !known.has(contactId);
      return place === null || place.slot !== id || place.agentId !== agentId;
    });
    for (const { agentId, id } of leaked) await releaseSlot(agentId, id);

    const held = new Set(lasting.map(({ agentId, id }) => `${agentId} ${id}`));
    for (const [contactId, place] of places)
      if (place && agents.some(({ _id }) => _id === place.agentId) && !held.has(`${place.agentId} ${place.slot}`))
        await confirmSlot(place.agentId, place.slot, contactId);
  };
}
