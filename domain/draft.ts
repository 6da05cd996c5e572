import { attentionOf, followLine, followMove } from './attention.ts';
import { autoReplyAfter } from './auto-reply.ts';
import type { Content, InboundMessage } from './commands.ts';
import type { MessageRow, Output, TimelineRow } from './rows.ts';
import type { Actor, Address, AlertKind, Chat, Conversation } from './state.ts';
import { ownerOf, placeOf, situationOf } from './state.ts';
import type { Instant, State } from './vocabulary.ts';

/** A conversation after something happened to it, and what that leaves to be done. */
export interface Step {
  conversation: Conversation;
  outputs: Output[];
}

/** A step being made. `c` is a copy whose fields are replaced, never changed inside. */
export interface Draft {
  c: Conversation;
  out: Output[];
  now: Instant;
}

const OWNERS_KEPT = 12;

export function draft(conversation: Conversation, now: Instant): Draft {
  return { c: { ...conversation, version: conversation.version + 1 }, out: [], now };
}

export function done({ c, out }: Draft): Step {
  return { conversation: c, outputs: out };
}

/** The one way a chat changes place: slots, epoch, escalations, previous state and timeline follow from it. */
export function move(d: Draft, to: Chat, by: Actor, command: string, reason: string | null): void {
  const from = d.c.chat;
  if (from.state === 'AGENTE' && from.slot && !(to.state === 'AGENTE' && to.slot === from.slot)) {
    d.out.push({ type: 'releaseSlot', agentId: from.agent.id, slot: from.slot });
  }
  if (to.state === 'AGENTE' && to.slot) d.out.push({ type: 'confirmSlot', agentId: to.agent.id, slot: to.slot });
  if (from.state === 'BOT' && to.state !== 'BOT') d.out.push({ type: 'muteBot' });
  const ownerBefore = ownerOf(d.c)?.id;
  endEscalations(d, by, command);
  d.c.autoReply = autoReplyAfter(d.c, to, command);
  d.c.chat = to;
  const ownerAfter = ownerOf(d.c)?.id;
  if (ownerBefore !== ownerAfter) {
    d.c.epoch += 1;
    if (ownerAfter) d.c.owners = [...d.c.owners, { epoch: d.c.epoch, agentId: ownerAfter }].slice(-OWNERS_KEPT);
  }
  d.c.previous = from.state === 'NUEVO' ? null : { state: from.state, place: placeOf(from) };
  d.c.since = d.now;
  d.c.movedBy = by;
  d.c.reason = reason;
  d.c.undo = null;
  if (to.state === 'BANDEJA' && to.inbox.kind !== 'CERRADAS') d.c.lastInbox = to.inbox;
  if (to.state === 'AGENTE') d.c.lastAgent = to.agent;
  record(d, from, command, by, reason);
  if (situationOf(to) === 'BANDEJA' && d.c.sentiment === 'ENOJADO') raise(d, 'angry-customer');
}

/** Writes a line on the timeline; `from` is where the chat was, the present place by default. */
export function record(
  d: Draft,
  from: Chat,
  command: string,
  actor: Actor,
  reason: string | null,
  data?: unknown,
): void {
  const row: TimelineRow = {
    contactId: d.c.id,
    seq: nextSeq(d),
    at: d.now,
    from: wireState(from),
    to: wireState(d.c.chat) ?? 'BOT',
    fromPlace: from.state === 'NUEVO' ? null : placeOf(from),
    toPlace: placeOf(d.c.chat),
    command,
    actor,
    reason,
    ...(data === undefined ? {} : { data }),
  };
  d.out.push({ type: 'timeline', row });
  const { attention, told } = followMove(d.c.attention, row, d.c.version);
  d.c.attention = attention;
  d.out.push(...attentionOf(d.c, told));
}

export function raise(d: Draft, kind: AlertKind): void {
  const running = d.c.escalations[kind];
  if (running?.acknowledged) return;
  const level = (running?.level ?? 0) + 1;
  const seq = d.c.seq + 1;
  const id = `alr_${d.c.id}_${seq}`;
  d.c.escalations = {
    ...d.c.escalations,
    [kind]: { level, raisedAt: d.now, alertIds: [...(running?.alertIds ?? []), id], acknowledged: false },
  };
  record(d, d.c.chat, 'escalate', { kind: 'timer', id: null, name: null }, `${kind} ${level}`);
  const state = wireState(d.c.chat);
  if (state)
    d.out.push({
      type: 'alert',
      row: { id, contactId: d.c.id, kind, level, state, place: placeOf(d.c.chat), raisedAt: d.now },
    });
}

/** Ends escalations because somebody acted; all of them, or those of the given kinds. */
export function endEscalations(d: Draft, by: Actor, how: string, kinds?: readonly AlertKind[]): void {
  const ending = Object.entries(d.c.escalations).filter(([kind]) => !kinds || kinds.includes(kind as AlertKind));
  if (ending.length === 0) return;
  const ids = ending.flatMap(([, one]) => (one.acknowledged ? [] : one.alertIds));
  if (ids.length > 0) d.out.push({ type: 'alertsEnded', ended: { ids, at: d.now, by, how } });
  const rest = { ...d.c.escalations };
  for (const [kind] of ending) delete rest[kind as AlertKind];
  d.c.escalations = rest;
}

export function say(
  d: Draft,
  content: Content,
  direction: 'out' | 'note' | 'system',
  author: MessageRow['author'],
): void {
  tell(d, {
    id: content.messageId,
    contactId: d.c.id,
    seq: nextSeq(d),
    v: d.c.version,
    direction,
    author,
    type: content.type,
    text: content.text,
    media: content.media ?? null,
    replyTo: content.replyTo ?? null,
    content: content.content ?? null,
    // What an integrator delivers counts as sent once it is said.
    status: direction !== 'out' ? null : d.c.address ? 'queued' : 'sent',
    at: d.now,
    receivedAt: d.now,
  });
  if (direction === 'out') d.c.lastMessageAt = d.now;
}

export function hear(d: Draft, message: InboundMessage): void {
  tell(d, {
    id: message.id,
    contactId: d.c.id,
    seq: nextSeq(d),
    v: d.c.version,
    direction: 'in',
    author: { kind: 'contact', id: d.c.id, name: d.c.profile.name },
    type: message.type,
    text: message.text,
    media: message.media ?? null,
    replyTo: message.replyTo ?? null,
    content: message.content ?? null,
    status: 'received',
    at: message.at,
    receivedAt: message.receivedAt,
    ...(message.external === undefined ? {} : { external: message.external }),
  });
}

/** Takes over where the channel reaches the contact; what it does not tell this time stands. */
export function reach(d: Draft, told: Address | undefined): void {
  if (!told) return;
  const { address } = d.c;
  const known = address?.waId === (told.waId ?? address?.waId) && address?.userId === (told.userId ?? address?.userId);
  if (address && known) return;
  d.c.address = { ...address, ...told };
  if (told.userId) d.c.externalId = told.userId;
}

function tell(d: Draft, row: MessageRow): void {
  d.out.push({ type: 'message', row });
  d.c.attention = followLine(d.c.attention, row, d.c.version);
}

function nextSeq(d: Draft): number {
  d.c.seq += 1;
  return d.c.seq;
}

function wireState(chat: Chat): State | null {
  return chat.state === 'NUEVO' ? null : chat.state;
}
