import { DELIVERY_QUEUE } from './queues.ts';
import type { DeliveryInput, WebhookEvent } from './webhook-delivery.ts';

/** What adds events to the queue of an endpoint and contact, starting it where it is not running. */
export function addToQueue(endpointId: string, contactId: string, events: WebhookEvent[]) {
  const input: DeliveryInput = { endpointId, contactId, queue: events };
  return {
    workflowId: `relevo-webhook-${endpointId}-${contactId}`,
    taskQueue: DELIVERY_QUEUE,
    args: [input] as [DeliveryInput],
    signal: 'deliver',
    signalArgs: [events] as [WebhookEvent[]],
  };
}
