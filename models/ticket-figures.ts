import type { TicketSubtype, TicketType } from '../domain/ticket-types.ts';
import type { TicketState } from '../domain/tickets.ts';
import type { Range, Spread } from './performance.ts';
import { spread } from './performance.ts';
import { TicketModel } from './ticket.ts';

/** Tickets opened in a range; the spreads in milliseconds. */
export interface TicketFigures {
  opened: number;
  complete: number;
  byBot: number;
  states: { state: TicketState; count: number }[];
  subtypes: { type: TicketType; subtype: TicketSubtype; areaId: string; count: number }[];
  firstResponse: Spread;
  resolution: Spread;
}

const none: Spread = { count: 0, p50: null, p95: null };

export async function ticketFigures({ from, to }: Range): Promise<TicketFigures> {
  const range = { $match: { createdAt: { $gte: from, $lt: to } } };
  const took = (until: string) => ({
    $cond: [{ $eq: [until, null] }, '$$REMOVE', { $subtract: [until, '$createdAt'] }],
  });
  const [whole, states, subtypes] = await Promise.all([
    TicketModel.aggregate<Pick<TicketFigures, 'opened' | 'complete' | 'byBot' | 'firstResponse' | 'resolution'>>([
      range,
      {
        $group: {
          _id: null,
          opened: { $sum: 1 },
          complete: { $sum: { $cond: ['$ticket.complete', 1, 0] } },
          byBot: { $sum: { $cond: [{ $eq: ['$ticket.reportedBy.kind', 'bot'] }, 1, 0] } },
          firstResponse: { $push: took('$takenUpAt') },
          resolution: { $push: took('$settledAt') },
        },
      },
      { $set: { firstResponse: spread('$firstResponse'), resolution: spread('$resolution') } },
    ]),
    TicketModel.aggregate<{ state: TicketState; count: number }>([
      range,
      { $group: { _id: '$state', count: { $sum: 1 } } },
      { $project: { _id: 0, state: '$_id', count: 1 } },
    ]),
    TicketModel.aggregate<TicketFigures['subtypes'][number]>([
      range,
      { $group: { _id: { type: '$type', subtype: '$subtype', areaId: '$areaId' }, count: { $sum: 1 } } },
      { $sort: { _id: 1 } },
      { $replaceWith: { $mergeObjects: ['$_id', { count: '$count' }] } },
    ]),
  ]);
  const empty = { opened: 0, complete: 0, byBot: 0, firstResponse: none, resolution: none };
  return { ...(whole[0] ?? empty), states, subtypes };
}
