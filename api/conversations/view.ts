import type { Caller } from '../../domain/caller.ts';
import { can } from '../../domain/can.ts';
import type { Conversation } from '../../domain/state.ts';
import type { Names } from '../../domain/wire.ts';
import { wireConversation } from '../../domain/wire.ts';
import type { Directory } from '../directory.ts';
import type { Facts } from './facts.ts';

/** A conversation as a caller gets it: names of today, and the commands this caller may give now. */
export function createView(facts: Facts, directory: Directory) {
  const names: Names = { inbox: (id) => directory.inboxName(id), agent: (id) => directory.agentName(id) };
  return {
    names,
    conversation(c: Conversation, caller: Caller, live: boolean) {
      return {
        ...wireConversation(c, names),
        can: can(c, facts.viewer(caller), facts.freeSlot(caller), Date.now()),
        live,
      };
    },
    /** The commands possible for a refused caller who may see the chat. */
    can: (c: Conversation, caller: Caller) => can(c, facts.viewer(caller), facts.freeSlot(caller), Date.now()),
  };
}

export type View = ReturnType<typeof createView>;
export type ConversationView = ReturnType<View['conversation']>;
