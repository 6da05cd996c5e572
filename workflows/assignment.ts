import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { supervisorTexts } from '../texts/supervisor.ts';

export interface Look {
  /** There may be more to do at once. */
  more: boolean;
  /** Milliseconds until the clock alone brings something to do; null: it does not. */
  again: number | null;
}

export interface AssignmentActivities {
  /** Gives the chats that wait in an inbox to people, by its rule, in order; for a few seconds at most. */
  assignWaiting(inboxId: string): Promise<Look>;
}

/** Never a local activity: it waits for other workflows, which need the places that a task of this one would hold. */
const { assignWaiting } = proxyActivities<AssignmentActivities>({
  startToCloseTimeout: '30 s',
  heartbeatTimeout: '10 s',
  retry: { initialInterval: '1 s', maximumAttempts: 3 },
  summary: supervisorTexts.activities.assign,
});

/** How long it stays for the next word, so that a busy inbox does not start one after the other. */
const LINGER_MS = 30_000;
const LEAST_MS = 1_000;

export const look = defineSignal('look');

/**
 * Assigns the chats of one inbox by its rule: one of an inbox at a time, so that order and turns hold. It knows nothing
 * but that there may be something to do; whoever brings that about says so. Ends when there is nothing.
 */
export async function assignment(inboxId: string): Promise<void> {
  let asked = false;
  setHandler(
    look,
    () => {
      asked = true;
    },
    { description: 'There may be a chat to give, or somebody to give it to' },
  );
  setCurrentDetails(supervisorTexts.assignment);
  for (;;) {
    asked = false;
    // A failed look is over: the presence sweep notices what stays undone.
    const { more, again } = await assignWaiting(inboxId).catch(() => ({ more: false, again: null }));
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof assignment>(inboxId);
    if (more) continue;
    const pause = again === null ? LINGER_MS : Math.max(again, LEAST_MS);
    const woken = await condition(() => asked, pause, { summary: supervisorTexts.timers.assignment });
    if (!woken && again === null) return;
  }
}
