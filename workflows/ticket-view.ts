import type { SearchAttributeUpdatePair } from '@temporalio/common';
import type { RegisteredTicket } from '../activities/ticket-contract.ts';
import { ticketLabel } from '../domain/ticket-types.ts';
import type { Ticket } from '../domain/tickets.ts';
import { isTicketEscalated } from '../domain/tickets.ts';
import { supervisorTexts as t } from '../texts/supervisor.ts';
import { actorName, flagKey, keywordKey, page, whenText } from './view.ts';

const keys = {
  state: keywordKey('RelevoTicketState'),
  subtype: keywordKey('RelevoTicketSubtype'),
  area: keywordKey('RelevoTicketArea'),
  escalated: flagKey('RelevoEscalated'),
};

/** What supervisors filter tickets by in the Temporal UI. */
export function ticketAttributes(ticket: Ticket, registered: RegisteredTicket | null): SearchAttributeUpdatePair[] {
  return [
    { key: keys.state, value: ticket.state },
    { key: keys.subtype, value: ticket.subtype },
    { key: keys.area, value: registered?.areaName ?? null },
    { key: keys.escalated, value: isTicketEscalated(ticket) },
  ];
}

/** The page a supervisor reads in the Temporal UI. It holds nothing of the chat and nothing of the person. */
export function ticketDetails(ticket: Ticket, registered: RegisteredTicket | null): string {
  const title = [t.ticket.title, registered ? `#${registered.number}` : ''].filter(Boolean).join(' ');
  return page(`${title} · ${ticketLabel(ticket.subtype)}`, [
    [t.state, `**${ticket.state}**`],
    [t.since, whenText(ticket.since)],
    [t.ticket.reportedBy, actorName(ticket.reportedBy)],
    [t.ticket.area, registered?.areaName ?? '—'],
    [t.ticket.complete, ticket.complete ? t.yes : t.no],
    [t.ticket.changes, String((ticket.history.at(-1)?.n ?? 1) - 1)],
    [t.escalated, isTicketEscalated(ticket) ? `⚠️ ${t.yes}` : t.no],
  ]);
}
