import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';

const LOG_LIMIT_BYTES = 20_000_000;

export interface ChildPlan {
  command: string;
  args: readonly string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Standard output and error go to the end of this file. */
  logFile: string;
  /** With a channel the child can be told to stop and notices when its parent is gone. */
  channel?: boolean;
}

export interface Child {
  process: ChildProcess;
  pid: number;
  /** Resolves when it has ended: "code 1", "SIGKILL". Never rejects. */
  ended: Promise<string>;
}

/** Starts a child in a process group of its own, so that signals to the parent's group pass it by. Throws when it cannot be run. */
export async function startChild({ command, args, env, cwd, logFile, channel }: ChildPlan): Promise<Child> {
  keepLogSmall(logFile);
  const log = openSync(logFile, 'a', 0o600);
  try {
    const child = spawn(command, args, {
      detached: true,
      env: { ...process.env, ...env },
      ...(cwd ? { cwd } : {}),
      stdio: ['ignore', log, log, ...(channel ? (['ipc'] as const) : [])],
    });
    const ended = new Promise<string>((resolve) => {
      child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    // Later errors are about messages to a child that is gone: `ended` tells that.
    child.on('error', () => undefined);
    return { process: child, pid: child.pid as number, ended };
  } finally {
    closeSync(log);
  }
}

/** The last lines of a log, for a person who wants to know why a part does not start. */
export function lastLines(logFile: string, count = 12): string {
  try {
    const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-count);
    return lines.map((line) => `    ${line.length > 300 ? `${line.slice(0, 300)}…` : line}`).join('\n');
  } catch {
    return '    (no log)';
  }
}

function keepLogSmall(logFile: string): void {
  try {
    if (statSync(logFile).size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
  } catch {
    // There is none yet.
  }
}
