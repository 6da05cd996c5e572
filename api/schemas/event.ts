import { z } from 'zod';
import { presenceCauses, presenceStatuses } from '../../domain/presence.ts';
import { alertView } from './alert.ts';
import { conversationView, messageView, timelineView } from './conversation.ts';
import { id, instant } from './fields.ts';
import { roomView } from './room.ts';
import { ticketView } from './ticket.ts';

const told = <Name extends string, Data extends z.ZodType>(event: Name, data: Data) =>
  z.object({ event: z.literal(event), data });

/** An event of the live stream: its name, and what its data is as JSON. */
export const liveEvent = z
  .discriminatedUnion('event', [
    told('ready', z.object({ resumed: z.boolean() })),
    told('reset', z.object({ reason: z.string() })),
    told(
      'conversation.changed',
      conversationView.extend({ change: timelineView.optional(), alert: z.literal(true).optional() }),
    ),
    told('conversation.removed', z.object({ contactId: id })),
    told('message.created', messageView),
    told('message.changed', messageView),
    told('ticket.changed', ticketView),
    told('alert.raised', alertView),
    told('alert.ended', alertView),
    told('room.changed', roomView.extend({ deleted: z.boolean() })),
    told(
      'presence.changed',
      z.object({
        id,
        name: z.string().nullable(),
        status: z.enum(presenceStatuses),
        cause: z.enum(presenceCauses).optional(),
        at: instant.optional(),
      }),
    ),
  ])
  .meta({ id: 'LiveEvent' });
