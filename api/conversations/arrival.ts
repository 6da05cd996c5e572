import { recogniseSentiment } from '../../activities/bot/sentiment.ts';
import type { Profile } from '../../domain/state.ts';
import type { MessageType } from '../../domain/vocabulary.ts';
import { messageTypes } from '../../domain/vocabulary.ts';
import type { InboundInput } from '../schemas/inbound.ts';
import type { Ids } from './ids.ts';
import type { Arrival } from './intake.ts';

/** A customer's event as the conversation takes it: our ids, the earlier of both times, and what the words tell of the mood. */
export function arrivalOf(
  ids: Ids,
  { channel, contact, message }: InboundInput,
  now: number,
): Arrival & { messageId: string } {
  const contactId = ids.contact(channel, contact.id);
  const messageId = ids.incoming(contactId, message.id);
  const at = Math.min(message.at ? Date.parse(message.at) : now, now);
  const profile = profileOf(contact);
  const base = { contactId, channel, externalId: contact.id, messageId };
  if (message.type === 'reaction' && message.reaction) {
    const { emoji } = message.reaction;
    const target = ids.message(contactId, message.reaction.messageId);
    return { ...base, item: { kind: 'reaction', id: messageId, messageId: target, emoji: emoji || null, at, profile } };
  }
  const type = knownType(message.type);
  const text = message.text ?? message.media?.caption ?? null;
  const mood = text ? recogniseSentiment(text) : null;
  const content = type === 'unsupported' ? { originalType: message.type, ...message.content } : message.content;
  return {
    ...base,
    item: {
      kind: 'message',
      profile,
      message: {
        id: messageId,
        type,
        text,
        at,
        receivedAt: now,
        ...(message.media ? { media: fileOf(message.media) } : {}),
        ...(content ? { content } : {}),
        ...(message.replyTo ? { replyTo: ids.message(contactId, message.replyTo) } : {}),
        ...(mood ? { mood } : {}),
      },
    },
  };
}

/** A file of ours as it is; of one that a channel tells of, the id is none of ours, whatever it looks like. */
function fileOf(media: NonNullable<InboundInput['message']['media']>): object {
  if ('kind' in media) return media;
  const { id, ...told } = media;
  return id === undefined || id.startsWith('med_') ? told : { id, ...told };
}

function knownType(type: string): MessageType {
  return (messageTypes as readonly string[]).includes(type) && type !== 'template'
    ? (type as MessageType)
    : 'unsupported';
}

export function profileOf(contact: Omit<InboundInput['contact'], 'id'> & { id?: string }): Partial<Profile> {
  const { id: _, ...told } = contact;
  const name = told.name ?? ([told.firstName, told.lastName].filter(Boolean).join(' ') || undefined);
  return Object.fromEntries(Object.entries({ ...told, name }).filter(([, value]) => value !== undefined));
}
