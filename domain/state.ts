import type { Attention } from './attention.ts';
import type { HelpdeskCase } from './helpdesk.ts';
import type { Policy } from './policy.ts';
import type { TicketSubtype } from './ticket-types.ts';
import type { Duration, Instant, InboxKind, Origin, Sentiment, SessionStatus, State } from './vocabulary.ts';
import { CERRADAS, GENERAL } from './vocabulary.ts';

export interface InboxRef {
  id: string;
  name: string;
  kind: InboxKind;
  /** Only of a personal inbox: whose it is. */
  ownerId?: string;
  /** The inbox's own escalation times, where they differ from the account's. */
  unattendedAfter?: Duration;
  unansweredAfter?: Duration;
}

export interface AgentRef {
  id: string;
  name: string;
}

/** Who has the chat. Each variant carries only what is true in it. NUEVO: before the first event, seen by nobody. */
export type Chat =
  | { state: 'NUEVO' }
  | { state: 'BOT' }
  | { state: 'BANDEJA'; inbox: InboxRef }
  | { state: 'AGENTE'; agent: AgentRef; takenFrom: InboxRef; slot: string | null }
  | { state: 'EXPIRADO' };

/** The columns of the transition table: the states, with Cerradas told apart from the other inboxes. */
export const situations = ['NUEVO', 'BOT', 'BANDEJA', 'CERRADAS', 'AGENTE', 'EXPIRADO'] as const;
export type Situation = (typeof situations)[number];

export interface Place {
  inboxId?: string;
  inboxName?: string;
  agentId?: string;
  agentName?: string;
  label: string;
}

export const actorKinds = [
  'customer',
  'bot',
  'agent',
  'supervisor',
  'admin',
  'integrator',
  'rule',
  'timer',
  'channel',
  'system',
] as const;
export interface Actor {
  kind: (typeof actorKinds)[number];
  id: string | null;
  name: string | null;
}

/** What is known of the person. The card's own edits win over what a channel tells later. */
export interface Profile {
  name: string | null;
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  email: string | null;
  authenticated: boolean;
  custom: Record<string, string>;
  /** Names of the fields a person has edited. */
  edited: string[];
}

export const alertKinds = ['unattended', 'unanswered', 'window-closing', 'angry-customer'] as const;
export type AlertKind = (typeof alertKinds)[number];

/** One running escalation: how often it was raised, and whether somebody has acknowledged it. */
export interface Escalation {
  level: number;
  /** When it was last raised; of one that began long ago it may be unknown, and then it is not raised again. */
  raisedAt?: Instant;
  /** Its alerts so far, one a level. */
  alertIds: string[];
  acknowledged: boolean;
}

export interface Session {
  status: SessionStatus;
  lastCustomerAt: Instant | null;
  /** End of the window while open; end of the wait while awaiting a reply; the past end once expired. */
  expiresAt: Instant | null;
}

/** Whether the one who waits in an inbox has been, or is to be, told that nobody is there. */
export interface AutoReply {
  /** `due`: somebody has to look who is there; `looked`: people were; `settled`: told, or an agent has had the chat. */
  status: 'due' | 'looked' | 'settled';
  /** Where people were: from when on the customer's next message makes a look due again; null: no more. */
  lookAt: Instant | null;
}

/** Where the chat was before a transfer, return or close, while that can still be undone. */
export interface Undo {
  chat: Chat;
  command: 'transfer' | 'return' | 'close';
  /** Since when the customer of a chat that was closed waited; a transfer or return lets them wait on. */
  waitingSince?: Instant | null;
}

/** Where a channel that Relevo serves itself reaches the contact. */
export interface Address {
  /** The number as the channel knows it, digits alone. */
  waId?: string;
  /** The person's id for this business: it outlives what the channel shows of the number. */
  userId?: string;
}

