import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { MessageModel } from '../../models/message.ts';
import { areas } from '../../models/area.ts';
import { findTicket } from '../../models/ticket.ts';
import type { App } from '../app.ts';
import { commandIdOf } from '../conversations/command-id.ts';
import type { Deps } from '../deps.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { contactParams, messageView } from '../schemas/conversation.ts';
import { idParams } from '../schemas/fields.ts';
import { newTicket, ticketFilters, ticketPatch, ticketView } from '../schemas/ticket.ts';
import { ticketCsv } from '../tickets/csv.ts';
import type { TicketDesk } from '../tickets/desk.ts';
import type { TicketSort } from '../tickets/find.ts';
import { everyTicket, ticketPage, ticketSorts } from '../tickets/find.ts';
import { messageOf } from './conversations.ts';

const sorts = Object.keys(ticketSorts) as [TicketSort, ...TicketSort[]];
const sort = z.enum(sorts).default('newest');

/** Cases to be worked off. Every agent sees every ticket; what is said of the chat, only who may see the chat now. */
export function ticketRoutes(app: App, { conversations, directory }: Deps, desk: TicketDesk): void {
  const tags = ['tickets'];
  const { ids, facts, readStored } = conversations;

  app.post(
    '/v1/conversations/:contactId/tickets',
    {
      config: { roles: ['agent', 'integrator'], idempotency: 'optional' },
      schema: {
        tags,
        summary: 'Open a ticket out of a conversation; people and integrators may whatever the bot may',
        params: contactParams,
        body: newTicket,
        response: { 201: ticketView },
      },
    },
    async (request, reply) => {
      const { params, caller, body } = request;
      const { epoch, summary = null, fields = {}, type, subtype } = body;
      const commandId = commandIdOf(ids, request);
      const order = { contactId: params.contactId, caller, commandId, epoch };
      const ticket = await desk.open({ ...order, request: { type, subtype, summary, fields } });
      return reply.code(201).header('location', `/v1/tickets/${ticket.id}`).send(ticket);
    },
  );

  app.get(
    '/v1/tickets',
    {
      config: { roles: ['agent'] },
      schema: {
        tags,
        summary: 'List tickets',
        querystring: z.strictObject({ ...pageQuery, ...ticketFilters, sort }),
        response: { 200: pageOf(ticketView) },
      },
    },
    async ({ query, caller }) => {
      const { limit, cursor, sort: order, ...filters } = query;
      const page = await ticketPage(filters, facts.viewer(caller), { sort: order, limit, cursor });
      return { items: await desk.viewsOf(page.items, caller), nextCursor: page.nextCursor };
    },
  );

  app.get(
    '/v1/tickets/export.csv',
    {
      config: { roles: ['agent'] },
      schema: {
        tags,
        summary: 'Export tickets as CSV, UTF-8 with a byte order mark, all that the filters find',
        querystring: z.strictObject({ ...ticketFilters, sort }),
        response: { 200: z.string().meta({ description: 'text/csv' }) },
      },
    },
    async ({ query, caller }, reply) => {
      const { sort: order, ...filters } = query;
      const tickets = everyTicket(filters, facts.viewer(caller), order);
      const { timeZone } = directory.settings().account;
      const areaNames = new Map((await areas()).map(({ _id, name }) => [_id, name]));
      const rows = ticketCsv(tickets, (docs) => desk.viewsOf(docs, caller), { timeZone, areaNames });
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="tickets.csv"')
        .send(rows as never);
    },
  );

  app.get(
    '/v1/tickets/:id',
    {
      config: { roles: ['agent'] },
      schema: { tags, summary: 'Read a ticket', params: idParams, response: { 200: ticketView } },
    },
    async ({ params, caller }) => {
      const doc = await findTicket(params.id);
      const [view] = doc ? await desk.viewsOf([doc], caller) : [];
      if (!view) throw problem('not-found');
      return view;
    },
  );

  app.patch(
    '/v1/tickets/:id',
    {
      config: { roles: ['agent'], errors: ['temporal-unavailable', 'timeout'] },
      schema: {
        tags,
        summary: 'Change the state of a ticket, to any other and at any time',
        params: idParams,
        body: ticketPatch,
        response: { 200: ticketView },
      },
    },
    async ({ params, caller, body: { state, comment = null } }) =>
      desk.change(params.id, caller, randomUUID(), { type: 'change', state, comment }),
  );

  app.get(
    '/v1/tickets/:id/messages',
    {
      config: { roles: ['agent'] },
      schema: {
        tags,
        summary: 'Read the transcript that a ticket was opened upon; 404 to who may not see the chat',
        params: idParams,
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(messageView) },
      },
    },
    async ({ params, query, caller }) => {
      const doc = await findTicket(params.id);
      if (!doc) throw problem('not-found');
      await readStored(doc.contactId, caller);
      const filter = { contactId: doc.contactId, seq: { $exists: true, $lte: doc.ticket.upToSeq } };
      const order = { field: 'seq', direction: 1 } as const;
      const page = await keysetPage(MessageModel as never, filter, {
        list: 'ticket-messages',
        filters: params,
        sort: order,
        ...query,
      });
      return { items: page.items.map((message) => messageOf(message as never)), nextCursor: page.nextCursor };
    },
  );
}
