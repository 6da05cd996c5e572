import type { Episode, Named, Stay } from '../../domain/attention.ts';
import type { MessageRow, Output, TimelineRow } from '../../domain/rows.ts';
import type { Conversation } from '../../domain/state.ts';
import { alertKinds } from '../../domain/state.ts';
import { CERRADAS } from '../../domain/vocabulary.ts';

/**
 * Attention counted out of the written history alone, with the whole of it in view: what docs/metrics.md defines, told a
 * second time and in another way than the product does as it goes along.
 */
export interface Counted {
  episodes: Omit<Episode, 'v'>[];
  stays: Omit<Stay, 'v'>[];
}

/** The chat in one place, with everything written meanwhile. */
interface Stretch {
  kind: Stay['kind'];
  begin: TimelineRow;
  end: TimelineRow | null;
  undone: boolean;
  lines: MessageRow[];
  escalations: string[];
  tickets: number;
  /** The one right before, also over a close that was undone. */
  before: Stretch | null;
}

export function recountRows(timeline: readonly TimelineRow[], messages: readonly MessageRow[]): Counted {
  const all = stretches(bySeq(timeline), bySeq(messages));
  const groups = episodesOf(all);
  const episodes = groups.map(episodeOf);
  const stays = all.map((one) => {
    const n = groups.findIndex((group) => group.includes(one));
    return stayOf(one, n === -1 ? null : (episodes[n] as Counted['episodes'][number]), groups[n] ?? []);
  });
  return { episodes, stays };
}

/** The same out of everything that was written. */
export function recount(written: readonly Output[]): Counted {
  return recountRows(
    written.flatMap((one) => (one.type === 'timeline' ? [one.row] : [])),
    written.flatMap((one) => (one.type === 'message' ? [one.row] : [])),
  );
}

/** What the store holds after all of it was written, in the order it began. */
export function stored(written: readonly Output[], { attention }: Conversation): Counted {
  const episodes = new Map<string, Episode>();
  const stays = new Map<string, Stay>();
  const keep = <T extends Episode | Stay>(map: Map<string, T>, row: T) => {
    if ((map.get(row.id)?.v ?? -1) <= row.v) map.set(row.id, row);
  };
  for (const one of written) {
    if (one.type === 'episode') keep(episodes, one.row);
    if (one.type === 'stay') keep(stays, one.row);
  }
  if (attention.episode) keep(episodes, attention.episode);
  if (attention.stay) keep(stays, attention.stay);
  return { episodes: [...episodes.values()].map(plain), stays: [...stays.values()].map(plain) };
}

/** A row without whose it is and without the version that decides between two of it. */
export function plain<T extends object>(row: T): Omit<T, 'v'> {
  const rest = { ...row } as Record<string, unknown>;
  for (const field of ['v', 'contactId', 'channel', 'name', 'phone', '_id', 'words']) delete rest[field];
  return rest as Omit<T, 'v'>;
}

const bySeq = <T extends { seq: number }>(rows: readonly T[]) => [...rows].sort((a, b) => a.seq - b.seq);

function kindOf(state: TimelineRow['to'] | null, place: TimelineRow['fromPlace']): Stay['kind'] | null {
  if (state === 'BOT') return 'bot';
  if (state === 'AGENTE') return 'agent';
  return state === 'BANDEJA' && place?.inboxId !== CERRADAS ? 'inbox' : null;
}

function moves(timeline: readonly TimelineRow[]): TimelineRow[] {
  const where = (state: string | null, place: TimelineRow['fromPlace']) =>
    `${state} ${state === 'AGENTE' ? place?.agentId : place?.inboxId}`;
  return timeline.filter((row) => where(row.from, row.fromPlace) !== where(row.to, row.toPlace));
}

