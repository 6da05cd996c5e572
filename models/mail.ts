import mongoose from 'mongoose';

/**
 * `queued`: on its way · `held`: there is no provider · `sent`: the provider has taken it · `failed`: it has not, for the
 * reason told · `unknown`: nobody can say whether it has, so it is never sent again by itself.
 */
export const mailStatuses = ['queued', 'held', 'sent', 'failed', 'unknown'] as const;
export type MailStatus = (typeof mailStatuses)[number];

/** One mail, written once: a provider takes the same key only with the same words. */
export interface MailDoc {
  _id: string;
  ticketId: string | null;
  contactId: string | null;
  /** Tells supervisors of alerts. */
  alerts?: boolean;
  to: string[];
  subject: string;
  html: string;
  text: string;
  /** The sender it was first tried with. */
  from: string | null;
  status: MailStatus;
  reason: string | null;
  /** Whether an attempt of this round may have been taken without our hearing of it. */
  doubtful: boolean;
  /** Grows when a mail that was refused is sent again: another key. */
  round: number;
  providerId: string | null;
  createdAt: number;
  sentAt: number | null;
}

const schema = new mongoose.Schema<MailDoc>(
  {
    _id: { type: String, required: true },
    ticketId: String,
    contactId: String,
    alerts: Boolean,
    to: [String],
    subject: String,
    html: String,
    text: String,
    from: String,
    status: { type: String, enum: mailStatuses, required: true },
    reason: String,
    doubtful: Boolean,
    round: Number,
    providerId: String,
    createdAt: Number,
    sentAt: Number,
  },
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ createdAt: 1, _id: 1 });
schema.index({ status: 1, createdAt: 1, _id: 1 });
schema.index({ providerId: 1 }, { sparse: true });
schema.index({ alerts: 1, createdAt: 1 }, { sparse: true });

export const MailModel = mongoose.model<MailDoc>('Mail', schema, 'mails');

/** Writes a mail that is not written yet; one that is stays as it was. */
export async function writeMail(
  mail: Pick<MailDoc, '_id' | 'ticketId' | 'contactId' | 'alerts' | 'to' | 'subject' | 'html' | 'text'>,
  session?: mongoose.ClientSession,
): Promise<void> {
  const { _id, ...fields } = mail;
  const rest = {
    from: null,
    status: 'queued',
    reason: null,
    doubtful: false,
    round: 0,
    providerId: null,
    sentAt: null,
  };
  const fresh = { ...fields, ...rest, createdAt: Date.now() };
  await MailModel.updateOne(
    { _id },
    { $setOnInsert: fresh as never },
    { upsert: true, ...(session ? { session } : {}) },
  );
}

/** Takes a mail up for an attempt; null when it was sent, or is not there. */
export async function takeUpMail(_id: string, round: number, from: string): Promise<MailDoc | null> {
  const open = { _id, status: { $ne: 'sent' as const } };
  await MailModel.updateOne({ ...open, round: { $lt: round } }, { $set: { round, from: null, doubtful: false } });
  await MailModel.updateOne({ ...open, from: null }, { $set: { from } });
  return await MailModel.findOneAndUpdate(
    open,
    { $set: { status: 'queued', reason: null } },
    { returnDocument: 'after' },
  ).lean();
}

export async function changeMail(_id: string, fields: Partial<Omit<MailDoc, '_id'>>): Promise<void> {
  await MailModel.updateOne({ _id, status: { $ne: 'sent' } }, { $set: fields });
}
