import { randomUUID } from 'node:crypto';
import type { Client, Connection } from '@temporalio/client';
import proto from '@temporalio/proto';

/**
 * The one place that knows how the server skips time. It needs the server of the test run, which has
 * `frontend.WorkflowTimeSkippingEnabled`; the SDK passes the fields on without naming them.
 */

const { FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED: FAST_FORWARD_COMPLETED } =
  proto.temporal.api.enums.v1.FastForwardPollingResult;

type Fields = Record<string, unknown>;
type Call = (request: Fields) => Promise<unknown>;

const timeSkippingConfig = { enabled: true };

/**
 * A connection whose workflows skip time from their start: whenever nothing is in flight, the next
 * timer fires at once. For workflows that shall wait until told, start them as usual and `fastForward`.
 */
export function skippingTime(connection: Connection): Connection {
  const service = connection.workflowService as unknown as Record<string, Call>;
  const skipping = (request: Fields): Fields => ({ ...request, timeSkippingConfig });
  const calls: Record<string, Call> = {
    startWorkflowExecution: (request) => service.startWorkflowExecution?.(skipping(request)) as Promise<unknown>,
    signalWithStartWorkflowExecution: (request) =>
      service.signalWithStartWorkflowExecution?.(skipping(request)) as Promise<unknown>,
    executeMultiOperation: (request) => {
      const operations = (request.operations as Fields[]).map((operation) =>
        operation.startWorkflow ? { startWorkflow: skipping(operation.startWorkflow as Fields) } : operation,
      );
      return service.executeMultiOperation?.({ ...request, operations }) as Promise<unknown>;
    },
  };
  const workflowService = new Proxy(service, {
    get: (target, name) => calls[name as string] ?? Reflect.get(target, name),
  });
  return Object.create(connection, { workflowService: { value: workflowService } }) as Connection;
}

/**
 * Moves a workflow's clock ahead by `milliseconds`, firing every timer on the way, and stops it
 * there. Resolves once the workflow has arrived.
 */
export async function fastForward(client: Client, workflowId: string, milliseconds: number): Promise<void> {
  const { workflowService } = client;
  const id = randomUUID();
  const { namespace } = client.options;
  const seconds = Math.floor(milliseconds / 1000);
  const duration = { seconds, nanos: (milliseconds - seconds * 1000) * 1_000_000 };
  const workflowExecution = { workflowId };
  await workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution,
    workflowExecutionOptions: {
      timeSkippingConfig: { ...timeSkippingConfig, fastForwardConfig: { id, duration: duration as never } },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  for (;;) {
    const poll = { namespace, workflowExecution, fastForwardId: id };
    const { fastForwardPollingResult, failedReason } = await workflowService.pollWorkflowExecutionTimeSkipping(poll);
    if (fastForwardPollingResult === FAST_FORWARD_COMPLETED) return;
    if (failedReason) throw new Error(`${workflowId} could not be moved ahead: ${failedReason}`);
  }
}
