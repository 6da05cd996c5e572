import type { SignalDefinition } from '@temporalio/workflow';
import { setHandler } from '@temporalio/workflow';

/** What is to be done one after the other, and by id what has come so far: what comes again is not queued again. */
export interface Arrivals<T> {
  queue: T[];
  known: Set<string>;
}

/** Begins with what a run was given, and takes more by a signal. */
export function arrivals<T extends { id: string }>(
  more: SignalDefinition<[T[]]>,
  first: readonly T[],
  description: string,
): Arrivals<T> {
  const queue = [...first];
  const known = new Set(queue.map(({ id }) => id));
  const add = (items: readonly T[]) => {
    for (const item of items) {
      if (known.has(item.id)) continue;
      known.add(item.id);
      queue.push(item);
    }
  };
  setHandler(more, add, { description });
  return { queue, known };
}
