import mongoose from 'mongoose';
import type { TimelineRow } from '../domain/rows.ts';

export type TimelineDoc = TimelineRow & { _id: string };

const Mixed = mongoose.Schema.Types.Mixed;
const schema = new mongoose.Schema<TimelineDoc>(
  {
    _id: { type: String, required: true },
    contactId: String,
    seq: Number,
    at: Number,
    from: String,
    to: String,
    fromPlace: Mixed,
    toPlace: Mixed,
    command: String,
    actor: Mixed,
    reason: String,
    data: Mixed,
  } as never,
  { strict: 'throw', versionKey: false, autoIndex: false, minimize: false, id: false },
);
schema.index({ contactId: 1, seq: 1, _id: 1 });
schema.index({ contactId: 1, at: 1, seq: 1, _id: 1 });

export const TimelineModel = mongoose.model<TimelineDoc>('Timeline', schema, 'timeline');
