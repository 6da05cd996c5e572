import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { createChats } from './chats.ts';
import { runPhases } from './phases.ts';
import { startSystem } from './system.ts';

const usage = `Usage: npm run bench -- [--seconds <10 to 75>]

Starts a system of its own, on free ports and in a temporary folder, measures it through the API, and
prints a Markdown table. --seconds is the time for measuring, 45 by default; starting and stopping come
on top. Other work on the machine shows in the numbers.
`;

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '45' }, help: { type: 'boolean', short: 'h' } },
});
const seconds = Number(values.seconds);
if (values.help || !(seconds >= 10 && seconds <= 75)) {
  process.stdout.write(usage);
  process.exit(values.help ? 0 : 2);
}

const LIMIT_MS = 90_000;
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
setTimeout(() => stopping.abort(), LIMIT_MS).unref();
const system = await startSystem(stopping.signal).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
try {
  const interrupted = new Promise<never>((_, reject) => {
    stopping.signal.addEventListener('abort', () =>
      reject(new Error(`stopped: by a signal, or after ${LIMIT_MS / 1000} s`)),
    );
  });
  const rows = await Promise.race([runPhases(system, createChats(system), seconds), interrupted]);
  const lines = rows.map(({ what, value }) => `| ${what} | ${value} |`);
  console.log([`| on ${availableParallelism()} cores | |`, '|---|---|', ...lines].join('\n'));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await system.stop();
}
process.exit();
