import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** What a process is known by: the id alone may belong to somebody else by now. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, as the system tells it; compared, never parsed. */
  startedAt: string;
}

/** The identity of a running process; undefined when there is none with that id. */
export function identify(pid: number): ProcessIdentity | undefined {
  const startedAt = process.platform === 'linux' ? startOnLinux(pid) : startFromPs(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  return identify(pid)?.startedAt === startedAt;
}

/** Whether a running process has been killed and only waits for its last threads to end. */
export function isEnding({ pid }: ProcessIdentity): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return isDead(statOnLinux(pid).state);
  } catch {
    return true;
  }
}

/**
 * Ends a process and its group: asked with SIGTERM, forced after `limit` milliseconds. Never touches
 * a process of another identity. Resolves to how it ended.
 */
export async function endProcess(known: ProcessIdentity, limit: number): Promise<'gone' | 'ended' | 'forced'> {
  if (!isRunning(known)) return 'gone';
  send(known.pid, 'SIGTERM');
  if (await isGone(known, limit)) return 'ended';
  if (isRunning(known)) send(known.pid, 'SIGKILL');
  await isGone(known, 2_000);
  return 'forced';
}

/** To the whole group of a part that leads one, else to the process alone. */
export function send(pid: number, signal: NodeJS.Signals): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal);
      return;
    } catch {
      // There is no such group: the process alone is tried next.
    }
  }
}

async function isGone(known: ProcessIdentity, limit: number): Promise<boolean> {
  const until = Date.now() + limit;
  while (isRunning(known)) {
    if (Date.now() >= until) return false;
    await wait(20);
  }
  return true;
}

/** Start time in ticks since boot, together with the boot: a process id and its ticks may come again after a restart. */
function startOnLinux(pid: number): string | undefined {
  try {
    const { state, ticks } = statOnLinux(pid);
    if (isDead(state) && !hasOtherThreads(pid)) return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
  } catch {
    return undefined;
  }
}

function statOnLinux(pid: number): { state: string | undefined; ticks: string | undefined } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold spaces; the fields after it do not.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0], ticks: fields[19] };
}

function isDead(state: string | undefined): boolean {
  return state === 'Z' || state === 'X';
}

/**
 * A zombie alone has ended; only its parent has not looked yet. One with other threads is the leader
 * of threads that still run, or end, and hold the sockets and files of the process until then.
 */
function hasOtherThreads(pid: number): boolean {
  return readdirSync(`/proc/${pid}/task`).length > 1;
}

function startFromPs(pid: number): string | undefined {
  try {
    const env = { ...process.env, LC_ALL: 'C' };
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { env, encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
