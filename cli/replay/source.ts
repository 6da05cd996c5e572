import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Client } from '@temporalio/client';
import { isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { conversationWorkflowId } from '../../workflows/queues.ts';
import type { Recorded } from './run-histories.ts';

/** A source that names nothing: the message says what to do. */
export class UnknownSource extends Error {}

const INVALID_ARGUMENT = 3;
const CONTACT = /^c_[0-9a-f]{32}$/;

/** Whether what the caller named is a file. */
export function isFile(source: string): boolean {
  return existsSync(source) || source.endsWith('.json');
}

/** One run out of a file, as `historyToJSON`, `relevo replay --save` or `temporal workflow show -o json` write it. */
export function runOfFile(file: string): Recorded {
  if (!existsSync(file))
    throw new UnknownSource(
      `There is no file ${file}. Save one with: npm run replay -- <contactId> --save history.json`,
    );
  let history: History;
  try {
    history = historyFromJSON(JSON.parse(readFileSync(file, 'utf8')));
    if (!history.events?.length) throw new Error('it holds no events');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnknownSource(
      `${file} is no workflow history (${reason}). Save one with: npm run replay -- <contactId> --save history.json`,
    );
  }
  const started = history.events[0]?.workflowExecutionStartedEventAttributes;
  return {
    workflowId: started?.workflowId || 'history',
    runId: started?.originalExecutionRunId || resolve(file),
    history,
  };
}

/**
 * Every run that the server still has of a contact's or any workflow id, oldest first: those that continued as new,
 * and earlier lives. `run` takes one of them: its id, or `latest`.
 */
export async function runsOf(client: Client, source: string, run?: string): Promise<Recorded[]> {
  const workflowId = CONTACT.test(source) ? conversationWorkflowId(source) : source;
  const latest = await latestRun(client, workflowId, run === 'latest' ? undefined : run);
  const ids = run ? [latest] : await allRuns(client, workflowId, latest);
  const runs: Recorded[] = [];
  for (const runId of ids) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    runs.push({ workflowId, runId, history });
  }
  return runs;
}

async function latestRun(client: Client, workflowId: string, runId?: string): Promise<string> {
  try {
    return (await client.workflow.getHandle(workflowId, runId).describe()).runId;
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError) && !isInvalidId(error)) throw error;
    throw new UnknownSource(
      `Temporal has no workflow ${workflowId}${runId ? ` with the run ${runId}` : ''}. Give a contact id ` +
        '(GET /v1/contacts lists them), a workflow id as the Temporal UI shows it, or a history file. ' +
        'TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE say where to look; histories are kept for 30 days.',
    );
  }
}

/** The server takes only run ids of its own form. */
function isInvalidId(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return isGrpcServiceError(cause) && (cause as { code: number }).code === INVALID_ARGUMENT;
}

/** By the chain of runs, which is exact, and by the list, which also has earlier lives but lags a moment behind. */
async function allRuns(client: Client, workflowId: string, latest: string): Promise<string[]> {
  const started = new Map<string, number>();
  for await (const one of client.workflow.list({ query: `WorkflowId = '${workflowId.replaceAll("'", "''")}'` }))
    started.set(one.runId, one.startTime.getTime());
  for (let runId: string | undefined = latest; runId; ) {
    const before: string | undefined = await continuedFrom(client, workflowId, runId, started);
    runId = before;
  }
  return [...started].sort(([, a], [, b]) => a - b).map(([runId]) => runId);
}

async function continuedFrom(
  client: Client,
  workflowId: string,
  runId: string,
  started: Map<string, number>,
): Promise<string | undefined> {
  try {
    const execution = { workflowId, runId };
    const { namespace } = client.options;
    const page = await client.workflowService.getWorkflowExecutionHistory({ namespace, execution, maximumPageSize: 1 });
    const first = page.history?.events?.[0];
    started.set(runId, Number(first?.eventTime?.seconds ?? 0) * 1000 + (first?.eventTime?.nanos ?? 0) / 1e6);
    return first?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
  } catch {
    // Older than what the server keeps.
    return undefined;
  }
}
