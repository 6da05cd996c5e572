import type { z } from 'zod';
import { isoDuration } from '../config/duration.ts';
import type { Cause, Named } from '../domain/attention.ts';
import type { Caller } from '../domain/caller.ts';
import type { EpisodeRow } from '../domain/rows.ts';
import type { Names } from '../domain/wire.ts';
import type { StayDoc } from '../models/stay.ts';
import type { handoffDetail, handoffView } from './schemas/handoff.ts';

export type HandoffView = z.output<typeof handoffView>;
type StayView = z.output<typeof handoffDetail>['stays'][number];

const iso = (at: number) => new Date(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));
const span = (ms: number | null) => (ms === null ? null : isoDuration(Math.max(0, ms)));
const between = (from: number, to: number | null) => (to === null ? null : span(to - from));

/** An episode as it goes over the wire. Who may not see the chat any more is told its figures and their own part in it. */
export function handoffOf(row: EpisodeRow, visible: boolean, caller: Caller, names: Names): HandoffView {
  const inbox = ({ id, name }: Named) => ({ id, name: names.inbox(id) ?? name });
  const agent = ({ id, name }: Named) => ({ id, name: names.agent(id) ?? name });
  const cause = ({ command, actor, reason }: Cause) =>
    visible ? { command, actor, reason } : { command, actor: null, reason: null };
  const inboxes = visible ? row.inboxes.map(inbox) : [];
  const { messagesIn, messagesOut, notes, claims, transfers, returns, escalations } = row;
  return {
    id: row.id,
    contactId: row.contactId,
    channel: row.channel,
    visible,
    contact: visible ? { name: row.name, phone: row.phone } : null,
    state: row.endedAt === null ? 'open' : 'closed',
    origin: row.origin,
    fromBot: row.fromBot,
    outcome: row.outcome,
    began: cause(row.began),
    ended: row.ended && cause(row.ended),
    queuedAt: iso(row.queuedAt),
    claimedAt: isoOrNull(row.claimedAt),
    firstReplyAt: isoOrNull(row.firstReplyAt),
    closedAt: isoOrNull(row.endedAt),
    closedBy: visible ? (row.ended?.actor ?? null) : null,
    waiting: between(row.queuedAt, row.claimedAt),
    firstResponse: span(row.firstResponse),
    resolution: span(row.resolution),
    duration: between(row.queuedAt, row.endedAt),
    firstInbox: inboxes[0] ?? null,
    lastInbox: inboxes.find(({ id }) => id === row.lastInboxId) ?? null,
    inboxes,
    agents: row.agents.filter(({ id }) => visible || id === caller.agentId).map(agent),
    counts: { messagesIn, messagesOut, notes, claims, transfers, returns, escalations },
  };
}

export function stayOf(stay: StayDoc, names: Names): StayView {
  const { _id, kind, began, ended, undone, answers, escalations, tickets } = stay;
  return {
    id: _id,
    kind,
    inbox: stay.inbox && { id: stay.inbox.id, name: names.inbox(stay.inbox.id) ?? stay.inbox.name },
    agent: stay.agent && { id: stay.agent.id, name: names.agent(stay.agent.id) ?? stay.agent.name },
    began,
    from: iso(stay.from),
    to: isoOrNull(stay.to),
    ended,
    undone,
    answers,
    firstAnswerAt: isoOrNull(stay.firstAnswerAt),
    firstResponse: span(stay.firstResponse),
    duration: between(stay.from, stay.to),
    escalations,
    tickets,
  };
}
