import type { HelpdeskMethod } from './handoff-method.ts';
import type { InboxRef } from './state.ts';
import type { TicketSubtype, TicketType } from './ticket-types.ts';
import type { BotMode, Instant, MessageType, Sentiment } from './vocabulary.ts';

/**
 * What any bot (built-in, model-backed, an integrator's) gets and gives. A bot proposes, the conversation decides:
 * nothing here moves a chat by itself.
 */
export interface BotLine {
  id: string;
  from: 'contact' | 'bot' | 'agent' | 'system';
  type: MessageType;
  /** Shortened by the conversation; empty where the message has no text. */
  text: string;
  at: Instant;
}

/** What the bot remembers between its turns; plain JSON, small (under 2 KiB). */
export type BotMemory = Record<string, string | number | boolean | null>;

export interface BotInput {
  contactId: string;
  channel: string;
  contactName: string | null;
  /** The last lines of the chat, oldest first; `fresh` of them, at the end, are new since the last turn. */
  lines: BotLine[];
  fresh: number;
  memory: BotMemory;
  /** Business events told by integrators (order paid, parcel late), newest last. */
  events: { name: string; data: unknown; at: Instant }[];
  /** Why the chat came back to the bot after a person had it, if it did. */
  returned: { by: string; reason: string | null; at: Instant } | null;
  /** Names of the fields that the contact's card has (`firstName`, `phone`…), without their values. */
  known?: readonly string[];
  /** Whether somebody vouches for who they are; so it is taken when left out. */
  authenticated?: boolean;
  /** The helpdesk has a case of this contact that it works on. */
  helpdeskOpen?: boolean;
  /** Which of our bots is meant; the built-in one when left out. */
  mode?: BotMode;
}

export interface BotHandoff {
  inboxId: string;
  inboxName: string;
  reason: string;
  /** To a case in a helpdesk by this method, with what is said once it is open; to the inbox where that fails. */
  helpdesk?: { method: HelpdeskMethod; notice: string; otherwise: string };
  /** The inbox as it stands, put in by whoever asked the bot; General where the bot's is gone. */
  inbox?: InboxRef;
}

/** A case that people should work off, as a bot proposes it: at most one a turn. */
export interface BotTicket {
  type: TicketType;
  /** One of the type's own, and active in the account. */
  subtype: TicketSubtype;
  /** What it is about, for whoever works it off; at most 500 characters of plain text. */
  summary: string;
  /** What the customer told, by name (`firstName`, `lastName`, `phone`, `email`, `orderNumber`…); never guessed. */
  fields: Record<string, string>;
}

/** Why the built-in bot answered in the place of the model. */
export const botFallbacks = [
  'not-configured',
  'timeout',
  'connection',
  'rate-limited',
  'quota',
  'server-error',
  'request-refused',
  'refusal',
  'content-filter',
  'truncated',
  'invalid',
  'empty',
  'unsafe',
  'conversation-ceiling',
  'day-ceiling',
  'not-metered',
] as const;
export type BotFallback = (typeof botFallbacks)[number];

export interface BotAnswer {
  /** What to say, in order; may be empty. */
  say: string[];
  memory: BotMemory;
  /** Present when the sentiment was recognised in this turn. */
  sentiment?: Sentiment;
  /** Present when the chat should go to people. */
  handoff?: BotHandoff;
  /** Present when a ticket should be opened, whether or not the chat goes to people too. */
  ticket?: BotTicket;
  /** What the customer told of themselves in this turn, by name of the field; for their card. */
  told?: Record<string, string>;
  /** The last thing said offers this and awaits a yes or a no. */
  offer?: 'person';
  /** Ids of the articles that what is said rests on. */
  sources?: string[];
  /** Present when the built-in bot stood in for the model in this turn. */
  fallback?: BotFallback;
  /** A question the bot could not answer, without the personal data that is recognised in it. */
  gap?: string;
  /** The inbox that the bot would have chosen for it. */
  gapInboxId?: string;
}
