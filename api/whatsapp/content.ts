import { z } from 'zod';
import type { ChannelFile } from '../../domain/received-file.ts';
import type { MessageType } from '../../domain/vocabulary.ts';
import { messageTypes } from '../../domain/vocabulary.ts';
import { whatsappTexts } from '../../texts/whatsapp.ts';
import { storable } from '../schemas/storable.ts';
import type { WaMessage } from './payload.ts';

/** What a message of a customer holds, in our words. */
export interface Held {
  type: MessageType;
  /** What people and the bot read; also of what is no text, where it can be told in words. */
  text: string | null;
  media?: ChannelFile;
  content?: Record<string, unknown>;
}

const LONGEST = 65_536;
const words = z.string().max(LONGEST).optional().catch(undefined);
const few = z.string().max(1024).optional().catch(undefined);

const file = z.looseObject({
  id: z.string().min(1).max(256),
  mime_type: few,
  sha256: few,
  caption: words,
  filename: few,
  voice: z.boolean().optional().catch(undefined),
});
const location = z.looseObject({ latitude: z.number(), longitude: z.number(), name: few, address: few });
const card = z.looseObject({
  name: z.looseObject({ formatted_name: few }).optional().catch(undefined),
  phones: z.array(z.looseObject({ phone: few, wa_id: few })).catch([]),
  emails: z.array(z.looseObject({ email: few })).catch([]),
});
const choice = z.looseObject({ id: few, title: few, description: few }).optional().catch(undefined);
const interactive = z.looseObject({
  button_reply: choice,
  list_reply: choice,
  nfm_reply: z.looseObject({ response_json: words }).optional().catch(undefined),
});
const order = z.looseObject({
  text: words,
  product_items: z.array(z.looseObject({ product_retailer_id: few, quantity: z.coerce.number().catch(1) })).catch([]),
});

/** Reads a message of any type; one that is not known is kept and shown as `unsupported`. */
export function heldBy(message: WaMessage): Held {
  const held = read(message) ?? unsupported(message);
  const content = { ...held.content, ...circumstances(message) };
  return Object.keys(content).length > 0 ? { ...held, content: keepable(content) } : held;
}

function read(message: WaMessage): Held | null {
  const { type } = message;
  const body = message[type];
  switch (type) {
    case 'text': {
      const text = z.looseObject({ body: z.string().max(LONGEST) }).safeParse(body).data?.body;
      return text === undefined ? null : { type, text };
    }
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return ofFile(type, body);
    case 'location': {
      const told = location.safeParse(body).data;
      if (!told) return null;
      const { latitude, longitude, name, address } = told;
      const place = [name, address].filter(Boolean).join(', ');
      return { type, text: whatsappTexts.location(place, latitude, longitude), content: told };
    }
    case 'contacts': {
      const cards = z.array(card).safeParse(body).data;
      return cards ? { type, text: whatsappTexts.contact(cards.map(cardText)), content: { contacts: cards } } : null;
    }
    case 'interactive': {
      const told = interactive.safeParse(body).data;
      return told ? { type, text: answerText(told), content: told } : null;
    }
    case 'button': {
      const told = z.looseObject({ text: few, payload: few }).safeParse(body).data;
      return told ? { type, text: told.text ?? told.payload ?? null, content: told } : null;
    }
    case 'order': {
      const told = order.safeParse(body).data;
      if (!told) return null;
      const items = told.product_items.map((item) => `${item.quantity} × ${item.product_retailer_id ?? '?'}`);
      return { type, text: whatsappTexts.order(items, told.text ?? ''), content: told };
    }
    default:
      return null;
  }
}

function ofFile(type: 'image' | 'video' | 'audio' | 'document' | 'sticker', body: unknown): Held | null {
  const told = file.safeParse(body).data;
  if (!told) return null;
  const { id, mime_type, sha256, caption, filename, voice } = told;
  const media: ChannelFile = {
    id,
    source: 'whatsapp',
    ...(mime_type ? { mimeType: mime_type.split(';')[0]?.trim() ?? mime_type } : {}),
    ...(sha256 ? { sha256 } : {}),
    ...(filename ? { fileName: filename.slice(0, 255) } : {}),
    ...(caption ? { caption } : {}),
    ...(voice ? { voice } : {}),
  };
  return { type, text: caption ?? null, media };
}

function unsupported(message: WaMessage): Held {
  const { type } = message;
  const named = z.looseObject({ type: few }).safeParse(message.unsupported).data?.type;
  const originalType = type === 'unsupported' ? (named ?? type) : type;
  const isOurs = (messageTypes as readonly string[]).includes(type) && type !== 'template';
  const body = message[type];
  const errors = message.errors === undefined ? {} : { errors: message.errors };
  return {
    type: isOurs && type !== 'reaction' && type !== 'text' ? (type as MessageType) : 'unsupported',
    text: null,
    content: { originalType, ...errors, ...(body === undefined ? {} : { body }) },
  };
}

/** Where a message comes from besides itself: an advert, a product, another chat. */
function circumstances({ referral, context }: WaMessage): Record<string, unknown> {
  const product = context?.referred_product?.product_retailer_id;
  const about = referral
    ? whatsappTexts.advert(
        [referral.headline, referral.body].filter(Boolean).join(' · ') || (referral.source_url ?? ''),
      )
    : product && whatsappTexts.product(product);
  return {
    ...(about ? { about } : {}),
    ...(referral ? { referral } : {}),
    ...(context?.referred_product ? { product: context.referred_product } : {}),
    ...(context?.forwarded || context?.frequently_forwarded
      ? { forwarded: context.frequently_forwarded ? 'many-times' : 'once' }
      : {}),
  };
}

function answerText({ button_reply, list_reply, nfm_reply }: z.output<typeof interactive>): string | null {
  const chosen = button_reply ?? list_reply;
  if (chosen) return [chosen.title ?? chosen.id, chosen.description].filter(Boolean).join(': ') || null;
  const fields = nfm_reply?.response_json === undefined ? null : jsonObject(nfm_reply.response_json);
  if (!fields) return null;
  const told = Object.entries(fields).filter(([name]) => name !== 'flow_token');
  return told.map(([name, value]) => `${name}: ${typeof value === 'string' ? value : jsonText(value)}`).join('\n');
}

/** What is nested too deeply to be written again is left to the content, as it came. */
function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return '…';
  }
}

function cardText({ name, phones, emails }: z.output<typeof card>): string {
  return [
    name?.formatted_name,
    ...phones.map(({ phone, wa_id }) => phone ?? wa_id),
    ...emails.map(({ email }) => email),
  ]
    .filter(Boolean)
    .join(', ');
}

function jsonObject(text: string): Record<string, unknown> | null {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

const fits = z.unknown().check(storable(64));

/** What cannot be stored as it came is kept as far as it says of itself what it is. */
function keepable(content: Record<string, unknown>): Record<string, unknown> {
  if (fits.safeParse(content).success) return content;
  const { originalType, about } = content;
  return { tooLarge: true, ...(originalType ? { originalType } : {}), ...(about ? { about } : {}) };
}
