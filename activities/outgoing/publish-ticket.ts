import { wireTicket } from '../../domain/wire.ts';
import type { WebhookEvent } from '../../workflows/webhook-delivery.ts';
import type { RegisteredTicket, TicketBatch } from '../ticket-contract.ts';
import type { TicketDeps } from '../tickets.ts';
import { eventOf, handOver } from './publish.ts';

/** Tells endpoints what happened to a ticket, in order with what happens in its contact's chat. */
export async function tellTicket(
  { client, endpoints, chatUrl }: Pick<TicketDeps, 'client' | 'endpoints' | 'chatUrl'>,
  { ticket, outputs, registered }: TicketBatch & { registered: RegisteredTicket },
): Promise<void> {
  const { number, areaId } = registered;
  const view = wireTicket(ticket, { number, areaId, chatUrl: chatUrl(ticket.contactId) });
  const events = outputs.flatMap((output): WebhookEvent[] => {
    switch (output.type) {
      case 'changed': {
        const { n, at } = output.entry;
        return [eventOf(`${ticket.id}-${n}`, 'ticket.changed', at, { ticket: view, change: view.history.at(-1) })];
      }
      case 'alert': {
        const { id, raisedAt } = output.row;
        const data = { ...output.row, state: null, place: null, raisedAt: new Date(raisedAt).toISOString() };
        return [eventOf(id, 'alert.raised', raisedAt, data)];
      }
      default:
        return [];
    }
  });
  await handOver(client, endpoints, ticket.contactId, events);
}
