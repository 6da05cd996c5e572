import { z } from 'zod';
import { presentOf } from '../../domain/delivery.ts';
import type { Chat } from '../../domain/state.ts';
import { messageTypes } from '../../domain/vocabulary.ts';
import type { MessageDoc } from '../../models/message.ts';
import { instant } from '../schemas/fields.ts';

/** What a visitor may know of the chat: their lines and those meant for them, and who is at the other end. */

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
  })
  .meta({ id: 'VisitorMessage' });
export type VisitorMessage = z.output<typeof visitorMessage>;

export interface VisitorState {
  status: 'bot' | 'waiting' | 'agent' | 'ended';
  agentName: string | null;
}

/** Agents go by their first name here. */
export function visitorMessageOf(doc: MessageDoc): VisitorMessage {
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
  };
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
