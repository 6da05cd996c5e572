import type { Command } from 'commander';
import { loadEnv } from '../config/env.ts';
import { firstSteps } from './launcher/first-steps.ts';
import type { Launched } from './launcher/launch.ts';
import { launch } from './launcher/launch.ts';

/** npm passes a signal on twice within this time: it is one. */
const SAME_SIGNAL_MS = 1_000;

export function register(program: Command): void {
  program
    .command('start')
    .description('start Temporal, MongoDB, the worker and the API, whichever is not named by the environment')
    .addHelpText('after', '\nEvery setting is an environment variable: see .env.example.')
    .action(start);
}

async function start(): Promise<void> {
  const stopping = new AbortController();
  // Whoever read our output may be gone; the parts must be stopped all the same.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  const stopRequested = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
  const repeated = onStopSignals(() => stopping.abort());

  let launched: Launched;
  try {
    launched = await launch(loadEnv(), { say, signal: stopping.signal });
  } catch (error) {
    if (stopping.signal.aborted) {
      say('Stopped.');
      process.exit(0);
    }
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
  say(firstSteps(launched));
  await stopRequested;
  say('Stopping the API, the worker, Temporal and MongoDB…');
  void repeated.then(() => launched.stop({ force: true }));
  await launched.stop();
  say('Stopped.');
  process.exit(process.exitCode ?? 0);
}

/** Calls back on the first signal to stop; resolves on a later one, of somebody who will not wait. */
function onStopSignals(stop: () => void): Promise<void> {
  let since: number | undefined;
  return new Promise((resolve) => {
    const onSignal = (): void => {
      if (since === undefined) stop();
      else if (Date.now() - since > SAME_SIGNAL_MS) resolve();
      since ??= Date.now();
    };
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, onSignal);
    process.on('uncaughtException', (error) => {
      process.stderr.write(`${error.stack ?? error.message}\n`);
      process.exitCode = 1;
      onSignal();
    });
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
