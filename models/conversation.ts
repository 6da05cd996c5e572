import mongoose from 'mongoose';
import { emailKey, phoneKey } from '../domain/person.ts';
import type { Conversation } from '../domain/state.ts';
import { isEscalated, placeOf } from '../domain/state.ts';
import type { InboxKind, Origin, Sentiment, State } from '../domain/vocabulary.ts';
import { foldWords, phoneWords } from '../language/fold-words.ts';

/** Later than any instant: what has no such time sorts last. */
export const NEVER = 9_000_000_000_000_000;

/**
 * A contact and its conversation, as lists and searches need it. `conversation` is the whole state and what a workflow
 * starts again from; every other field is derived from it. Times in milliseconds.
 */
export interface ConversationDoc {
  _id: string;
  /** The highest version written; an older one never replaces it. */
  v: number;
  /** The version up to which everything is written: every row, and the capacity slots confirmed and released. */
  slotsV?: number;
  conversation: Conversation;
  channel: string;
  state: State;
  previousState: State | null;
  inboxId: string | null;
  inboxKind: InboxKind | null;
  /** The owner of the chat, or of the personal inbox it waits in. */
  agentId: string | null;
  origin: Origin;
  blocked: boolean;
  unread: boolean;
  escalated: boolean;
  sentiment: Sentiment;
  waitingAt: number;
  windowAt: number;
  recentAt: number;
  createdAt: number;
  /** Lower-case words of name, phone, e-mail and external id without accents, and the phone's digits, for prefix search. */
  words: string[];
  /** Alike for contacts of the same number or address. */
  phoneKey: string | null;
  emailKey: string | null;
  /** The terms of its transcript, for search; see `models/transcript-terms.ts`. Missing until its first commit. */
  terms?: string[];
}

const schema = new mongoose.Schema<ConversationDoc>(
  {
    _id: { type: String, required: true },
    v: Number,
    slotsV: Number,
    conversation: mongoose.Schema.Types.Mixed,
    channel: String,
    state: String,
    previousState: String,
    inboxId: String,
    inboxKind: String,
    agentId: String,
    origin: String,
    blocked: Boolean,
    unread: Boolean,
    escalated: Boolean,
    sentiment: String,
    waitingAt: Number,
    windowAt: Number,
    recentAt: Number,
    createdAt: Number,
    words: [String],
    phoneKey: String,
    emailKey: String,
    // Large, and of use to queries alone.
    terms: { type: [String], default: undefined, select: false },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, minimize: false, id: false },
);
for (const at of ['recentAt', 'waitingAt', 'windowAt'] as const) {
  schema.index({ [at]: 1, _id: 1 });
  schema.index({ state: 1, inboxKind: 1, [at]: 1, _id: 1 });
  schema.index({ inboxId: 1, [at]: 1, _id: 1 });
  schema.index({ agentId: 1, [at]: 1, _id: 1 });
}
// Counts are read out of the index alone.
schema.index({ state: 1, inboxKind: 1, inboxId: 1, agentId: 1, unread: 1, waitingAt: 1 });
// The order in which a rule assigns: the urgent, then the longest in the inbox.
schema.index({ inboxId: 1, sentiment: 1, 'conversation.since': 1, _id: 1 });
schema.index({ createdAt: 1, _id: 1 });
schema.index({ words: 1 });
schema.index({ phoneKey: 1, recentAt: 1, _id: 1 });
schema.index({ emailKey: 1, recentAt: 1, _id: 1 });
schema.index({ terms: 1 });
schema.index({ 'conversation.chat.takenFrom.id': 1 }, { sparse: true });
schema.index({ 'conversation.lastInbox.id': 1 }, { sparse: true });
schema.index({ 'conversation.address.userId': 1 }, { sparse: true });
schema.index({ 'conversation.address.waId': 1, recentAt: -1 }, { sparse: true });
schema.index({ blocked: 1, recentAt: 1, _id: 1 });
schema.index({ previousState: 1, recentAt: 1, _id: 1 });

export const ConversationModel = mongoose.model<ConversationDoc>('Conversation', schema, 'conversations');

export function conversationDoc(c: Conversation): ConversationDoc {
  const place = placeOf(c.chat);
  const inbox = c.chat.state === 'BANDEJA' ? c.chat.inbox : null;
  return {
    _id: c.id,
    v: c.version,
    conversation: c,
    channel: c.channel,
    state: c.chat.state === 'NUEVO' ? 'BOT' : c.chat.state,
    previousState: c.previous?.state ?? null,
    inboxId: inbox?.id ?? null,
    inboxKind: inbox?.kind ?? null,
    agentId: place.agentId ?? inbox?.ownerId ?? null,
    origin: c.origin,
    blocked: c.blocked,
    unread: c.unread,
    escalated: isEscalated(c),
    sentiment: c.sentiment,
    waitingAt: c.waitingSince ?? NEVER,
    windowAt: c.session.status === 'open' ? (c.session.expiresAt ?? NEVER) : NEVER,
    recentAt: c.lastMessageAt ?? c.createdAt,
    createdAt: c.createdAt,
    words: wordsOf(c),
    phoneKey: phoneKey(c.profile.phone),
    emailKey: emailKey(c.profile.email),
  };
}

function wordsOf({ profile, externalId }: Conversation): string[] {
  const { name, firstName, lastName, phone, email } = profile;
  const words = foldWords([name, firstName, lastName, phone, email, externalId].join(' '));
  return [...new Set([...words, ...phoneWords(phone ?? '')])];
}

/** The last snapshot of a contact's conversation, or null. */
export async function findSnapshot(contactId: string): Promise<Conversation | null> {
  const doc = await ConversationModel.findById(contactId, { conversation: 1 }).lean();
  return doc?.conversation ?? null;
}

/** Contacts whose conversation is in an inbox, was taken from it, or remembers it. */
export async function contactsAround(inboxId: string): Promise<string[]> {
  const docs = await ConversationModel.find(
    {
      $or: [{ inboxId }, { 'conversation.chat.takenFrom.id': inboxId }, { 'conversation.lastInbox.id': inboxId }],
    },
    { _id: 1 },
  ).lean();
  return docs.map((doc) => doc._id);
}

/** Which of these names of contacts the store knows. */
export async function knownUnder(names: {
  contactIds: string[];
  userIds: string[];
  waIds: string[];
}): Promise<Set<string>> {
  const { contactIds, userIds, waIds } = names;
  const address = 'conversation.address';
  const under = [
    { _id: { $in: contactIds } },
    { [`${address}.userId`]: { $in: userIds } },
    { [`${address}.waId`]: { $in: waIds } },
  ];
  const docs = await ConversationModel.find({ $or: under } as never, { [address]: 1 }).lean<
    Pick<ConversationDoc, '_id' | 'conversation'>[]
  >();
  return new Set(
    docs.flatMap(({ _id, conversation }) => {
      const { userId, waId } = conversation?.address ?? {};
      return [_id, userId, waId].filter((name) => name !== undefined);
    }),
  );
}

/** The contact who was reached under a number last. */
export async function lastReachedAt(waId: string): Promise<string | null> {
  const last = await ConversationModel.findOne({ 'conversation.address.waId': waId } as never, { _id: 1 })
    .sort({ recentAt: -1 })
    .lean();
  return last?._id ?? null;
}
