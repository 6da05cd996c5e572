import { heartbeat, log } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { isOpen, nextChange } from '../config/business-hours.ts';
import type { Candidate } from '../domain/assignment.ts';
import { isEligible, nextAssignment } from '../domain/assignment.ts';
import type { Envelope } from '../domain/commands.ts';
import { isOnline } from '../domain/presence.ts';
import type { RuledAgent, RuledInbox } from '../models/assignment.ts';
import { agentsOf, candidateOf, ruledInbox, waitingIn } from '../models/assignment.ts';
import { findSnapshot } from '../models/conversation.ts';
import { policyNow } from '../models/policy.ts';
import { isAlive, LAPSE_MS, reserveSlot, withdrawSlot } from '../models/slots.ts';
import type { AssignmentActivities, Look } from '../workflows/assignment.ts';
import { giveCommand } from './command.ts';

/** How long one look goes on, and how many chats it reads at once. */
const BUSY_MS = 3_000;
const CHATS_AT_ONCE = 10;
/** A reservation that an earlier look left is asked for again while it has long enough to live. */
const RESUMED_MS = LAPSE_MS / 2;
/** A place that is only reserved is looked at again so soon: a refused claim gives it back without a word. */
const RESERVED_MS = 2_000;

/** Giving the chats that wait in an inbox to people, by its rule: one after the other, each with the facts of then. */
export function createAssignment(client: Client, presenceTimeout: () => Promise<number>): AssignmentActivities {
  return {
    async assignWaiting(inboxId) {
      const end = Date.now() + BUSY_MS;
      /** Chats asked for in this look, and those of them that wait on; agents whose place was gone when it was wanted. */
      const [asked, left, full] = [new Set<string>(), new Set<string>(), new Set<string>()];
      await resume(inboxId, asked, left);
      for (;;) {
        heartbeat();
        const inbox = await ruledInbox(inboxId);
        const waiting = inbox ? await waitingIn(inboxId, [...asked], CHATS_AT_ONCE) : [];
        if (!inbox || waiting.length + left.size === 0) return nothing;
        const timeout = await presenceTimeout();
        const agents = await agentsOf(inbox);
        const candidates = agents.map((agent) => {
          const candidate = asOfNow(agent, inboxId, timeout);
          return full.has(agent._id) ? { ...candidate, open: candidate.capacity } : candidate;
        });
        if (waiting.length === 0 || !candidates.some(isEligible))
          return { more: false, again: soonest(agents, timeout) };
        if (Date.now() > end) return { more: true, again: null };

        const next = nextAssignment(inbox.assignment.mode, waiting, candidates);
        const agent = agents.find(({ _id }) => _id === next?.agentId);
        const chat = waiting.find(({ id }) => id === next?.chatId);
        if (!next || !agent || !chat) {
          for (const { id } of waiting) {
            asked.add(id);
            left.add(id);
          }
          continue;
        }
        const onlineSince = new Date(Date.now() - timeout);
        const place = await reserveSlot(agent._id, chat.id, { onlineSince, turn: { inboxId, number: next.turn } });
        if (!place.ok) {
          full.add(agent._id);
          continue;
        }
        asked.add(chat.id);
        const answer = await ask(inbox, agent, chat, place.id);
        // A chat that is slow to answer is asked once more before others are given in its place.
        if (answer === 'silent') return { more: true, again: null };
        if (answer === 'refused') left.add(chat.id);
      }
    },
  };

  /** What an earlier look reserved and then was cut off from: asked again under the same id, it is done once. */
  async function resume(inboxId: string, asked: Set<string>, left: Set<string>): Promise<void> {
    const inbox = await ruledInbox(inboxId);
    const [now, timeout] = [Date.now(), await presenceTimeout()];
    for (const agent of inbox ? await agentsOf(inbox) : [])
      for (const { id, contactId, confirmed, at, turn } of agent.slots) {
        const age = Math.abs(now - at.getTime());
        if (!inbox || confirmed || turn?.inboxId !== inboxId || age > LAPSE_MS) continue;
        heartbeat();
        asked.add(contactId);
        const channel = (await findSnapshot(contactId))?.channel;
        const mayAsk = channel !== undefined && age < RESUMED_MS && isPresent(agent, timeout, now);
        if (!mayAsk || (await ask(inbox, agent, { id: contactId, channel }, id)) !== 'done') left.add(contactId);
      }
  }

  /** What the conversation answers. Where it refuses, the place and with it the turn are as before. */
  async function ask(
    inbox: RuledInbox,
    agent: RuledAgent,
    chat: { id: string; channel: string },
    slot: string,
  ): Promise<'done' | 'refused' | 'silent'> {
    const envelope: Envelope = {
      id: `assign-${slot}`,
      by: { role: 'rule', agentId: null, name: inbox.assignment.mode, inboxIds: null, online: true },
      command: {
        type: 'assign',
        target: { id: agent._id, name: agent.name, active: true, online: true, inboxIds: null },
        slot: { id: slot },
        from: inbox._id,
      },
      // A chat may have waited since before a room, a webhook or a setting that it has to know of.
      policy: await policyNow(chat.channel),
    };
    try {
      const answer = await giveCommand(client, chat.id, envelope);
      if (answer === 'refused') await withdrawSlot(agent._id, slot);
      return answer;
    } catch (error) {
      // The reservation stays: the next look asks again, and if nobody ever answers it lapses.
      log.warn('a chat could not be assigned for now', { contactId: chat.id, error: String(error) });
      return 'silent';
    }
  }
}

const nothing: Look = { more: false, again: null };

/** An agent as a candidate, by the clock of now. */
export function asOfNow(agent: RuledAgent, inboxId: string, timeout: number): Candidate {
  const now = Date.now();
  const is = { online: isPresent(agent, timeout, now), onShift: isOpen(agent.shifts ?? null, now) };
  return candidateOf(agent, inboxId, is, now);
}

function isPresent({ active, status, lastHeartbeatAt }: RuledAgent, timeout: number, now: number): boolean {
  return isOnline({ active, status, lastHeartbeatAt: lastHeartbeatAt?.getTime() ?? null }, now, timeout);
}

/** Milliseconds until somebody who is there may be eligible without a word: a shift begins, a reservation is decided. */
function soonest(agents: RuledAgent[], timeout: number): number | null {
  const now = Date.now();
  const instants = agents
    .filter((agent) => isPresent(agent, timeout, now))
    .flatMap(({ shifts, slots }) => {
      if (!isOpen(shifts ?? null, now)) return nextChange(shifts, now) ?? [];
      return slots.some((slot) => !slot.confirmed && isAlive(slot, now)) ? now + RESERVED_MS : [];
    })
    .filter((at) => at > now);
  return instants.length === 0 ? null : Math.min(...instants) - now;
}
