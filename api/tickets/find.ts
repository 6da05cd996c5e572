import type { PipelineStage } from 'mongoose';
import type { z } from 'zod';
import type { Viewer } from '../../domain/visibility.ts';
import { foldWords } from '../../language/fold-words.ts';
import type { TicketDoc } from '../../models/ticket.ts';
import { TicketModel } from '../../models/ticket.ts';
import { visibleTo } from '../../models/visibility-filter.ts';
import type { Page } from '../pagination.ts';
import { decodeCursor, encodeCursor } from '../pagination.ts';
import { problem } from '../problem.ts';
import type { ticketFilters } from '../schemas/ticket.ts';

export type Filters = z.output<z.ZodObject<typeof ticketFilters>>;

export const ticketSorts = {
  newest: { field: 'createdAt', direction: -1 },
  oldest: { field: 'createdAt', direction: 1 },
  updated: { field: 'updatedAt', direction: -1 },
} as const;
export type TicketSort = keyof typeof ticketSorts;

/** One page of what a viewer may find. */
export async function ticketPage(
  filters: Filters,
  viewer: Viewer,
  { sort, limit, cursor }: { sort: TicketSort; limit: number; cursor?: string | undefined },
): Promise<Page<TicketDoc>> {
  const of = ['tickets', filters, sort];
  const { field, direction } = ticketSorts[sort];
  const stages = ticketStages(filters, viewer, { [field]: direction, _id: direction });
  if (cursor !== undefined) {
    const { value, id } = decodeCursor(of, cursor);
    if (typeof value !== 'number') throw problem('invalid-cursor');
    const past = direction === 1 ? '$gt' : '$lt';
    const beyond = [{ [field]: { [past]: value } }, { [field]: value, _id: { [past]: id } }];
    stages.unshift({ $match: { $or: beyond } });
  }
  const found = await TicketModel.aggregate<TicketDoc>([...stages, { $limit: limit + 1 }]);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last ? encodeCursor(of, last[field], last._id) : null };
}

/** All of them, one after the other. */
export function everyTicket(filters: Filters, viewer: Viewer, sort: TicketSort): AsyncIterable<TicketDoc> {
  const { field, direction } = ticketSorts[sort];
  return TicketModel.aggregate<TicketDoc>(ticketStages(filters, viewer, { [field]: direction, _id: direction })).cursor(
    {
      batchSize: 500,
    },
  );
}

/**
 * The tickets that a viewer may find, in order, as a query over tickets joined with the chats they were opened in: nobody
 * finds by the words of a chat that they may not see.
 */
function ticketStages(filters: Filters, viewer: Viewer, order: Record<string, 1 | -1>): PipelineStage[] {
  const { q, from, to, reportedBy, ...same } = filters;
  const conditions: Record<string, unknown>[] = Object.entries(same)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => ({ [field]: value }));
  if (reportedBy) conditions.push({ reporters: reportedBy });
  if (from) conditions.push({ createdAt: { $gte: Date.parse(from) } });
  if (to) conditions.push({ createdAt: { $lt: Date.parse(to) } });
  const $sort = { $sort: order };
  if (!q) return [{ $match: { $and: [{}, ...conditions] } }, $sort];
  const public_ = wordsIn(q, ['words']);
  const any = wordsIn(q, ['words', 'chatWords']);
  if (viewer.role !== 'agent') return [{ $match: { $and: [...conditions, any] } }, $sort];
  return [
    { $match: { $and: [...conditions, any] } },
    $sort,
    {
      $lookup: {
        from: 'conversations',
        localField: 'contactId',
        foreignField: '_id',
        pipeline: [{ $match: visibleTo(viewer) }, { $project: { _id: 1 } }],
        as: 'seen',
      },
    },
    { $match: { $or: [{ 'seen.0': { $exists: true } }, public_] } },
    { $unset: 'seen' },
  ];
}

/** Every word of what is looked for begins a word of one of the fields; a number finds the ticket of that number too. */
function wordsIn(q: string, fields: readonly string[]): Record<string, unknown> {
  const words = foldWords(q).map((word) => new RegExp(`^${word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')}`));
  const number = /^#?(\d{1,9})$/.exec(q.trim())?.[1];
  const found = { $and: words.map((word) => ({ $or: fields.map((field) => ({ [field]: word })) })) };
  const alternatives = [...(words.length > 0 ? [found] : []), ...(number ? [{ number: Number(number) }] : [])];
  return alternatives.length > 0 ? { $or: alternatives } : { _id: { $in: [] } };
}
