import { proxyActivities } from '@temporalio/workflow';
import type { ConversationActivities } from '../activities/contract.ts';
import type { Conversation } from '../domain/state.ts';
import { supervisorTexts } from '../texts/supervisor.ts';

const patient = proxyActivities<Pick<ConversationActivities, 'loadSnapshot'>>({
  startToCloseTimeout: '10 s',
  retry: { initialInterval: '500 ms', backoffCoefficient: 1.5, maximumInterval: '5 s' },
  summary: supervisorTexts.activities.load,
});

/** The last state of an earlier life; waits for the store as long as it takes. */
export function loadSnapshot(contactId: string): Promise<Conversation | null> {
  return patient.loadSnapshot(contactId);
}
