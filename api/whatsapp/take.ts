import { recogniseSentiment } from '../../activities/bot/sentiment.ts';
import type { StatusReport } from '../../domain/commands.ts';
import type { ToldStatus } from '../../domain/delivery.ts';
import type { Address, Profile } from '../../domain/state.ts';
import { remedyOf } from '../../domain/whatsapp-errors.ts';
import { whatsappTexts } from '../../texts/whatsapp.ts';
import type { Ids } from '../conversations/ids.ts';
import type { Arrival } from '../conversations/intake.ts';
import { heldBy } from './content.ts';
import type { WaContact, WaMessage, WaStatus } from './payload.ts';

/** Who a message is from or goes to, as far as it is told. */
export interface Party extends Address {
  name?: string;
}

export const CHANNEL = 'whatsapp';

/** Whom a message is from. Not even an id is left out only by what nobody could answer: null. */
export function partyOf(message: WaMessage, contacts: readonly WaContact[]): Party | null {
  const { from, from_user_id } = message;
  const isNamed = from !== undefined || from_user_id !== undefined;
  const only = contacts.length === 1 ? contacts[0] : undefined;
  const card = isNamed ? contacts.find((one) => isOfSender(one, message)) : only;
  const waId = digitsOf(from ?? card?.wa_id);
  const userId = from_user_id ?? card?.user_id;
  const name = card?.profile?.name?.trim().slice(0, 200);
  if (!waId && !userId) return null;
  return { ...(waId ? { waId } : {}), ...(userId ? { userId } : {}), ...(name ? { name } : {}) };
}

/** Nothing in common is nobody's: the card of somebody else would lend their number to the sender. */
function isOfSender({ user_id, wa_id }: WaContact, { from, from_user_id }: WaMessage): boolean {
  if (user_id && from_user_id) return user_id === from_user_id;
  return wa_id !== undefined && wa_id === from;
}

/** A customer's message as their conversation takes it. */
export function arrivalOf(ids: Ids, contactId: string, party: Party, message: WaMessage, now: number): Arrival {
  const id = ids.incoming(contactId, message.id);
  const at = timeOf(message, now);
  const { name, ...address } = party;
  const externalId = party.userId ?? party.waId ?? '';
  const profile: Partial<Profile> = {
    ...(name ? { name } : {}),
    ...(party.waId ? { phone: `+${party.waId}` } : {}),
  };
  const base = { contactId, channel: CHANNEL, externalId };
  const reaction = reactionIn(message);
  if (reaction) {
    const messageId = ids.message(contactId, reaction.to);
    return { ...base, item: { kind: 'reaction', id, messageId, emoji: reaction.emoji, at, profile, address } };
  }
  const { type, text, media, content } = heldBy(message);
  const mood = text && (type === 'text' || media) ? recogniseSentiment(text) : null;
  const quoted = message.context?.id;
  return {
    ...base,
    item: {
      kind: 'message',
      profile,
      address,
      message: {
        id,
        type,
        text,
        at,
        receivedAt: now,
        external: message.id,
        ...(media ? { media } : {}),
        ...(content ? { content } : {}),
        ...(quoted ? { replyTo: ids.message(contactId, quoted) } : {}),
        ...(mood ? { mood } : {}),
      },
    },
  };
}

/** The same person elsewhere: of that their conversation is told, and goes on. */
export function movedOf(ids: Ids, contactId: string, address: Address, event: string): Arrival {
  const id = ids.incoming(contactId, event);
  const message = { messageId: id, type: 'system' as const, text: whatsappTexts.numberChanged };
  const phone = address.waId ? `+${address.waId}` : null;
  const externalId = address.userId ?? address.waId ?? '';
  return { contactId, channel: CHANNEL, externalId, item: { kind: 'moved', id, address, phone, message } };
}

/** Where a message of the system says that its sender is from now on; null where it says something else. */
export function movedTo({ system }: WaMessage): Address | null {
  const { wa_id, user_id } = (system ?? {}) as { wa_id?: unknown; user_id?: unknown };
  const waId = typeof wa_id === 'string' ? digitsOf(wa_id) : undefined;
  const userId = typeof user_id === 'string' && user_id !== '' ? user_id.slice(0, 256) : undefined;
  return waId || userId ? { ...(waId ? { waId } : {}), ...(userId ? { userId } : {}) } : null;
}

const statuses: Readonly<Record<string, ToldStatus>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
};

/** Of a message that Relevo sent: whose it is and which. */
const TRACKED = /^(c_[0-9a-f]{32})\.(m_[\w-]{22,32})$/;

/** Which message of which contact is told of, where that message is one that Relevo sent. */
export function trackedIn({ biz_opaque_callback_data }: WaStatus): { contactId: string; messageId: string } | null {
  const [, contactId, messageId] = TRACKED.exec(biz_opaque_callback_data ?? '') ?? [];
  return contactId && messageId ? { contactId, messageId } : null;
}

/** What became of a message to a customer; null where it says nothing that is kept. */
export function statusOf(ids: Ids, contactId: string, told: WaStatus, now: number): Arrival | null {
  const status = statuses[told.status];
  if (!status) return null;
  const ref = ids.message(contactId, told.id);
  const messageId = trackedIn(told)?.messageId ?? ref;
  const [error] = told.errors ?? [];
  const detail = error ? `${error.code} ${error.error_data?.details ?? error.title ?? ''}`.trim().slice(0, 500) : null;
  const failed =
    status === 'failed' ? { reason: error ? remedyOf(error.code).reason : ('other' as const), detail } : none;
  const named = messageId === ref ? {} : { external: told.id, ref };
  const report: Omit<StatusReport, 'sent'> = { messageId, status, at: timeOf(told, now), ...failed, ...named };
  const externalId = told.recipient_user_id ?? told.recipient_id ?? '';
  return { contactId, channel: CHANNEL, externalId, item: { kind: 'status', id: `${messageId}:${status}`, report } };
}

const none = { reason: null, detail: null };

function reactionIn(message: WaMessage): { to: string; emoji: string | null } | null {
  if (message.type !== 'reaction') return null;
  const { message_id, emoji } = (message.reaction ?? {}) as { message_id?: unknown; emoji?: unknown };
  if (typeof message_id !== 'string' || message_id === '') return null;
  return { to: message_id, emoji: typeof emoji === 'string' && emoji !== '' ? emoji.slice(0, 32) : null };
}

/** Milliseconds. A clock that is ahead of ours tells nothing of the future. */
export function timeOf({ timestamp }: { timestamp?: number | undefined }, now: number): number {
  return timestamp === undefined ? now : Math.min(timestamp * 1000, now);
}

/** A number as the channel writes it. */
export function digitsOf(number: string | undefined): string | undefined {
  const digits = number?.replace(/\D/g, '');
  return digits ? digits : undefined;
}
