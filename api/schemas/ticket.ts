import { z } from 'zod';
import type { TicketSubtype, TicketType } from '../../domain/ticket-types.ts';
import { ticketSubtypes, ticketTypeOf, ticketTypes } from '../../domain/ticket-types.ts';
import { ticketStates } from '../../domain/tickets.ts';
import { epoch } from './command.ts';
import { actorView } from './conversation.ts';
import { fromMoment, id, instant, plain, search } from './fields.ts';

const types = Object.keys(ticketTypes) as [TicketType, ...TicketType[]];
export const ticketType = z.enum(types);
export const ticketSubtype = z.enum(ticketSubtypes);
export const ticketState = z.enum(ticketStates);

const field = plain(z.string().trim().min(1).max(60));

export const newTicket = z
  .strictObject({
    type: ticketType,
    subtype: ticketSubtype,
    summary: z.string().trim().min(1).max(2000).optional().describe('What it is about, for whoever works it off'),
    fields: z
      .record(field, z.string().trim().max(500))
      .refine((fields) => Object.keys(fields).length <= 20, 'Expected at most 20 fields')
      .optional()
      .describe('What the customer told, by name: `firstName`, `lastName`, `phone`, `orderNumber`…'),
    epoch,
  })
  .refine(({ type, subtype }) => ticketTypeOf(subtype as TicketSubtype) === type, {
    path: ['subtype'],
    message: 'Expected a subtype of the type',
  })
  .meta({ id: 'NewTicket' });

export const ticketPatch = z
  .strictObject({
    state: ticketState,
    comment: z.string().trim().min(1).max(1000).optional().describe('Kept with the change'),
  })
  .meta({ id: 'TicketPatch' });

export const ticketView = z
  .object({
    id: z.string(),
    number: z.number().int().nullable().describe('Short and growing, for people; null until the database gives it'),
    type: ticketType,
    subtype: ticketSubtype,
    subtypeLabel: z.string(),
    state: ticketState,
    since: instant.describe('Since when it is in that state'),
    contactId: z.string(),
    contactName: z.string().nullable().describe('Null to who may not see the chat'),
    reportedBy: actorView,
    areaId: z.string().nullable(),
    summary: z.string().nullable().describe('Null to who may not see the chat'),
    fields: z.record(z.string(), z.string()).describe('What the customer told; empty to who may not see the chat'),
    complete: z.boolean().describe('Whether all is known that its subtype asks for'),
    missing: z.array(z.string()).describe('The names of the fields that are not known, when it is not complete'),
    escalated: z.boolean(),
    upToSeq: z.number().int().describe('The transcript up to this `seq` is what it was opened upon'),
    createdAt: instant,
    updatedAt: instant,
    chatUrl: z.string(),
    history: z.array(
      z.object({
        at: instant,
        actor: actorView,
        from: ticketState.nullable(),
        to: ticketState,
        comment: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Ticket' });

/** What a list of tickets can be narrowed down to. */
export const ticketFilters = {
  type: ticketType.optional(),
  subtype: ticketSubtype.optional(),
  state: ticketState.optional(),
  areaId: id.optional(),
  contactId: id.optional(),
  reportedBy: id.optional().describe('The id of an agent, or a kind of reporter: `bot`, `agent`, `integrator`…'),
  from: fromMoment('Created at or after'),
  to: fromMoment('Created before'),
  q: search
    .optional()
    .describe('Number, kind, reporter, and what is said of the chat where the caller may see that: words by beginning'),
};
