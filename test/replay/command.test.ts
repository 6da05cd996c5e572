import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { goldenKey } from './recording/key.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'relevo-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

const golden = (name: string) => join(project, 'test/replay/histories', `${name}.json`);

function replay(args: string[], env: NodeJS.ProcessEnv = {}): Promise<{ code: number; output: string }> {
  const command = ['cli/relevo.ts', 'replay', ...args];
  const options = { cwd: project, env: { ...process.env, ...env } };
  return new Promise((resolve) => {
    execFile(process.execPath, command, options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}

test('shows the state after every change, who did it and why, and no word of what was said', async () => {
  const { code, output } = await replay([golden('claim-reply-return-transfer-close-reopen')]);
  expect(code, output).toBe(0);
  expect(output).toMatch(/\d+ {2}\S+Z {2}WorkflowExecutionSignaled customerWrote +NUEVO → BOT/);
  expect(output).toMatch(/WorkflowExecutionUpdateAccepted claim +BANDEJA General → AGENTE Ana +owner Ana · epoch \d+/);
  expect(output).toMatch(/transfer +AGENTE Bruno → BANDEJA Ventas .*\(transfer by agent Bruno/);
  expect(output).toMatch(/\(close by agent Bruno: resuelto/);
  expect(output).toMatch(/replayed \d+ events, state BOT · owner – · epoch \d+ · session open\n$/);
  expect(output).not.toContain('soy Ana');
});

test('shows what was said when asked to', async () => {
  const { output } = await replay([golden('claim-reply-return-transfer-close-reopen'), '--text']);
  expect(output).toContain('agent: Hola, soy Ana');
});

test('shows what a timer, a run before and a life before have left', async () => {
  const [expired, continued, revived] = await Promise.all(
    ['expiry-and-template', 'continue-as-new-2', 'quiet-and-revived-2'].map((name) => replay([golden(name)])),
  );
  expect(expired?.output).toMatch(/TimerFired +BOT → EXPIRADO .*session-ended by timer/);
  expect(continued?.output).toMatch(/begins with AGENTE Ana · owner Ana/);
  expect(revived?.output).toMatch(/begins with EXPIRADO/);
});

test('reads what the engine’s own command line writes', async () => {
  const { events } = JSON.parse(readFileSync(golden('undo'), 'utf8')) as { events: { eventType: string }[] };
  // It indents, and keeps nothing but the events.
  const file = join(folder, 'shown.json');
  writeFileSync(file, JSON.stringify({ events }, null, 2));
  expect((await replay([file])).code).toBe(0);
});

test('reads an encrypted history with its key, and names the key without it', async () => {
  const readable = await replay([golden('encrypted')], { PAYLOAD_ENCRYPTION_KEY: goldenKey });
  expect(readable.code, readable.output).toBe(0);
  expect(readable.output).toContain('(close by agent Ana: resuelto');
  const closed = await replay([golden('encrypted')]);
  expect(closed.code).toBe(2);
  expect(closed.output).toMatch(/encrypted with key \w+: set PAYLOAD_ENCRYPTION_KEY/);
});

test('tells the first event at which code and history part, and ends with 1', async () => {
  const text = readFileSync(golden('store-away'), 'utf8');
  const changed = text.replace('"activityType":{"name":"commit"}', '"activityType":{"name":"publish"}');
  expect(changed).not.toBe(text);
  const file = join(folder, 'changed.json');
  writeFileSync(file, changed);
  const { code, output } = await replay([file]);
  expect(code).toBe(1);
  expect(output).toMatch(/does not replay: event \d+\n {2}the history has: ActivityTaskScheduled publish\n/);
  expect(output).toContain('the code of today: asks for the activity commit instead');
});

test('a file that is missing or holds something else ends with 2 and says what to do', async () => {
  const file = join(folder, 'other.json');
  writeFileSync(file, '{"a":1}');
  for (const source of [file, join(folder, 'missing.json')]) {
    const { code, output } = await replay([source]);
    expect(code).toBe(2);
    expect(output).toContain('--save history.json');
  }
});

test('without a Temporal it says so and ends with 2', async () => {
  const { code, output } = await replay(['c_00000000000000000000000000000000'], { TEMPORAL_ADDRESS: '127.0.0.1:1' });
  expect(code).toBe(2);
  expect(output).toContain('No Temporal answers at 127.0.0.1:1');
});

test('keeps a history that replays', async () => {
  const file = join(folder, 'kept.json');
  expect((await replay([golden('undo'), '--save', file])).output).toContain(`kept ${file}`);
  expect((await replay([file])).code).toBe(0);
});
