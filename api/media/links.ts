import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Env } from '../../config/env.ts';
import { contentPath } from '../../domain/media.ts';

/** Links that are good without a key, for a time: minutes unless told. */
export interface MediaLinks {
  /** Where a file is read, and until when. */
  sign(mediaId: string, now?: number, lifeMs?: number): { url: string; previewUrl: string; expiresAt: Date };
  /** Whether a link's query is one of ours, for this file, and not over. */
  good(mediaId: string, query: { expires?: unknown; signature?: unknown }, now?: number): boolean;
}

const LIFE_MS = 5 * 60_000;
/** Without a secret the links are good for as long as the process lives. */
const ofThisProcess = randomBytes(32);

export function createMediaLinks({ secret, publicUrl }: Pick<Env, 'secret' | 'publicUrl'>): MediaLinks {
  const source = secret === undefined ? ofThisProcess : Buffer.from(secret, 'base64');
  const key = Buffer.from(hkdfSync('sha256', source, '', 'relevo media link', 32));
  const signatureOf = (mediaId: string, expires: number) =>
    createHmac('sha256', key).update(`${mediaId}:${expires}`).digest();
  return {
    sign(mediaId, now = Date.now(), lifeMs = LIFE_MS) {
      const expires = Math.floor((now + lifeMs) / 1000);
      const signature = signatureOf(mediaId, expires).toString('base64url');
      const url = `${publicUrl}${contentPath(mediaId)}?expires=${expires}&signature=${signature}`;
      return { url, previewUrl: `${url}&preview=true`, expiresAt: new Date(expires * 1000) };
    },
    good(mediaId, { expires, signature }, now = Date.now()) {
      if (typeof expires !== 'string' || !/^\d{1,12}$/.test(expires) || typeof signature !== 'string') return false;
      if (Number(expires) * 1000 <= now) return false;
      const shown = Buffer.from(signature, 'base64url');
      const expected = signatureOf(mediaId, Number(expires));
      return shown.length === expected.length && timingSafeEqual(shown, expected);
    },
  };
}
