import type { Later } from './delivery.ts';
import { presentOf, statusOf } from './delivery.ts';
import { deadlines } from './deadlines.ts';
import type { MessageRow, TimelineRow } from './rows.ts';
import type { Conversation, Place } from './state.ts';
import { isEscalated, placeOf } from './state.ts';
import { ticketLabel } from './ticket-types.ts';
import type { Ticket, TicketEntry } from './tickets.ts';
import { isTicketEscalated } from './tickets.ts';
import type { Instant } from './vocabulary.ts';

/** The shapes that go over the wire, alike in answers, webhooks and live events. Times are ISO 8601 in UTC. */

/** Names change after a chat was placed: a directory knows the present ones. */
export interface Names {
  inbox(id: string): string | undefined;
  agent(id: string): string | undefined;
}

const noNames: Names = { inbox: () => undefined, agent: () => undefined };
const iso = (at: Instant) => new Date(at).toISOString();
const isoOrNull = (at: Instant | null) => (at === null ? null : iso(at));

export function wireContact(c: Conversation, names: Names = noNames) {
  return {
    id: c.id,
    channel: c.channel,
    externalId: c.externalId,
    name: c.profile.name,
    firstName: c.profile.firstName,
    lastName: c.profile.lastName,
    phone: c.profile.phone,
    email: c.profile.email,
    custom: c.profile.custom,
    blocked: c.blocked,
    blockedMessages: c.blockedCount,
    state: c.chat.state === 'NUEVO' ? ('BOT' as const) : c.chat.state,
    previousState: c.previous?.state ?? null,
    place: wirePlace(placeOf(c.chat), names),
    previousPlace: c.previous ? wirePlace(c.previous.place, names) : null,
    since: iso(c.since),
    movedBy: c.movedBy,
    reason: c.reason,
    origin: c.origin,
    session: {
      status: c.session.status,
      expiresAt: isoOrNull(c.session.expiresAt),
      lastCustomerAt: isoOrNull(c.session.lastCustomerAt),
    },
    sentiment: c.sentiment,
    escalated: isEscalated(c),
    unread: c.unread,
    waitingSince: isoOrNull(c.waitingSince),
    lastMessageAt: isoOrNull(c.lastMessageAt),
    createdAt: iso(c.createdAt),
  };
}

export function wireConversation(c: Conversation, names: Names = noNames) {
  return {
    ...wireContact(c, names),
    contactId: c.id,
    epoch: c.epoch,
    version: c.version,
    deadlines: deadlines(c).map(({ kind, at }) => ({ kind, at: iso(at) })),
  };
}

export function wirePlace(place: Place, names: Names = noNames): Place {
  const inboxName = place.inboxId === undefined ? undefined : (names.inbox(place.inboxId) ?? place.inboxName);
  const agentName = place.agentId === undefined ? undefined : (names.agent(place.agentId) ?? place.agentName);
  return {
    ...(place.inboxId === undefined ? {} : { inboxId: place.inboxId }),
    ...(inboxName === undefined ? {} : { inboxName }),
    ...(place.agentId === undefined ? {} : { agentId: place.agentId }),
    ...(agentName === undefined ? {} : { agentName }),
    label: agentName ?? inboxName ?? place.label,
  };
}

export interface WireReaction {
  emoji: string;
  by: { kind: string; id: string | null; name: string | null };
  at: string;
}

/** `later`: what came to it since. `whole`: also what the customer took back, which is for supervisors alone. */
export function wireMessage(
  row: MessageRow,
  reactions: WireReaction[] = [],
  { later = {}, whole = false }: { later?: Later; whole?: boolean } = {},
) {
  const { text, edits, editedAt, deletedAt } = presentOf(row, later);
  const hidden = deletedAt !== null && !whole;
  return {
    id: row.id,
    contactId: row.contactId,
    seq: row.seq,
    direction: row.direction,
    author: row.author,
    type: row.type,
    text: hidden ? null : text,
    media: hidden ? null : row.media,
    content: hidden ? null : row.content,
    replyTo: row.replyTo,
    reactions,
    status: statusOf(row.status, later.told),
    editedAt: isoOrNull(editedAt),
    edits: hidden ? [] : edits.map((one) => ({ text: one.text, at: iso(one.at) })),
    deletedAt: isoOrNull(deletedAt),
    at: iso(row.at),
    receivedAt: iso(row.receivedAt),
  };
}

export function wireTimeline(row: TimelineRow, names: Names = noNames) {
  return {
    contactId: row.contactId,
    seq: row.seq,
    at: iso(row.at),
    from: row.from,
    to: row.to,
    fromPlace: row.fromPlace ? wirePlace(row.fromPlace, names) : null,
    toPlace: wirePlace(row.toPlace, names),
    command: row.command,
    actor: row.actor,
    reason: row.reason,
    data: row.data ?? null,
  };
}

/** What a ticket was given beside what it says itself; no number yet while the store is away. */
export interface TicketPlace {
  number: number | null;
  areaId: string | null;
  chatUrl: string;
  /** Every entry, where that is more than the ticket carries along. */
  history?: readonly TicketEntry[];
}

/** `withChat`: whether what was said in the chat is told too, to who may see the chat. */
export function wireTicket(t: Ticket, { number, areaId, chatUrl, history }: TicketPlace, withChat = true) {
  return {
    id: t.id,
    number,
    type: t.type,
    subtype: t.subtype,
    subtypeLabel: ticketLabel(t.subtype),
    state: t.state,
    since: iso(t.since),
    contactId: t.contactId,
    contactName: withChat ? t.contactName : null,
    reportedBy: t.reportedBy,
    areaId,
    summary: withChat ? t.summary : null,
    fields: withChat ? t.fields : {},
    complete: t.complete,
    missing: t.missing ?? [],
    escalated: isTicketEscalated(t),
    upToSeq: t.upToSeq,
    createdAt: iso(t.createdAt),
    updatedAt: iso(t.updatedAt),
    chatUrl,
    history: (history ?? t.history).map(({ at, actor, from, to, comment }) => ({
      at: iso(at),
      actor,
      from,
      to,
      ...(comment === null ? {} : { comment }),
    })),
  };
}