function stretches(timeline: readonly TimelineRow[], messages: readonly MessageRow[]): Stretch[] {
  const turns = moves(timeline);
  const found: Stretch[] = [];
  for (const [i, begin] of turns.entries()) {
    const kind = kindOf(begin.to, begin.toPlace);
    if (!kind) continue;
    const end = turns[i + 1] ?? null;
    const within = ({ seq }: { seq: number }) => seq > begin.seq && seq < (end?.seq ?? Number.POSITIVE_INFINITY);
    const last = found.at(-1);
    found.push({
      kind,
      begin,
      end,
      undone: end !== null && ['transfer', 'return', 'close'].includes(end.command) && turns[i + 2]?.command === 'undo',
      lines: messages.filter(within),
      escalations: timeline
        .filter((row) => within(row) && row.command === 'escalate')
        .map(({ reason }) => reason?.split(' ')[0] ?? ''),
      tickets: timeline.filter((row) => within(row) && row.command === 'ticket').length,
      before: last && (last.end === begin || (last.end === turns[i - 1] && isReopened(last, begin))) ? last : null,
    });
  }
  return found;
}

function isReopened(last: Stretch, { command }: TimelineRow): boolean {
  return command === 'undo' && last.undone && last.end?.command === 'close';
}

/** People's stretches that follow each other. */
function episodesOf(all: readonly Stretch[]): Stretch[][] {
  const groups: Stretch[][] = [];
  let last: Stretch | null = null;
  for (const one of all) {
    const goesOn = last !== null && last.kind !== 'bot' && one.before === last;
    if (one.kind !== 'bot') {
      if (goesOn) groups.at(-1)?.push(one);
      else groups.push([one]);
    }
    last = one;
  }
  return groups;
}

function isAnswer(row: MessageRow): boolean {
  return row.direction === 'out' && (row.author.kind === 'agent' || row.author.kind === 'bot');
}

/** Whether the customer waited when a stretch began. */
function waited({ begin, kind, before }: Stretch): boolean {
  if (begin.command === 'write' || (begin.from === 'BOT' && kind !== 'bot')) return true;
  if (!before) return false;
  const last = before.lines.findLast((row) => row.direction === 'in' || isAnswer(row));
  return last ? last.direction === 'in' : waited(before);
}

/** When somebody was first needed over some stretches, and after which line. */
function need(over: readonly Stretch[]): { at: number; seq: number } | null {
  const [first] = over;
  if (!first) return null;
  const { at, seq } = first.begin;
  if (waited(first)) return { at, seq };
  const line = over.flatMap(({ lines }) => lines).find(({ direction }) => direction === 'in');
  return line ? { at: Math.max(line.receivedAt, at), seq: line.seq } : null;
}

function answersOf(over: readonly Stretch[], kind: 'agent' | 'bot'): MessageRow[] {
  const since = need(over);
  if (!since) return [];
  return over
    .flatMap(({ lines }) => lines)
    .filter((row) => isAnswer(row) && row.author.kind === kind && row.seq > since.seq);
}

const late = (from: number | undefined, to: number) => Math.max(0, to - (from ?? to));
const cause = ({ command, actor, reason }: TimelineRow) => ({ command, actor, reason });
const inboxOf = ({ toPlace: { inboxId, inboxName } }: TimelineRow): Named | null =>
  inboxId === undefined ? null : { id: inboxId, name: inboxName ?? '' };
const agentOf = ({ toPlace: { agentId, agentName } }: TimelineRow): Named | null =>
  agentId === undefined ? null : { id: agentId, name: agentName ?? '' };

function distinct(places: (Named | null)[]): Named[] {
  const seen = new Map<string, Named>();
  for (const one of places) if (one && !seen.has(one.id)) seen.set(one.id, one);
  return [...seen.values()];
}

function outcomeOf({ to, command }: TimelineRow): Episode['outcome'] {
  if (to === 'BOT') return 'to-bot';
  if (to === 'EXPIRADO') return 'expired';
  return command === 'undo' ? 'undone' : command === 'block' ? 'blocked' : 'closed';
}

