import mongoose from 'mongoose';

/** What a request with an Idempotency-Key answered, or that it is still running. */
export interface IdempotencyRecordDoc {
  /** Key id of the caller and the Idempotency-Key. */
  _id: string;
  /** Of method, path and body: another request under the same key is a mistake. */
  requestHash: string;
  state: 'running' | 'done';
  /** Which attempt holds the lock. */
  attempt: string;
  lockedAt: Date;
  status: number | null;
  contentType: string | null;
  location: string | null;
  /** Encrypted under the caller's own key, which is not stored: answers may hold secrets that are shown once. */
  body: Buffer | null;
  expiresAt: Date;
}

const schema = new mongoose.Schema<IdempotencyRecordDoc>(
  {
    _id: { type: String, required: true },
    requestHash: { type: String, required: true },
    state: { type: String, required: true, enum: ['running', 'done'] },
    attempt: { type: String, required: true },
    lockedAt: { type: Date, required: true },
    status: { type: Number, default: null },
    contentType: { type: String, default: null },
    location: { type: String, default: null },
    body: { type: Buffer, default: null },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const IdempotencyRecordModel = mongoose.model<IdempotencyRecordDoc>(
  'IdempotencyRecord',
  schema,
  'idempotency-records',
);
