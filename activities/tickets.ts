import type { Client } from '@temporalio/client';
import { mongoConnected } from '../models/connect.ts';
import { registerTicket } from '../models/register-ticket.ts';
import type { TicketActivities } from './ticket-contract.ts';
import type { Endpoints } from './outgoing/publish.ts';
import { tellTicket } from './outgoing/publish-ticket.ts';

export interface TicketDeps {
  client: Client;
  endpoints: Endpoints;
  chatUrl(contactId: string): string;
}

/** What tickets do to the world beside mail. */
export function createTickets(deps: TicketDeps): Omit<TicketActivities, 'mailTicket'> {
  return {
    async commitTicket({ ticket, outputs }) {
      // Fails at once while the store is known to be away.
      if (!mongoConnected()) throw new Error('MongoDB is not connected');
      return registerTicket(ticket, outputs);
    },
    publishTicket: (batch) => tellTicket(deps, batch),
  };
}
