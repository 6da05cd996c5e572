import mongoose from 'mongoose';
import type { StayRow } from '../domain/rows.ts';

/** One stretch of a chat with the bot, in an inbox or with an agent. */
export type StayDoc = Omit<StayRow, 'id'> & { _id: string; inboxId: string | null; agentId: string | null };

const Mixed = mongoose.Schema.Types.Mixed;
const schema = new mongoose.Schema<StayDoc>(
  {
    _id: { type: String, required: true },
    contactId: String,
    channel: String,
    v: Number,
    kind: String,
    inbox: Mixed,
    inboxId: String,
    agent: Mixed,
    agentId: String,
    episodeId: String,
    episodeAt: Number,
    began: String,
    from: Number,
    to: Number,
    ended: String,
    endedReason: String,
    next: Mixed,
    undone: Boolean,
    neededAt: Number,
    answers: Number,
    firstAnswerAt: Number,
    firstResponse: Number,
    episodeResponse: Number,
    resolution: Number,
    escalations: Number,
    tickets: Number,
  } as never,
  { strict: 'throw', versionKey: false, autoIndex: false, minimize: false, id: false },
);
schema.index({ kind: 1, to: 1 });
schema.index({ inboxId: 1, episodeAt: 1 });
schema.index({ agentId: 1, episodeAt: 1 });
schema.index({ episodeId: 1, from: 1, _id: 1 });

export const StayModel = mongoose.model<StayDoc>('Stay', schema, 'stays');

export function stayDoc({ id, ...row }: StayRow): StayDoc {
  return { _id: id, ...row, inboxId: row.inbox?.id ?? null, agentId: row.agent?.id ?? null };
}
