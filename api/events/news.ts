import type { Chat, Conversation } from '../../domain/state.ts';
import type { AlertDoc } from '../../models/alert.ts';
import { ConversationModel } from '../../models/conversation.ts';
import type { InboxDoc } from '../../models/inbox.ts';
import type { MessageDoc } from '../../models/message.ts';
import type { PresenceChangeDoc } from '../../models/presence.ts';
import type { RoomDoc } from '../../models/room.ts';
import type { TicketDoc } from '../../models/ticket.ts';
import type { TimelineDoc } from '../../models/timeline.ts';
import { TimelineModel } from '../../models/timeline.ts';
import type { Change } from './changes.ts';

/** What a change means, looked up once for all who are told of it. */
export type News =
  | { kind: 'chat'; before: Conversation | null; after: Conversation; cause: TimelineDoc | null }
  /** `chat`: where it was when the line was written, null when that is not known. */
  | { kind: 'line'; doc: MessageDoc; isNew: boolean; chat: Chat | null }
  | { kind: 'alert'; doc: AlertDoc }
  /** `chat`: where the chat is that it was opened in. */
  | { kind: 'ticket'; doc: TicketDoc; chat: Chat | null }
  | { kind: 'presence'; row: PresenceChangeDoc }
  | { kind: 'room'; doc: RoomDoc }
  | { kind: 'inbox'; id: string; after: InboxDoc | null; at: Change['at'] }
  | { kind: 'inactive'; agentId: string }
  | { kind: 'revoked'; keyId: string };

/** Where chats are as of a place in the stream; the least recently heard of are forgotten. */
export interface Places {
  get(contactId: string): Chat | undefined;
  set(contactId: string, chat: Chat): void;
}

const PLACES = 20_000;

export function createPlaces(): Places {
  const places = new Map<string, Chat>();
  return {
    get: (contactId) => places.get(contactId),
    set(contactId, chat) {
      places.delete(contactId);
      places.set(contactId, chat);
      if (places.size > PLACES) places.delete(places.keys().next().value as string);
    },
  };
}

/** Where a chat is, out of what is known or else the store; null for one that there is not. */
export async function placeOfChat(places: Places, contactId: string): Promise<Chat | null> {
  const known = places.get(contactId);
  if (known) return known;
  const doc = await ConversationModel.findById(contactId, { 'conversation.chat': 1 }).lean();
  if (!doc) return null;
  // What the stream has said meanwhile is its own place, and stands.
  const chat = places.get(contactId) ?? doc.conversation.chat;
  places.set(contactId, chat);
  return chat;
}

/** Null for a change that nobody is told of. */
export async function newsOf(change: Change, places: Places): Promise<News | null> {
  const { collection, id, before, after } = change;
  switch (collection) {
    case 'conversations':
      return after ? await chatNews(before, after, places) : null;
    case 'messages':
      return after ? await lineNews(before as MessageDoc | null, after as unknown as MessageDoc, places) : null;
    case 'alerts':
      return after && before?.open !== after.open ? { kind: 'alert', doc: after as unknown as AlertDoc } : null;
    case 'tickets':
      return after ? ticketNews(after as unknown as TicketDoc, places) : null;
    case 'rooms':
      return after ? { kind: 'room', doc: after as unknown as RoomDoc } : null;
    case 'presence-changes':
      return after ? { kind: 'presence', row: after as unknown as PresenceChangeDoc } : null;
    case 'inboxes':
      return { kind: 'inbox', id, after: after as InboxDoc | null, at: change.at };
    case 'agents':
      return { kind: 'inactive', agentId: id };
    case 'keys':
      return { kind: 'revoked', keyId: id };
    default:
      return null;
  }
}

async function chatNews(before: object | null, after: object, places: Places): Promise<News> {
  const was = before ? (before as { conversation: Conversation }).conversation : null;
  const { conversation } = after as { conversation: Conversation };
  places.set(conversation.id, conversation.chat);
  const cause = await causeOf(was, conversation);
  return { kind: 'chat', before: was, after: conversation, cause };
}

/** The latest entry of the timeline that came with this change. */
async function causeOf(before: Conversation | null, after: Conversation): Promise<TimelineDoc | null> {
  const seq = { $gt: before?.seq ?? -1, $lte: after.seq };
  if (before?.seq === after.seq) return null;
  return await TimelineModel.findOne({ contactId: after.id, seq } as never)
    .sort({ seq: -1 })
    .lean<TimelineDoc>();
}

async function ticketNews(doc: TicketDoc, places: Places): Promise<News> {
  return { kind: 'ticket', doc, chat: await placeOfChat(places, doc.contactId) };
}

async function lineNews(before: MessageDoc | null, doc: MessageDoc, places: Places): Promise<News | null> {
  // A reaction that came before its message is no line yet.
  if (doc.seq === undefined) return null;
  const chat = await placeOfChat(places, doc.contactId);
  return { kind: 'line', doc, isNew: before?.seq === undefined, chat };
}
