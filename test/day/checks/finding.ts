/** A promise, how often it was looked at, and each time that it was not kept. */
export interface Finding {
  promise: string;
  /** What was looked at, with numbers. */
  checked: string;
  violations: string[];
}

/** How long what was decided may take to be read where it is stored, in milliseconds. */
export const LAG_MS = 5_000;

export const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, n) => total + n, 0);
