import { z } from 'zod';
import { everyAlertKind } from '../../domain/alerts.ts';
import { fieldTypes, ticketSubtypes } from '../../domain/ticket-types.ts';
import { botModes, reopenTargets } from '../../domain/vocabulary.ts';
import type { Settings } from '../../models/settings.ts';
import { textFault, textNames } from '../../texts/editable.ts';
import type { Texts } from '../../texts/es-ar.ts';
import { patchOf } from '../merge-patch.ts';
import { duration, timeZone } from './fields.ts';

const helpdeskUrl = z.url({ protocol: /^https?$/ }).max(500);
/** Sealed it is longer. */
const secret = z.string().min(1).max(2000);
const channelName = /^[a-z][a-z0-9-]{0,39}$/;

const account = z.strictObject({
  name: z.string().trim().min(1).max(100),
  email: z.email().optional(),
  timeZone,
});

const tokens = z.number().int().min(0).max(1_000_000_000_000);
const price = z.number().min(0).max(1_000_000);

const fieldRule = z.strictObject({
  label: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .optional()
    .describe('What customers and areas read for it, as within a sentence: `número de serie`; else its name in words'),
  type: z
    .enum(fieldTypes)
    .describe(
      '`text` any words · `number` · `code` letters and digits, as of an invoice · `email` · `phone` · `date` · ' +
        '`document` a DNI · `taxId` a CUIT or CUIL · `address` a street with its number',
    ),
  pattern: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .optional()
    .describe(
      'What a value looks like: `#` is a digit, `@` a letter, `*` either, anything else itself, as in `C-####`',
    ),
});

const ticketCreation = z.strictObject({
  enabled: z.boolean(),
  subtypes: z.array(z.enum(ticketSubtypes)).max(50).optional().describe('Those that are active; all when left out'),
  requiredFields: z
    .partialRecord(z.enum(ticketSubtypes), z.array(z.string().trim().min(1).max(60)).max(10))
    .optional()
    .describe('By subtype, what the bot asks for besides names and phone'),
  fields: z
    .object({})
    .catchall(fieldRule)
    .refine(
      (fields) => Object.keys(fields).length <= 50 && Object.keys(fields).every((name) => name.length <= 60),
      'Expected at most 50 fields with names of at most 60 characters',
    )
    .optional()
    .describe(
      'By name of a required field, what it is called and what its values look like; else the name tells (`dni`, `factura`…)',
    ),
});

const alertMail = z
  .strictObject({
    emails: z.array(z.email().max(254).toLowerCase()).max(50).describe('Whom; nobody where it is empty'),
    kinds: z.array(z.enum(everyAlertKind)).max(20).optional().describe('Of which alerts; of all when left out'),
  })
  .describe('Alerts by mail: one mail of each alert and level, or one of all that came within a minute');

const message = z.string().trim().min(1).max(4096);
const handoff = z.strictObject({
  method: z.enum(['inbox', 'zendesk', 'gorgias', 'message']),
  message: message.optional(),
  zendesk: z
    .strictObject({
      baseUrl: helpdeskUrl,
      email: z.email(),
      apiToken: secret,
      webhookSecret: secret.optional().describe('Signs what it tells us of tickets'),
    })
    .optional(),
  gorgias: z
    .strictObject({
      baseUrl: helpdeskUrl,
      email: z.email(),
      apiKey: secret,
      webhookSecret: secret.optional().describe('What its HTTP integration sends as a bearer token'),
    })
    .optional(),
});

const sessionWindow = z
  .object({ default: duration })
  .catchall(duration)
  .refine((windows) => Object.keys(windows).every((channel) => channelName.test(channel)), 'Expected names of channels')
  .describe('How long a session stays open after the last message of the customer, by channel');

const ownText = z.string().trim().min(1).max(1000);
const ownTexts = z
  .strictObject(
    Object.fromEntries(textNames.map((name) => [name, ownText.optional()])) as Record<
      keyof Texts,
      z.ZodOptional<typeof ownText>
    >,
  )
  .check((context) => {
    for (const name of textNames) {
      const text = context.value[name];
      const fault = text === undefined ? null : textFault(name, text);
      if (fault !== null) context.issues.push({ code: 'custom', path: [name], message: fault, input: text });
    }
  })
  .describe('What customers read in the place of the texts of `GET /v1/settings/texts`, by name; null resets one');

/** One text of bot or system as it is said to customers. */
export const settingsText = z
  .object({
    name: z.enum(textNames),
    text: z.string().describe('What is said'),
    default: z.string(),
    own: z.boolean().describe('Whether the account has replaced it'),
    variables: z.array(z.string()).describe('What it may use, as `{{name}}`'),
  })
  .meta({ id: 'SettingsText' });

const shape = {
  account,
  bot: z.strictObject({
    mode: z.enum(botModes),
    maxTokensPerConversation: tokens
      .optional()
      .describe('What the model may use in one conversation on one day; beyond it the built-in bot answers'),
    maxTokensPerDay: tokens.optional().describe('The same for all conversations together'),
    pricePerMillionTokens: z.strictObject({ input: price, output: price }).optional(),
  }),
  ticketCreation,
  alertMail: alertMail.optional(),
  handoff,
  sessionWindow,
  escalation: z.strictObject({
    unattendedAfter: duration,
    unansweredAfter: duration,
    windowClosingBefore: duration,
    ticketUnattendedAfter: duration,
  }),
  presenceTimeout: duration,
  absenceReturnAfter: duration
    .optional()
    .describe('After how long away an agent’s chats go back to their inboxes; never when left out'),
  reopenTo: z.enum(reopenTargets),
  whatsapp: z
    .strictObject({
      readMarks: z
        .boolean()
        .optional()
        .describe('Whether customers see that they were read, once somebody answers, and that the model’s bot types'),
    })
    .optional(),
  roomCreationPace: duration
    .optional()
    .describe('Between the WhatsApp groups of one agent and those of the next; PT90S when left out'),
  texts: ownTexts.optional(),
  retireAfter: duration.describe('How long a contact stays quiet before its workflow ends'),
};

/** The settings as a whole, as they have to be after every change. */
export const settings = z.strictObject(shape).check((context) => {
  const { method, ...given } = context.value.handoff;
  if (method === 'inbox' || given[method] !== undefined) return;
  context.issues.push({
    code: 'custom',
    path: ['handoff', method],
    message: `The method ${method} needs it`,
    input: context.value,
  });
}) satisfies z.ZodType<Settings>;

export const handoffPatch = patchOf(handoff).nullish().meta({ id: 'HandoffPatch' });
export const handoffTested = z
  .object({ tested: z.array(z.enum(['zendesk', 'gorgias'])).describe('Those that took us; none where none is set') })
  .meta({ id: 'HandoffTested' });

export const settingsPatch = patchOf(z.strictObject(shape)).meta({ id: 'SettingsPatch' });

const helpdeskView = z.object({ baseUrl: z.string(), email: z.string(), webhookSecretSet: z.boolean() });

/** As they are read: of secrets only whether they are set. */
export const settingsView = z
  .object({
    ...shape,
    absenceReturnAfter: duration.nullable().describe('Null: never'),
    handoff: z.object({
      method: handoff.shape.method,
      message: message.optional(),
      zendesk: helpdeskView.extend({ apiTokenSet: z.boolean() }).optional(),
      gorgias: helpdeskView.extend({ apiKeySet: z.boolean() }).optional(),
    }),
    version: z.number(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Settings' });
