import type { Caller } from '../../domain/caller.ts';
import type { Commander, SlotFact, TargetAgent } from '../../domain/commands.ts';
import type { InboxRef } from '../../domain/state.ts';
import { generalInbox } from '../../domain/state.ts';
import type { AgentDoc } from '../../models/agent.ts';
import { isMongoUnavailable } from '../../models/connect.ts';
import { inboxRef } from '../../models/inbox-ref.ts';
import { placesTaken, reserveSlot, withdrawSlot } from '../../models/slots.ts';
import type { Directory } from '../directory.ts';
import { Problem } from '../problem.ts';

/** What is true outside the conversation at the time of a command, gathered before it is asked. */
export interface Facts {
  commander(caller: Caller): Promise<Commander>;
  /** A caller for reading: presence as this process knows it. */
  viewer(caller: Caller): Commander;
  freeSlot(caller: Caller): boolean;
  targetAgent(agentId: string): Promise<TargetAgent | null>;
  inbox(inboxId: string): InboxRef | null;
  personalInbox(agentId: string): InboxRef | null;
  /** Reserves one of an agent's places, runs, and gives it back when `keep` says that the chat was not given. */
  withSlot<T>(
    agentId: string | null,
    contactId: string,
    run: (slot: SlotFact) => Promise<T>,
    keep: (result: T, slot: string) => boolean,
  ): Promise<T>;
}

export function createFacts(directory: Directory): Facts {
  /** While the store is away, an agent last known to be online counts as such: heartbeats cannot be written either. */
  const fresh = async (agentId: string): Promise<AgentDoc | null> => {
    try {
      return await directory.freshAgent(agentId);
    } catch (error) {
      if (!isMongoUnavailable(error)) throw error;
      const known = directory.agent(agentId);
      return known ? { ...known, lastHeartbeatAt: new Date() } : null;
    }
  };

  return {
    async commander(caller) {
      const agent = caller.agentId ? await fresh(caller.agentId) : null;
      return directory.callerFacts(caller, agent);
    },

    viewer: (caller) => directory.callerFacts(caller),

    freeSlot(caller) {
      // Integrators take no chats: what they may do asks for no place.
      if (caller.role === 'integrator') return true;
      const agent = caller.agentId ? directory.agent(caller.agentId) : undefined;
      return agent !== undefined && placesTaken(agent.slots) < agent.capacity;
    },

    async targetAgent(agentId) {
      const agent = await fresh(agentId);
      if (!agent) return null;
      const { inboxIds } = directory.callerFacts({ role: agent.role, keyId: '', name: agent.name, agentId });
      return { id: agent._id, name: agent.name, active: agent.active, online: directory.isOnline(agent), inboxIds };
    },

    inbox(inboxId) {
      const inbox = directory.inbox(inboxId);
      return inbox ? inboxRef(inbox) : inboxId === generalInbox.id ? generalInbox : null;
    },

    personalInbox(agentId) {
      const agent = directory.agent(agentId);
      const inbox = agent ? directory.inbox(agent.personalInboxId) : undefined;
      return inbox ? inboxRef(inbox) : null;
    },

    async withSlot(agentId, contactId, run, keep) {
      if (agentId === null) return run(null);
      const reserved = await reserveSlot(agentId, contactId);
      if (!reserved.ok) {
        const places = reserved.reason === 'full' ? { capacity: reserved.capacity, chats: reserved.chats } : {};
        return run({ full: true, ...places });
      }
      let kept = true;
      try {
        const result = await run({ id: reserved.id });
        kept = keep(result, reserved.id);
        return result;
      } catch (error) {
        // Without an answer it is open whether the chat was given: an unconfirmed place lapses by itself.
        kept = !(error instanceof Problem) || error.status >= 500;
        throw error;
      } finally {
        if (!kept) await withdrawSlot(agentId, reserved.id).catch(() => undefined);
      }
    },
  };
}
