import type { Entry } from './voice.ts';

/** The latest changes of the stream, for clients that were away for moments. */
export interface Ring {
  /** Begins anew: what came up to `token` is not there. */
  begin(token: string): void;
  add(entry: Entry): void;
  /** Whether everything after `token` is here. */
  holds(token: string): boolean;
  /** The first change after `token`. */
  after(token: string): Entry | undefined;
}

export function createRing(size: number): Ring {
  let entries: Entry[] = [];
  let floor: string | null = null;
  return {
    begin(token) {
      entries = [];
      floor = token;
    },
    add(entry) {
      entries.push(entry);
      // In halves, so that what is dropped costs no move of the rest each time.
      if (entries.length >= size * 2) {
        floor = entries[size - 1]?.token ?? floor;
        entries = entries.slice(size);
      }
    },
    holds: (token) => floor !== null && token >= floor,
    after(token) {
      let from = 0;
      for (let to = entries.length; from < to; ) {
        const middle = (from + to) >> 1;
        if ((entries[middle] as Entry).token > token) to = middle;
        else from = middle + 1;
      }
      return entries[from];
    },
  };
}
