import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { bundleWorkflows } from '../../worker/bundle.ts';

declare module 'vitest' {
  interface ProvidedContext {
    temporalAddress: string;
    /** Of the database "relevo": take a database name of your own. */
    mongoUri: string;
    /** The bundled workflows, for `Worker.create({ workflowBundle: { codePath } })`. */
    bundlePath: string;
  }
}

/** Servers of a test run, or of one file that needs its own. */
export interface Servers {
  temporalAddress: string;
  mongoUri: string;
  /** Goes with them. */
  folder: string;
  stop(): Promise<void>;
}

/** One Temporal server and one MongoDB for the whole run, and the workflows bundled once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = await startServers();
  try {
    project.provide('temporalAddress', servers.temporalAddress);
    project.provide('mongoUri', servers.mongoUri);
    project.provide('bundlePath', await bundle(servers.folder));
  } catch (error) {
    await servers.stop();
    throw error;
  }
  return servers.stop;
}

/** Both servers, kept by a process that ends them with this one. `env` is for the keeper. */
export async function startServers(env: Record<string, string> = {}): Promise<Servers> {
  const keeper = fork(fileURLToPath(new URL('keeper.ts', import.meta.url)), {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  const ended = new Promise<void>((resolve) => keeper.once('exit', () => resolve()));
  const ready = new Promise<{ info: Omit<Servers, 'stop'> }>((resolve) =>
    keeper.once('message', (message) => resolve(message as never)),
  );
  const failed = ended.then(() => Promise.reject(new Error('the test servers did not start: see above')));
  // Ending later is no failure.
  failed.catch(() => undefined);
  const { info } = await Promise.race([ready, failed]);
  return {
    ...info,
    async stop() {
      if (keeper.connected) keeper.send({ type: 'stop' });
      await ended;
    },
  };
}

async function bundle(folder: string): Promise<string> {
  const quiet = () => undefined;
  const logger = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: console.warn, error: console.error };
  const { code } = await bundleWorkflows({ encrypted: false, logger });
  const bundlePath = join(folder, 'workflows.js');
  await writeFile(bundlePath, code);
  return bundlePath;
}
