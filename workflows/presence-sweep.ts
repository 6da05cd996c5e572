import {
  ActivityCancellationType,
  continueAsNew,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  sleep,
} from '@temporalio/workflow';
import { supervisorTexts } from '../texts/supervisor.ts';

export interface PresenceActivities {
  /**
   * Sets agents away whose signs of life stopped, as of when the silence became too long; their ids. `absences`: whether
   * there are chats to give back. Does nothing while the store is away.
   */
  sweepPresence(): Promise<{ away: string[]; absences: boolean }>;
  /** Gives chats of agents long absent back to their inboxes, by the rule `absence`; a chat that moved on is left. */
  returnChatsOfAbsent(): Promise<{ returned: number }>;
}

const quick = proxyLocalActivities<PresenceActivities>({
  startToCloseTimeout: '4 s',
  scheduleToCloseTimeout: '6 s',
  retry: { maximumAttempts: 1 },
});
const patient = proxyActivities<PresenceActivities>({
  startToCloseTimeout: '2 min',
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry: { maximumAttempts: 1 },
  summary: supervisorTexts.activities.absences,
});

const EVERY = '15 s';
/** About an hour: a run's history stays short, and its closed runs few. */
const ROUNDS = 240;

/**
 * Looks after everybody's presence, for ever: one workflow of the account, one round at a time. A failed round is over.
 * `rounds`: of a run, where it shall not be the usual number.
 */
export async function presenceSweep(rounds?: number): Promise<void> {
  setCurrentDetails(supervisorTexts.presenceSweep);
  for (let round = 0; round < (rounds ?? ROUNDS); round += 1) {
    try {
      const { absences } = await quick.sweepPresence();
      if (absences) await patient.returnChatsOfAbsent();
    } catch {
      // The next round looks again.
    }
    await sleep(EVERY, { summary: supervisorTexts.timers.presenceSweep });
  }
  await continueAsNew<typeof presenceSweep>(rounds);
}
