import { condition, defineSignal, setHandler, sleep } from '@temporalio/workflow';

export const wake = defineSignal('wake');

/** Sleeps for a day, then for another, or until woken; resolves to the hours that passed by its own clock. */
export async function sleeper(): Promise<number> {
  const start = Date.now();
  let woken = false;
  setHandler(wake, () => {
    woken = true;
  });
  await sleep('24 hours');
  await condition(() => woken, '24 hours');
  return (Date.now() - start) / 3_600_000;
}
