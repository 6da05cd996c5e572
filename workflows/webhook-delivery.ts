import { continueAsNew, defineSignal, proxyActivities, workflowInfo } from '@temporalio/workflow';
import { arrivals } from './arrivals.ts';
import { fit } from './batches.ts';

/** One event on its way to one endpoint; `id` is the same over all attempts. */
export interface WebhookEvent {
  id: string;
  type: string;
  timestamp: string;
  data: unknown;
}

export interface DeliveryInput {
  endpointId: string;
  contactId: string;
  queue: WebhookEvent[];
}

export interface DeliveryActivities {
  /** Posts one event, signed. Throws until the endpoint answers 2xx; a gone endpoint is not an error. */
  deliver(input: { endpointId: string; contactId: string; event: WebhookEvent }): Promise<void>;
  /** Lists an event that could not be delivered within its day. */
  recordFailure(input: { endpointId: string; contactId: string; event: WebhookEvent; reason: string }): Promise<void>;
}

export const deliver = defineSignal<[WebhookEvent[]]>('deliver');

const posting = proxyActivities<DeliveryActivities>({
  startToCloseTimeout: '20 s',
  scheduleToCloseTimeout: '24 h',
  retry: { initialInterval: '2 s', backoffCoefficient: 3, maximumInterval: '2 h' },
});
const recording = proxyActivities<DeliveryActivities>({
  startToCloseTimeout: '10 s',
  retry: { maximumInterval: '1 min' },
});

/**
 * Delivers one contact's events to one endpoint, in order, each at least once; ends when there is nothing left.
 * Whoever signals it also starts it with the same events, so that a run never begins empty.
 */
export async function webhookDelivery(input: DeliveryInput): Promise<void> {
  const { queue, known } = arrivals(deliver, input.queue, 'More events to deliver');
  for (;;) {
    const event = queue[0];
    if (!event) return;
    const { endpointId, contactId } = input;
    try {
      await posting.deliver({ endpointId, contactId, event });
    } catch (error) {
      // Once listed it may be sent again.
      known.delete(event.id);
      await recording.recordFailure({ endpointId, contactId, event, reason: reasonOf(error) });
    }
    queue.shift();
    if (workflowInfo().continueAsNewSuggested && fit(queue))
      await continueAsNew<typeof webhookDelivery>({ ...input, queue });
  }
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as { cause?: { message?: string }; message?: string };
  return String(cause?.message ?? message ?? error);
}
