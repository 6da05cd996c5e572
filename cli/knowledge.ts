import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import type { components } from '../client/src/schema.ts';
import { apiClient } from './api-client.ts';

type Imported = components['schemas']['KnowledgeImported'];
interface File {
  path: string;
  content: string;
}

export function register(program: Command): void {
  const knowledge = program.command('knowledge').description('what the bot answers from');
  knowledge
    .command('import')
    .argument('<path>', 'a Markdown or CSV file, or a folder of them')
    .description('take articles out of files; doing it again changes only what has changed in them')
    .option('--dry-run', 'only tell what would be done')
    .option('--key <key>', 'the key of a supervisor; by default that of credentials.json')
    .addHelpText(
      'after',
      `
Markdown: each heading of the file's highest level begins an article; a file with a \`title\` in its front matter is
one. Front matter may have \`tags\` and \`active\`. CSV: the first row names the columns, among them title and body (or
pregunta and respuesta). An article is known again by its file and heading, so import a folder from the same place.
What cannot be taken is told with its file and line, and the exit code is 1; all else is imported.`,
    )
    .action(importFrom);
}

/** Requests stay well below the limit of a body, which is 1 MiB unless set. */
const MOST_BYTES = 500_000;
const MOST_FILES = 100;

async function importFrom(from: string, { dryRun = false, key }: { dryRun?: boolean; key?: string }): Promise<void> {
  const files = await filesAt(resolve(from));
  if (files.length === 0) throw new Error(`No Markdown or CSV file at ${from}`);
  const ask = await apiClient('supervisor', key);
  const total = { created: 0, updated: 0, unchanged: 0, refused: 0 };
  let done = 0;
  for (const part of inParts(files)) {
    const answer = (await ask('POST', '/v1/knowledge/import', { files: part, dryRun })) as Imported;
    for (const one of answer.items) {
      const why = one.reason === null ? '' : `: ${one.reason}`;
      if (one.result !== 'unchanged' || one.reason !== null)
        console.log(`${one.result.padEnd(9)} ${one.path}:${one.line} ${one.title ?? ''}${why}`);
    }
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += answer[name];
    done += part.length;
    if (done < files.length) process.stderr.write(`${done} of ${files.length} files\n`);
  }
  const counts = Object.entries(total).map(([name, count]) => `${count} ${name}`);
  console.log(`${dryRun ? 'Would be: ' : ''}${counts.join(', ')}`);
  if (total.refused > 0) process.exitCode = 1;
}

async function filesAt(path: string): Promise<File[]> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new Error(`There is nothing at ${path}`);
  if (!found.isDirectory()) return [{ path: basename(path), content: textOf(await readFile(path)) }];
  // A link may lead in a circle, nowhere, or out of the folder: none is followed.
  const paths = (await readdir(path, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile() && /\.(?:md|markdown|csv)$/i.test(one.name))
    .map((one) => relative(path, resolve(one.parentPath, one.name)))
    .sort();
  return Promise.all(
    paths.map(async (one) => ({
      path: one.replaceAll(sep, '/'),
      content: textOf(await readFile(resolve(path, one))),
    })),
  );
}

/** Spreadsheets still write the old Western encoding where they are not asked for UTF-8. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function inParts(files: readonly File[]): File[][] {
  const parts: File[][] = [];
  let bytes = 0;
  for (const file of files) {
    const size = Buffer.byteLength(JSON.stringify(file));
    const last = parts.at(-1);
    if (last && last.length < MOST_FILES && bytes + size <= MOST_BYTES) {
      last.push(file);
      bytes += size;
    } else {
      parts.push([file]);
      bytes = size;
    }
  }
  return parts;
}
