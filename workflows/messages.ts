import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CommandType, Content, Envelope, InboundMessage, StatusReport } from '../domain/commands.ts';
import type { Refusal } from '../domain/refusals.ts';
import type { Policy } from '../domain/policy.ts';
import type { Output } from '../domain/rows.ts';
import type { Address, Conversation, Profile } from '../domain/state.ts';
import type { Instant } from '../domain/vocabulary.ts';
import type { Carry } from './carry.ts';

/** What a conversation's workflow is started with. */
export interface StartInput {
  contactId: string;
  channel: string;
  externalId: string;
  policy: Policy;
  /** The last state of an earlier life; null: there was none; 'load': the starter could not look. */
  snapshot: Conversation | null | 'load';
  /** Only from one run to the next. */
  carry?: Carry;
}

/** What a channel took in: a customer's event, or what became of a message to the customer. */
export type Inbound =
  | { kind: 'message'; message: InboundMessage; profile: Partial<Profile>; address?: Address }
  | {
      kind: 'reaction';
      id: string;
      messageId: string;
      emoji: string | null;
      at: Instant;
      profile: Partial<Profile>;
      address?: Address;
    }
  /** The channel reaches the same person elsewhere from now on. */
  | { kind: 'moved'; id: string; address: Address; phone: string | null; message: Content }
  /** `text` null: the customer took the message back. */
  | { kind: 'edit'; id: string; messageId: string; text: string | null; at: Instant }
  /** A helpdesk tells of the case of this contact. */
  | { kind: 'helpdesk'; id: string; caseId: string; status: 'open' | 'solved' }
  | { kind: 'status'; id: string; report: Omit<StatusReport, 'sent'> };

/** All of one contact's events of one post, in order. */
export interface InboundBatch {
  policy: Policy;
  items: Inbound[];
}

export interface InboxRemoved {
  inboxId: string;
  by: string | null;
}

/** A summary for whoever takes the chat over. */
export interface Brief {
  summary: string | null;
  data: Record<string, string>;
  bot: { answers: number; last: string | null; handoffReason: string | null };
}

export interface CommandResult {
  conversation: Conversation;
  /** What the command wrote, for the reader that must not wait. */
  outputs: Output[];
  /** True when this command id had been done before. */
  repeated: boolean;
  brief?: Brief;
}

/** `type` of the failure that a refused command comes back with; its first detail is the refusal. */
export const REFUSED = 'Refused';
export interface RefusedDetails {
  refusal: Refusal;
  /** Null when the caller may not see the chat. */
  conversation: Conversation | null;
}

/** Update and query names, and what supervisors read about them in the Temporal UI. */
export const commandUpdates = {
  claim: 'An agent takes the chat',
  assign: 'A supervisor or a rule gives the chat to an agent',
  return: 'The owner puts the chat back into its inbox',
  transfer: 'The chat goes to another inbox or to an agent’s personal inbox',
  close: 'The attention ends; the chat rests in Cerradas',
  toBot: 'The chat goes back to the bot',
  handoff: 'The bot’s side hands the chat to people',
  helpdeskHandoff: 'The chat continues in a helpdesk',
  template: 'A template is sent to the customer',
  start: 'A conversation is started from our side',
  undo: 'The last transfer, return or close is compensated',
  reply: 'The owner writes to the customer',
  react: 'The owner reacts to a message',
  note: 'An internal note',
  botMessage: 'An integrator’s own bot speaks',
  businessEvent: 'A business event is told',
  openTicket: 'A ticket is opened',
  block: 'The contact is blocked',
  unblock: 'The contact is unblocked',
  read: 'The chat is marked read',
  unread: 'The chat is marked unread',
  editContact: 'The contact card is edited',
  acknowledge: 'A supervisor acknowledges an alert',
} as const satisfies Record<CommandType, string>;

export const updateNames = Object.keys(commandUpdates) as CommandType[];

export const commandUpdate = (type: CommandType) => defineUpdate<CommandResult, [Envelope]>(type);
export const customerWrote = defineSignal<[InboundBatch]>('customerWrote');
export const inboxRemoved = defineSignal<[InboxRemoved]>('inboxRemoved');
export const conversationQuery = defineQuery<Conversation>('conversation');
export const briefQuery = defineQuery<Brief>('brief');
