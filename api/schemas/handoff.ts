import { z } from 'zod';
import { episodeOrigins, outcomes, stayKinds } from '../../domain/attention.ts';
import { alertKinds } from '../../domain/state.ts';
import { actorView } from './conversation.ts';
import { instant } from './fields.ts';

/** A duration of any length, zero included. */
export const span = z.string().meta({ format: 'duration', examples: ['PT4M10.5S'] });

const named = z.object({ id: z.string(), name: z.string() });
const cause = z.object({ command: z.string(), actor: actorView.nullable(), reason: z.string().nullable() });
const count = z.number().int();

const handoffShape = {
  id: z.string(),
  contactId: z.string(),
  channel: z.string(),
  visible: z
    .boolean()
    .describe('Whether the caller may see the chat now; where not, only the figures and their own part are told'),
  contact: z.object({ name: z.string().nullable(), phone: z.string().nullable() }).nullable().describe('As known then'),
  state: z.enum(['open', 'closed']),
  origin: z
    .enum(episodeOrigins)
    .describe(
      'Who needed people: `bot` and `integrator` handed off, the `customer` wrote where people answer, a supervisor or a rule `assigned` it out of the bot, `outreach` is a template or a new conversation, `reactivated` was taken out of Cerradas',
    ),
  fromBot: z.boolean().describe('It began out of a session with the bot'),
  outcome: z.enum(outcomes).nullable(),
  began: cause,
  ended: cause.nullable(),
  queuedAt: instant,
  claimedAt: instant.nullable(),
  firstReplyAt: instant.nullable().describe('The first message of a person after the customer needed one'),
  closedAt: instant.nullable().describe('When it ended, however it did'),
  closedBy: actorView.nullable(),
  waiting: span.nullable().describe('From the queue to the first claim or assignment'),
  firstResponse: span.nullable().describe('From when the customer needed a person to the first reply'),
  resolution: span.nullable().describe('From the queue to the close; of what ended otherwise there is none'),
  duration: span.nullable().describe('From the queue to the end, however it ended'),
  firstInbox: named.nullable(),
  lastInbox: named.nullable(),
  inboxes: z.array(named),
  agents: z.array(named),
  counts: z.object({
    messagesIn: count,
    messagesOut: count.describe('Of people; what the system says counts for nobody'),
    notes: count,
    claims: count.describe('Assignments, templates and new conversations included'),
    transfers: count,
    returns: count,
    escalations: z.object(Object.fromEntries(alertKinds.map((kind) => [kind, count])) as Record<string, typeof count>),
  }),
};

export const handoffView = z.object(handoffShape).meta({ id: 'Handoff' });

const stayView = z
  .object({
    id: z.string(),
    kind: z.enum(stayKinds),
    inbox: named.nullable(),
    agent: named.nullable(),
    began: z.string().describe('The command'),
    from: instant,
    to: instant.nullable(),
    ended: z.string().nullable().describe('The command'),
    undone: z.boolean().describe('What ended it was taken back'),
    answers: count.describe('Messages of whoever had it, from when the customer waited for one'),
    firstAnswerAt: instant.nullable(),
    firstResponse: span
      .nullable()
      .describe('From the start of the stay or the customer’s next line, whichever is later, to the first answer'),
    duration: span.nullable(),
    escalations: count,
    tickets: count,
  })
  .meta({ id: 'Stay' });

export const handoffDetail = z
  .object({
    ...handoffShape,
    stays: z.array(stayView).describe('Oldest first'),
    transcript: z
      .object({
        fromSeq: count,
        toSeq: count.nullable(),
        messages: z.string().describe('Path of that part of the transcript'),
      })
      .nullable(),
  })
  .meta({ id: 'HandoffDetail' });
