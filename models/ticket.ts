import mongoose from 'mongoose';
import { GENERAL_AREA } from '../domain/areas.ts';
import { ticketLabel } from '../domain/ticket-types.ts';
import type { TicketSubtype, TicketType } from '../domain/ticket-types.ts';
import type { Ticket, TicketEntry, TicketState } from '../domain/tickets.ts';
import { isSettled } from '../domain/tickets.ts';
import { foldWords } from '../language/fold-words.ts';

/**
 * A ticket, as lists and searches need it. `ticket` is what its workflow starts again from; number and area are
 * allotted with the first writing, and all other fields are derived. Times in milliseconds.
 */
export interface TicketDoc {
  _id: string;
  /** The highest version written; an older one never replaces it. */
  v: number;
  ticket: Ticket;
  number: number;
  areaId: string;
  contactId: string;
  type: TicketType;
  subtype: TicketSubtype;
  state: TicketState;
  /** What a search for the reporter finds: kind and id. */
  reporters: string[];
  createdAt: number;
  updatedAt: number;
  /** When somebody first changed its state; and when it was settled, while it is. */
  takenUpAt: number | null;
  settledAt: number | null;
  /** Every entry, also those that the ticket itself no longer carries along. */
  history: TicketEntry[];
  /** Words that say nothing of the chat, for prefix search; `chatWords` are of what does. */
  words: string[];
  chatWords: string[];
  /** Whether its area has been told by mail. */
  mailed?: boolean;
}

const Mixed = mongoose.Schema.Types.Mixed;
const schema = new mongoose.Schema<TicketDoc>(
  {
    _id: { type: String, required: true },
    v: Number,
    ticket: Mixed,
    number: Number,
    areaId: String,
    contactId: String,
    type: String,
    subtype: String,
    state: String,
    reporters: [String],
    createdAt: Number,
    updatedAt: Number,
    takenUpAt: Number,
    settledAt: Number,
    history: [Mixed],
    words: [String],
    chatWords: [String],
    mailed: Boolean,
  } as never,
  { strict: 'throw', versionKey: false, autoIndex: false, minimize: false, id: false },
);
schema.index({ number: 1 }, { unique: true });
schema.index({ createdAt: 1, _id: 1 });
schema.index({ updatedAt: 1, _id: 1 });
for (const field of ['state', 'type', 'subtype', 'areaId', 'contactId', 'reporters'])
  schema.index({ [field]: 1, createdAt: 1, _id: 1 });
schema.index({ words: 1 });
schema.index({ chatWords: 1 });

export const TicketModel = mongoose.model<TicketDoc>('Ticket', schema, 'tickets');

/** What a ticket itself says; number, area and the earlier history are kept beside it. */
export function ticketDoc(ticket: Ticket): Omit<TicketDoc, 'number' | 'areaId' | 'history' | 'takenUpAt'> {
  const { reportedBy, subtype, summary, contactName, fields } = ticket;
  return {
    _id: ticket.id,
    v: ticket.version,
    ticket,
    contactId: ticket.contactId,
    type: ticket.type,
    subtype,
    state: ticket.state,
    reporters: [reportedBy.kind, ...(reportedBy.id ? [reportedBy.id] : [])],
    createdAt: ticket.createdAt,
    updatedAt: ticket.updatedAt,
    settledAt: isSettled(ticket.state) ? ticket.since : null,
    words: foldWords([ticketLabel(subtype), ticket.type, reportedBy.name].join(' ')),
    chatWords: foldWords([summary, contactName, ...Object.values(fields)].join(' ')),
  };
}

export async function findTicket(id: string): Promise<TicketDoc | null> {
  return TicketModel.findById(id).lean();
}

/** Hands the tickets of a removed area to General. */
export async function ticketsToGeneral(areaId: string): Promise<void> {
  await TicketModel.updateMany({ areaId }, { $set: { areaId: GENERAL_AREA } });
}

export async function markMailed(id: string): Promise<void> {
  await TicketModel.updateOne({ _id: id }, { $set: { mailed: true } });
}
