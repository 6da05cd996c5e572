import { DELIVERY_QUEUE } from './queues.ts';
import type { Sending, SendingInput } from './whatsapp-sending.ts';

/** What hands sendings over to the queue of a contact, starting it where it is not running. */
export function addToWhatsApp(contactId: string, sendings: Sending[]) {
  const input: SendingInput = { contactId, queue: sendings };
  return {
    workflowId: `relevo-whatsapp-${contactId}`,
    taskQueue: DELIVERY_QUEUE,
    args: [input] as [SendingInput],
    signal: 'send',
    signalArgs: [sendings] as [Sending[]],
  };
}
