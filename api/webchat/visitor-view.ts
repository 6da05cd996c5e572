import { z } from 'zod';
import { presentOf } from '../../domain/delivery.ts';
import type { Chat } from '../../domain/state.ts';
import { messageTypes } from '../../domain/vocabulary.ts';
import { mediaKinds } from '../../domain/media.ts';
import type { MessageDoc } from '../../models/message.ts';
import type { MediaLinks } from '../media/links.ts';
import { instant } from '../schemas/fields.ts';

/** What a visitor may know of the chat: their lines and those meant for them, and who is at the other end. */

export const visitorLink = z.object({ url: z.string(), previewUrl: z.string().nullable(), expiresAt: instant });

export const visitorFile = z
  .object({
    id: z.string(),
    kind: z.enum(mediaKinds),
    mimeType: z.string(),
    size: z.number().int(),
    fileName: z.string(),
  })
  .meta({ id: 'VisitorFile' });
export type VisitorFile = z.output<typeof visitorFile>;

export const visitorMessage = z
  .object({
    id: z.string(),
    seq: z.number().int(),
    direction: z.enum(['in', 'out']),
    author: z.object({ kind: z.enum(['contact', 'bot', 'agent', 'system']), name: z.string().nullable() }),
    type: z.enum(messageTypes),
    text: z.string().nullable(),
    at: instant,
    replyTo: z.string().nullable(),
    media: visitorFile
      .extend({ link: visitorLink })
      .nullable()
      .describe('Its file, with a link that is good for five minutes'),
  })
  .meta({ id: 'VisitorMessage' });
export type VisitorMessage = z.output<typeof visitorMessage>;

export interface VisitorState {
  status: 'bot' | 'waiting' | 'agent' | 'ended';
  agentName: string | null;
}

/** Agents go by their first name here. */
export function visitorMessageOf(doc: MessageDoc, links: MediaLinks): VisitorMessage {
  const { _id, seq = 0, direction, author, type, at, replyTo } = doc;
  const present = presentOf(doc, doc);
  const name = author.kind === 'agent' ? firstName(author.name) : author.name;
  return {
    id: _id,
    seq,
    direction: direction === 'in' ? 'in' : 'out',
    author: { kind: author.kind, name },
    type,
    text: present.deletedAt === null ? present.text : null,
    at: new Date(at).toISOString(),
    replyTo,
    media: present.deletedAt === null ? fileOf(doc.media, links) : null,
  };
}

/** Files of ours; what only a channel has cannot be shown here. */
function fileOf(media: unknown, links: MediaLinks): VisitorMessage['media'] {
  const file = visitorFile.safeParse(media);
  return file.success && file.data.id.startsWith('med_') ? { ...file.data, link: linkOf(file.data, links) } : null;
}

/** A link to a file, good for a short time without a token. */
export function linkOf({ id, kind }: VisitorFile, links: MediaLinks): z.output<typeof visitorLink> {
  const { url, previewUrl, expiresAt } = links.sign(id);
  const isPicture = kind === 'image' || kind === 'sticker';
  return { url, previewUrl: isPicture ? previewUrl : null, expiresAt: expiresAt.toISOString() };
}

export function visitorStateOf(chat: Chat): VisitorState {
  switch (chat.state) {
    case 'NUEVO':
    case 'BOT':
      return { status: 'bot', agentName: null };
    case 'BANDEJA':
      return { status: chat.inbox.kind === 'CERRADAS' ? 'ended' : 'waiting', agentName: null };
    case 'AGENTE':
      return { status: 'agent', agentName: firstName(chat.agent.name) };
    case 'EXPIRADO':
      return { status: 'ended', agentName: null };
  }
}

function firstName(name: string | null): string | null {
  return name?.trim().split(/\s+/)[0] ?? null;
}
