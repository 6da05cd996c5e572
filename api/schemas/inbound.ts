import { z } from 'zod';
import { plain } from './fields.ts';
import { storable } from './storable.ts';

const short = (most: number) => z.string().trim().min(1).max(most);

/** A file a message carries, as the channel tells of it. */
export const mediaInput = z
  .strictObject({
    id: short(256).optional(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2048)
      .optional()
      .describe('Where it is fetched from, at once and with patience; the message waits for nothing'),
    mimeType: short(127).optional(),
    fileName: short(255).optional(),
    size: z.number().int().min(0).optional(),
    sha256: short(64).optional().describe('Of the content, in hex or Base64: another content is not taken'),
    voice: z.boolean().optional().describe('A voice message, as against any other recording'),
    caption: z.string().max(4096).optional(),
  })
  .meta({ id: 'MediaReference' });

const at = z.iso.datetime({ offset: true });

export const personInput = {
  name: short(200).optional(),
  firstName: short(100).optional(),
  lastName: short(100).optional(),
  phone: short(40).optional(),
  email: z.email().max(254).optional(),
  authenticated: z.boolean().optional(),
};

export const channelName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, 'Expected a channel name of lower-case letters, digits and dashes');

const reaction = z.strictObject({
  messageId: short(256),
  emoji: z.string().max(32).nullable().describe('Null or empty takes the reaction away'),
});

/** A message of a type never seen is taken and shown as `unsupported`; `content` holds what a type has beside text and media. */
export const inboundMessage = z
  .strictObject({
    id: plain(short(256)),
    type: short(64),
    text: z.string().max(65_536).nullable().optional(),
    media: mediaInput.nullable().optional(),
    content: z.record(z.string(), z.unknown()).check(storable(64)).optional(),
    replyTo: short(256).nullable().optional(),
    reaction: reaction.optional(),
    at: at.optional(),
  })
  .superRefine((message, context) => {
    if (message.type === 'text' && !message.text?.trim()) {
      context.addIssue({ code: 'custom', path: ['text'], message: 'Expected a text that is not empty' });
    }
    if (message.type === 'reaction' && !message.reaction) {
      context.addIssue({ code: 'custom', path: ['reaction'], message: 'Expected the message and the emoji' });
    }
  });

export const inboundInput = z
  .strictObject({
    channel: channelName,
    contact: z.strictObject({ id: plain(short(256)), ...personInput }),
    message: inboundMessage,
  })
  .meta({ id: 'InboundMessage' });

export type InboundInput = z.output<typeof inboundInput>;
