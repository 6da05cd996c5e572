import type { MailOrder } from './mail-delivery.ts';
import { DELIVERY_QUEUE, mailWorkflowId } from './queues.ts';

/** `type` of the failure that trying again does not change. */
export const MAIL_REFUSED = 'MailRefused';

/** What sends a mail, unless it is on its way already. */
export function sendingOf(order: MailOrder) {
  return {
    workflowId: mailWorkflowId(order.mailId, order.round),
    taskQueue: DELIVERY_QUEUE,
    args: [order] as [MailOrder],
    workflowIdConflictPolicy: 'USE_EXISTING' as const,
  };
}