export interface Conversation {
  schema: 1;
  id: string;
  channel: string;
  externalId: string;
  /** Absent where an integrator delivers what is said. */
  address?: Address;
  profile: Profile;
  origin: Origin;
  policy: Policy;
  createdAt: Instant;
  /** Grows with every change; the read model keeps the highest. */
  version: number;
  /** Grows with every change of owner. */
  epoch: number;
  /** Order of arrival of the last message or timeline entry. */
  seq: number;
  chat: Chat;
  since: Instant;
  movedBy: Actor;
  reason: string | null;
  previous: { state: State; place: Place } | null;
  session: Session;
  /** When the customer's oldest line that nobody has answered came; null when all is answered. */
  waitingSince: Instant | null;
  escalations: Partial<Record<AlertKind, Escalation>>;
  /** The window end for which `window-closing` has been settled. */
  windowTold: Instant | null;
  blocked: boolean;
  blockedCount: number;
  sentiment: Sentiment;
  unread: boolean;
  lastMessageAt: Instant | null;
  lastInbox: InboxRef | null;
  lastAgent: AgentRef | null;
  /** Whose the latest epochs were, newest last; a few. */
  owners: { epoch: number; agentId: string }[];
  undo: Undo | null;
  attention: Attention;
  autoReply: AutoReply;
  /** The tickets opened in this session, the latest last; a few. */
  tickets?: OpenedTicket[];
  /** The last case in a helpdesk, over all sessions. */
  helpdesk?: HelpdeskCase;
}

export interface OpenedTicket {
  id: string;
  subtype: TicketSubtype;
}

export const noAttention: Attention = { waiting: false, episode: null, stay: null, before: null };
export const generalInbox: InboxRef = { id: GENERAL, name: 'General', kind: 'GENERAL' };
export const cerradasInbox: InboxRef = { id: CERRADAS, name: 'Cerradas', kind: 'CERRADAS' };

export function situationOf(chat: Chat): Situation {
  return chat.state === 'BANDEJA' && chat.inbox.kind === 'CERRADAS' ? 'CERRADAS' : chat.state;
}

export function placeOf(chat: Chat): Place {
  switch (chat.state) {
    case 'NUEVO':
      return { label: '' };
    case 'BOT':
      return { label: 'BOT (NO EXPIRADO)' };
    case 'BANDEJA':
      return { inboxId: chat.inbox.id, inboxName: chat.inbox.name, label: chat.inbox.name };
    case 'AGENTE':
      return {
        inboxId: chat.takenFrom.id,
        inboxName: chat.takenFrom.name,
        agentId: chat.agent.id,
        agentName: chat.agent.name,
        label: chat.agent.name,
      };
    case 'EXPIRADO':
      return { label: 'EXPIRADO' };
  }
}

export function ownerOf(conversation: Conversation): AgentRef | null {
  return conversation.chat.state === 'AGENTE' ? conversation.chat.agent : null;
}

export function isEscalated(conversation: Conversation): boolean {
  return Object.values(conversation.escalations).some((one) => !one.acknowledged);
}

/** A conversation before its first event. Numbers start at `now`, so they grow even where an earlier life was lost. */
export function newConversation(
  id: string,
  channel: string,
  externalId: string,
  policy: Policy,
  now: Instant,
): Conversation {
  return {
    schema: 1,
    id,
    channel,
    externalId,
    profile: {
      name: null,
      firstName: null,
      lastName: null,
      phone: null,
      email: null,
      authenticated: false,
      custom: {},
      edited: [],
    },
    origin: 'customer',
    policy,
    createdAt: now,
    version: now,
    epoch: now,
    seq: now,
    chat: { state: 'NUEVO' },
    since: now,
    movedBy: { kind: 'system', id: null, name: null },
    reason: null,
    previous: null,
    session: { status: 'expired', lastCustomerAt: null, expiresAt: null },
    waitingSince: null,
    escalations: {},
    windowTold: null,
    blocked: false,
    blockedCount: 0,
    sentiment: 'NEUTRAL',
    unread: false,
    lastMessageAt: null,
    lastInbox: null,
    lastAgent: null,
    owners: [],
    undo: null,
    attention: noAttention,
    autoReply: { status: 'settled', lookAt: null },
  };
}

/** A conversation whose workflow starts again: everything stands, and its numbers go on above both their last value and the clock. */
export function revive(snapshot: Conversation, now: Instant): Conversation {
  const above = (last: number) => Math.max(last + 1, now);
  const epoch = above(snapshot.epoch);
  const owner = ownerOf(snapshot);
  return {
    ...withAttention(snapshot),
    version: above(snapshot.version),
    epoch,
    seq: above(snapshot.seq),
    owners: owner ? [...snapshot.owners, { epoch, agentId: owner.id }] : snapshot.owners,
  };
}

/** A state of before attention was followed: its figures begin with the next change of place. */
export function withAttention(conversation: Conversation): Conversation {
  return { ...conversation, attention: conversation.attention ?? noAttention };
}
