import type { Actor, Escalation } from './state.ts';
import type { TicketSubtype, TicketType } from './ticket-types.ts';
import type { Duration, Instant } from './vocabulary.ts';

/** The states of a ticket: it begins in the first, and a person may change it to any other at any time. */
export const ticketStates = ['ABIERTO', 'EN_PROCESO', 'RESUELTO', 'DESESTIMADO'] as const;
export type TicketState = (typeof ticketStates)[number];

/** Nobody works on these any more. */
export const settledStates: readonly TicketState[] = ['RESUELTO', 'DESESTIMADO'];

const DAY = 86_400_000;
/** How long a settled ticket is left in peace before its workflow ends; a later change starts it again. */
const QUIET_AFTER: Duration = 7 * DAY;
/** The latest entries that a ticket carries along; all of them are in the read model. */
const HISTORY_CARRIED = 50;
const CHANGES_KEPT = 50;

/** What opens a ticket: who asks, and for what. */
export interface TicketRequest {
  /** Derived from the contact and what opens it, so that the same request is one ticket. */
  id: string;
  type: TicketType;
  subtype: TicketSubtype;
  summary: string | null;
  /** What the customer told, by name of the field. */
  fields: Record<string, string>;
}

/** One change of a ticket; `n` counts them, the opening is the first. */
export interface TicketEntry {
  n: number;
  at: Instant;
  actor: Actor;
  /** Null for the opening. */
  from: TicketState | null;
  to: TicketState;
  comment: string | null;
}

/** A case to be worked off. Its number and its area are allotted where all tickets are known: in the read model. */
export interface Ticket extends TicketRequest {
  schema: 1;
  contactId: string;
  contactName: string | null;
  /** Grows with every change; the read model keeps the highest. */
  version: number;
  state: TicketState;
  /** Since when it is in that state. */
  since: Instant;
  reportedBy: Actor;
  /** Whether all that the subtype asks for is known. */
  complete: boolean;
  /** The names of what of that is not known; left out by tickets of before. */
  missing?: string[];
  /** The last line of the chat when it was opened: the transcript up to then. */
  upToSeq: number;
  createdAt: Instant;
  updatedAt: Instant;
  history: TicketEntry[];
  escalation: Escalation | null;
  /** Ids of the latest changes: what came twice is done once. */
  done: string[];
}

/** The account's rules as a ticket needs them: a versioned guard fact. */
export interface TicketPolicy {
  version: number;
  unattendedAfter: Duration;
  /** Whether any webhook endpoint wants to hear of it. */
  webhooks: boolean;
}

export type TicketChange =
  | { type: 'change'; state: TicketState; comment: string | null }
  | { type: 'acknowledge'; alertId: string };

/** A change on its way. Who may give it is judged by role before; no state refuses one. */
export interface TicketEnvelope {
  id: string;
  change: TicketChange;
  by: Actor;
  policy: TicketPolicy;
}

export interface TicketAlertRow {
  id: string;
  contactId: string;
  ticketId: string;
  kind: 'ticket-unattended';
  level: number;
  raisedAt: Instant;
}

/** What a change leaves to be written and told. */
export type TicketOutput =
  | { type: 'alert'; row: TicketAlertRow }
  | { type: 'alertsEnded'; ended: { ids: string[]; at: Instant; by: Actor; how: string } }
  | { type: 'changed'; entry: TicketEntry };

export interface TicketStep {
  ticket: Ticket;
  outputs: TicketOutput[];
}

export function isSettled(state: TicketState): boolean {
  return settledStates.includes(state);
}

export function openTicket(
  request: TicketRequest,
  of: Pick<Ticket, 'contactId' | 'contactName' | 'reportedBy' | 'complete' | 'missing' | 'upToSeq'>,
  now: Instant,
): Ticket {
  const state = ticketStates[0];
  return {
    ...request,
    ...of,
    schema: 1,
    version: now,
    state,
    since: now,
    createdAt: now,
    updatedAt: now,
    history: [{ n: 1, at: now, actor: of.reportedBy, from: null, to: state, comment: null }],
    escalation: null,
    done: [],
  };
}

