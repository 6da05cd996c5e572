import { mkdirSync, rmdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Connection } from '@temporalio/client';
import { cacheFolder } from '../../config/cache-folder.ts';
import type { Env } from '../../config/env.ts';
import { temporalConnection } from '../../config/temporal.ts';
import { whatsappGaps } from '../../config/whatsapp-gaps.ts';
import { findServer } from '../servers/find.ts';
import { mongoUriOf } from '../servers/mongo.ts';
import { prepareNamespace } from '../servers/namespace.ts';
import type { Recipe } from '../servers/recipes.ts';
import { mongoRecipe, temporalRecipe } from '../servers/recipes.ts';
import { until } from '../servers/until.ts';
import { endLeftovers } from './leftovers.ts';
import { mongoPart, ownPart, temporalPart } from './parts.ts';
import { claimLauncher, readRun, removeRun, writeRun } from './run-files.ts';
import { keptSecret } from './secret.ts';
import type { PartPlan, Supervised } from './supervise.ts';
import { supervise } from './supervise.ts';
import { takenPorts } from './taken-ports.ts';

const READY_LIMIT_MS = 60_000;
const STOPPING_LIMIT_MS = 20_000;
/** What was ended a moment ago may hold its ports a moment longer. */
const FREED_LIMIT_MS = 3_000;

export interface Launched {
  home: string;
  addresses: Addresses;
  /** Ends API, worker, Temporal and MongoDB in this order. */
  stop: (options?: { force?: boolean }) => Promise<void>;
}

export interface Addresses {
  api: string;
  temporal: string;
  temporalUi: string;
}

export interface LaunchOptions {
  say: (line: string) => void;
  /** Ends the start, and what was started so far with it. */
  signal: AbortSignal;
}

/** Starts everything that the environment does not name already, and resolves once messages are taken. */
export async function launch(env: Env, { say, signal }: LaunchOptions): Promise<Launched> {
  // Whatever the parts write, histories and logs included, is for this user only.
  process.umask(0o077);
  const home = resolve(env.home);
  const isNew = mkdirSync(home, { recursive: true, mode: 0o700 }) !== undefined;
  mkdirSync(join(home, 'logs'), { recursive: true, mode: 0o700 });
  const addresses: Addresses = {
    api: env.publicUrl,
    temporal: env.temporal.address ?? `127.0.0.1:${env.temporal.port}`,
    temporalUi: env.temporal.uiUrl ?? (env.temporal.address ? '' : `http://127.0.0.1:${env.temporal.uiPort}`),
  };
  await claim(home, addresses, say, signal);
  noteWhatsapp(env, home, say);

  const started: Supervised[] = [];
  const stop = async (options?: { force?: boolean }): Promise<void> => {
    const launcher = readRun(home, 'launcher');
    if (launcher) writeRun(home, 'launcher', { ...launcher, stopping: true });
    // In the reverse order of starting; what is still starting ends by the signal.
    for (const part of started.toReversed()) await part.stop(options);
    removeRun(home, 'launcher');
  };
  const start = async (...plans: PartPlan[]): Promise<void> => {
    const results = await Promise.allSettled(plans.map((plan) => supervise(plan, { home, say, signal })));
    for (const result of results) if (result.status === 'fulfilled') started.push(result.value);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  };

  try {
    const ended = await endLeftovers(home, say);
    const taken = await takenPorts(env, ended ? FREED_LIMIT_MS : 0);
    if (taken.length > 0) throw new Error(taken.join('\n'));
    await startServers(env, home, { say, signal }, start);
    signal.throwIfAborted();
    await prepareCluster(env, addresses.temporal, say);
    const mongoUri = env.mongo.uri ?? mongoUriOf(env.mongo.port);
    await prepareDatabase(env, home, mongoUri, addresses);
    signal.throwIfAborted();
    const own = { home, env: environmentOfParts(env, home, mongoUri, addresses) };
    await start(ownPart('worker', own), ownPart('api', own));
    await takesMessages(env, signal);
  } catch (error) {
    await stop();
    if (isNew) removeEmpty(home);
    throw error;
  }
  return { home, addresses, stop };
}

/** For `relevo status` and the demo, which run with the environment of another console. */
function noteWhatsapp({ whatsapp }: Env, home: string, say: (line: string) => void): void {
  const missing = whatsappGaps(whatsapp);
  if (missing.length > 0) say(`WhatsApp does not work yet: ${missing.join(', ')} not set (docs/whatsapp.md).`);
  const launcher = readRun(home, 'launcher');
  if (launcher && (whatsapp.accessToken || missing.length > 0))
    writeRun(home, 'launcher', { ...launcher, whatsapp: { url: whatsapp.baseUrl, missing } });
}

