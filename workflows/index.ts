export { assignment } from './assignment.ts';
export { conversation } from './conversation.ts';
export { fileFetch } from './file-fetch.ts';
export { mailDelivery } from './mail-delivery.ts';
export { presenceSweep } from './presence-sweep.ts';
export { ticket } from './ticket.ts';
export { webhookDelivery } from './webhook-delivery.ts';
export { whatsappSending } from './whatsapp-sending.ts';
