import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import {
  isGrpcServiceError,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { CommandType, Envelope } from '../../domain/commands.ts';
import { ticketLabel } from '../../domain/ticket-types.ts';
import type { TicketEnvelope } from '../../domain/tickets.ts';
import type { RoomEvent } from '../../domain/room-event.ts';
import type { Conversation } from '../../domain/state.ts';
import { firstThatFit } from '../../workflows/batches.ts';
import type { Brief, CommandResult, InboundBatch, RefusedDetails, StartInput } from '../../workflows/messages.ts';
import { REFUSED } from '../../workflows/messages.ts';
import { lookAt } from '../../workflows/assignment-look.ts';
import { conversationWorkflowId, CORE_QUEUE, ticketWorkflowId } from '../../workflows/queues.ts';
import type { MailOrder } from '../../workflows/mail-delivery.ts';
import { sendingOf } from '../../workflows/mail-queue.ts';
import type { TicketInput, TicketResult } from '../../workflows/ticket-messages.ts';
import type { WebhookEvent } from '../../workflows/webhook-delivery.ts';
import { buildNow, eventsOf } from '../../workflows/room-queue.ts';
import { addToQueue } from '../../workflows/webhook-queue.ts';
import { supervisorTexts } from '../../texts/supervisor.ts';
import { problem } from '../problem.ts';
import type { Aliases } from './aliases.ts';
import { createAliases } from './aliases.ts';
import type { Answered } from './questions.ts';
import { oneAtATime } from './questions.ts';

/** What Temporal does for conversations; errors are problems already. */
export interface Gateway {
  aliases: Aliases;
  /** Durable when it resolves. False when the contact's workflow is not running. */
  signal(contactId: string, batch: InboundBatch): Promise<boolean>;
  signalWithStart(start: StartInput, batch: InboundBatch): Promise<void>;
  inboxRemoved(contactId: string, inboxId: string, by: string | null): Promise<boolean>;
  /** Null when the contact's workflow is not running. */
  update(contactId: string, envelope: Envelope): Promise<CommandResult | Refused | null>;
  updateWithStart(start: StartInput, envelope: Envelope): Promise<CommandResult | Refused>;
  /** A ticket whose workflow has ended is started again from what `snapshot` gives; null: there is no such ticket. */
  changeTicket(
    ticketId: string,
    envelope: TicketEnvelope,
    snapshot: () => Promise<TicketInput | null>,
  ): Promise<TicketResult | null>;
  /** Durable when it resolves. */
  sendMail(order: MailOrder): Promise<void>;
  /** Durable when it resolves: the event goes to the endpoint after those of the same contact. */
  deliver(endpointId: string, contactId: string, event: WebhookEvent): Promise<void>;
  /** Asks the assignment rule of an inbox to look. */
  lookAt(inboxId: string): Promise<void>;
  /** Durable when it resolves: what happened in one group, after what is known of it. `key` says nothing of the group. */
  takeRoomEvents(key: string, events: RoomEvent[]): Promise<void>;
  /** Has groups made and taken away as they are wanted by now. */
  buildRooms(): Promise<void>;
  /** Not found when it is not running; silent when nobody answers in time. */
  query(contactId: string): Promise<Answered<Conversation>>;
  /** Null when the workflow is forgotten, or does not answer in time. */
  brief(contactId: string): Promise<Brief | null>;
}

export interface Refused {
  refused: RefusedDetails;
}

const SIGNAL_MS = 5_000;
const UPDATE_MS = 10_000;
/** Of a group, in one signal. */
const EVENTS_AT_ONCE = 500;
const QUERY_MS = 3_000;
/** Over five seconds: a run that ends under a storm of messages needs several tries. */
const ATTEMPTS = 15;

/** `chatUrl`: where people open a chat; shown in the Temporal UI. */
export function createGateway(client: Client, chatUrl: (contactId: string) => string): Gateway {
  const within = <T>(ms: number, call: () => Promise<T>) => client.withDeadline(Date.now() + ms, call).catch(translate);
  const options = (start: StartInput) => ({
    workflowId: conversationWorkflowId(start.contactId),
    taskQueue: CORE_QUEUE,
    args: [start] as [StartInput],
    staticSummary: `Conversación · ${start.channel}`,
    staticDetails: `[Abrir el chat](${chatUrl(start.contactId)})`,
  });

  const question = oneAtATime<Conversation>(async (contactId) => {
    const handle = client.workflow.getHandle(conversationWorkflowId(contactId));
    try {
      const ask = () => handle.query<Conversation>('conversation');
      return { found: await client.withDeadline(Date.now() + QUERY_MS, ask), silent: false };
    } catch (error) {
      return { found: null, silent: !(error instanceof WorkflowNotFoundError) };
    }
  });

  const { read, claim, hasWorkflow } = createAliases(client);
  return {
    aliases: {
      read: (name) => within(SIGNAL_MS, () => read(name)),
      claim: (name, value) => within(SIGNAL_MS, () => claim(name, value)),
      hasWorkflow: (contactId) => within(SIGNAL_MS, () => hasWorkflow(contactId)),
    },

    async signal(contactId, batch) {
      const handle = client.workflow.getHandle(conversationWorkflowId(contactId));
      return within(SIGNAL_MS, () => ifRunning(() => handle.signal('customerWrote', batch)));
    },

    async signalWithStart(start, batch) {
      await within(SIGNAL_MS, () =>
        client.workflow.signalWithStart('conversation', {
          ...options(start),
          signal: 'customerWrote',
          signalArgs: [batch],
        }),
      );
    },

    async inboxRemoved(contactId, inboxId, by) {
      const handle = client.workflow.getHandle(conversationWorkflowId(contactId));
      return within(SIGNAL_MS, () => ifRunning(() => handle.signal('inboxRemoved', { inboxId, by })));
    },

    async update(contactId, envelope) {
      const handle = client.workflow.getHandle(conversationWorkflowId(contactId));
      const execute = () =>
        handle.executeUpdate<CommandResult, [Envelope]>(envelope.command.type satisfies CommandType, {
          args: [envelope],
          updateId: envelope.id,
        });
      return within(UPDATE_MS, () => answered(execute));
    },

    async updateWithStart(start, envelope) {
      const execute = () =>
        client.workflow.executeUpdateWithStart<never, CommandResult, [Envelope]>(envelope.command.type, {
          args: [envelope],
          updateId: envelope.id,
          startWorkflowOperation: new WithStartWorkflowOperation('conversation', {
            ...options(start),
            workflowIdConflictPolicy: 'USE_EXISTING',
          }) as never,
        });
      const result = await within(UPDATE_MS, () => answered(execute));
      if (!result) throw problem('temporal-unavailable', { retryAfter: 1 });
      return result;
    },

    async changeTicket(ticketId, envelope, snapshot) {
      const workflowId = ticketWorkflowId(ticketId);
      const options = { args: [envelope] as [TicketEnvelope], updateId: envelope.id };
      const handle = client.workflow.getHandle(workflowId);
      const running = () => handle.executeUpdate<TicketResult, [TicketEnvelope]>('changeTicket', options);
      const result = await within(UPDATE_MS, () => answered(running));
      if (result && !('refused' in result)) return result;
      const start = await snapshot();
      if (!start) return null;
      const again = () =>
        client.workflow.executeUpdateWithStart<never, TicketResult, [TicketEnvelope]>('changeTicket', {
          ...options,
          startWorkflowOperation: new WithStartWorkflowOperation('ticket', {
            workflowId,
            taskQueue: CORE_QUEUE,
            args: [start],
            staticSummary: `${supervisorTexts.ticket.title} · ${ticketLabel(start.ticket.subtype)}`,
            workflowIdConflictPolicy: 'USE_EXISTING',
          }) as never,
        });
      const revived = await within(UPDATE_MS, () => answered(again));
      if (!revived || 'refused' in revived) throw problem('temporal-unavailable', { retryAfter: 1 });
      return revived;
    },

    async sendMail(order) {
      await within(SIGNAL_MS, () => client.workflow.start('mailDelivery', sendingOf(order)));
    },

    async deliver(endpointId, contactId, event) {
      const request = addToQueue(endpointId, contactId, [event]);
      await within(SIGNAL_MS, () => client.workflow.signalWithStart('webhookDelivery', request));
    },

    async lookAt(inboxId) {
      await within(SIGNAL_MS, () => client.workflow.signalWithStart('assignment', lookAt(inboxId)));
    },

    async takeRoomEvents(key, events) {
      for (let left = events; left.length > 0; ) {
        const some = firstThatFit(left, EVENTS_AT_ONCE);
        await within(SIGNAL_MS, () => client.workflow.signalWithStart('roomEvents', eventsOf(key, some)));
        left = left.slice(some.length);
      }
    },

    async buildRooms() {
      await within(SIGNAL_MS, () => client.workflow.signalWithStart('roomBuilder', buildNow()));
    },

    async brief(contactId) {
      const handle = client.workflow.getHandle(conversationWorkflowId(contactId));
      const ask = () => handle.query<Brief>('brief');
      return client.withDeadline(Date.now() + QUERY_MS, ask).catch(() => null);
    },

    query: question,
  };
}

async function ifRunning(act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** An update cut off by the end of a run is asked again with the same id: it is done once. */
async function answered<Result>(execute: () => Promise<Result>): Promise<Result | Refused | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await execute();
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
      if (cause instanceof ApplicationFailure && cause.type === REFUSED)
        return { refused: cause.details?.[0] as RefusedDetails };
      const cutOff = cause instanceof ApplicationFailure && cause.type === 'AcceptedUpdateCompletedWorkflow';
      if (!(cutOff || isEnding(error)) || attempt === ATTEMPTS) throw error;
      await pause(Math.min(10 * 2 ** attempt, 500));
    }
  }
}

