import {
  allHandlersFinished,
  condition,
  continueAsNew,
  log,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { SearchAttributeUpdatePair } from '@temporalio/common';
import type { RegisteredTicket, TicketActivities } from '../activities/ticket-contract.ts';
import type { Ticket, TicketEnvelope, TicketOutput, TicketPolicy, TicketStep } from '../domain/tickets.ts';
import { changeTicket, passTime, reviveTicket, ticketDeadline, ticketDeadlineKinds } from '../domain/tickets.ts';
import type { TicketDeadlineKind } from '../domain/tickets.ts';
import type { Instant } from '../domain/vocabulary.ts';
import { supervisorTexts } from '../texts/supervisor.ts';
import type { TicketInput, TicketResult } from './ticket-messages.ts';
import { ticketQuery, ticketUpdate } from './ticket-messages.ts';
import { ticketAttributes, ticketDetails } from './ticket-view.ts';
import { changedAttributes } from './view.ts';

/** Changes are rare: no attempt within the task at hand, whose end a replay may hear of at another moment. */
const patient = proxyActivities<TicketActivities>({
  startToCloseTimeout: '15 s',
  retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '30 s' },
  summary: supervisorTexts.activities.ticket,
});

/** What the parts of one ticket share. */
interface Shell {
  ticket: Ticket;
  policy: TicketPolicy;
  committed: number;
  mailed: boolean;
  pending: TicketOutput[];
  registered: RegisteredTicket | null;
  /** Noted with recorded work only, as a conversation does. */
  long: boolean;
  quietAt: Instant | null;
  settle(step: TicketStep): void;
}

/**
 * One ticket: a child of the conversation it was opened in, which it outlives. It holds no rules: `domain/tickets.ts`
 * decides. Ends when it has long been settled; a later change starts it again from its snapshot, under the same id.
 */
export async function ticket(input: TicketInput): Promise<void> {
  const isNew = input.committed === 0;
  const shell: Shell = {
    ticket: isNew || workflowInfo().continuedFromExecutionRunId ? input.ticket : reviveTicket(input.ticket, Date.now()),
    policy: input.policy,
    committed: input.committed,
    mailed: input.mailed,
    pending: isNew ? input.ticket.history.map((entry) => ({ type: 'changed', entry })) : [],
    registered: null,
    long: false,
    quietAt: null,
    settle,
  };
  let attributes: SearchAttributeUpdatePair[] = [];

  function settle(step: TicketStep): void {
    shell.long ||= workflowInfo().continueAsNewSuggested;
    shell.ticket = step.ticket;
    shell.pending.push(...step.outputs);
    show();
  }

  function show(): void {
    const now = ticketAttributes(shell.ticket, shell.registered);
    const changed = changedAttributes(attributes, now);
    if (changed.length > 0) upsertSearchAttributes(changed);
    attributes = now;
    setCurrentDetails(ticketDetails(shell.ticket, shell.registered));
  }

  async function change(envelope: TicketEnvelope): Promise<TicketResult> {
    if (envelope.policy.version > shell.policy.version) shell.policy = envelope.policy;
    const step = changeTicket(shell.ticket, envelope, Date.now());
    settle(step);
    return { ...step, registered: shell.registered };
  }

  setHandler(ticketUpdate, change, { description: 'The ticket changes, or its alert is acknowledged' });
  setHandler(ticketQuery, () => shell.ticket, { description: 'The ticket as it is now' });
  show();

  for (const kind of ticketDeadlineKinds) void keep(shell, kind);
  void write(shell, show);
  const idle = () => shell.committed === shell.ticket.version && shell.pending.length === 0 && shell.mailed;
  const isOver = () =>
    shell.quietAt !== null && shell.quietAt === ticketDeadline('quiet', shell.ticket, shell.policy) && idle();
  await condition(() => (isOver() || (shell.long && idle())) && allHandlersFinished());
  if (isOver()) return;
  const { policy, committed, mailed } = shell;
  await continueAsNew<typeof ticket>({ ticket: shell.ticket, policy, committed, mailed });
}

/** Writes every change to the read model, then tells it, and the first time the area by mail. */
async function write(shell: Shell, show: () => void): Promise<void> {
  for (;;) {
    await condition(() => shell.committed !== shell.ticket.version || shell.pending.length > 0 || !shell.mailed);
    const { ticket: now } = shell;
    const outputs = [...shell.pending];
    const batch = { ticket: now, outputs };
    const before = JSON.stringify(shell.registered);
    shell.registered = await patient.commitTicket(batch);
    shell.committed = now.version;
    if (JSON.stringify(shell.registered) !== before) show();
    if (shell.policy.webhooks) await patient.publishTicket({ ...batch, registered: shell.registered });
    shell.pending.splice(0, outputs.length);
    if (!shell.mailed) {
      await patient.mailTicket(now.id);
      shell.mailed = true;
    }
  }
}

/** One lazy timer per kind of deadline, as a conversation keeps them. */
async function keep(shell: Shell, kind: TicketDeadlineKind): Promise<void> {
  const due = () => ticketDeadline(kind, shell.ticket, shell.policy);
  for (;;) {
    await condition(() => due() !== null);
    const at = due() ?? 0;
    const left = at - Date.now();
    if (left > 0) {
      const summary = supervisorTexts.ticket.timers[kind];
      await condition(() => (due() ?? Number.POSITIVE_INFINITY) < at, left, { summary });
      continue;
    }
    if (kind === 'quiet') shell.quietAt = at;
    else shell.settle(passTime(shell.ticket, shell.policy, Date.now()));
    if (kind !== 'quiet' && due() === at) log.error('A deadline stays due after it fired', { kind, at });
    await condition(() => due() !== at);
  }
}
