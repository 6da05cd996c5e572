import { assignmentWorkflowId, CORE_QUEUE } from './queues.ts';

/** What asks the rule of an inbox to look, starting its workflow where it is not running. Any number of times is once. */
export function lookAt(inboxId: string) {
  return {
    workflowId: assignmentWorkflowId(inboxId),
    taskQueue: CORE_QUEUE,
    args: [inboxId] as [string],
    signal: 'look',
    signalArgs: [] as [],
    staticSummary: 'Asignación por regla',
  };
}
