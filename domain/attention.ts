import type { MessageRow, Output, TimelineRow } from './rows.ts';
import type { Actor, AlertKind, Conversation, Place } from './state.ts';
import { alertKinds } from './state.ts';
import type { Duration, Instant, State } from './vocabulary.ts';
import { CERRADAS } from './vocabulary.ts';

/**
 * The figures of people's attention, kept as the history is written: every line of the timeline and of the transcript is
 * followed once, when it comes to be. Source: the clocks in docs/metrics.md.
 */

/** Who needed people: the bot's side, the customer, a supervisor or a rule who took it from the bot, or ourselves. */
export const episodeOrigins = ['bot', 'integrator', 'customer', 'assigned', 'outreach', 'reactivated'] as const;
export type EpisodeOrigin = (typeof episodeOrigins)[number];

/** `undone`: the transfer or claim out of Cerradas that began it was taken back. */
export const outcomes = ['closed', 'expired', 'to-bot', 'blocked', 'undone'] as const;
export type Outcome = (typeof outcomes)[number];

export const stayKinds = ['bot', 'inbox', 'agent'] as const;
export type StayKind = (typeof stayKinds)[number];

export interface Named {
  id: string;
  name: string;
}

export interface Cause {
  command: string;
  actor: Actor;
  reason: string | null;
}

/** One time that people had the chat: from entering an inbox or an agent's hands until it leaves them. Durations in milliseconds. */
export interface Episode {
  id: string;
  /** The version of the conversation that it last changed with. */
  v: number;
  origin: EpisodeOrigin;
  /** Whether it began out of a session with the bot. */
  fromBot: boolean;
  began: Cause;
  queuedAt: Instant;
  /** The first line of it: the customer's that began it, or the entry on the timeline. */
  fromSeq: number;
  /** When the customer first needed a person in it; null while nobody does. */
  neededAt: Instant | null;
  claimedAt: Instant | null;
  firstReplyAt: Instant | null;
  firstResponse: Duration | null;
  endedAt: Instant | null;
  ended: Cause | null;
  outcome: Outcome | null;
  toSeq: number | null;
  resolution: Duration | null;
  /** Where it was, in the order it first came there; a few dozen at most. */
  inboxes: Named[];
  agents: Named[];
  lastInboxId: string | null;
  messagesIn: number;
  messagesOut: number;
  notes: number;
  claims: number;
  transfers: number;
  returns: number;
  escalations: Record<AlertKind, number>;
}

/** One stretch of the chat in one place. */
export interface Stay {
  id: string;
  v: number;
  kind: StayKind;
  /** Of an agent's stay, the inbox it was taken from. */
  inbox: Named | null;
  agent: Named | null;
  episodeId: string | null;
  /** When its episode was queued: figures of a range are those of the episodes queued in it. */
  episodeAt: Instant | null;
  began: string;
  from: Instant;
  to: Instant | null;
  ended: string | null;
  endedReason: string | null;
  /** Where the chat went from here; null also where that is nobody's. */
  next: { kind: StayKind; inbox: Named | null } | null;
  /** What ended it was taken back: it counts as not having happened. */
  undone: boolean;
  /** From when the customer waited for whoever had the chat. */
  neededAt: Instant | null;
  /** Lines of whoever had it, from then on. */
  answers: number;
  firstAnswerAt: Instant | null;
  firstResponse: Duration | null;
  /** Those of the episode, where they came about in this stay. */
  episodeResponse: Duration | null;
  resolution: Duration | null;
  escalations: number;
  tickets: number;
}

/** What of it runs now, in the state of a conversation. */
export interface Attention {
  /** The customer waits for an answer. */
  waiting: boolean;
  episode: Episode | null;
  stay: Stay | null;
  /** What the last transfer, return or close ended, while that can still be undone. */
  before: Before | null;
}

/** `waiting`: the customer waited for an answer. */
export interface Before {
  waiting: boolean;
  episode: Episode | null;
  stay: Stay;
}

/** What ended or changed after its end. */
export interface Told {
  episodes: Episode[];
  stays: Stay[];
}

const PLACES_KEPT = 24;
const noEscalations = Object.fromEntries(alertKinds.map((kind) => [kind, 0])) as Record<AlertKind, number>;
const undoable: readonly string[] = ['transfer', 'return', 'close'];

type Holder = Pick<Stay, 'kind' | 'inbox' | 'agent'>;

/** After a line of the timeline; `v` is the version it comes with. */
export function followMove(a: Attention, row: TimelineRow, v: number): { attention: Attention; told: Told } {
  const told: Told = { episodes: [], stays: [] };
  if (isAtRest(row)) return { attention: counted(a, row, v), told };
  const to = holderOf(row.to, row.toPlace);
  const next: Attention = { waiting: stillWaits(a, row, to), episode: a.episode, stay: null, before: null };
  if (row.command === 'undo' && a.before) takeBack(next, a.before, row, v, told);
  const ended = a.stay ? endStay(a.stay, next.episode, row, to, v) : null;
  if (ended) told.stays.push(ended);
  const inCare = to !== null && to.kind !== 'bot';
  if (next.episode && !inCare) {
    next.episode = endEpisode(next.episode, row, v);
    told.episodes.push(next.episode);
  }
  if (ended && undoable.includes(row.command)) {
    next.before = { waiting: a.waiting, stay: ended, episode: inCare ? null : next.episode };
  }
  if (!inCare) next.episode = null;
  else if (next.episode) next.episode = entered(movedWithin(next.episode, row.command), to, row, v);
  else next.episode = entered(beginEpisode(row, next.waiting, v), to, row, v);
  if (to) next.stay = beginStay(to, next, row, v);
  return { attention: next, told };
}

