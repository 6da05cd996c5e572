import { activityInfo, heartbeat } from '@temporalio/activity';

const EVERY_MS = 1_000;

/** Does work that may take long with signs of life: only with those an activity hears that it has been cancelled. */
export async function whileAlive<T>(work: () => Promise<T>): Promise<T> {
  if (activityInfo().isLocal) return work();
  const beating = setInterval(() => heartbeat(), EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(beating);
  }
}
