import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { condition, ParentClosePolicy, startChild } from '@temporalio/workflow';
import { defaultTicketRules } from '../domain/policy.ts';
import { ticketLabel } from '../domain/ticket-types.ts';
import type { Ticket } from '../domain/tickets.ts';
import { supervisorTexts } from '../texts/supervisor.ts';
import type { Shell } from './conversation.ts';
import { ticketWorkflowId } from './queues.ts';
import type { ticket as ticketWorkflow } from './ticket.ts';

/** Starts the tickets that were opened, each a child that outlives the conversation. Needs no store. */
export async function ticketLane(shell: Shell): Promise<void> {
  const { carry } = shell;
  for (;;) {
    await condition(() => carry.tickets.length > 0 || shell.draining);
    const ticket = carry.tickets[0];
    if (!ticket) return;
    await begin(shell, ticket);
    carry.tickets.shift();
  }
}

async function begin({ carry }: Shell, ticket: Ticket): Promise<void> {
  const { version, webhooks, tickets = defaultTicketRules } = carry.conversation.policy;
  const policy = { version, webhooks, unattendedAfter: tickets.unattendedAfter };
  try {
    await startChild<typeof ticketWorkflow>('ticket', {
      workflowId: ticketWorkflowId(ticket.id),
      args: [{ ticket, policy, committed: 0, mailed: false }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      staticSummary: `${supervisorTexts.ticket.title} · ${ticketLabel(ticket.subtype)}`,
    });
  } catch (error) {
    // It is there already: the same ticket is one, however often it is opened.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
