import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { until } from './until.ts';

export interface TemporalPlan {
  binary: string;
  port: number;
  /** No interface without it. */
  uiPort?: number;
  /** The database file; without it everything is kept in memory. */
  file?: string;
  namespace: string;
  /** 1 survives a killed process, 2 a power loss too. */
  synchronous?: 1 | 2;
  /** Further dynamic configuration, values as JSON. */
  config?: Record<string, string>;
}

/** Commands on one chat that may be in flight at once; the server's own limit of 10 makes a race wait for seconds. */
const IN_FLIGHT_UPDATES = 1000;

/** The command line of a development server on loopback that asks nobody for news or newer versions. */
export function temporalCommand(plan: TemporalPlan): { command: string; args: string[]; env: Record<string, string> } {
  const config = {
    'history.maxInFlightUpdates': String(IN_FLIGHT_UPDATES),
    'frontend.enableServerVersionCheck': 'false',
    'system.forceSearchAttributesCacheRefreshOnRead': 'true',
    ...plan.config,
  };
  const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(plan.port), '--log-level', 'warn'];
  if (plan.uiPort === undefined) args.push('--headless');
  else args.push('--ui-ip', '127.0.0.1', '--ui-port', String(plan.uiPort), '--ui-disable-news-fetch');
  if (plan.namespace !== 'default') args.push('--namespace', plan.namespace);
  if (plan.file) {
    args.push('--db-filename', plan.file);
    // Write-ahead logging more than doubles the throughput of the default rollback journal.
    args.push('--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', `synchronous=${plan.synchronous ?? 1}`);
  }
  for (const [key, value] of Object.entries(config)) args.push('--dynamic-config-value', `${key}=${value}`);
  // The user's own profile of the CLI must not change an embedded server.
  const env = { TEMPORAL_VERSION_CHECK_DISABLED: '1', TEMPORAL_CONFIG_FILE: join('/', 'dev', 'null') };
  return { command: plan.binary, args, env };
}

/** Resolves once the server answers; gives up with the signal. */
export async function temporalAnswers(address: string, signal: AbortSignal): Promise<void> {
  await until('Temporal to answer', signal, async () => {
    const connection = await Connection.connect({ address, connectTimeout: 1_000 });
    try {
      await connection.workflowService.getClusterInfo({});
      return true;
    } finally {
      await connection.close();
    }
  });
}
