/**
 * How a part (the API, the worker) lives and ends.
 *
 * Under the launcher there is an IPC channel: the part says when it is ready and stops when told to,
 * or when the channel closes because the launcher is gone. Signals are ignored then, since npm and
 * terminals send them to everything at once and the launcher alone decides the order of stopping.
 * Without a channel (a container) signals count.
 */

const STOP_LIMIT_MS = 10_000;
const ORPHAN_LIMIT_MS = 5_000;
const SAME_SIGNAL_MS = 1_000;

export interface RunningPart {
  stop: () => Promise<void>;
  /** Plain JSON that the launcher is told with `ready`, such as the port listened on. */
  info?: Record<string, unknown>;
}

export interface Part {
  name: string;
  start: () => Promise<RunningPart>;
}

/** What goes over the IPC channel. */
export type PartMessage = { type: 'ready'; info?: Record<string, unknown> };
export type LauncherMessage = { type: 'stop' };

/** Starts a part, and ends the process with 0 after a graceful stop, with 1 when it fails to start or to stop in time. */
export async function runPart({ name, start }: Part): Promise<void> {
  const supervised = process.send !== undefined;
  let running: RunningPart | undefined;
  let stoppingSince: number | undefined;

  const stop = (limit: number): void => {
    if (stoppingSince !== undefined) return;
    stoppingSince = Date.now();
    setTimeout(() => end(name, 1, `did not stop within ${limit / 1000} s`), limit).unref();
    // A part that is still starting is not waited for: nothing of it is in use yet.
    Promise.resolve(running?.stop()).then(
      () => process.exit(0),
      (error: unknown) => end(name, 1, `failed to stop: ${describe(error)}`),
    );
  };
  const onSignal = (): void => {
    if (supervised) return;
    if (stoppingSince === undefined) stop(STOP_LIMIT_MS);
    // npm passes a signal on twice; only a later one is a person who will not wait.
    else if (Date.now() - stoppingSince > SAME_SIGNAL_MS) end(name, 1, 'ended by a second signal');
  };

  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  process.on('SIGHUP', onSignal);
  if (supervised) {
    process.on('message', (message) => {
      if (isStop(message)) stop(STOP_LIMIT_MS);
    });
    process.on('disconnect', () => stop(ORPHAN_LIMIT_MS));
  }

  try {
    running = await start();
  } catch (error) {
    if (stoppingSince === undefined) end(name, 1, `failed to start: ${describe(error)}`);
    return;
  }
  if (stoppingSince !== undefined) return;
  if (supervised && process.connected) {
    const ready: PartMessage = { type: 'ready', ...(running.info ? { info: running.info } : {}) };
    // A closed channel shows as `disconnect`, which stops the part.
    process.send?.(ready, undefined, undefined, () => undefined);
  }
}

function isStop(message: unknown): message is LauncherMessage {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'stop';
}

function end(name: string, code: number, why: string): never {
  process.stderr.write(`${name}: ${why}\n`);
  process.exit(code);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
