import mongoose from 'mongoose';
import type { Later } from '../domain/delivery.ts';
import type { MessageRow } from '../domain/rows.ts';

export interface ReactionDoc {
  by: { kind: 'contact' | 'agent'; id: string | null; name: string | null };
  emoji: string | null;
  v: number;
  at: number;
}

/** A line of a transcript. What comes to a message may come before it: then only that is there, and no `seq`. */
export type MessageDoc = Omit<MessageRow, 'id' | 'seq'> &
  Later & {
    _id: string;
    seq?: number;
    /** What the channel's own id of a message of ours becomes where somebody refers to it. */
    ref?: string;
    /** The terms by which it is found. */
    terms?: string[];
    reactions?: Record<string, ReactionDoc>;
  };

const Mixed = mongoose.Schema.Types.Mixed;
const schema = new mongoose.Schema<MessageDoc>(
  {
    _id: { type: String, required: true },
    contactId: String,
    seq: Number,
    v: Number,
    direction: String,
    author: Mixed,
    type: { type: String },
    text: String,
    media: Mixed,
    replyTo: String,
    content: Mixed,
    status: String,
    at: Number,
    receivedAt: Number,
    external: String,
    ref: String,
    reactions: Mixed,
    told: Mixed,
    edits: [Mixed],
    deletedAt: Number,
    terms: { type: [String], default: undefined, select: false },
  } as never,
  { strict: 'throw', versionKey: false, autoIndex: false, minimize: false, id: false },
);
schema.index({ contactId: 1, seq: 1, _id: 1 });
schema.index({ contactId: 1, type: 1, seq: 1, _id: 1 });
schema.index({ 'media.id': 1 }, { sparse: true });
schema.index({ ref: 1 }, { sparse: true });
// Inside a chat; over all of them, words that few lines have; and words that many have, newest first.
schema.index({ contactId: 1, terms: 1, seq: 1 });
schema.index({ terms: 1 });
schema.index({ at: 1, _id: 1 });
// Notes are few among many lines.
schema.index({ contactId: 1, at: 1, seq: 1, _id: 1 }, { partialFilterExpression: { direction: 'note' } });

export const MessageModel = mongoose.model<MessageDoc>('Message', schema, 'messages');
