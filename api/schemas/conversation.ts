import { z } from 'zod';
import { sharedFields } from '../../domain/person.ts';
import { actorKinds } from '../../domain/state.ts';
import { deadlineKinds } from '../../domain/deadlines.ts';
import { messageTypes, origins, sentiments, sessionStatuses, states } from '../../domain/vocabulary.ts';
import { id, instant } from './fields.ts';

const nullableText = z.string().nullable();

export const placeView = z
  .object({
    inboxId: z.string().optional(),
    inboxName: z.string().optional(),
    agentId: z.string().optional(),
    agentName: z.string().optional(),
    label: z.string(),
  })
  .meta({ id: 'Place' });

export const actorView = z
  .object({ kind: z.enum(actorKinds), id: nullableText, name: nullableText })
  .meta({ id: 'Actor' });

const contactShape = {
  id: z.string(),
  channel: z.string(),
  externalId: z.string(),
  name: nullableText,
  firstName: nullableText,
  lastName: nullableText,
  phone: nullableText,
  email: nullableText,
  custom: z.record(z.string(), z.string()),
  blocked: z.boolean(),
  blockedMessages: z.number().int().describe('How many messages came while they were blocked: counted, shown nowhere'),
  state: z.enum(states),
  previousState: z.enum(states).nullable(),
  place: placeView,
  previousPlace: placeView.nullable(),
  since: instant,
  movedBy: actorView,
  reason: nullableText,
  origin: z.enum(origins),
  session: z.object({
    status: z.enum(sessionStatuses),
    expiresAt: instant.nullable(),
    lastCustomerAt: instant.nullable(),
  }),
  sentiment: z.enum(sentiments),
  escalated: z.boolean(),
  unread: z.boolean(),
  waitingSince: instant.nullable(),
  lastMessageAt: instant.nullable(),
  createdAt: instant,
};

export const contactView = z.object(contactShape).meta({ id: 'Contact' });

export const contactCard = z
  .object({
    ...contactShape,
    linkedContacts: z
      .array(
        z.object({
          id: z.string(),
          channel: z.string(),
          externalId: z.string(),
          name: nullableText,
          linkedAt: instant,
          linkedBy: z.object({ id: nullableText, name: z.string() }),
        }),
      )
      .describe('The same person’s other contacts that the caller may see'),
    filledFrom: z
      .partialRecord(z.enum(sharedFields), z.string())
      .describe('Of the fields above those that come out of a linked contact’s card, and whose it is'),
  })
  .meta({ id: 'ContactCard' });

const conversationShape = {
  ...contactShape,
  contactId: z.string(),
  epoch: z.number().int().describe('Whose turn of ownership it is; send it back with commands'),
  version: z.number().int(),
  deadlines: z.array(z.object({ kind: z.enum(deadlineKinds), at: instant })),
  can: z.array(z.string()).describe('The commands that the caller may give now'),
  live: z.boolean().describe('False when it comes out of the read model'),
};

export const conversationView = z.object(conversationShape).meta({ id: 'Conversation' });

export const briefView = z
  .object({
    summary: nullableText,
    data: z.record(z.string(), z.string()),
    bot: z.object({ answers: z.number().int(), last: nullableText, handoffReason: nullableText }),
  })
  .meta({ id: 'Brief' });

export const claimedView = z.object({ ...conversationShape, brief: briefView }).meta({ id: 'ClaimedConversation' });

export const messageView = z
  .object({
    id: z.string(),
    contactId: z.string(),
    seq: z.number().int(),
    direction: z.enum(['in', 'out', 'note', 'system']),
    author: z.object({ kind: z.enum(['contact', 'bot', 'agent', 'system']), id: nullableText, name: nullableText }),
    type: z.enum(messageTypes),
    text: nullableText,
    media: z
      .unknown()
      .describe(
        'Its file. One of a customer is first as its channel told of it; once it was fetched it has a `kind` and an `id` of ours, or else an `error` and an `errorReason` for the agent to read',
      ),
    content: z.unknown(),
    replyTo: nullableText,
    reactions: z.array(
      z.object({
        emoji: z.string(),
        by: z.object({ kind: z.string(), id: nullableText, name: nullableText }),
        at: instant,
      }),
    ),
    status: z.enum(['received', 'queued', 'sent', 'delivered', 'read', 'failed', 'unknown']).nullable(),
    statusReason: nullableText.describe('Why it failed, or what is unknown of it, for the agent to read'),
    editedAt: instant.nullable(),
    edits: z.array(z.object({ text: z.string(), at: instant })).describe('What it said before, oldest first'),
    deletedAt: instant.nullable().describe('When the customer took it back: to supervisors alone it stays readable'),
    at: instant,
    receivedAt: instant,
  })
  .meta({ id: 'Message' });

export const timelineView = z
  .object({
    contactId: z.string(),
    seq: z.number().int(),
    at: instant,
    from: z.enum(states).nullable(),
    to: z.enum(states),
    fromPlace: placeView.nullable(),
    toPlace: placeView,
    command: z.string(),
    actor: actorView,
    reason: nullableText,
    data: z.unknown(),
  })
  .meta({ id: 'TimelineEntry' });

export const contactParams = z.strictObject({ contactId: id });
