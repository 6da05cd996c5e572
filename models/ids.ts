import { randomBytes } from 'node:crypto';

/** Opaque ids that sort by the time they were made: a prefix and a UUID of version 7 as 32 hex digits. */
export function newId(prefix: string, now: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return `${prefix}_${bytes.toString('hex')}`;
}
