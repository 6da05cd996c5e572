import { z } from 'zod';
import { normalEmails } from '../../domain/areas.ts';
import { id, instant, name } from './fields.ts';
import { ticketSubtype, ticketType } from './ticket.ts';

const shape = {
  name,
  emails: z
    .array(z.email().max(254))
    .max(500)
    .transform(normalEmails)
    .describe('Whom a new ticket is mailed to; kept in lower case, each once'),
  notify: z.boolean().describe('Whether new tickets are mailed at all'),
  types: z.array(ticketType).max(20).describe('Takes every ticket of these types, unless an area names the subtype'),
  subtypes: z.array(ticketSubtype).max(50).describe('Takes every ticket of these subtypes'),
};

export const areaInput = z
  .strictObject({
    name,
    emails: shape.emails.default([]),
    notify: shape.notify.default(true),
    types: shape.types.default([]),
    subtypes: shape.subtypes.default([]),
  })
  .meta({ id: 'NewArea' });

export const areaPatch = z.strictObject(shape).partial().meta({ id: 'AreaPatch' });

export const areaView = z
  .object({
    id,
    name: z.string(),
    emails: z.array(z.string()),
    undeliverable: z
      .array(z.object({ email: z.string(), reason: z.string(), at: instant }))
      .describe('Addresses that mail does not reach: nothing is sent to them until they are removed and given again'),
    notify: z.boolean(),
    types: z.array(ticketType),
    subtypes: z.array(ticketSubtype),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Area' });
