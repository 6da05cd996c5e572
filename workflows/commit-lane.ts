import { ActivityCancellationType, condition, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { CommitBatch, ConversationActivities } from '../activities/contract.ts';
import { supervisorTexts } from '../texts/supervisor.ts';
import type { Output } from '../domain/rows.ts';
import { inboxToLookAt } from '../domain/auto-reply.ts';
import { lookForPeople } from './auto-reply.ts';
import { firstThatFit } from './batches.ts';
import type { Carry } from './carry.ts';
import type { Shell } from './conversation.ts';
import { whileNotClosing } from './closing.ts';

type Commit = Pick<ConversationActivities, 'commit'>;
/** One event in the history, within the task at hand; too slow for it, or down, and the patient one takes over. */
const quick = proxyLocalActivities<Commit>({
  startToCloseTimeout: '200 ms',
  scheduleToCloseTimeout: '2 s',
  retry: { maximumAttempts: 1 },
});
const patient = proxyActivities<Commit>({
  startToCloseTimeout: '10 s',
  // The run that ends does not wait for an attempt that hangs: done twice is done once.
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry: { initialInterval: '200 ms', backoffCoefficient: 2, maximumInterval: '5 s' },
  summary: supervisorTexts.activities.commit,
});

const ROWS_AT_ONCE = 200;

/**
 * Writes rows and snapshot to the read model, one batch after the other: bursts become one, order stays. A look for
 * people follows the write of what makes it due: with the store away nobody could be seen, and in one lane it has its
 * place in the order whatever else is under way.
 */
export async function commitLane(shell: Shell): Promise<void> {
  const { carry } = shell;
  const behind = () => carry.pending.length > 0 || carry.committed !== carry.conversation.version;
  for (;;) {
    await condition(() => behind() || shell.closing);
    if (!behind()) return;
    const batch = batchOf(carry);
    const looks = inboxToLookAt(carry.conversation) !== null;
    if (!(await quickly(shell, batch)) && !(await whileNotClosing(shell, () => patient.commit(batch)))) return;
    const written = new Set(batch.outputs);
    carry.pending = carry.pending.filter((one) => !written.has(one));
    if (batch.conversation) carry.committed = batch.conversation.version;
    if (looks) await lookForPeople(shell);
  }
}

/** Everything there is; when that is too much, rows alone, for the snapshot and the slots come with the last of them. */
function batchOf({ conversation, pending }: Carry): CommitBatch {
  const contactId = conversation.id;
  const rows = pending.filter((one) => !isSlot(one));
  const outputs = firstThatFit(rows, ROWS_AT_ONCE);
  if (outputs.length < rows.length) return { contactId, outputs, conversation: null };
  return { contactId, outputs: [...pending], conversation };
}

function isSlot({ type }: Output): boolean {
  return type === 'confirmSlot' || type === 'releaseSlot';
}

async function quickly(shell: Shell, batch: CommitBatch): Promise<boolean> {
  try {
    await shell.inTurn(() => quick.commit(batch));
    return true;
  } catch {
    return false;
  }
}
