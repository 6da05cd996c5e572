import { createHash } from 'node:crypto';
import type { Viewer } from '../../domain/visibility.ts';

/** Where a client is: the store's own token of the last change it was told, and what it might see then. */
export interface Position {
  /** Hexadecimal; later changes have greater ones, whichever process read them. */
  token: string;
  /** Another one now: the client's lists are of another access, and no list of changes makes them right. */
  sight: string;
}

const SHAPE = /^([\w-]{8,600})\.([\w-]{11})$/;

export function encodePosition({ token, sight }: Position): string {
  return `${Buffer.from(token, 'hex').toString('base64url')}.${sight}`;
}

/** Null for what was never a position of ours. */
export function decodePosition(id: string): Position | null {
  const [, token, sight] = SHAPE.exec(id) ?? [];
  if (token === undefined || sight === undefined) return null;
  return { token: Buffer.from(token, 'base64url').toString('hex').toUpperCase(), sight };
}

/** The same for whoever may see the same. */
export function sightOf({ role, agentId, inboxIds }: Viewer): string {
  const access = JSON.stringify([role, agentId, inboxIds === null ? null : [...inboxIds].sort()]);
  return createHash('sha256').update(access).digest('base64url').slice(0, 11);
}
