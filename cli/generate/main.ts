import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { botDecisionsPage } from './bot-decisions-page.ts';
import { clientTypes } from './client-schema.ts';
import { envExample } from './env-example.ts';
import { errorsPage } from './errors-page.ts';
import { openapiDocument } from './openapi.ts';
import type { Page } from './page.ts';
import { readme } from './readme.ts';
import { statesPage } from './states-page.ts';
import { writePages } from './write-pages.ts';

/** `npm run generate`: writes what is derived from the code; with --check only names what is stale, and exits 1. */

const root = join(import.meta.dirname, '../..');
const pages: readonly Page[] = [
  envExample,
  errorsPage,
  statesPage,
  botDecisionsPage,
  openapiDocument,
  clientTypes,
  ...(existsSync(join(root, readme.path)) ? [readme] : []),
];

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
  const check = values.check === true;
  const stale = await writePages(pages, root, { check });
  for (const path of stale)
    process.stdout.write(check ? `${path} is stale: run npm run generate\n` : `${path} written\n`);
  return check && stale.length > 0 ? 1 : 0;
}

process.exitCode = await main();