/** What a change does to a ticket. Time passes first. The same change twice, or one to what is already so, is none. */
export function changeTicket(before: Ticket, { id, change, by, policy }: TicketEnvelope, now: Instant): TicketStep {
  const step = passTime(before, policy, now);
  if (step.ticket.done.includes(id)) return step;
  const { ticket, outputs } = step;
  const done = [...ticket.done, id].slice(-CHANGES_KEPT);
  if (change.type === 'acknowledge') {
    const { escalation } = ticket;
    if (!escalation || escalation.acknowledged || !escalation.alertIds.includes(change.alertId)) return step;
    const next = changed(ticket, now, { done, escalation: { ...escalation, acknowledged: true } });
    return { ticket: next, outputs: [...outputs, ...ended(ticket, by, 'acknowledge', now)] };
  }
  const { state, comment } = change;
  if (state === ticket.state && comment === null) return step;
  const n = (ticket.history.at(-1)?.n ?? 0) + 1;
  const entry: TicketEntry = { n, at: now, actor: by, from: ticket.state, to: state, comment };
  const history = [...ticket.history, entry].slice(-HISTORY_CARRIED);
  const moved = state === ticket.state ? {} : { state, since: now, escalation: null };
  return {
    ticket: changed(ticket, now, { done, history, ...moved }),
    outputs: [...outputs, ...('state' in moved ? ended(ticket, by, 'change', now) : []), { type: 'changed', entry }],
  };
}

/** Raises every alert that fell due up to `to`, each at its own instant. */
export function passTime(before: Ticket, policy: TicketPolicy, to: Instant): TicketStep {
  const step: TicketStep = { ticket: before, outputs: [] };
  for (;;) {
    const at = ticketDeadline('unattended', step.ticket, policy);
    if (at === null || at > to) return step;
    const { ticket } = step;
    const level = (ticket.escalation?.level ?? 0) + 1;
    const now = Math.max(at, ticket.updatedAt);
    const id = `alr_${ticket.id}_${ticket.since.toString(36)}_${level}`;
    const alertIds = [...(ticket.escalation?.alertIds ?? []), id];
    step.ticket = {
      ...ticket,
      version: ticket.version + 1,
      escalation: { level, alertIds, acknowledged: false },
    };
    const row = { id, contactId: ticket.contactId, ticketId: ticket.id, kind: 'ticket-unattended', level } as const;
    step.outputs.push({ type: 'alert', row: { ...row, raisedAt: now } });
  }
}

export const ticketDeadlineKinds = ['unattended', 'quiet'] as const;
export type TicketDeadlineKind = (typeof ticketDeadlineKinds)[number];

/**
 * When a ticket that nobody has taken up is told of again, after twice the time each level; and when a settled one is
 * left to rest. Null: not now.
 */
export function ticketDeadline(
  kind: TicketDeadlineKind,
  { state, since, escalation, updatedAt }: Ticket,
  policy: TicketPolicy,
): Instant | null {
  if (kind === 'quiet') return isSettled(state) ? Math.max(since, updatedAt) + QUIET_AFTER : null;
  if (state !== 'ABIERTO' || escalation?.acknowledged) return null;
  return since + Math.max(policy.unattendedAfter, 1) * 2 ** (escalation?.level ?? 0);
}

/** A ticket whose workflow starts again: everything stands, and its version goes on above its last value and the clock. */
export function reviveTicket(snapshot: Ticket, now: Instant): Ticket {
  return { ...snapshot, version: Math.max(snapshot.version + 1, now) };
}

export function isTicketEscalated({ escalation }: Ticket): boolean {
  return escalation !== null && !escalation.acknowledged;
}

function changed(ticket: Ticket, now: Instant, fields: Partial<Ticket>): Ticket {
  return { ...ticket, ...fields, version: ticket.version + 1, updatedAt: now };
}

function ended(ticket: Ticket, by: Actor, how: string, at: Instant): TicketOutput[] {
  if (!ticket.escalation || ticket.escalation.acknowledged) return [];
  return [{ type: 'alertsEnded', ended: { ids: ticket.escalation.alertIds, at, by, how } }];
}