/** After a line of the transcript. */
export function followLine(a: Attention, row: MessageRow, v: number): Attention {
  if (row.direction === 'in') return heard(a, row.receivedAt, v);
  if (row.direction === 'note')
    return a.episode ? { ...a, episode: { ...a.episode, v, notes: a.episode.notes + 1 } } : a;
  const { kind } = row.author;
  if (row.direction !== 'out' || (kind !== 'agent' && kind !== 'bot')) return a;
  return answeredBy(kind, a, row.at, v);
}

/** What there is to tell of a conversation's attention, as rows. */
export function attentionOf({ id: contactId, channel, profile }: Conversation, { episodes, stays }: Told): Output[] {
  const { name, phone } = profile;
  return [
    ...episodes.map((one) => ({ type: 'episode' as const, row: { ...one, contactId, channel, name, phone } })),
    ...stays.map((one) => ({ type: 'stay' as const, row: { ...one, contactId, channel } })),
  ];
}

function heard(a: Attention, receivedAt: Instant, v: number): Attention {
  const { episode, stay } = a;
  return {
    ...a,
    // Nobody waits for someone who is not there: what opens a session says so by its entry.
    waiting: stay !== null,
    episode: episode && {
      ...episode,
      v,
      messagesIn: episode.messagesIn + 1,
      neededAt: episode.neededAt ?? Math.max(receivedAt, episode.queuedAt),
    },
    stay: stay?.neededAt === null ? { ...stay, v, neededAt: Math.max(receivedAt, stay.from) } : stay,
  };
}

function answeredBy(kind: 'agent' | 'bot', a: Attention, at: Instant, v: number): Attention {
  let { episode, stay } = a;
  const mine = stay?.kind === kind && stay.neededAt !== null;
  if (stay && mine) {
    const first = stay.firstAnswerAt ?? at;
    stay = { ...stay, v, answers: stay.answers + 1, firstAnswerAt: first, firstResponse: since(stay.neededAt, first) };
  }
  if (episode && kind === 'agent') {
    episode = { ...episode, v, messagesOut: episode.messagesOut + 1 };
    if (episode.firstReplyAt === null && episode.neededAt !== null) {
      const firstResponse = since(episode.neededAt, at);
      episode = { ...episode, firstReplyAt: at, firstResponse };
      if (stay) stay = { ...stay, v, episodeResponse: firstResponse };
    }
  }
  return { ...a, waiting: false, episode, stay };
}

/** What happens to a chat without moving it, as far as it is counted. */
function counted(a: Attention, row: TimelineRow, v: number): Attention {
  if (row.command === 'escalate') return escalated(a, row, v);
  if (row.command === 'ticket' && a.stay) return { ...a, stay: { ...a.stay, v, tickets: a.stay.tickets + 1 } };
  return a;
}

function escalated(a: Attention, row: TimelineRow, v: number): Attention {
  const { episode, stay } = a;
  const kind = alertKinds.find((one) => row.reason?.startsWith(`${one} `));
  if (!kind || !episode) return a;
  const escalations = { ...episode.escalations, [kind]: episode.escalations[kind] + 1 };
  return {
    ...a,
    episode: { ...episode, v, escalations },
    stay: stay && { ...stay, v, escalations: stay.escalations + 1 },
  };
}

/** An undo: what it takes back did not happen, and an episode that was closed goes on. */
function takeBack(next: Attention, before: Before, row: TimelineRow, v: number, told: Told): void {
  const { stay } = before;
  told.stays.push({ ...stay, v, undone: true, resolution: null });
  if (before.episode && row.from === 'BANDEJA' && row.fromPlace?.inboxId === CERRADAS) {
    next.episode = { ...before.episode, v, endedAt: null, ended: null, outcome: null, toSeq: null, resolution: null };
  } else if (next.episode) {
    const counted = stay.ended === 'transfer' ? 'transfers' : 'returns';
    next.episode = { ...next.episode, v, [counted]: Math.max(0, next.episode[counted] - 1) };
  }
}

function beginEpisode(row: TimelineRow, waiting: boolean, v: number): Episode {
  const heardFirst = row.command === 'write';
  return {
    id: `hof_${row.contactId}_${row.seq}`,
    v,
    origin: originOf(row),
    fromBot: row.from === 'BOT',
    began: causeOf(row),
    queuedAt: row.at,
    // The line that the customer came with stands right before the entry.
    fromSeq: heardFirst ? row.seq - 1 : row.seq,
    neededAt: waiting ? row.at : null,
    claimedAt: null,
    firstReplyAt: null,
    firstResponse: null,
    endedAt: null,
    ended: null,
    outcome: null,
    toSeq: null,
    resolution: null,
    inboxes: [],
    agents: [],
    lastInboxId: null,
    messagesIn: heardFirst ? 1 : 0,
    messagesOut: 0,
    notes: 0,
    claims: 0,
    transfers: 0,
    returns: 0,
    escalations: noEscalations,
  };
}

