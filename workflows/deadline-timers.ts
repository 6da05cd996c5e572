import { condition, log } from '@temporalio/workflow';
import { advance } from '../domain/advance.ts';
import type { DeadlineKind } from '../domain/deadlines.ts';
import { deadline, deadlineKinds } from '../domain/deadlines.ts';
import { supervisorTexts } from '../texts/supervisor.ts';
import type { Shell } from './conversation.ts';

/** One lazy timer per kind of deadline; a message that puts a deadline off costs nothing. */
export function keepDeadlines(shell: Shell): void {
  for (const kind of deadlineKinds) void keep(shell, kind);
}

async function keep(shell: Shell, kind: DeadlineKind): Promise<void> {
  const due = () => deadline(kind, shell.carry.conversation);
  for (;;) {
    await condition(() => due() !== null);
    const at = due() ?? 0;
    const left = at - Date.now();
    if (left > 0) {
      // Only a deadline that comes nearer wakes the sleeper; one that moves away is found out when it rings.
      await condition(() => (due() ?? Number.POSITIVE_INFINITY) < at, left, { summary: supervisorTexts.timers[kind] });
      continue;
    }
    if (kind === 'quiet') {
      // Ending is the conversation's own: it does once everything is written.
      shell.quietAt = at;
      await condition(() => due() !== at);
      continue;
    }
    shell.settle(advance(shell.carry.conversation, Date.now()));
    if (due() === at) {
      log.error('A deadline stays due after it fired', { kind, at });
      await condition(() => due() !== at);
    }
  }
}
