import type { PipelineStage } from 'mongoose';
import type { Duration, Instant } from '../domain/vocabulary.ts';
import { EpisodeModel } from './episode.ts';
import { StayModel } from './stay.ts';

/** From one instant, included, to another, not included. */
export interface Range {
  from: Instant;
  to: Instant;
}

/** How often something took time, and how long for half and for 95 in 100 of them (nearest rank). Milliseconds. */
export interface Spread {
  count: number;
  p50: Duration | null;
  p95: Duration | null;
}

/** What happened in one inbox, or with one agent, in the episodes queued in a range. */
export interface Figures {
  _id: string;
  episodes: number;
  open: number;
  stays: number;
  taken: number;
  answers: number;
  waiting: Spread;
  firstResponse: Spread;
  resolution: Spread;
  handling: Spread;
  transfersIn: number;
  transfersOut: number;
  returns: number;
  closes: number;
  /** Of the closes, by the reason given; the most frequent ones. */
  closeReasons: { reason: string | null; count: number }[];
  expiries: number;
  escalations: number;
}

/** Sessions with the bot that ended alike. `inboxId`: where people took over, null where nobody did. */
export interface BotGroup {
  day: string;
  inboxId: string | null;
  inboxName: string | null;
  ended: 'people' | 'helpdesk' | 'resolved' | 'unresolved';
  count: number;
}

export interface BotFigures {
  groups: BotGroup[];
  /** Of the sessions handed to people, by the reason given; the most frequent ones. */
  reasons: { reason: string | null; count: number }[];
  running: number;
}

const REASONS = 50;
const inboxLists = { field: 'inboxId', many: 'inboxIds', kinds: ['inbox', 'agent'], response: '$episodeResponse' };
const agentLists = { field: 'agentId', many: 'agentIds', kinds: ['agent'], response: '$firstResponse' };

export const inboxFigures = (ids: readonly string[], range: Range) => figures(inboxLists, ids, range);
export const agentFigures = (ids: readonly string[], range: Range) => figures(agentLists, ids, range);

/** Of those given, the ones with anything to tell. Episodes are counted as `/v1/handoffs` lists them. */
async function figures(
  { field, many, kinds, response }: typeof inboxLists,
  ids: readonly string[],
  { from, to }: Range,
): Promise<Figures[]> {
  const within = { $gte: from, $lt: to };
  const here: PipelineStage = { $match: { [field]: { $in: ids }, episodeAt: within, kind: { $in: kinds } } };
  const [stays, episodes, closed] = await Promise.all([
    StayModel.aggregate<Figures>([
      here,
      { $group: { _id: `$${field}`, ...sums, ...durations(response) } },
      { $set: Object.fromEntries(Object.keys(durations(response)).map((name) => [name, spread(`$${name}`)])) },
    ]).allowDiskUse(true),
    EpisodeModel.aggregate<Pick<Figures, '_id' | 'episodes' | 'open'>>([
      { $match: { [many]: { $in: ids }, queuedAt: within } },
      { $project: { id: `$${many}`, open: 1 } },
      { $unwind: '$id' },
      { $match: { id: { $in: ids } } },
      { $group: { _id: '$id', episodes: { $sum: 1 }, open: { $sum: { $cond: ['$open', 1, 0] } } } },
    ]),
    StayModel.aggregate<Pick<Figures, '_id' | 'closeReasons'>>([
      here,
      { $match: { ended: 'close', undone: false } },
      { $group: { _id: { id: `$${field}`, reason: '$endedReason' }, count: { $sum: 1 } } },
      { $sort: { count: -1, '_id.reason': 1 } },
      { $group: { _id: '$_id.id', closeReasons: { $push: { reason: '$_id.reason', count: '$count' } } } },
      { $set: { closeReasons: { $slice: ['$closeReasons', REASONS] } } },
    ]),
  ]);
  const [byId, closes] = [new Map(episodes.map((one) => [one._id, one])), new Map(closed.map((one) => [one._id, one]))];
  const nothing = { episodes: 0, open: 0, closeReasons: [] };
  return stays.map((one) => ({ ...one, ...nothing, ...byId.get(one._id), ...closes.get(one._id) }));
}

