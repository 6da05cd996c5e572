import { randomUUID } from 'node:crypto';
import { messageOfCommand } from '../../api/conversations/ids.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Command } from '../../domain/commands.ts';
import { generalInbox } from '../../domain/state.ts';
import type { Stage } from '../support/stage.ts';
import { integrator } from '../support/stage.ts';

/** What the team does with one contact. */
export function deskOf({ service }: Stage, contactId: string) {
  const order = (caller: Caller, command: (commandId: string) => Command, slotOf: string | null = null) => {
    const commandId = randomUUID();
    return service.order({
      contactId,
      caller,
      commandId,
      slotOf,
      command: (slot) => {
        const built = command(commandId);
        return built.type === 'claim' ? { ...built, slot } : built;
      },
    });
  };
  return {
    handoff: () => order(integrator, () => ({ type: 'handoff', inbox: generalInbox, reason: null })),
    claim: (agent: Caller) => order(agent, () => ({ type: 'claim', slot: null }), agent.agentId),
    reply: (agent: Caller, text: string) =>
      order(agent, (id) => ({ type: 'reply', message: { messageId: messageOfCommand(id), type: 'text', text } })),
    note: (agent: Caller, text: string) =>
      order(agent, (id) => ({ type: 'note', messageId: messageOfCommand(id), text })),
    close: (agent: Caller) => order(agent, () => ({ type: 'close', reason: null })),
    block: (agent: Caller) => order(agent, () => ({ type: 'block' })),
  };
}
