import type { ChildProcess, StdioOptions } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { expect, test } from 'vitest';

const lifecycle = new URL('../../config/lifecycle.ts', import.meta.url).href;

/** A part that says on standard output what happens to it. */
const part = (start: string, stop: string) => `
  import { runPart } from '${lifecycle}';
  await runPart({ name: 'part', start: async () => {
    console.log('starting');
    ${start}
    const alive = setInterval(() => {}, 1000);
    console.log('started');
    return { info: { port: 7 }, stop: async () => { console.log('stopping'); ${stop}; clearInterval(alive); console.log('stopped'); } };
  } });`;

interface Running {
  child: ChildProcess;
  output: () => string;
  says: (word: string) => Promise<void>;
  exit: Promise<number | null>;
}

function run(source: string, channel: boolean): Running {
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', ...(channel ? (['ipc'] as const) : [])];
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio });
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return {
    child,
    output: () => text,
    says: (word) =>
      new Promise((resolve, reject) => {
        const look = () => text.includes(word) && resolve();
        child.stdout?.on('data', look);
        child.once('exit', () => reject(new Error(`never said ${word}: ${text}`)));
        look();
      }),
    // `close` does not come after a disconnect: the end of the process and of its output are waited for.
    exit: Promise.all([once(child, 'exit'), once(child.stdout as Readable, 'end')]).then(([[code]]) => code),
  };
}

test('with a channel a part tells when it is ready, and stops when told to', async () => {
  const { child, output, exit } = run(part('', ''), true);
  const message = await new Promise((resolve) => child.once('message', resolve));
  expect(message).toEqual({ type: 'ready', info: { port: 7 } });
  child.send({ type: 'stop' });
  expect(await exit).toBe(0);
  expect(output()).toContain('stopped');
});

test('with a channel signals are left to the launcher', async () => {
  const { child, output, exit, says } = run(part('', ''), true);
  await says('started');
  child.kill('SIGTERM');
  child.kill('SIGINT');
  child.send({ type: 'stop' });
  expect(await exit).toBe(0);
  expect(output().match(/stopping/g)).toHaveLength(1);
});

test('a part whose launcher is gone stops by itself', async () => {
  const { child, output, exit, says } = run(part('', ''), true);
  await says('started');
  child.disconnect();
  expect(await exit).toBe(0);
  expect(output()).toContain('stopped');
});

test('a part whose launcher is gone ends within 5 s even when it cannot stop', async () => {
  const { child, exit, says } = run(part('', 'await new Promise(() => {})'), true);
  await says('started');
  const since = Date.now();
  child.disconnect();
  expect(await exit).toBe(1);
  expect(Date.now() - since).toBeLessThan(6_000);
}, 15_000);

test('without a channel a signal stops it, and the same signal again changes nothing', async () => {
  const { child, output, exit, says } = run(part('', 'await new Promise((done) => setTimeout(done, 300))'), false);
  await says('started');
  child.kill('SIGTERM');
  await says('stopping');
  child.kill('SIGTERM');
  expect(await exit).toBe(0);
  expect(output()).toContain('stopped');
});

test('one that fails to start ends with 1 and says why', async () => {
  const { output, exit } = run(part('throw new Error("no harbour");', ''), false);
  expect(await exit).toBe(1);
  expect(output()).toContain('part: failed to start: Error: no harbour');
});

test('one that is stopped while it starts ends at once', async () => {
  const { child, exit, says } = run(part('setInterval(() => {}, 1000); await new Promise(() => {});', ''), true);
  await says('starting');
  child.send({ type: 'stop' });
  expect(await exit).toBe(0);
});
