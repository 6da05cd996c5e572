import { ActivityFailure } from '@temporalio/common';
import { condition, proxyActivities, uuid4 } from '@temporalio/workflow';
import type { ConversationActivities } from '../activities/contract.ts';
import type { Happening } from '../domain/commands.ts';
import { happen } from '../domain/happen.ts';
import type { HelpdeskWork } from '../domain/helpdesk.ts';
import { supervisorTexts } from '../texts/supervisor.ts';
import type { Shell } from './conversation.ts';

/** Half a minute of a helpdesk that refuses at once, two of one that does not answer; the waits it asks for come on top. */
const patient = proxyActivities<Pick<ConversationActivities, 'openHelpdeskCase' | 'addToHelpdeskCase'>>({
  startToCloseTimeout: '45 s',
  scheduleToCloseTimeout: '10 min',
  retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '30 s', maximumAttempts: 6 },
  summary: supervisorTexts.activities.helpdesk,
});

const LINES_AT_ONCE = 20;

/** Lines that wait for the same case go there together: a helpdesk takes only so many updates of one ticket. */
export function queueWork(queue: HelpdeskWork[], work: HelpdeskWork): void {
  const last = queue.at(-1);
  // The first may be under way.
  const joins = queue.length > 1 && last?.kind === 'add' && work.kind === 'add' && last.caseId === work.caseId;
  if (joins && last.messageIds.length < LINES_AT_ONCE) last.messageIds.push(...work.messageIds);
  else queue.push(work.kind === 'add' ? { ...work, messageIds: [...work.messageIds] } : work);
}

/** Opens cases in helpdesks and adds to them, in order. Nothing waits for it: people may take the chat meanwhile. */
export async function helpdeskLane(shell: Shell): Promise<void> {
  const { carry } = shell;
  for (;;) {
    await condition(() => carry.helpdesk.length > 0 || shell.draining);
    const work = carry.helpdesk[0];
    if (!work) return;
    if (work.kind === 'open') await open(shell, work);
    else if (carry.conversation.helpdesk?.id === work.caseId) await add(shell, work);
    carry.helpdesk.shift();
  }
}

async function open(shell: Shell, work: Extract<HelpdeskWork, { kind: 'open' }>): Promise<void> {
  const { caseId, notice, otherwise, inbox, reason: handoffReason } = work;
  const content = (text: string) => ({ messageId: `m_${uuid4().replaceAll('-', '')}`, type: 'text' as const, text });
  try {
    const opened = await patient.openHelpdeskCase(work);
    fold(shell, { type: 'helpdeskOpened', caseId, ...opened, notice: content(notice) });
  } catch (error) {
    const reason = reasonOf(error);
    fold(shell, { type: 'helpdeskFailed', caseId, reason, handoffReason, inbox, message: content(otherwise) });
  }
}

async function add(shell: Shell, work: Extract<HelpdeskWork, { kind: 'add' }>): Promise<void> {
  try {
    await patient.addToHelpdeskCase(work);
  } catch (error) {
    fold(shell, { type: 'helpdeskAddFailed', reason: reasonOf(error) });
  }
}

function fold(shell: Shell, happening: Happening): void {
  shell.settle(happen(shell.carry.conversation, happening, null, Date.now()));
}

function reasonOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return String((cause as Error | undefined)?.message ?? error).slice(0, 500);
}
