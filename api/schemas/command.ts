import { z } from 'zod';
import { messageTypes } from '../../domain/vocabulary.ts';
import { id } from './fields.ts';
import { storable } from './storable.ts';

/** With or without the mark that asks for colours. */
const oneEmoji = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)$/v;

export const epoch = z.number().int().min(0).optional().describe('The ownership the sender believes in');

const text = z
  .string()
  .max(4096)
  .refine((value) => value.trim() !== '', 'Expected a text that is not empty');

const templateParameter = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: z.string().max(1024),
    parameter_name: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,63}$/)
      .optional()
      .describe('Of a variable that has a name'),
  }),
  z.strictObject({ type: z.literal('payload'), payload: z.string().min(1).max(256) }).describe('Of a quick reply'),
  z.strictObject({ type: z.literal('coupon_code'), coupon_code: z.string().min(1).max(15) }),
  z
    .strictObject({ type: z.enum(['image', 'video', 'document']), link: z.url({ protocol: /^https?$/ }).max(2048) })
    .describe('Of a header: the channel fetches it'),
]);

export const templateUse = z
  .strictObject({
    name: z.string().trim().min(1).max(512),
    language: z.string().trim().min(2).max(15),
    components: z
      .array(
        z.strictObject({
          type: z.enum(['header', 'body', 'button']),
          sub_type: z.enum(['quick_reply', 'url', 'copy_code']).optional().describe('Of a button'),
          index: z.number().int().min(0).max(9).optional().describe('Of a button: which, from 0 on'),
          parameters: z.array(templateParameter).max(20).optional(),
        }),
      )
      .max(10)
      .optional(),
  })
  .meta({ id: 'TemplateUse' });
export type TemplateUse = z.output<typeof templateUse>;

export const textContent = z.strictObject({ type: z.literal('text').default('text'), text });

/** What an agent, or an integrator's bot, writes to the customer; whether it can be sent is judged with the file at hand. */
export const outgoing = {
  type: z
    .enum(messageTypes)
    .describe('What can be sent: `text`, or the type of the file: `image`, `audio`, `video`, `document`, `sticker`'),
  text: z
    .string()
    .max(65_536)
    .optional()
    .describe('1 to 4096 characters; beside an image, a video or a document optional, up to 1024'),
  mediaId: id.optional().describe('Of a file uploaded before, or of the library; a voice message goes as `audio`'),
  replyTo: z.string().min(1).max(256).nullable().optional(),
};

export const note = z.strictObject({ text: z.string().trim().min(1).max(16_384), epoch });
export const reaction = z.strictObject({
  messageId: z.string().min(1).max(256),
  emoji: z
    .string()
    .max(32)
    .refine((text) => text === '' || oneEmoji.test(text), 'Expected one emoji, such as 👍')
    .nullable()
    .describe('One emoji; null or empty takes the reaction away'),
  epoch,
});
export const reason = z.string().trim().max(500).nullable().optional();
export const businessEvent = z.strictObject({
  name: z.string().trim().min(1).max(100),
  data: z.unknown().check(storable(4)).optional(),
  epoch,
});
export const transfer = z
  .strictObject({
    inboxId: id.optional(),
    agentId: id.optional(),
    note: z.string().trim().min(1).max(4096).optional(),
    epoch,
  })
  .refine(
    ({ inboxId, agentId }) => (inboxId === undefined) !== (agentId === undefined),
    'Expected inboxId or agentId, one of them',
  );