function originOf({ command, from, actor }: TimelineRow): Episode['origin'] {
  if (command === 'write') return 'customer';
  if (from === 'BOT') return actor.kind === 'bot' || actor.kind === 'integrator' ? actor.kind : 'assigned';
  return ['template', 'start'].includes(command) ? 'outreach' : 'reactivated';
}

function episodeOf(group: Stretch[]): Counted['episodes'][number] {
  const [first] = group as [Stretch];
  const last = group.at(-1) as Stretch;
  const { begin } = first;
  const wrote = begin.command === 'write';
  const lines = group.flatMap((one) => one.lines);
  const [reply] = answersOf(group, 'agent');
  const needed = need(group);
  const taken = group.filter((one) => one.kind === 'agent' && one.begin.command !== 'undo');
  const outcome = last.end && outcomeOf(last.end);
  const stood = (command: string) => group.filter((one) => one.end?.command === command && !one.undone).length;
  const raised = group.flatMap((one) => one.escalations);
  return {
    id: `hof_${begin.contactId}_${begin.seq}`,
    origin: originOf(begin),
    fromBot: begin.from === 'BOT',
    began: cause(begin),
    queuedAt: begin.at,
    fromSeq: begin.seq - (wrote ? 1 : 0),
    neededAt: needed?.at ?? null,
    claimedAt: taken[0]?.begin.at ?? null,
    firstReplyAt: reply?.at ?? null,
    firstResponse: reply ? late(needed?.at, reply.at) : null,
    endedAt: last.end?.at ?? null,
    ended: last.end && cause(last.end),
    outcome,
    toSeq: last.end?.seq ?? null,
    resolution: last.end && outcome === 'closed' ? late(begin.at, last.end.at) : null,
    inboxes: distinct(group.map((one) => inboxOf(one.begin))),
    agents: distinct(group.map((one) => agentOf(one.begin))),
    lastInboxId: inboxOf(last.begin)?.id ?? null,
    messagesIn: lines.filter(({ direction }) => direction === 'in').length + (wrote ? 1 : 0),
    messagesOut: lines.filter(({ direction, author }) => direction === 'out' && author.kind === 'agent').length,
    notes: lines.filter(({ direction }) => direction === 'note').length,
    claims: taken.length,
    transfers: stood('transfer'),
    returns: stood('return'),
    escalations: Object.fromEntries(
      alertKinds.map((kind) => [kind, raised.filter((one) => one === kind).length]),
    ) as Episode['escalations'],
  };
}

function stayOf(one: Stretch, episode: Counted['episodes'][number] | null, group: Stretch[]): Counted['stays'][number] {
  const { begin, end, kind } = one;
  const needed = need([one]);
  const answers = kind === 'inbox' ? [] : answersOf([one], kind);
  const reply = answersOf(group, 'agent')[0];
  const next = end && kindOf(end.to, end.toPlace);
  const closed = kind !== 'bot' && end !== null && next === null && outcomeOf(end) === 'closed' && !one.undone;
  return {
    id: `sty_${begin.contactId}_${begin.seq}`,
    kind,
    inbox: kind === 'bot' ? null : inboxOf(begin),
    agent: kind === 'agent' ? agentOf(begin) : null,
    episodeId: episode?.id ?? null,
    episodeAt: episode?.queuedAt ?? null,
    began: begin.command,
    from: begin.at,
    to: end?.at ?? null,
    ended: end?.command ?? null,
    endedReason: end?.reason ?? null,
    next: end && next && { kind: next, inbox: next === 'bot' ? null : inboxOf(end) },
    undone: one.undone,
    neededAt: needed?.at ?? null,
    answers: answers.length,
    firstAnswerAt: answers[0]?.at ?? null,
    firstResponse: answers[0] ? late(needed?.at, answers[0].at) : null,
    episodeResponse: reply && one.lines.includes(reply) ? (episode?.firstResponse ?? null) : null,
    resolution: closed && episode && end ? late(episode.queuedAt, end.at) : null,
    escalations: one.escalations.length,
    tickets: one.tickets,
  };
}
