import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkflowBundle } from '@temporalio/worker';
import type { BundleChoice } from './bundle.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const BUNDLES_KEPT = 8;
const NOT_OURS = new Set(['node_modules', 'test', 'docs', 'client', 'web']);

/**
 * The bundle of before, when no source file, dependency or choice has changed since; else a new one, kept in `folder`.
 * A cache that cannot be read or written only costs time.
 */
export async function keptBundle(choice: Omit<BundleChoice, 'folder'>, folder: string): Promise<WorkflowBundle> {
  const bundles = join(folder, 'bundles');
  const file = join(bundles, `${await fingerprint(choice)}.js`);
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept) return { code: kept };
  // Loaded only when there is something to bundle: it brings a compiler along.
  const { bundleWorkflows } = await import('./bundle.ts');
  const { code } = await bundleWorkflows(choice);
  await keep(bundles, file, code).catch(() => undefined);
  return { code };
}

async function fingerprint({ encrypted, observers = [] }: Omit<BundleChoice, 'folder'>): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([process.version, encrypted, observers]));
  const files = (await sourceFiles('')).sort();
  const contents = await Promise.all(
    [...files, 'package.json', 'package-lock.json'].map((name) => readFile(join(root, name)).catch(() => '')),
  );
  for (const [place, content] of contents.entries()) {
    const sum = createHash('sha256').update(content).digest('hex');
    hash.update(`${files[place] ?? ''} ${sum}\n`);
  }
  return hash.digest('hex').slice(0, 32);
}

async function sourceFiles(under: string): Promise<string[]> {
  const entries = await readdir(join(root, under), { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry): Promise<string[]> => {
      const path = under ? `${under}/${entry.name}` : entry.name;
      if (entry.isDirectory()) return entry.name.startsWith('.') || NOT_OURS.has(path) ? [] : sourceFiles(path);
      return /\.(ts|json)$/.test(entry.name) && under ? [path] : [];
    }),
  );
  return found.flat();
}

async function keep(bundles: string, file: string, code: string): Promise<void> {
  await mkdir(bundles, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, code);
  await rename(unfinished, file);
  const names = await readdir(bundles);
  const aged = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(bundles, name)).catch(() => null))?.mtimeMs ?? 0 })),
  );
  const old = aged.sort((a, b) => b.at - a.at).slice(BUNDLES_KEPT);
  await Promise.all(old.map(({ name }) => rm(join(bundles, name), { force: true })));
}
