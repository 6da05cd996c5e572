import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import { proxyActivities } from '@temporalio/workflow';
import { MAIL_REFUSED } from './mail-queue.ts';
import { supervisorTexts } from '../texts/supervisor.ts';

/** One mail on its way; `round` grows when one that was refused is sent again. */
export interface MailOrder {
  mailId: string;
  round: number;
}

export interface MailActivities {
  /** Hands a mail to the provider, once, however often it is asked for; without a provider it is held. */
  sendMail(order: MailOrder): Promise<void>;
  /** Notes that a mail was not sent, or that nobody knows, and tells supervisors. */
  failMail(failed: MailOrder & { reason: string; refused: boolean }): Promise<void>;
}

const sending = proxyActivities<MailActivities>({
  startToCloseTimeout: '40 s',
  // The provider knows a key for a day: after that the same mail would be another one.
  scheduleToCloseTimeout: '23 h',
  retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '1 h' },
  summary: supervisorTexts.activities.mail,
});
const recording = proxyActivities<MailActivities>({
  startToCloseTimeout: '10 s',
  retry: { maximumInterval: '1 min' },
  summary: supervisorTexts.activities.mail,
});

/** Sends one mail, patiently. */
export async function mailDelivery(order: MailOrder): Promise<void> {
  try {
    await sending.sendMail(order);
  } catch (error) {
    const cause = error instanceof ActivityFailure ? error.cause : error;
    const refused = cause instanceof ApplicationFailure && cause.type === MAIL_REFUSED;
    const reason = String((cause as Error | undefined)?.message ?? error).slice(0, 500);
    await recording.failMail({ ...order, reason, refused });
  }
}
