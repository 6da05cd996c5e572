export type InTurn = <T>(act: () => Promise<T>) => Promise<T>;

/**
 * Runs local activities one after the other, first come, first served. Of several under way at once the history keeps
 * what came of each, but not whether they came in one task of the sandbox or in two: where two lanes went on from
 * there, their commands could come in another order in a replay. One at a time leaves one order only.
 */
export function inTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return async (act) => {
    const before = last;
    const mine = Promise.withResolvers<void>();
    last = mine.promise;
    try {
      await before;
      return await act();
    } finally {
      mine.resolve();
    }
  };
}
