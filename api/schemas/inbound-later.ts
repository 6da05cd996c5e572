import { z } from 'zod';
import { failureReasons, toldStatuses } from '../../domain/delivery.ts';
import { plain } from './fields.ts';
import { channelName } from './inbound.ts';

/** What comes to messages after them, or before: a channel keeps no order. */

const messageId = z
  .string()
  .trim()
  .min(1)
  .max(256)
  .describe('Ours, or the id that the channel gave the message when it was taken');
const at = z.iso.datetime({ offset: true });
const whose = {
  channel: channelName,
  contact: z.strictObject({ id: plain(z.string().trim().min(1).max(256)) }),
};
const AT_ONCE = 50;

export const statusInput = z
  .strictObject({
    ...whose,
    statuses: z
      .array(
        z.strictObject({
          messageId,
          status: z.enum(toldStatuses),
          at: at.optional(),
          reason: z.enum(failureReasons).optional().describe('Of a failure'),
          detail: z.string().trim().min(1).max(500).optional().describe('Of a failure, in the channel’s own words'),
        }),
      )
      .min(1)
      .max(AT_ONCE),
  })
  .meta({ id: 'InboundStatuses' });
export type StatusInput = z.output<typeof statusInput>;

export const editInput = z
  .strictObject({
    ...whose,
    edits: z
      .array(
        z.strictObject({
          messageId,
          text: z.string().max(65_536).nullable().describe('Null: the customer took the message back'),
          at: at.describe('When the customer did: the newest stands, in whatever order they come'),
        }),
      )
      .min(1)
      .max(AT_ONCE),
  })
  .meta({ id: 'InboundEdits' });
export type EditInput = z.output<typeof editInput>;

export const laterTaken = z.object({
  contactId: z.string(),
  items: z.array(z.object({ messageId: z.string(), duplicate: z.boolean() })),
});
