import type { BotLine, BotMemory } from '../domain/bot.ts';
import type { HelpdeskWork } from '../domain/helpdesk.ts';
import type { EditRow, Output } from '../domain/rows.ts';
import type { Conversation } from '../domain/state.ts';
import { withAttention } from '../domain/state.ts';
import type { Ticket } from '../domain/tickets.ts';
import type { Instant } from '../domain/vocabulary.ts';

/** Everything a run hands to the next: plain JSON, under 64 KiB while the store keeps up. */
export interface Carry {
  schema: 1;
  conversation: Conversation;
  /** The version the read model has for sure. */
  committed: number;
  /** Rows not yet in the read model. */
  pending: Output[];
  /** Outputs not yet told to webhook endpoints. */
  unpublished: Output[];
  /** Ids of the latest messages and commands, oldest first: what came twice is dropped. */
  seen: string[];
  done: string[];
  lines: (BotLine & { seq: number })[];
  /** What customers made of their lines lately, which may come before the line. */
  edits: EditRow[];
  bot: BotCarry;
  /** Agents to offer the chat to. */
  offers: string[];
  /** Tickets that were opened and whose workflows are still to be started. */
  tickets: Ticket[];
  /** What is to be done in a helpdesk, in order. */
  helpdesk: HelpdeskWork[];
}

export interface BotCarry {
  asked: boolean;
  memory: BotMemory;
  /** The last line that was in front of the bot. */
  upTo: number;
  answers: number;
  handoffReason: string | null;
  returned: { by: string; reason: string | null; at: Instant } | null;
  events: { name: string; data: unknown; at: Instant }[];
}

export const limits = {
  seen: 600,
  done: 200,
  lines: 12,
  lineText: 500,
  edits: 12,
  events: 5,
  eventData: 1000,
} as const;

export function newCarry(conversation: Conversation, committed: number): Carry {
  return {
    schema: 1,
    conversation,
    committed,
    pending: [],
    unpublished: [],
    seen: [],
    done: [],
    lines: [],
    edits: [],
    bot: { asked: false, memory: {}, upTo: 0, answers: 0, handoffReason: null, returned: null, events: [] },
    offers: [],
    tickets: [],
    helpdesk: [],
  };
}

/** Brings a carry of an earlier schema up to today's. There has been one schema so far, which has grown. */
export function migrate(carry: Carry): Carry {
  const conversation = withAttention(carry.conversation);
  return {
    ...carry,
    conversation,
    edits: carry.edits ?? [],
    tickets: carry.tickets ?? [],
    helpdesk: carry.helpdesk ?? [],
  };
}

/** Adds to a bounded list, dropping the oldest. */
export function keepLast<T>(list: T[], item: T, most: number): T[] {
  return [...list, item].slice(-most);
}
