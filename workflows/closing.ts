import { CancellationScope, condition, isCancellation } from '@temporalio/workflow';
import type { Shell } from './conversation.ts';

/**
 * Runs something that may take as long as an outage, but lets go of it when the run is about to end: what was not
 * done is carried over and done by the next run. Answers whether it was done.
 */
export async function whileNotClosing(shell: Shell, act: () => Promise<void>): Promise<boolean> {
  const scope = new CancellationScope();
  const acting = scope.run(act).then(
    () => true,
    (error) => {
      if (isCancellation(error) || shell.closing) return false;
      throw error;
    },
  );
  let over = false;
  void acting
    .finally(() => {
      over = true;
    })
    .catch(() => undefined);
  await condition(() => over || shell.closing);
  if (!over) scope.cancel();
  return acting;
}
