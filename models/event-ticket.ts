import mongoose from 'mongoose';

/** Stands for a key for one moment, once, where no header can be set. Known by its hash only, as keys are. */
export interface EventTicketDoc {
  _id: string;
  keyId: string;
  expiresAt: Date;
}

const schema = new mongoose.Schema<EventTicketDoc>(
  {
    _id: { type: String, required: true },
    keyId: { type: String, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const EventTicketModel = mongoose.model<EventTicketDoc>('EventTicket', schema, 'event-tickets');
