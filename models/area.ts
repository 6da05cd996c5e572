import mongoose from 'mongoose';
import { GENERAL_AREA } from '../domain/areas.ts';
import type { TicketSubtype, TicketType } from '../domain/ticket-types.ts';

/** Who is told of new tickets, and of which. */
export interface AreaDoc {
  _id: string;
  name: string;
  emails: string[];
  /** Addresses that mail does not reach: nothing is sent to them until they are removed and given again. */
  undeliverable: { email: string; reason: string; at: Date }[];
  notify: boolean;
  types: TicketType[];
  subtypes: TicketSubtype[];
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

const schema = new mongoose.Schema<AreaDoc>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    emails: { type: [String], default: [] },
    undeliverable: { type: [mongoose.Schema.Types.Mixed], default: [] } as never,
    notify: { type: Boolean, required: true },
    types: { type: [String], default: [] },
    subtypes: { type: [String], default: [] },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    version: { type: Number, required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ createdAt: 1, _id: 1 });
schema.index({ emails: 1 });

export const AreaModel = mongoose.model<AreaDoc>('Area', schema, 'areas');

export function newArea(fields: Pick<AreaDoc, '_id' | 'name'> & Partial<AreaDoc>): AreaDoc {
  const now = new Date();
  return {
    emails: [],
    undeliverable: [],
    notify: true,
    types: [],
    subtypes: [],
    createdAt: now,
    updatedAt: now,
    version: 1,
    ...fields,
  };
}

/** All of them: an account has a handful. */
export async function areas(): Promise<Pick<AreaDoc, '_id' | 'name'>[]> {
  return AreaModel.find({}, { name: 1 }).lean();
}

/** The area, or Área General where it is gone; null where not even that was made. */
export async function findArea(id: string): Promise<AreaDoc | null> {
  return (await AreaModel.findById(id).lean()) ?? (await AreaModel.findById(GENERAL_AREA).lean());
}
/** Addresses that mail reaches, as far as is known. */
export function reachable({ emails, undeliverable }: Pick<AreaDoc, 'emails' | 'undeliverable'>): string[] {
  return emails.filter((email) => !undeliverable.some((one) => one.email === email));
}

/** Notes in every area that has the address that mail does not reach it; the names of those areas. */
export async function markUndeliverable(email: string, reason: string): Promise<string[]> {
  const mark = { email, reason, at: new Date() };
  const filter = { emails: email, 'undeliverable.email': { $ne: email } };
  const areas = await AreaModel.find(filter, { name: 1 }).lean();
  await AreaModel.updateMany(filter, {
    $push: { undeliverable: mark } as never,
    $set: { updatedAt: mark.at },
    $inc: { version: 1 },
  });
  return areas.map(({ name }) => name);
}
