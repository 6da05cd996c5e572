import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { launch } from '../../cli/launcher/launch.ts';
import { readRun } from '../../cli/launcher/run-files.ts';
import { freePort } from '../../cli/servers/ports.ts';
import { loadEnv } from '../../config/env.ts';
import { readCredentials } from '../../models/credentials.ts';
import type { Api } from './api.ts';
import { createApi } from './api.ts';

/** Everything of `npm start`, on ports and in a folder of its own. */
export interface System {
  api: Api;
  client: Client;
  /** Milliseconds from the start to taking messages. */
  readyMs: number;
  /** Resident memory of a part, in MiB. */
  memory(part: 'api' | 'worker'): number;
  stop(): Promise<void>;
}

export async function startSystem(signal: AbortSignal): Promise<System> {
  const home = mkdtempSync(join(tmpdir(), 'relevo-bench-'));
  const [api, temporal, ui, mongo] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  // The parts take the environment over.
  Object.assign(process.env, {
    RELEVO_HOME: home,
    PORT: String(api),
    TEMPORAL_PORT: String(temporal),
    TEMPORAL_UI_PORT: String(ui),
    MONGODB_PORT: String(mongo),
    LOG_LEVEL: 'warn',
    RATE_LIMIT: '1000000',
  });
  const env = loadEnv();
  const since = performance.now();
  const launched = await launch(env, { say: () => undefined, signal }).catch((error: unknown) => {
    rmSync(home, { recursive: true, force: true });
    throw error;
  });
  const readyMs = performance.now() - since;
  const connection = await Connection.connect({ address: launched.addresses.temporal });
  const credentials = await readCredentials(home);
  if (!credentials) throw new Error('the system has no credentials');
  return {
    api: createApi(credentials),
    client: new Client({ connection, namespace: env.temporal.namespace }),
    readyMs,
    memory(part) {
      const pid = readRun(home, part)?.pid;
      if (!pid) throw new Error(`${part} is not running`);
      return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
    },
    async stop() {
      await connection.close();
      await launched.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
