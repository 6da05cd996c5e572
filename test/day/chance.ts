import { createHash } from 'node:crypto';

/** Choices that a seed decides: the same seed, the same choices in the same order. */
export interface Chance {
  /** From 0, included, to 1, not included. */
  share(): number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  /** True in so many of all cases, from 0 to 1. */
  falls(share: number): boolean;
  /** One of them; of none it throws. */
  one<T>(items: readonly T[]): T;
}

export function chanceOf(...seed: (string | number)[]): Chance {
  let state = createHash('sha256').update(seed.join('/')).digest().readUInt32LE();
  // Mulberry32: small, and good enough for who writes what.
  const share = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number) => from + Math.floor(share() * (to - from + 1));
  return {
    share,
    whole,
    falls: (part) => share() < part,
    one(items) {
      const found = items[whole(0, items.length - 1)];
      if (found === undefined) throw new Error('there is nothing to choose from');
      return found;
    },
  };
}
