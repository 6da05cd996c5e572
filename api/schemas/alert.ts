import { z } from 'zod';
import { everyAlertKind } from '../../domain/alerts.ts';
import { states } from '../../domain/vocabulary.ts';
import { actorView, placeView } from './conversation.ts';
import { instant } from './fields.ts';

export const alertView = z
  .object({
    id: z.string(),
    contactId: z.string().nullable(),
    ticketId: z.string().nullable(),
    kind: z.enum(everyAlertKind),
    level: z.number().int(),
    state: z.enum(states).nullable().describe('Of the chat when it was raised; null for tickets and mail'),
    place: placeView.nullable(),
    detail: z.string().nullable(),
    raisedAt: instant,
    open: z.boolean(),
    endedAt: instant.nullable(),
    endedBy: actorView.nullable(),
    endedHow: z.string().nullable(),
  })
  .meta({ id: 'Alert' });
