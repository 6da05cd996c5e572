import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { identify } from '../../cli/launcher/processes.ts';
import { readRun } from '../../cli/launcher/run-files.ts';
import type { PartPlan, Supervised } from '../../cli/launcher/supervise.ts';
import { supervise } from '../../cli/launcher/supervise.ts';
import { kill, until } from '../support/launched.ts';

let home: string;
let part: Supervised | undefined;
const said: string[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'relevo-supervise-'));
  mkdirSync(join(home, 'run'));
  said.length = 0;
});
afterEach(async () => {
  await part?.stop({ force: true });
  part = undefined;
  rmSync(home, { recursive: true, force: true });
});

/** A part whose program appends "up" to a file once it runs, and is ready then. */
function plan(program: string, more: Partial<PartPlan> = {}): PartPlan {
  const marks = join(home, 'marks');
  const source = `import { appendFileSync } from 'node:fs'; const up = () => appendFileSync(${JSON.stringify(marks)}, 'up\\n'); ${program}`;
  const ups = () => (existsSync(marks) ? readFileSync(marks, 'utf8').split('\n').length - 1 : 0);
  let seen = 0;
  return {
    name: 'api',
    title: 'The part',
    command: process.execPath,
    args: ['--input-type=module', '-e', source],
    logFile: join(home, 'part.log'),
    startLimit: 10_000,
    stopLimit: 10_000,
    ready: async (_child, signal) => {
      await until('the part to be up', () => signal.aborted || ups() > seen);
      seen = ups();
    },
    ...more,
  };
}

const start = async (what: PartPlan, signal = new AbortController().signal) => {
  part = await supervise(what, { home, say: (line) => said.push(line), signal });
  return part;
};

const alive = 'setInterval(() => {}, 1000);';

test('a part that ends while it starts is told with the end of its log', async () => {
  const failing = start(plan('console.error("no licence for this ship"); process.exit(3);'));
  await expect(failing).rejects.toThrow(
    /^The part ended \(code 3\)\. The end of its log, [^]*no licence for this ship/,
  );
  expect(readRun(home, 'api')).toBeUndefined();
});

test('a part that is not ready within its limit is told, and ended', async () => {
  const program = `console.log(process.pid); ${alive}`;
  await expect(start(plan(program, { startLimit: 500 }))).rejects.toThrow('The part was not ready within 0.5 s');
  expect(identify(Number(readFileSync(join(home, 'part.log'), 'utf8')))).toBeUndefined();
});

test('a part that dies is started again, each time after a longer pause', async () => {
  await start(plan(`up(); ${alive}`));
  for (const pause of ['0.5 s', '1 s']) {
    const told = said.length;
    kill(readRun(home, 'api')?.pid);
    await until('the part to be up again', () => said.slice(told).includes('The part is up again.'));
    expect(said[told]).toContain(`The part ended (SIGKILL); starting it again in ${pause}`);
  }
});

test('a part that does not stop when asked is forced after its limit', async () => {
  const stubborn = await start(plan(`process.on('SIGTERM', () => {}); up(); ${alive}`, { stopLimit: 300 }));
  const { pid } = readRun(home, 'api') as { pid: number };
  await stubborn.stop();
  expect(identify(pid)).toBeUndefined();
});

test('a part that is stopped in the pause before a restart stays down', async () => {
  const restarting = await start(plan(`up(); ${alive}`));
  kill(readRun(home, 'api')?.pid);
  await until('the end to be noticed', () => said.length > 0);
  await restarting.stop();
  expect(readRun(home, 'api')).toBeUndefined();
  expect(said).toHaveLength(1);
});

test('a part ends with the start that it belongs to', async () => {
  const stopping = new AbortController();
  const starting = start(plan(`console.log(process.pid); ${alive}`), stopping.signal);
  await until('the process to run', () => /\d/.test(readFileSync(join(home, 'part.log'), 'utf8')));
  stopping.abort();
  await expect(starting).rejects.toThrow('The part was stopped while it started');
  expect(identify(Number(readFileSync(join(home, 'part.log'), 'utf8')))).toBeUndefined();
});

test('a program that is not there is told', async () => {
  await expect(start({ ...plan(''), command: join(home, 'nothing') })).rejects.toThrow(/ENOENT/);
});

test('what a part says is kept over restarts in its log', async () => {
  writeFileSync(join(home, 'part.log'), 'from before\n');
  await start(plan(`console.log('from now'); up(); ${alive}`));
  expect(readFileSync(join(home, 'part.log'), 'utf8')).toBe('from before\nfrom now\n');
});
