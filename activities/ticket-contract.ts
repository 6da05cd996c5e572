import type { Ticket, TicketOutput } from '../domain/tickets.ts';

/** What a ticket asks of the world. Every one stands being done twice. */
export interface TicketActivities {
  /** The ticket and its alerts into the read model, which gives a new one its number and its area. */
  commitTicket(batch: TicketBatch): Promise<RegisteredTicket>;
  /** Tells webhook endpoints, in order with the contact's other events. */
  publishTicket(batch: TicketBatch & { registered: RegisteredTicket }): Promise<void>;
  /** Writes the mail to the ticket's area and has it delivered; once, however often it is asked for. */
  mailTicket(ticketId: string): Promise<void>;
}

export interface TicketBatch {
  ticket: Ticket;
  outputs: TicketOutput[];
}

/** What a ticket is given where all tickets are known. */
export interface RegisteredTicket {
  /** Short and growing, for people. */
  number: number;
  areaId: string;
  areaName: string;
}
