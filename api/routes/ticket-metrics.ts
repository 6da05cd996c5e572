import { z } from 'zod';
import { isoDuration } from '../../config/duration.ts';
import { ticketLabel } from '../../domain/ticket-types.ts';
import { ticketStates } from '../../domain/tickets.ts';
import { AreaModel } from '../../models/area.ts';
import type { Spread } from '../../models/performance.ts';
import { ticketFigures } from '../../models/ticket-figures.ts';
import type { App } from '../app.ts';
import { rangeOf, rangeQuery } from '../range.ts';
import { instant } from '../schemas/fields.ts';
import { spread } from '../schemas/metrics.ts';
import { ticketState, ticketSubtype, ticketType } from '../schemas/ticket.ts';

const DAYS = 7;
const count = z.number().int();

const ticketMetricsView = z
  .object({
    from: instant,
    to: instant,
    opened: count.describe('Tickets opened in the range'),
    openedByBot: count,
    complete: count,
    byState: z.array(z.object({ state: ticketState, tickets: count })).describe('Where they are now'),
    bySubtype: z.array(
      z.object({
        type: ticketType,
        subtype: ticketSubtype,
        subtypeLabel: z.string(),
        areaId: z.string(),
        areaName: z.string(),
        tickets: count,
      }),
    ),
    firstResponse: spread.describe('From the opening to the first change of state'),
    resolution: spread.describe('From the opening to when it was settled, of those that are settled now'),
    tickets: z.string().describe('Path that lists exactly the tickets counted here'),
  })
  .meta({ id: 'TicketMetrics' });

/** How tickets are worked off. */
export function ticketMetricsRoutes(app: App): void {
  app.get(
    '/v1/metrics/tickets',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags: ['metrics'],
        summary: 'Read how many tickets were opened, where they are, and how long they took',
        description: 'Counted over the tickets opened in the range. How each figure is counted: docs/metrics.md.',
        querystring: z.strictObject(rangeQuery('7 days')),
        response: { 200: ticketMetricsView },
      },
    },
    async ({ query }) => {
      const asked = rangeOf(query, Date.now(), DAYS);
      const [figures, areas] = await Promise.all([ticketFigures(asked), AreaModel.find({}, { name: 1 }).lean()]);
      const names = new Map(areas.map(({ _id, name }) => [_id, name]));
      const range = { from: new Date(asked.from).toISOString(), to: new Date(asked.to).toISOString() };
      const inState = (state: string) => figures.states.find((one) => one.state === state)?.count ?? 0;
      return {
        ...range,
        opened: figures.opened,
        openedByBot: figures.byBot,
        complete: figures.complete,
        byState: ticketStates.map((state) => ({ state, tickets: inState(state) })),
        bySubtype: figures.subtypes.map(({ type, subtype, areaId, count: tickets }) => ({
          type,
          subtype,
          subtypeLabel: ticketLabel(subtype),
          areaId,
          areaName: names.get(areaId) ?? areaId,
          tickets,
        })),
        firstResponse: told(figures.firstResponse),
        resolution: told(figures.resolution),
        tickets: `/v1/tickets?${new URLSearchParams(range)}`,
      };
    },
  );
}

function told({ count: counted, p50, p95 }: Spread) {
  const span = (ms: number | null) => (ms === null ? null : isoDuration(ms));
  return { count: counted, p50: span(p50), p95: span(p95) };
}
