import mongoose from 'mongoose';
import type { AnyAlertKind } from '../domain/alerts.ts';
import type { AlertRow } from '../domain/rows.ts';
import type { Actor } from '../domain/state.ts';

/** `state` and `place` are the chat's when it was raised; an alert of a ticket or of the mail has none. */
export type AlertDoc = Omit<AlertRow, 'id' | 'contactId' | 'kind' | 'state' | 'place'> & {
  _id: string;
  contactId: string | null;
  kind: AnyAlertKind;
  state: AlertRow['state'] | null;
  place: AlertRow['place'] | null;
  ticketId?: string | null;
  /** What happened, for people; of mail. */
  detail?: string | null;
  /** The mail that told supervisors of it. */
  mailId?: string | null;
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
    ticketId: String,
    detail: String,
    mailId: String,
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

/** Ends an alert that is open. */
export async function endAlert(id: string, by: Actor, how: string): Promise<void> {
  const ended = { open: false, endedAt: Date.now(), endedBy: by, endedHow: how };
  await AlertModel.updateOne({ _id: id, open: true }, { $set: ended });
}
