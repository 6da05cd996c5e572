import { ActivityCancellationType, condition, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { ConversationActivities, PublishBatch } from '../activities/contract.ts';
import { supervisorTexts } from '../texts/supervisor.ts';
import { firstThatFit } from './batches.ts';
import type { Shell } from './conversation.ts';
import { whileNotClosing } from './closing.ts';

type Publish = Pick<ConversationActivities, 'publish'>;
const quick = proxyLocalActivities<Publish>({
  startToCloseTimeout: '500 ms',
  scheduleToCloseTimeout: '2 s',
  retry: { maximumAttempts: 1 },
});
const patient = proxyActivities<Publish>({
  startToCloseTimeout: '10 s',
  // The run that ends does not wait for an attempt that hangs: done twice is done once.
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '10 s' },
  summary: supervisorTexts.activities.publish,
});

/** Hands what happened to the webhook deliveries, in order. Needs no database: an outage there holds no answer back. */
export async function publishLane(shell: Shell): Promise<void> {
  const { carry } = shell;
  for (;;) {
    await condition(() => carry.unpublished.length > 0 || shell.closing);
    if (carry.unpublished.length === 0) return;
    const outputs = firstThatFit(carry.unpublished, 100);
    const batch: PublishBatch = { conversation: carry.conversation, outputs };
    if (!(await quickly(shell, batch)) && !(await whileNotClosing(shell, () => patient.publish(batch)))) return;
    carry.unpublished.splice(0, outputs.length);
  }
}

async function quickly(shell: Shell, batch: PublishBatch): Promise<boolean> {
  try {
    await shell.inTurn(() => quick.publish(batch));
    return true;
  } catch {
    return false;
  }
}
