import type { BotAnswer, BotInput } from '../domain/bot.ts';
import type { HelpdeskWork } from '../domain/helpdesk.ts';
import type { Output } from '../domain/rows.ts';
import type { Conversation } from '../domain/state.ts';
import type { Instant } from '../domain/vocabulary.ts';

/** What a conversation asks of the world. Every one stands being done twice. */
export interface ConversationActivities {
  /** Rows, and the snapshot when it comes with them, into the read model, in one transaction. */
  commit(batch: CommitBatch): Promise<void>;
  /** The last snapshot of a contact, or null when there is none. */
  loadSnapshot(contactId: string): Promise<Conversation | null>;
  /** Tells webhook endpoints, in order. */
  publish(batch: PublishBatch): Promise<void>;
  /** One turn of the bot. */
  askBot(input: BotInput): Promise<BotAnswer>;
  /** Reserves a slot of an agent who is online, active and has access; null when it cannot be. */
  reserveFor(offer: { agentId: string; contactId: string; inboxId: string }): Promise<Reserved | null>;
  /** Whether people attend an inbox. Fails while the store is away. */
  availability(look: Look): Promise<Availability>;
  /** Opens a case in a helpdesk: one, however often it is asked for. */
  openHelpdeskCase(work: Extract<HelpdeskWork, { kind: 'open' }>): Promise<{ ticketId: string; url: string }>;
  /** Adds what the customer wrote to a case that is open. */
  addToHelpdeskCase(work: Extract<HelpdeskWork, { kind: 'add' }>): Promise<void>;
  releaseSlot(slot: { agentId: string; slot: string }): Promise<void>;
}

export interface CommitBatch {
  contactId: string;
  outputs: Output[];
  /** Null while more rows are to come: a snapshot is written with the last of what led to it. */
  conversation: Conversation | null;
}

export interface PublishBatch {
  conversation: Conversation;
  outputs: Output[];
}

export interface Look {
  contactId: string;
  inboxId: string;
  at: Instant;
  contactName: string | null;
}

export interface Availability {
  /** What to tell whoever waits; null where somebody is there. */
  text: string | null;
  /** Until when somebody is taken to be there: the next closing; null: for as long as the chat waits. */
  lookAt: Instant | null;
}

export interface Reserved {
  agent: { id: string; name: string };
  slot: string;
}
