import { createHash, randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import type { Role } from '../domain/vocabulary.ts';
import { roles } from '../domain/vocabulary.ts';

export interface KeyDoc {
  _id: string;
  /** SHA-256 of the key, hex. A random key of 256 bits needs no slow hash. */
  hash: string;
  role: Role;
  name: string;
  agentId: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

const schema = new mongoose.Schema<KeyDoc>(
  {
    _id: { type: String, required: true },
    hash: { type: String, required: true },
    role: { type: String, required: true, enum: roles },
    name: { type: String, required: true },
    agentId: { type: String, default: null },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, default: null },
    revokedAt: { type: Date, default: null },
    lastUsedAt: { type: Date, default: null },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ hash: 1 }, { unique: true });
schema.index({ agentId: 1 });
schema.index({ createdAt: 1, _id: 1 });

export const KeyModel = mongoose.model<KeyDoc>('Key', schema, 'keys');

/** A new key in clear: shown once, then known by its hash only. */
export function newKey(): string {
  return `rlv_${randomBytes(32).toString('base64url')}`;
}

export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export async function revokeKeysOf(agentId: string): Promise<void> {
  await KeyModel.updateMany({ agentId, revokedAt: null }, { $set: { revokedAt: new Date() } });
}