function entered(episode: Episode, to: Holder, row: TimelineRow, v: number): Episode {
  const taken = to.kind === 'agent' && row.command !== 'undo';
  return {
    ...episode,
    v,
    claimedAt: episode.claimedAt ?? (taken ? row.at : null),
    inboxes: withPlace(episode.inboxes, to.inbox),
    agents: withPlace(episode.agents, to.agent),
    lastInboxId: to.inbox?.id ?? episode.lastInboxId,
    claims: episode.claims + (taken ? 1 : 0),
  };
}

function movedWithin(episode: Episode, command: string): Episode {
  if (command === 'transfer') return { ...episode, transfers: episode.transfers + 1 };
  return command === 'return' ? { ...episode, returns: episode.returns + 1 } : episode;
}

function endEpisode(episode: Episode, row: TimelineRow, v: number): Episode {
  const outcome = outcomeOf(row);
  return {
    ...episode,
    v,
    endedAt: row.at,
    ended: causeOf(row),
    outcome,
    toSeq: row.seq,
    resolution: outcome === 'closed' ? since(episode.queuedAt, row.at) : null,
  };
}

function beginStay(to: Holder, { episode, waiting }: Attention, row: TimelineRow, v: number): Stay {
  return {
    id: `sty_${row.contactId}_${row.seq}`,
    v,
    ...to,
    episodeId: episode?.id ?? null,
    episodeAt: episode?.queuedAt ?? null,
    began: row.command,
    from: row.at,
    to: null,
    ended: null,
    endedReason: null,
    next: null,
    undone: false,
    neededAt: waiting ? row.at : null,
    answers: 0,
    firstAnswerAt: null,
    firstResponse: null,
    episodeResponse: null,
    resolution: null,
    escalations: 0,
    tickets: 0,
  };
}

function endStay(stay: Stay, episode: Episode | null, row: TimelineRow, to: Holder | null, v: number): Stay {
  const closed = stay.kind !== 'bot' && episode !== null && to === null && outcomeOf(row) === 'closed';
  return {
    ...stay,
    v,
    to: row.at,
    ended: row.command,
    endedReason: row.reason,
    next: to && { kind: to.kind, inbox: to.inbox },
    resolution: closed ? since(episode.queuedAt, row.at) : null,
  };
}

/**
 * Whether the customer waits for whoever has the chat next: always where the chat comes from them or from the bot. A close
 * that is undone answered nobody.
 */
function stillWaits(a: Attention, row: TimelineRow, to: Holder | null): boolean {
  if (to === null) return false;
  const waited = row.command === 'undo' ? (a.before ?? a).waiting : a.waiting;
  return waited || row.command === 'write' || (row.from === 'BOT' && to.kind !== 'bot');
}

function holderOf(state: State, place: Place): Holder | null {
  const inbox = place.inboxId === undefined ? null : { id: place.inboxId, name: place.inboxName ?? place.inboxId };
  if (state === 'BOT') return { kind: 'bot', inbox: null, agent: null };
  if (state === 'BANDEJA' && inbox?.id !== CERRADAS) return { kind: 'inbox', inbox, agent: null };
  if (state === 'AGENTE' && place.agentId !== undefined) {
    return { kind: 'agent', inbox, agent: { id: place.agentId, name: place.agentName ?? place.agentId } };
  }
  return null;
}

/** A line that is kept of a chat that stays where it is. */
function isAtRest({ from, to, fromPlace, toPlace }: TimelineRow): boolean {
  if (from !== to) return false;
  return fromPlace?.agentId === toPlace.agentId && (from === 'AGENTE' || fromPlace?.inboxId === toPlace.inboxId);
}

function originOf({ from, command, actor }: TimelineRow): EpisodeOrigin {
  if (command === 'write') return 'customer';
  if (from === 'BOT') return actor.kind === 'bot' || actor.kind === 'integrator' ? actor.kind : 'assigned';
  return command === 'template' || command === 'start' ? 'outreach' : 'reactivated';
}

function outcomeOf({ to, command }: TimelineRow): Outcome {
  if (to === 'BOT') return 'to-bot';
  if (to === 'EXPIRADO') return 'expired';
  if (command === 'block') return 'blocked';
  return command === 'undo' ? 'undone' : 'closed';
}

function causeOf({ command, actor, reason }: TimelineRow): Cause {
  return { command, actor, reason };
}

function withPlace(places: Named[], place: Named | null): Named[] {
  if (!place || places.length >= PLACES_KEPT || places.some(({ id }) => id === place.id)) return places;
  return [...places, place];
}

/** Never below zero: the customer's time is the provider's. */
function since(start: Instant | null, end: Instant): Duration {
  return Math.max(0, end - (start ?? end));
}
