import mongoose from 'mongoose';

/** A webhook event that could not be delivered within its day; kept until it is sent again. */
export interface FailedDeliveryDoc {
  _id: string;
  endpointId: string;
  contactId: string;
  event: { id: string; type: string; timestamp: string; data: unknown };
  reason: string;
  failedAt: number;
}

const schema = new mongoose.Schema<FailedDeliveryDoc>(
  {
    _id: { type: String, required: true },
    endpointId: String,
    contactId: String,
    event: mongoose.Schema.Types.Mixed,
    reason: String,
    failedAt: Number,
  },
  { strict: 'throw', versionKey: false, autoIndex: false, minimize: false, id: false },
);
schema.index({ endpointId: 1, failedAt: 1, _id: 1 });

export const FailedDeliveryModel = mongoose.model<FailedDeliveryDoc>('FailedDelivery', schema, 'failed-deliveries');
