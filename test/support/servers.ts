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

interface Ready {
  type: 'ready';
  info: { temporalAddress: string; mongoUri: string; folder: string };
}

/** One Temporal server and one MongoDB for the whole run, and the workflows bundled once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const keeper = fork(fileURLToPath(new URL('keeper.ts', import.meta.url)), {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => keeper.once('exit', () => resolve()));
  const stop = async () => {
    if (keeper.connected) keeper.send({ type: 'stop' });
    await ended;
  };
  const ready = new Promise<Ready>((resolve) => keeper.once('message', (message) => resolve(message as Ready)));
  const failed = ended.then(() => Promise.reject(new Error('the test servers did not start: see above')));
  // Ending later is no failure.
  failed.catch(() => undefined);
  const { info } = await Promise.race([ready, failed]);
  try {
    project.provide('temporalAddress', info.temporalAddress);
    project.provide('mongoUri', info.mongoUri);
    project.provide('bundlePath', await bundle(info.folder));
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function bundle(folder: string): Promise<string> {
  const quiet = () => undefined;
  const logger = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: console.warn, error: console.error };
  const { code } = await bundleWorkflows({ encrypted: false, logger });
  const bundlePath = join(folder, 'workflows.js');
  await writeFile(bundlePath, code);
  return bundlePath;
}
