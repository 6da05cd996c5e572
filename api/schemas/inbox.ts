import { z } from 'zod';
import { assignmentModes } from '../../domain/assignment.ts';
import { inboxKinds } from '../../domain/vocabulary.ts';
import { autoReplyVariables, knowsVariables } from '../../texts/auto-reply.ts';
import { patchOf } from '../merge-patch.ts';
import { duration, id, instant, name, timeZone } from './fields.ts';

const clock = (pattern: RegExp) => z.string().regex(pattern, 'Expected a time as HH:MM');

const shift = z
  .strictObject({
    day: z.number().int().min(1).max(7).describe('1 to 7, Monday first'),
    from: clock(/^([01]\d|2[0-3]):[0-5]\d$/),
    to: clock(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  })
  .refine(({ from, to }) => from < to, {
    path: ['to'],
    message:
      'Expected a time later than `from`; hours over midnight are two: until 24:00, and from 00:00 of the next day',
  });

export const businessHours = z
  .strictObject({
    timeZone,
    weekly: z.array(shift).max(100),
    holidays: z.array(z.iso.date()).max(500).optional(),
  })
  .describe(
    'As the clocks of the time zone show it, over every change of clocks. Hours that touch or overlap count as one; a holiday is closed all day. `weekly: []` is never open; without business hours an inbox is always open.',
  );

const autoReplyText = z
  .string()
  .trim()
  .min(1)
  .max(4096)
  .refine(knowsVariables, `Unknown variable: known are ${autoReplyVariables.map((name) => `{{${name}}}`).join(', ')}`);
const shape = {
  name,
  description: z.string().trim().max(1000).optional().describe('What the bot reads to choose the inbox'),
  keywords: z.array(z.string().trim().min(1).max(60)).max(100).optional(),
  members: z.array(id).max(1000).optional().describe('Ids of the agents given access'),
  assignment: z.strictObject({ mode: z.enum(assignmentModes) }).optional(),
  businessHours: businessHours.optional(),
  autoReply: z
    .strictObject({ outOfHours: autoReplyText.optional(), noAgentAvailable: autoReplyText.optional() })
    .optional()
    .describe('Said once while a chat waits, in place of the usual text; `{{horario.proximo}}` is the next opening'),
  escalation: z.strictObject({ unattendedAfter: duration.optional(), unansweredAfter: duration.optional() }).optional(),
};

/** What may be chosen about an inbox, as it has to be after every change. */
export const inboxFields = z.strictObject(shape);

export const inboxInput = z.strictObject(shape).meta({ id: 'NewInbox' });
export const inboxPatch = patchOf(inboxFields).meta({ id: 'InboxPatch' });

export const inboxView = z
  .object({
    id,
    name: z.string(),
    kind: z.enum(inboxKinds),
    description: z.string(),
    keywords: z.array(z.string()),
    members: z.array(z.string()),
    ownerId: z.string().nullable(),
    assignment: z.object({ mode: z.enum(assignmentModes) }),
    businessHours: businessHours.nullable(),
    openNow: z.boolean().describe('Whether this moment is within its business hours'),
    nextChangeAt: instant
      .nullable()
      .describe('When it next closes, or where it is closed, opens; null where that never happens'),
    autoReply: z.object({ outOfHours: z.string().optional(), noAgentAvailable: z.string().optional() }).nullable(),
    escalation: z.object({ unattendedAfter: z.string().optional(), unansweredAfter: z.string().optional() }).nullable(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Inbox' });
