import { condition, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { CommitBatch, ConversationActivities } from '../activities/contract.ts';
import { supervisorTexts } from '../texts/supervisor.ts';
import type { Shell } from './conversation.ts';
import { whileNotDraining } from './draining.ts';

type Commit = Pick<ConversationActivities, 'commit'>;
/** One event in the history, within the task at hand; too slow for it, or down, and the patient one takes over. */
const quick = proxyLocalActivities<Commit>({
  startToCloseTimeout: '200 ms',
  scheduleToCloseTimeout: '2 s',
  retry: { maximumAttempts: 1 },
});
const patient = proxyActivities<Commit>({
  startToCloseTimeout: '10 s',
  retry: { initialInterval: '200 ms', backoffCoefficient: 2, maximumInterval: '5 s' },
  summary: supervisorTexts.activities.commit,
});

const ROWS_AT_ONCE = 200;

/** Writes rows and snapshot to the read model, one batch after the other: bursts become one, order stays. */
export async function commitLane(shell: Shell): Promise<void> {
  const { carry } = shell;
  const behind = () => carry.pending.length > 0 || carry.committed !== carry.conversation.version;
  for (;;) {
    await condition(() => behind() || shell.draining);
    if (!behind()) return;
    const outputs = carry.pending.slice(0, ROWS_AT_ONCE);
    const batch: CommitBatch = { contactId: carry.conversation.id, outputs, conversation: carry.conversation };
    if (!(await quickly(batch)) && !(await whileNotDraining(shell, () => patient.commit(batch)))) return;
    carry.pending.splice(0, outputs.length);
    carry.committed = batch.conversation.version;
    if (shell.draining) return;
  }
}

async function quickly(batch: CommitBatch): Promise<boolean> {
  try {
    await quick.commit(batch);
    return true;
  } catch {
    return false;
  }
}
