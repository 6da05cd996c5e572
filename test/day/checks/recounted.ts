import type { Counted } from '../../support/recount.ts';
import { recountRows } from '../../support/recount.ts';
import type { History } from '../history.ts';

export type Episode = Counted['episodes'][number] & { contactId: string };
export type Stay = Counted['stays'][number];

export interface Range {
  from: number;
  to: number;
}

/** Milliseconds that something took, each time. */
export type Times = number[];

/** What docs/metrics.md says of one inbox or one agent. */
export interface Figures {
  episodes: number;
  open: number;
  stays: number;
  taken: number;
  answers: number;
  waiting: Times;
  firstResponse: Times;
  resolution: Times;
  handling: Times;
  transfersIn: number;
  transfersOut: number;
  returns: number;
  closes: number;
  expiries: number;
  escalations: number;
}

/** Everything counted anew out of timelines and transcripts. */
export interface Recount {
  /** Those queued in the range. */
  episodes: Episode[];
  /** Of those episodes. */
  stays: Stay[];
  /** All of the bot's, of whatever time. */
  bot: Stay[];
}

export function recountAll({ chats }: History, { from, to }: Range): Recount {
  const counted = [...chats.values()].map(({ contactId, timeline, messages }) => ({
    contactId,
    ...recountRows(timeline, messages),
  }));
  const isIn = (at: number | null) => at !== null && at >= from && at < to;
  const stays = counted.flatMap((one) => one.stays);
  return {
    episodes: counted
      .flatMap(({ contactId, episodes }) => episodes.map((one) => ({ ...one, contactId })))
      .filter(({ queuedAt }) => isIn(queuedAt)),
    stays: stays.filter(({ episodeAt }) => isIn(episodeAt)),
    bot: stays.filter(({ kind }) => kind === 'bot'),
  };
}

export const inboxFigures = ({ episodes, stays }: Recount, id: string): Figures =>
  figuresOf(
    stays.filter(({ kind, inbox }) => kind !== 'bot' && inbox?.id === id),
    episodes.filter(({ inboxes }) => inboxes.some((one) => one.id === id)),
    ({ episodeResponse }) => episodeResponse,
  );

export const agentFigures = ({ episodes, stays }: Recount, id: string): Figures =>
  figuresOf(
    stays.filter(({ kind, agent }) => kind === 'agent' && agent?.id === id),
    episodes.filter(({ agents }) => agents.some((one) => one.id === id)),
    ({ firstResponse }) => firstResponse,
  );

const expired = new Set(['session-ended', 'awaited-reply-missed', 'window-closed']);

function figuresOf(stays: Stay[], episodes: Episode[], response: (stay: Stay) => number | null): Figures {
  const times = (of: Stay[], took: (stay: Stay) => number | null) => of.map(took).filter((ms) => ms !== null);
  const took = ({ from, to }: Stay) => (to === null ? null : to - from);
  const agents = stays.filter(({ kind }) => kind === 'agent');
  const ended = (...how: string[]) => stays.filter((one) => !one.undone && how.includes(one.ended ?? '')).length;
  return {
    episodes: episodes.length,
    open: episodes.filter(({ endedAt }) => endedAt === null).length,
    stays: stays.length,
    taken: agents.filter(({ began }) => began !== 'undo').length,
    answers: stays.reduce((sum, { answers }) => sum + answers, 0),
    waiting: times(
      stays.filter(({ kind, ended: how }) => kind === 'inbox' && (how === 'claim' || how === 'assign')),
      took,
    ),
    firstResponse: times(stays, response),
    resolution: times(stays, ({ resolution }) => resolution),
    handling: times(agents, took),
    // What a supervisor undoes counts as not having happened.
    transfersIn: stays.filter(({ began, ended: how }) => began === 'transfer' && how !== 'undo').length,
    transfersOut: ended('transfer'),
    returns: ended('return'),
    closes: ended('close'),
    expiries: stays.filter(({ ended: how }) => expired.has(how ?? '')).length,
    escalations: stays.reduce((sum, { escalations }) => sum + escalations, 0),
  };
}

/** The value at rank ⌈n·p⌉ of all in order. */
export function percentile(times: Times, share: number): number | null {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil((sorted.length * share) / 100) - 1] ?? null;
}
