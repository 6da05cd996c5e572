import { problem } from '../problem.ts';

/** How many streams may be open: of one key, and of the process. */
export interface Quota {
  /** Takes one of a key's places, refused when there is none left. Gives what to call when it is free again. */
  take(keyId: string): () => void;
}

const PER_KEY = 5;
const RETRY_SECONDS = 10;

export function createQuota(max: number): Quota {
  const perKey = new Map<string, number>();
  let count = 0;
  return {
    take(keyId) {
      const mine = perKey.get(keyId) ?? 0;
      if (count >= max || mine >= PER_KEY) {
        const detail = count >= max ? 'Too many streams are open.' : `A key may have ${PER_KEY} streams open.`;
        throw problem('too-many-requests', { detail, retryAfter: RETRY_SECONDS });
      }
      count += 1;
      perKey.set(keyId, mine + 1);
      return () => {
        count -= 1;
        const left = (perKey.get(keyId) ?? 1) - 1;
        if (left > 0) perKey.set(keyId, left);
        else perKey.delete(keyId);
      };
    },
  };
}
