import { setTimeout as wait } from 'node:timers/promises';
import type { LauncherMessage } from '../../config/lifecycle.ts';
import type { Child, ChildPlan } from './child.ts';
import { lastLines, startChild } from './child.ts';
import { identify, send } from './processes.ts';
import type { PartName } from './run-files.ts';
import { removeRun, writeRun } from './run-files.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A part that has run this long is well again: the next failure starts with the shortest pause. */
const WELL_AFTER_MS = 60_000;

export interface PartPlan extends ChildPlan {
  name: PartName;
  /** As people call it. */
  title: string;
  /** Resolves once the part does its work; gives up with the signal. */
  ready: (child: Child, signal: AbortSignal) => Promise<void>;
  /** Milliseconds. */
  startLimit: number;
  stopLimit: number;
  addresses?: Record<string, string>;
}

export interface Supervised {
  /** Ends the part for good; forced after its limit or when `force` is given. Never rejects. */
  stop: (options?: { force?: boolean }) => Promise<void>;
}

/**
 * Starts a part and keeps it running: one that ends by itself is started again, with growing pauses,
 * and told. Rejects, with the last lines of its log, when the first start fails.
 */
export async function supervise(
  plan: PartPlan,
  { home, say, signal }: { home: string; say: (line: string) => void; signal: AbortSignal },
): Promise<Supervised> {
  const stopping = new AbortController();
  let current: Child | undefined;
  let ending: Promise<void> | undefined;

  const startOnce = async (): Promise<void> => {
    const child = await startChild(plan);
    current = child;
    if (stopping.signal.aborted) return endChild(plan, child, true);
    const identity = identify(child.pid);
    if (identity) {
      const { addresses } = plan;
      const command = [plan.command, ...plan.args].join(' ');
      writeRun(home, plan.name, { ...identity, command, ...(addresses ? { addresses } : {}) });
    }
    try {
      await becomeReady(plan, child, AbortSignal.any([signal, stopping.signal]));
    } catch (error) {
      if (!stopping.signal.aborted) await endChild(plan, child, false);
      throw error;
    }
  };

  const keepRunning = async (): Promise<void> => {
    let pause = FIRST_PAUSE_MS;
    while (!stopping.signal.aborted) {
      const since = Date.now();
      const how = await current?.ended;
      if (stopping.signal.aborted) return;
      if (Date.now() - since > WELL_AFTER_MS) pause = FIRST_PAUSE_MS;
      say(`${plan.title} ended (${how}); starting it again in ${pause / 1000} s. Log: ${plan.logFile}`);
      await wait(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      if (stopping.signal.aborted) return;
      await startOnce().then(
        () => say(`${plan.title} is up again.`),
        (error: Error) => {
          if (!stopping.signal.aborted) say(error.message);
        },
      );
    }
  };

  await startOnce().catch((error: unknown) => {
    removeRun(home, plan.name);
    throw error;
  });
  const running = keepRunning();

  const stop = async ({ force = false } = {}): Promise<void> => {
    stopping.abort();
    if (force && current) send(current.pid, 'SIGKILL');
    ending ??= (async () => {
      if (current) await endChild(plan, current, force);
      // A restart that was under way ends what it has started.
      await running;
      removeRun(home, plan.name);
    })();
    await ending;
  };

  return { stop };
}

async function becomeReady(plan: PartPlan, child: Child, stopping: AbortSignal): Promise<void> {
  const limit = AbortSignal.timeout(plan.startLimit);
  const done = new AbortController();
  const signal = AbortSignal.any([stopping, limit, done.signal]);
  const gaveUp = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`was not ready within ${plan.startLimit / 1000} s`)));
  });
  const died = child.ended.then((how) => {
    throw new Error(`ended (${how})`);
  });
  try {
    await Promise.race([plan.ready(child, signal), gaveUp, died]);
  } catch (error) {
    if (stopping.aborted) throw new Error(`${plan.title} was stopped while it started`);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${plan.title} ${reason}. The end of its log, ${plan.logFile}:\n${lastLines(plan.logFile)}`);
  } finally {
    died.catch(() => undefined);
    gaveUp.catch(() => undefined);
    done.abort();
  }
}

/** Asks a child to stop, through its channel if it has one, and forces it after the limit. */
async function endChild(plan: PartPlan, { process: child, pid, ended }: Child, force: boolean): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  if (force) send(pid, 'SIGKILL');
  else if (plan.channel && child.connected) child.send({ type: 'stop' } satisfies LauncherMessage, () => undefined);
  else send(pid, 'SIGTERM');
  const late = new AbortController();
  const limit = wait(plan.stopLimit, 'late', { signal: late.signal }).catch(() => undefined);
  if ((await Promise.race([ended, limit])) === 'late') send(pid, 'SIGKILL');
  await ended;
  late.abort();
}
