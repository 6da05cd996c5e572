/** `refused`: not done, with a code of Meta's; `silent`: done, and the answer never comes. */
export type Mishap = { kind: 'refused'; code: number } | { kind: 'silent' };

export interface Mishaps {
  /** The next calls whose path contains `path`, or all, and whose body holds `holding`, so many of them, end this way. */
  plan(mishap: Mishap, which?: { path?: string; holding?: string; times?: number; after?: number }): void;
  next(path: string, body: unknown): Mishap | null;
  clear(): void;
}

/** What is to go wrong with calls of the Graph API. */
export function createMishaps(): Mishaps {
  let planned: { mishap: Mishap; path: string; holding: string; times: number; after: number }[] = [];
  return {
    plan(mishap, { path = '', holding = '', times = 1, after = 0 } = {}) {
      planned.push({ mishap, path, holding, times, after });
    },
    next(path, body) {
      const text = JSON.stringify(body);
      const due = planned.find((one) => path.includes(one.path) && text.includes(one.holding));
      if (!due) return null;
      if (due.after > 0) {
        due.after -= 1;
        return null;
      }
      due.times -= 1;
      planned = planned.filter(({ times }) => times > 0);
      return due.mishap;
    },
    clear() {
      planned = [];
    },
  };
}
