import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Env } from '../../config/env.ts';
import type { PartMessage } from '../../config/lifecycle.ts';
import { mongoCommand, mongoIsPrimary } from '../servers/mongo.ts';
import { temporalAnswers, temporalCommand } from '../servers/temporal.ts';
import type { Child } from './child.ts';
import type { PartPlan } from './supervise.ts';

/** How long each part may take to start and to stop, in milliseconds. All stops together stay under 15 s. */
const limits = {
  mongo: { startLimit: 60_000, stopLimit: 3_000 },
  temporal: { startLimit: 60_000, stopLimit: 2_500 },
  worker: { startLimit: 90_000, stopLimit: 5_000 },
  api: { startLimit: 60_000, stopLimit: 4_000 },
};

const project = fileURLToPath(new URL('../../', import.meta.url));

export function mongoPart(env: Env, home: string, binary: string): PartPlan {
  const { port } = env.mongo;
  const folder = join(home, 'mongo');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    name: 'mongo',
    title: 'MongoDB',
    ...mongoCommand({ binary, port, folder }),
    ...limits.mongo,
    logFile: logOf(home, 'mongo'),
    addresses: { mongo: `127.0.0.1:${port}` },
    ready: (_child, signal) => mongoIsPrimary(port, signal),
  };
}

export function temporalPart(env: Env, home: string, binary: string): PartPlan {
  const { port, uiPort, namespace, sqliteSynchronous: synchronous } = env.temporal;
  const folder = join(home, 'temporal');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    name: 'temporal',
    title: 'Temporal',
    ...temporalCommand({ binary, port, uiPort, namespace, synchronous, file: join(folder, 'temporal.db') }),
    ...limits.temporal,
    logFile: logOf(home, 'temporal'),
    addresses: { temporal: `127.0.0.1:${port}`, ui: `http://127.0.0.1:${uiPort}` },
    ready: (_child, signal) => temporalAnswers(`127.0.0.1:${port}`, signal),
  };
}

/** The worker or the API: a process of ours, which tells when it is ready and ends when the launcher is gone. */
export function ownPart(name: 'worker' | 'api', { home, env }: { home: string; env: NodeJS.ProcessEnv }): PartPlan {
  return {
    name,
    title: name === 'api' ? 'The API' : 'The worker',
    command: process.execPath,
    // The folder tells a person who looks at the process list which system it belongs to.
    args: [join(project, name, 'main.ts'), home],
    env,
    ...limits[name],
    logFile: logOf(home, name),
    channel: true,
    ready: saysReady,
  };
}

function saysReady({ process: child }: Child): Promise<void> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      if ((message as Partial<PartMessage>).type === 'ready') resolve();
    });
  });
}

function logOf(home: string, name: string): string {
  return join(home, 'logs', `${name}.log`);
}