/** A start that was refused before it kept anything leaves no folder behind. */
function removeEmpty(home: string): void {
  for (const folder of ['logs', 'run', 'bin', '.']) {
    try {
      rmdirSync(join(home, folder));
    } catch {
      // It is not there, or holds something.
    }
  }
}

/** One launcher for a folder. One that is stopping is waited for: npm returns before it has ended when all of a terminal is told to. */
async function claim(
  home: string,
  addresses: Addresses,
  say: (line: string) => void,
  stopping: AbortSignal,
): Promise<void> {
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(STOPPING_LIMIT_MS)]);
  let other = claimLauncher(home, { ...addresses });
  if (other?.stopping) {
    say(`Waiting for process ${other.pid}, which is stopping.`);
    await until('it to end', signal, async () => {
      other = claimLauncher(home, { ...addresses });
      return !other?.stopping;
    });
  }
  if (!other) return;
  throw new Error(
    `Relevo runs already on ${home} (process ${other.pid}, API ${other.addresses?.api ?? 'unknown'}). ` +
      `Stop it with Ctrl-C in its console or \`kill ${other.pid}\`, or set RELEVO_HOME to another folder.`,
  );
}

/** MongoDB comes first in the list, so that it is the last to stop. */
async function startServers(
  env: Env,
  home: string,
  { say, signal }: LaunchOptions,
  start: (...plans: PartPlan[]) => Promise<void>,
): Promise<void> {
  const find = async (recipe: Recipe, named: string | undefined) => {
    if (named) {
      say(`${recipe.title}: the one that ${recipe.variable} names.`);
      return undefined;
    }
    const found = await findServer(recipe, { home, cache: env.cache, say, signal });
    say(`${recipe.title} ${found.version}: from ${found.from}.`);
    return found.path;
  };
  // Both to the end: what is missing is told at once, and no download is cut off in the middle.
  const [mongo, temporal] = bothOf(
    await Promise.allSettled([find(mongoRecipe, env.mongo.uri && 'named'), find(temporalRecipe, env.temporal.address)]),
  );
  const parts: PartPlan[] = [];
  if (mongo) parts.push(mongoPart(env, home, mongo));
  if (temporal) parts.push(temporalPart(env, home, temporal));
  await start(...parts);
}

function bothOf<T>([one, other]: [PromiseSettledResult<T>, PromiseSettledResult<T>]): [T, T] {
  if (one.status === 'fulfilled' && other.status === 'fulfilled') return [one.value, other.value];
  const failures = [one, other].flatMap((each) => (each.status === 'rejected' ? [each.reason as Error] : []));
  throw new Error(failures.map(({ message }) => message).join('\n\n'), { cause: failures });
}

async function prepareCluster(env: Env, address: string, say: (line: string) => void): Promise<void> {
  const connection = await Connection.connect({ ...temporalConnection(env), address }).catch((error: Error) => {
    throw new Error(`Temporal at ${address} does not answer: ${error.message}`);
  });
  try {
    await prepareNamespace(connection, env.temporal.namespace);
  } catch (error) {
    // Of a cluster that is not ours this may be somebody else's task.
    if (!env.temporal.address) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    say(`The namespace ${env.temporal.namespace} could not be prepared (${reason}): see \`relevo setup --help\`.`);
  } finally {
    await connection.close();
  }
}

async function prepareDatabase(
  env: Env,
  home: string,
  mongoUri: string,
  { api, temporalUi }: Addresses,
): Promise<void> {
  const { bootstrap } = await import('../../models/bootstrap.ts');
  const { production, timeZone, accountEmail } = env;
  const account = {
    ...(accountEmail ? { accountEmail } : {}),
    botMode: env.openai.configured ? ('model' as const) : ('builtin' as const),
  };
  await bootstrap({ mongoUri, home, production, timeZone, api, temporalUi, ...account }).catch((error: Error) => {
    throw new Error(`The database could not be prepared: ${error.message}`);
  });
}

function environmentOfParts(env: Env, home: string, mongoUri: string, addresses: Addresses): NodeJS.ProcessEnv {
  return {
    RELEVO_HOME: home,
    RELEVO_SECRET: env.secret ?? keptSecret(home),
    TEMPORAL_ADDRESS: addresses.temporal,
    TEMPORAL_UI_URL: addresses.temporalUi,
    MONGODB_URI: mongoUri,
    PUBLIC_URL: addresses.api,
    // What Node compiled is found again by the next start.
    NODE_COMPILE_CACHE: join(cacheFolder(env.cache), 'compiled'),
  };
}

async function takesMessages(env: Env, stopping: AbortSignal): Promise<void> {
  const host = env.host === '0.0.0.0' ? '127.0.0.1' : env.host === '::' ? '::1' : env.host;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${env.port}/health/ready`;
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(READY_LIMIT_MS)]);
  await until('the API to be ready', signal, async () => {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`${url} answers ${response.status} ${(await response.text()).slice(0, 500)}`);
    return true;
  });
}
