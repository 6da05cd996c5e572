import { z } from 'zod';

/**
 * What Meta posts, as loosely as it may come: fields are added without notice, and a kind that is not known is kept as
 * well. What has not even an id is nothing that could be kept.
 */

const short = z.string().min(1).max(256);
/** Told of now and then: what is no text is not told. */
const told = short.optional().catch(undefined);

const context = z
  .looseObject({
    id: told,
    forwarded: z.boolean().optional().catch(undefined),
    frequently_forwarded: z.boolean().optional().catch(undefined),
    referred_product: z.looseObject({ product_retailer_id: told }).optional().catch(undefined),
  })
  .optional()
  .catch(undefined);

export const waMessage = z.looseObject({
  id: z.string().min(1).max(512),
  type: z.string().min(1).max(64).catch('unknown'),
  /** Unix seconds. */
  timestamp: z.coerce.number().int().positive().optional().catch(undefined),
  from: told,
  from_user_id: told,
  group_id: told,
  context,
  referral: z.looseObject({ headline: told, body: told, source_url: told }).optional().catch(undefined),
});
export type WaMessage = z.output<typeof waMessage>;

const waError = z.looseObject({
  code: z.coerce.number().catch(-1),
  title: z.string().optional().catch(undefined),
  error_data: z.looseObject({ details: z.string().optional() }).optional().catch(undefined),
});
export type WaError = z.output<typeof waError>;

export const waStatus = z.looseObject({
  id: z.string().min(1).max(512),
  status: z.string(),
  timestamp: z.coerce.number().int().positive().optional().catch(undefined),
  recipient_id: told,
  recipient_user_id: told,
  recipient_type: told,
  biz_opaque_callback_data: z.string().max(512).optional().catch(undefined),
  errors: z.array(waError).optional().catch(undefined),
});
export type WaStatus = z.output<typeof waStatus>;

export const waContact = z.looseObject({
  wa_id: told,
  user_id: told,
  profile: z
    .looseObject({ name: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
export type WaContact = z.output<typeof waContact>;

export const waUserIdUpdate = z.looseObject({
  wa_id: told,
  user_id: z.looseObject({ previous: short, current: short }),
  timestamp: z.coerce.number().int().positive().optional().catch(undefined),
});
export type WaUserIdUpdate = z.output<typeof waUserIdUpdate>;

const value = z.looseObject({
  metadata: z.looseObject({ phone_number_id: told }).optional().catch(undefined),
  contacts: z.array(z.unknown()).optional().catch(undefined),
  messages: z.array(z.unknown()).optional().catch(undefined),
  statuses: z.array(z.unknown()).optional().catch(undefined),
  errors: z.array(waError).optional().catch(undefined),
  groups: z.array(z.unknown()).optional().catch(undefined),
  user_id_update: z.array(z.unknown()).optional().catch(undefined),
});
export type WaValue = z.output<typeof value>;

export const waChange = z.looseObject({ field: z.string(), value });
export type WaChange = z.output<typeof waChange>;

const envelope = z.looseObject({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(z.looseObject({ id: told, changes: z.array(z.unknown()).catch([]) })),
});

/** The changes of one post; null where it is none of WhatsApp's. */
export function changesIn(body: unknown): WaChange[] | null {
  const post = envelope.safeParse(body);
  if (!post.success) return null;
  return post.data.entry.flatMap(({ changes }) => allOf(waChange, changes));
}

/** Those of the list that can be read. */
export function allOf<Schema extends z.ZodType>(schema: Schema, list: readonly unknown[] = []): z.output<Schema>[] {
  return list.flatMap((item) => {
    const parsed = schema.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
}

export const waTemplateEvent = z.looseObject({
  event: short,
  message_template_name: short,
  message_template_language: short,
});

export const waAccountEvent = z.looseObject({ event: short });
