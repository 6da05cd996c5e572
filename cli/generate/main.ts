import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { envExample } from './env-example.ts';
import { errorsPage } from './errors-page.ts';
import type { Page } from './page.ts';
import { statesPage } from './states-page.ts';

/** `npm run generate`: writes what is derived from the code; with --check only names what is stale, and exits 1. */

const root = join(import.meta.dirname, '../..');
const pages: readonly Page[] = [envExample, errorsPage, statesPage];

const usage = `Usage: npm run generate -- [--check]

Writes ${pages.map(({ path }) => path).join(', ')}.
With --check nothing is written: stale files are named, and the exit code is 1 when there are any.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  let stale = 0;
  for (const { path, content } of pages) {
    const file = join(root, path);
    const wanted = await content();
    if (wanted === present(file)) continue;
    stale += 1;
    if (values.check) {
      process.stdout.write(`${path} is stale: run npm run generate\n`);
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, wanted);
    process.stdout.write(`${path} written\n`);
  }
  return values.check && stale > 0 ? 1 : 0;
}

function present(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

process.exitCode = await main();
