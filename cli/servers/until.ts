import { setTimeout as wait } from 'node:timers/promises';

const STEP_MS = 50;

/** Tries until `check` holds. A check that throws does not hold yet; the signal ends the wait with the last reason. */
export async function until(what: string, signal: AbortSignal, check: () => Promise<boolean>): Promise<void> {
  let reason: unknown;
  while (!signal.aborted) {
    try {
      if (await check()) return;
    } catch (error) {
      reason = error;
    }
    await wait(STEP_MS, undefined, { signal }).catch(() => undefined);
  }
  const why = reason instanceof Error ? `: ${reason.message}` : '';
  throw new Error(`gave up waiting for ${what}${why}`);
}
