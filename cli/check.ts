import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { boundaryViolations } from './check/boundaries.ts';
import type { Check, Outcome } from './check/run-checks.ts';
import { runChecks } from './check/run-checks.ts';

/** `npm run check`: everything that can be known of the code without running it. */

const root = join(import.meta.dirname, '..');

const checks: readonly Check[] = [
  {
    name: 'generated files',
    run: () => script('cli/generate/main.ts', '--check'),
    fix: () => script('cli/generate/main.ts'),
  },
  { name: 'format', run: () => tool('biome', 'format', '.'), fix: () => tool('biome', 'format', '--write', '.') },
  { name: 'types', run: () => tool('tsc', '--noEmit') },
  { name: 'types of client', run: () => script('client/node_modules/typescript/bin/tsc', '--project', 'client') },
  { name: 'lint', run: () => tool('oxlint', '--type-aware', '--deny-warnings') },
  { name: 'import boundaries', run: async () => listed(boundaryViolations(root)) },
  { name: 'unused code', run: () => tool('knip') },
];

const usage = `Usage: npm run check -- [--fix]

Runs every check and exits 1 when one fails:
  ${checks.map(({ name, fix }) => `${name}${fix ? ' (mended by --fix)' : ''}`).join('\n  ')}
`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { fix: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const say = (line: string) => process.stdout.write(`${line}\n`);
  return (await runChecks(checks, { mend: values.fix === true, say })) === 0 ? 0 : 1;
}

function tool(name: string, ...args: string[]): Promise<Outcome> {
  return outcomeOf(join(root, 'node_modules/.bin', name), args);
}

function script(path: string, ...args: string[]): Promise<Outcome> {
  return outcomeOf(process.execPath, [path, ...args]);
}

function outcomeOf(command: string, args: string[]): Promise<Outcome> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString() }));
  });
}

function listed(problems: string[]): Outcome {
  return { ok: problems.length === 0, output: problems.join('\n') };
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