const all = (...conditions: object[]) => ({ $and: conditions });
const is = (field: string, value: unknown) => ({ $eq: [`$${field}`, value] });
const among = (field: string, values: readonly string[]) => ({ $in: [`$${field}`, values] });
const times = (condition: object) => ({ $sum: { $cond: [condition, 1, 0] } });
const each = (condition: object, value: unknown) => ({ $push: { $cond: [condition, value, '$$REMOVE'] } });
const stands = is('undone', false);
const takenFromInbox = all(is('kind', 'inbox'), among('ended', ['claim', 'assign']));
const took = { $subtract: ['$to', '$from'] };

const sums = {
  stays: { $sum: 1 },
  taken: times(all(is('kind', 'agent'), { $ne: ['$began', 'undo'] })),
  answers: { $sum: '$answers' },
  transfersIn: times(all(is('began', 'transfer'), { $ne: ['$ended', 'undo'] })),
  transfersOut: times(all(is('ended', 'transfer'), stands)),
  returns: times(all(is('ended', 'return'), stands)),
  closes: times(all(is('ended', 'close'), stands)),
  expiries: times(among('ended', ['session-ended', 'awaited-reply-missed', 'window-closed'])),
  escalations: { $sum: '$escalations' },
};

function durations(response: string) {
  return {
    waiting: each(takenFromInbox, took),
    firstResponse: each({ $ne: [response, null] }, response),
    resolution: each({ $ne: ['$resolution', null] }, '$resolution'),
    handling: each(all(is('kind', 'agent'), { $ne: ['$to', null] }), took),
  };
}

/** The value at rank ⌈n·p⌉ of all in order. */
export function spread(values: string) {
  const at = (percent: number) => {
    const rank = { $ceil: { $divide: [{ $multiply: ['$$n', percent] }, 100] } };
    const value = { $arrayElemAt: ['$$sorted', { $toInt: { $subtract: [rank, 1] } }] };
    return { $cond: [{ $eq: ['$$n', 0] }, null, value] };
  };
  const vars = { sorted: { $sortArray: { input: values, sortBy: 1 } }, n: { $size: values } };
  return { $let: { vars, in: { count: '$$n', p50: at(50), p95: at(95) } } };
}

/** The bot's sessions that ended in a range, by the day of `timeZone` on which they did. */
export async function botFigures({ from, to }: Range, timeZone: string): Promise<BotFigures> {
  const ended: PipelineStage = { $match: { kind: 'bot', to: { $gte: from, $lt: to } } };
  const people = { $in: [{ $ifNull: ['$next.kind', ''] }, ['inbox', 'agent']] };
  const resolved = all({ $gte: ['$answers', 1] }, is('tickets', 0));
  const unaided = { $cond: [resolved, 'resolved', 'unresolved'] };
  const [groups, reasons, running] = await Promise.all([
    StayModel.aggregate<BotGroup>([
      ended,
      {
        $group: {
          _id: {
            day: { $dateToString: { date: { $toDate: '$to' }, format: '%Y-%m-%d', timezone: timeZone } },
            inboxId: { $ifNull: ['$next.inbox.id', null] },
            ended: { $cond: [people, 'people', { $cond: [is('ended', 'helpdesk-handoff'), 'helpdesk', unaided] }] },
          },
          inboxName: { $last: '$next.inbox.name' },
          count: { $sum: 1 },
        },
      },
      { $replaceWith: { $mergeObjects: ['$_id', { inboxName: '$inboxName', count: '$count' }] } },
      { $sort: { day: 1, inboxId: 1, ended: 1 } },
    ]),
    StayModel.aggregate<{ reason: string | null; count: number }>([
      ended,
      { $match: { 'next.kind': { $in: ['inbox', 'agent'] } } },
      { $group: { _id: '$endedReason', count: { $sum: 1 } } },
      { $sort: { count: -1, _id: 1 } },
      { $limit: REASONS },
      { $project: { _id: 0, reason: '$_id', count: 1 } },
    ]),
    StayModel.countDocuments({ kind: 'bot', to: null }),
  ]);
  return { groups, reasons, running };
}
