import type { BotAnswer, BotInput } from '../../domain/bot.ts';
import type { HandoffMethod } from '../../domain/handoff-method.ts';
import type { TicketSubtype } from '../../domain/ticket-types.ts';
import type { OwnTexts } from '../../texts/es-ar.ts';
import type { WantedField } from './field-values.ts';

/** Every bot stands behind this: it proposes what to say and whether people should take over. */
export interface Bot {
  /** Rejects with the signal's reason when aborted. Deterministic for the built-in bot. */
  answer(input: BotInput, signal?: AbortSignal): Promise<BotAnswer>;
}

export interface KnowledgeArticle {
  id: string;
  title: string;
  /** Said to the customer as it is, so it is written for them. */
  body: string;
  keywords: string[];
  /** Milliseconds since the epoch; part of the version of the search index. */
  updatedAt: number;
}

/** An inbox the bot may hand a chat to: General (id `general`) and the custom ones. */
export interface BotInbox {
  id: string;
  name: string;
  description: string;
  keywords: string[];
}

/** What the account says of tickets that a bot opens. */
export interface BotTickets {
  /** None while the account has not turned them on. */
  active: readonly TicketSubtype[];
  /** By subtype, what to ask for besides names and phone. */
  requiredFields: Partial<Record<string, readonly string[]>>;
  /** What their values look like, where the account says so. */
  fields?: Readonly<Record<string, Omit<WantedField, 'name'>>>;
}

/** How the account hands chats off. */
export interface BotHandoffRules {
  method: HandoffMethod;
  /** What the method `message` shows. */
  message?: string;
}

/** What the bot may know of the account. Asked anew in every turn; whoever implements it may cache. */
export interface BotWorld {
  articles(): Promise<KnowledgeArticle[]>;
  inboxes(): Promise<BotInbox[]>;
  /** Texts the account has replaced. */
  texts?(): Promise<OwnTexts>;
  /** Left out where no tickets are opened. */
  tickets?(): Promise<BotTickets>;
  /** The inbox when left out. */
  handoff?(): Promise<BotHandoffRules>;
}
