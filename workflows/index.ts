export { conversation } from './conversation.ts';
export { webhookDelivery } from './webhook-delivery.ts';
