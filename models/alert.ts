import mongoose from 'mongoose';
import type { AlertRow } from '../domain/rows.ts';
import type { Actor } from '../domain/state.ts';

export type AlertDoc = Omit<AlertRow, 'id'> & {
  _id: string;
  open: boolean;
  endedAt: number | null;
  endedBy: Actor | null;
  endedHow: string | null;
};

const Mixed = mongoose.Schema.Types.Mixed;
const schema = new mongoose.Schema<AlertDoc>(
  {
    _id: { type: String, required: true },
    contactId: String,
    kind: String,
    level: Number,
    state: String,
    place: Mixed,
    raisedAt: Number,
    open: Boolean,
    endedAt: Number,
    endedBy: Mixed,
    endedHow: String,
  } as never,
  { strict: 'throw', versionKey: false, autoIndex: false, minimize: false, id: false },
);
schema.index({ raisedAt: 1, _id: 1 });
schema.index({ open: 1, raisedAt: 1, _id: 1 });
schema.index({ contactId: 1, raisedAt: 1, _id: 1 });

export const AlertModel = mongoose.model<AlertDoc>('Alert', schema, 'alerts');