/** The run is about to be, or has just been, followed by another. */
function isEnding(error: unknown): boolean {
  if (error instanceof WorkflowFailedError) return true;
  if (error instanceof ServiceError) return isEnding(error.cause);
  if (!isGrpcServiceError(error)) return false;
  const { code, details }: { code: number; details: string } = error;
  return code === FAILED_PRECONDITION || endings.test(details);
}

/** The engine's word for a task that failed, as the last one of a run does when something came in the middle of it. */
const FAILED_PRECONDITION = 9;
const endings = /workflow execution already completed|consistent query buffer|Workflow task is not scheduled/i;

function translate(error: unknown): never {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) throw problem('timeout', { retryAfter: 1 });
  if (isGrpcServiceError(error)) {
    const grpc: { code: number; details: string } = error;
    // 4 deadline exceeded, 1 cancelled; 14 unavailable, 8 resource exhausted.
    if (grpc.code === 4 || grpc.code === 1) throw problem('timeout', { retryAfter: 1 });
    if (grpc.code === 14 || grpc.code === 8 || isEnding(error))
      throw problem('temporal-unavailable', { retryAfter: 2 });
  }
  const nested = (error as { cause?: unknown })?.cause;
  if (isGrpcServiceError(nested)) translate(nested);
  throw error;
}
