/**
 * Holds the servers of one test run. A process of its own, so that they end and their files go when
 * the run is interrupted or killed: the channel to it closes then.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { lastLines, startChild } from '../../cli/launcher/child.ts';
import { endProcess, identify } from '../../cli/launcher/processes.ts';
import { findServer } from '../../cli/servers/find.ts';
import { mongoCommand, mongoIsPrimary, mongoUriOf } from '../../cli/servers/mongo.ts';
import { prepareNamespace } from '../../cli/servers/namespace.ts';
import { freePort } from '../../cli/servers/ports.ts';
import { mongoRecipe, temporalRecipe } from '../../cli/servers/recipes.ts';
import { temporalAnswers, temporalCommand } from '../../cli/servers/temporal.ts';
import { loadEnv } from '../../config/env.ts';
import { runPart } from '../../config/lifecycle.ts';

const START_LIMIT_MS = 30_000;

await runPart({
  name: 'test servers',
  start: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'relevo-test-'));
    const ends: (() => Promise<unknown>)[] = [];
    const stop = async () => {
      await Promise.all(ends.map((end) => end()));
      rmSync(folder, { recursive: true, force: true });
    };
    try {
      const [mongoUri, temporalAddress] = await Promise.all([startMongo(folder, ends), startTemporal(folder, ends)]);
      return { stop, info: { mongoUri, temporalAddress, folder } };
    } catch (error) {
      await stop();
      throw error;
    }
  },
});

async function startMongo(folder: string, ends: (() => Promise<unknown>)[]): Promise<string> {
  const data = join(folder, 'mongo');
  mkdirSync(data);
  const [{ path }, port] = await Promise.all([findServer(mongoRecipe, places()), freePort()]);
  const plan = mongoCommand({ binary: path, port, folder: data });
  await start(plan, join(folder, 'mongo.log'), ends, (signal) => mongoIsPrimary(port, signal));
  return mongoUriOf(port);
}

async function startTemporal(folder: string, ends: (() => Promise<unknown>)[]): Promise<string> {
  const [{ path }, port] = await Promise.all([findServer(temporalRecipe, places()), freePort()]);
  const address = `127.0.0.1:${port}`;
  const suggestAt = process.env.TEST_SUGGEST_CONTINUE_AS_NEW_AT;
  const config = {
    'frontend.WorkflowTimeSkippingEnabled': 'true',
    ...(suggestAt ? { 'limit.historyCount.suggestContinueAsNew': suggestAt } : {}),
  };
  const plan = temporalCommand({ binary: path, port, namespace: 'default', config });
  await start(plan, join(folder, 'temporal.log'), ends, async (signal) => {
    await temporalAnswers(address, signal);
    const connection = await Connection.connect({ address });
    try {
      await prepareNamespace(connection, 'default');
    } finally {
      await connection.close();
    }
  });
  return address;
}

async function start(
  plan: { command: string; args: string[]; env?: Record<string, string> },
  logFile: string,
  ends: (() => Promise<unknown>)[],
  ready: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const child = await startChild({ ...plan, logFile });
  const known = identify(child.pid);
  if (known) ends.push(() => endProcess(known, 2_000));
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), START_LIMIT_MS);
  const died = child.ended.then((how) => {
    throw new Error(`ended with ${how}`);
  });
  await Promise.race([ready(limit.signal), died])
    .catch((error: Error) => {
      throw new Error(`${plan.command}: ${error.message}\n${lastLines(logFile)}`);
    })
    .finally(() => {
      clearTimeout(timer);
      limit.abort();
    });
}

function places() {
  const { home, cache } = loadEnv();
  return { home, cache, say: (line: string) => process.stderr.write(`${line}\n`) };
}
