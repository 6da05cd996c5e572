import { execFileSync, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { PartName, RunRecord } from '../../cli/launcher/run-files.ts';
import { readRun } from '../../cli/launcher/run-files.ts';
import { freePort } from '../../cli/servers/ports.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const tetherFile = fileURLToPath(new URL('tether.ts', import.meta.url));
const relevoFile = join(project, 'cli', 'relevo.ts');

export type Ports = Record<'PORT' | 'TEMPORAL_PORT' | 'TEMPORAL_UI_PORT' | 'MONGODB_PORT', string>;

export async function freePorts(): Promise<Ports> {
  const [PORT, TEMPORAL_PORT, TEMPORAL_UI_PORT, MONGODB_PORT] = (
    await Promise.all([freePort(), freePort(), freePort(), freePort()])
  ).map(String) as [string, string, string, string];
  return { PORT, TEMPORAL_PORT, TEMPORAL_UI_PORT, MONGODB_PORT };
}

/** A RELEVO_HOME of its own, with everything that the test started on it ended and removed in the end. */
export interface Home {
  folder: string;
  ports: Ports;
  /** Runs `relevo <arguments>` on it. */
  relevo: (args: string[], env?: NodeJS.ProcessEnv) => Relevo;
  /** Runs `npm start` on it, as the leader of a process group, as a terminal does. */
  npmStart: () => Relevo;
  part: (name: PartName | 'launcher') => RunRecord | undefined;
  /** Command lines of all processes that name the folder. */
  processes: () => string[];
  remove: () => Promise<void>;
}

export interface Relevo {
  /** To the command's whole group, as Ctrl-C in a terminal; or to the command alone. */
  signal: (signal: NodeJS.Signals, to?: 'group' | 'itself') => void;
  output: () => string;
  /** Resolves to the exit code; 1 when a signal ended it. */
  ended: Promise<number | null>;
  running: () => boolean;
  /** Resolves once the console says that messages are taken; rejects when it ends before. */
  ready: () => Promise<void>;
}

/** `more`: what its processes find in their environment, too. */
export async function newHome(more: NodeJS.ProcessEnv = {}): Promise<Home> {
  const folder = mkdtempSync(join(tmpdir(), 'relevo-e2e-'));
  const ports = await freePorts();
  const launched: Relevo[] = [];
  const variables = () => ({ RELEVO_HOME: folder, ...ports, LOG_LEVEL: 'warn', ...more });
  const keep = (one: Relevo) => {
    launched.push(one);
    return one;
  };
  const processes = () =>
    execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(folder));
  return {
    folder,
    ports,
    processes,
    part: (name) => readRun(folder, name),
    relevo: (args, env) => keep(run(process.execPath, [relevoFile, ...args], { ...variables(), ...env })),
    npmStart: () => keep(run('npm', ['start', '--silent'], variables())),
    remove: async () => {
      for (const one of launched) {
        if (one.running()) one.signal('SIGTERM');
        await one.ended;
      }
      for (const name of ['api', 'worker', 'temporal', 'mongo'] as const) kill(readRun(folder, name)?.pid);
      await until('all processes to end', () => processes().length === 0);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv): Relevo {
  const tether = fork(tetherFile, [command, ...args], {
    cwd: project,
    detached: true,
    env: { ...process.env, NODE_ENV: 'test', ...env },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let pid: number | undefined;
  tether.once('message', (message: { pid: number }) => (pid = message.pid));
  let text = '';
  tether.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  tether.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => tether.once('close', resolve));
  return {
    signal: (signal, to = 'group') => kill(pid && (to === 'group' ? -pid : pid), signal),
    output: () => text,
    ended,
    running: () => tether.exitCode === null && tether.signalCode === null,
    ready: async () => {
      let how: unknown;
      void ended.then((end) => (how = end ?? 'an end'));
      await until('the launcher to be ready', () => {
        if (how !== undefined) throw new Error(`it ended with ${how}: ${text}`);
        return text.includes('Relevo is ready.');
      });
    },
  };
}

export function kill(pid: number | undefined, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    if (pid) process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}

export function credentialsOf(home: Home): { api: string; keys: Record<string, string> } {
  return JSON.parse(readFileSync(join(home.folder, 'credentials.json'), 'utf8'));
}

/** Waits until a condition holds; what it throws ends the wait. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, limit = 60_000): Promise<void> {
  const end = Date.now() + limit;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${limit / 1000} s for ${what}`);
    await wait(50);
  }
}
