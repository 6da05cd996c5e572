import type { InboxRef } from './state.ts';
import type { Instant, MessageType, Sentiment } from './vocabulary.ts';

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
}

export interface BotHandoff {
  inboxId: string;
  inboxName: string;
  reason: string;
  /** The inbox as it stands, put in by whoever asked the bot; General where the bot's is gone. */
  inbox?: InboxRef;
}

export interface BotAnswer {
  /** What to say, in order; may be empty. */
  say: string[];
  memory: BotMemory;
  /** Present when the sentiment was recognised in this turn. */
  sentiment?: Sentiment;
  /** Present when the chat should go to people. */
  handoff?: BotHandoff;
  /** A question the bot could not answer. */
  gap?: string;
}
