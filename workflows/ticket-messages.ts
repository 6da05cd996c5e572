import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { RegisteredTicket } from '../activities/ticket-contract.ts';
import type { Ticket, TicketEnvelope, TicketOutput, TicketPolicy } from '../domain/tickets.ts';

/** What a ticket's workflow is started with: a new ticket, or the last state of an earlier life. */
export interface TicketInput {
  ticket: Ticket;
  policy: TicketPolicy;
  /** What the read model has for sure; 0 for a new ticket. */
  committed: number;
  /** Whether the area has been told by mail. */
  mailed: boolean;
}

export interface TicketResult {
  ticket: Ticket;
  /** What the change wrote, for the reader that must not wait. */
  outputs: TicketOutput[];
  /** Null until the read model has it. */
  registered: RegisteredTicket | null;
}

export const ticketUpdate = defineUpdate<TicketResult, [TicketEnvelope]>('changeTicket');
export const ticketQuery = defineQuery<Ticket>('ticket');
