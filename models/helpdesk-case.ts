import mongoose from 'mongoose';
import { findSnapshot } from './conversation.ts';

/** A case in a helpdesk as it was asked for, so that asking again is the same request. */
export interface HelpdeskCaseDoc {
  /** Ours; the helpdesk keeps it as the external id. */
  _id: string;
  contactId: string;
  method: 'zendesk' | 'gorgias';
  /** Written once, sent byte by byte the same. */
  body: string;
  /** An attempt has begun: it may have been taken without our hearing of it. */
  attempted: boolean;
  ticketId: string | null;
  url: string | null;
  /** The first message of each addition that was taken. */
  added: string[];
  createdAt: number;
}

const schema = new mongoose.Schema<HelpdeskCaseDoc>(
  {
    _id: { type: String, required: true },
    contactId: String,
    method: String,
    body: String,
    attempted: Boolean,
    ticketId: String,
    url: String,
    added: [String],
    createdAt: Number,
  },
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);

export const HelpdeskCaseModel = mongoose.model<HelpdeskCaseDoc>('HelpdeskCase', schema, 'helpdesk_cases');

/** Writes a case that is not written yet, and gives the one that stands. */
export async function keepCase(
  fresh: Pick<HelpdeskCaseDoc, '_id' | 'contactId' | 'method' | 'body'>,
): Promise<HelpdeskCaseDoc> {
  const { _id, ...fields } = fresh;
  const rest = { attempted: false, ticketId: null, url: null, added: [], createdAt: Date.now() };
  const doc = await HelpdeskCaseModel.findOneAndUpdate(
    { _id },
    { $setOnInsert: { ...fields, ...rest } },
    { upsert: true, returnDocument: 'after' },
  ).lean();
  return doc as HelpdeskCaseDoc;
}

/** Whose case it is; null where it is none of ours. */
export async function findCase(
  _id: string,
): Promise<{ contactId: string; channel: string; externalId: string } | null> {
  const kept = await HelpdeskCaseModel.findById(_id, { contactId: 1 }).lean();
  const conversation = kept && (await findSnapshot(kept.contactId));
  return (
    conversation && { contactId: kept.contactId, channel: conversation.channel, externalId: conversation.externalId }
  );
}

export async function changeCase(_id: string, fields: Partial<Omit<HelpdeskCaseDoc, '_id'>>): Promise<void> {
  await HelpdeskCaseModel.updateOne({ _id }, { $set: fields });
}
