import type { BotFallback, BotHandoff, BotTicket } from './bot.ts';
import type { FailureReason, ToldStatus } from './delivery.ts';
import type { Policy } from './policy.ts';
import type { Address, AgentRef, InboxRef, Profile } from './state.ts';
import type { TicketRequest } from './tickets.ts';
import type { Instant, MessageType, Role, Sentiment } from './vocabulary.ts';
import type { Viewer } from './visibility.ts';

/** Who gives a command and what was true of them when the API took it: the guard facts. */
export interface Commander extends Viewer {
  role: Role | 'rule';
  agentId: string | null;
  name: string;
  online: boolean;
}

/** The outcome of reserving one of an agent's slots before asking for the chat. null: not needed or not asked. */
export type SlotFact = { id: string } | { full: true; capacity?: number; chats?: number } | null;

/** What a message to the customer holds, already checked for the channel. */
export interface Content {
  messageId: string;
  type: MessageType;
  text: string | null;
  media?: unknown;
  replyTo?: string | null;
  content?: unknown;
}

export interface TargetAgent extends AgentRef {
  active: boolean;
  online: boolean;
  /** Inboxes the agent may take from; null: all. */
  inboxIds: readonly string[] | null;
}

export type Command =
  | { type: 'claim'; slot: SlotFact }
  /** `from`: only while the chat waits in that inbox. */
  | { type: 'assign'; target: TargetAgent; slot: SlotFact; from?: string }
  /** `ifVersion`: only while nothing has happened since the conversation was of that version. */
  | { type: 'return'; reason?: string; ifVersion?: number }
  | { type: 'transfer'; target: InboxRef; note?: { messageId: string; text: string } }
  | { type: 'close'; reason: string | null }
  | { type: 'toBot' }
  | { type: 'handoff'; inbox: InboxRef; reason: string | null }
  | { type: 'helpdeskHandoff'; reason: string | null }
  | { type: 'template'; message: Content; slot: SlotFact }
  | { type: 'start'; message: Content | null; slot: SlotFact; profile: Partial<Profile>; address?: Address }
  /** `online` and `slot` are those of this agent: whom the sender believes that an undo gives the chat back to. */
  | { type: 'undo'; online: boolean; slot: SlotFact; agentId?: string }
  | { type: 'reply'; message: Content }
  | { type: 'react'; messageId: string; emoji: string | null }
  | { type: 'note'; messageId: string; text: string }
  | { type: 'botMessage'; message: Content }
  | { type: 'businessEvent'; name: string; data: unknown }
  | { type: 'openTicket'; ticket: TicketRequest }
  | { type: 'block' }
  | { type: 'unblock' }
  | { type: 'read' }
  | { type: 'unread' }
  | { type: 'editContact'; patch: Partial<Omit<Profile, 'edited' | 'authenticated'>> }
  | { type: 'acknowledge'; alertId: string };

export type CommandType = Command['type'];

/** A command on its way: who, when, under which rules, and the ownership its sender believes in. */
export interface Envelope<C extends Command = Command> {
  /** De-duplicates: the same id twice is one command. */
  id: string;
  command: C;
  by: Commander;
  policy: Policy;
  epoch?: number;
}

/** What happens to a conversation without anybody commanding it. Past tense. */
export type Happening =
  | { type: 'customerWrote'; message: InboundMessage; profile: Partial<Profile>; address?: Address }
  | {
      type: 'customerReacted';
      messageId: string;
      emoji: string | null;
      at: Instant;
      profile: Partial<Profile>;
      address?: Address;
    }
  /** The channel reaches the same person elsewhere from now on. */
  | { type: 'customerMoved'; address: Address; phone: string | null; message: Content }
  /** `text` null: they took it back. */
  | { type: 'customerEdited'; messageId: string; text: string | null; at: Instant }
  | ({ type: 'statusTold' } & StatusReport)
  /** `gap`: the question of the customer that this does not answer. */
  | { type: 'botSaid'; messages: Content[]; asSystem?: boolean; gap?: { question: string; inboxId: string } }
  | { type: 'botAnswerDiscarded'; reason: string }
  /** The built-in bot stood in for the model. */
  | { type: 'botFellBack'; reason: BotFallback }
  | { type: 'moodRecognised'; sentiment: Sentiment }
  | { type: 'botHandedOff'; inbox: InboxRef; reason: string | null }
  /** One case at a time. */
  | { type: 'botAskedHelpdesk'; handoff: BotHandoff; inbox: InboxRef }
  | { type: 'helpdeskOpened'; caseId: string; ticketId: string; url: string; notice: Content }
  /** `message`: what the customer is told when the chat therefore goes to the inbox. */
  | { type: 'helpdeskFailed'; caseId: string; reason: string; handoffReason: string; inbox: InboxRef; message: Content }
  | { type: 'helpdeskAddFailed'; reason: string }
  | { type: 'helpdeskTold'; caseId: string; status: 'open' | 'solved' }
  | { type: 'windowClosedByProvider'; sentAt: Instant; reason: string }
  /** Nobody is there for the one who waits in the inbox. */
  | { type: 'autoReplied'; inboxId: string; message: Content }
  /** What the customer told the bot of themselves: for the card, where nobody vouches for something else. */
  | { type: 'customerTold'; fields: Record<string, string> }
  /** What the account does not let the bot open is dropped, and so is a second one of a kind in one session. */
  | { type: 'botOpenedTicket'; ticket: BotTicket }
  | { type: 'inboxRemoved'; inboxId: string; by: string | null };

export interface StatusReport {
  messageId: string;
  status: ToldStatus;
  at: Instant;
  reason: FailureReason | null;
  detail: string | null;
  /** The channel's own id of the message, and what that becomes where somebody refers to it. */
  external?: string;
  ref?: string;
  /** The message as the conversation remembers it; null when it went long ago. */
  sent: { at: Instant; isTemplate: boolean } | null;
}

export interface InboundMessage {
  id: string;
  type: MessageType;
  text: string | null;
  media?: unknown;
  replyTo?: string | null;
  content?: unknown;
  /** The earlier of the provider's time and the arrival. */
  at: Instant;
  receivedAt: Instant;
  /** What the words alone tell of the customer's mood. */
  mood?: Sentiment;
  /** The channel's own id, where Relevo serves the channel. */
  external?: string;
}
