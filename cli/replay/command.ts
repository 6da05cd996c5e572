import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { cacheFolder } from '../../config/cache-folder.ts';
import { loadEnv } from '../../config/env.ts';
import { dataConverter } from '../../config/payload-codec.ts';
import { temporalConnection } from '../../config/temporal.ts';
import { readRun } from '../launcher/run-files.ts';
import type { ReplayOptions } from '../replay.ts';
import { describe, linesOf } from './lines.ts';
import { quietRuntime } from './quiet-runtime.ts';
import type { Recorded } from './run-histories.ts';
import { bundleForReplay, replayRuns } from './run-histories.ts';
import { isFile, runOfFile, runsOf, UnknownSource } from './source.ts';

const CONNECT_LIMIT_MS = 3_000;

/** Replays and prints; resolves to the exit code: 0 it replays, 1 it does not, 2 there is nothing to replay. */
export async function replay(source: string, { run, text = false, save }: ReplayOptions): Promise<number> {
  const env = loadEnv();
  const converter = dataConverter(env.payloadEncryptionKey);
  quietRuntime();
  let runs: Recorded[];
  try {
    runs = isFile(source) ? [runOfFile(source)] : await fetchRuns(source, run);
  } catch (error) {
    if (!(error instanceof UnknownSource)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  if (save) keep(runs, save);

  const workflowBundle = await bundleForReplay(env.payloadEncryptionKey !== undefined, cacheFolder(env.cache));
  let events = 0;
  let state = '';
  for await (const replayed of replayRuns(runs, { workflowBundle, dataConverter: converter })) {
    const { recorded, divergence, unreadable, steps, began } = replayed;
    if (unreadable) {
      process.stderr.write(`${unreadable}\n`);
      return 2;
    }
    console.log(`workflow ${recorded.workflowId}, run ${recorded.runId}, ${replayed.events} events`);
    for (const line of linesOf(replayed, text)) console.log(line);
    if (divergence) {
      const { eventId, expected, came } = divergence;
      console.log(
        `\ndoes not replay: event ${eventId ?? 'unknown'}\n  the history has: ${expected}\n  the code of today: ${came}`,
      );
      return 1;
    }
    events += replayed.events;
    const last = steps.at(-1)?.after ?? began;
    if (last) state = `, state ${describe(last)}`;
  }
  console.log(`\nreplayed ${events} events${state}`);
  return 0;
}

async function fetchRuns(source: string, run: string | undefined): Promise<Recorded[]> {
  const env = loadEnv();
  const launched = readRun(resolve(env.home), 'launcher')?.addresses?.temporal;
  const named = temporalConnection(env);
  const address = env.temporal.address ?? launched ?? named.address;
  const connection = await Connection.connect({ ...named, address, connectTimeout: CONNECT_LIMIT_MS }).catch(() => {
    throw new UnknownSource(
      `No Temporal answers at ${address}. Start one with \`npm start\` in another console; if one runs already, name its ` +
        'folder in RELEVO_HOME, its port in TEMPORAL_PORT or its address in TEMPORAL_ADDRESS. Or give a history file.',
    );
  });
  try {
    return await runsOf(new Client({ connection, namespace: env.temporal.namespace }), source, run);
  } finally {
    await connection.close();
  }
}

function keep(runs: readonly Recorded[], file: string): void {
  for (const [place, { history }] of runs.entries()) {
    const name = runs.length === 1 ? file : file.replace(/(\.json)?$/, `-${place + 1}.json`);
    writeFileSync(name, `${historyToJSON(history)}\n`);
    console.log(`kept ${name}`);
  }
}
