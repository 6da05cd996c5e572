import type { Episode, Stay } from './attention.ts';
import type { FailureReason, ToldStatus } from './delivery.ts';
import type { HelpdeskWork } from './helpdesk.ts';
import type { Actor, AlertKind, Place } from './state.ts';
import type { Ticket } from './tickets.ts';
import type { Instant, MessageType, State } from './vocabulary.ts';

/** What a decision leaves for people to read. Each row stands being written twice: its id and `v` decide. */
export interface MessageRow {
  id: string;
  contactId: string;
  /** Order of arrival, unchangeable. */
  seq: number;
  v: number;
  direction: 'in' | 'out' | 'note' | 'system';
  author: { kind: 'contact' | 'bot' | 'agent' | 'system'; id: string | null; name: string | null };
  type: MessageType;
  text: string | null;
  media: unknown;
  /** Our id of the message this one answers. */
  replyTo: string | null;
  /** What the type holds beside text and media (location, template, order…). */
  content: unknown;
  status: 'received' | 'queued' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown' | null;
  at: Instant;
  receivedAt: Instant;
  /** The channel's own id of it, where Relevo serves the channel. */
  external?: string;
}

export interface ReactionRow {
  contactId: string;
  messageId: string;
  by: { kind: 'contact' | 'agent'; id: string | null; name: string | null };
  /** null takes the reaction away. */
  emoji: string | null;
  v: number;
  at: Instant;
}

/** What the customer made of a line of theirs: another text, or null for none. */
export interface EditRow {
  contactId: string;
  messageId: string;
  text: string | null;
  at: Instant;
}

/** What a channel tells of a message to the customer. */
export interface StatusRow {
  contactId: string;
  messageId: string;
  status: ToldStatus;
  at: Instant;
  reason: FailureReason | null;
  detail: string | null;
  /** The channel's own id of the message, and what that becomes where somebody refers to it. */
  external?: string;
  ref?: string;
}

export interface TimelineRow {
  contactId: string;
  seq: number;
  at: Instant;
  from: State | null;
  to: State;
  fromPlace: Place | null;
  toPlace: Place;
  command: string;
  actor: Actor;
  reason: string | null;
  data?: unknown;
}

export interface AlertRow {
  id: string;
  contactId: string;
  kind: AlertKind | 'helpdesk-failed';
  /** What happened, where the kind does not say it. */
  detail?: string;
  level: number;
  state: State;
  place: Place;
  raisedAt: Instant;
}

export interface AlertsEnded {
  ids: string[];
  at: Instant;
  by: Actor;
  /** The command that ended them: claim, assign, transfer, reply, acknowledge… */
  how: string;
}

/** Whose attention a row tells of, as known when it was written. */
export interface AttentionOf {
  contactId: string;
  channel: string;
  name: string | null;
  phone: string | null;
}

/** A question that no bot of ours could answer. */
export interface GapRow {
  id: string;
  contactId: string;
  question: string;
  inboxId: string;
  at: Instant;
}

export type EpisodeRow = Episode & AttentionOf;
export type StayRow = Stay & Pick<AttentionOf, 'contactId' | 'channel'>;

export type Output =
  | { type: 'message'; row: MessageRow }
  | { type: 'reaction'; row: ReactionRow }
  | { type: 'edit'; row: EditRow }
  | { type: 'status'; row: StatusRow }
  | { type: 'timeline'; row: TimelineRow }
  | { type: 'alert'; row: AlertRow }
  | { type: 'alertsEnded'; ended: AlertsEnded }
  /** What ended of people's attention; what runs is in the conversation. */
  | { type: 'episode'; row: EpisodeRow }
  | { type: 'stay'; row: StayRow }
  | { type: 'gap'; row: GapRow }
  | { type: 'confirmSlot'; agentId: string; slot: string }
  | { type: 'releaseSlot'; agentId: string; slot: string }
  /** The bot has something new to think about. */
  | { type: 'askBot' }
  /** The chat left the bot: whatever it is computing is void. */
  | { type: 'muteBot' }
  /** Give the chat back to whom it was with, if that person is online and has a free slot. */
  | { type: 'offerTo'; agentId: string }
  /** A ticket begins a life of its own. */
  | { type: 'ticketOpened'; ticket: Ticket }
  /** Something to do in a helpdesk. */
  | { type: 'helpdeskWork'; work: HelpdeskWork };
