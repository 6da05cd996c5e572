import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from './page.ts';

/** Writes the pages that differ from what is under `root`, or with `check` writes none; resolves to their paths. */
export async function writePages(
  pages: readonly Page[],
  root: string,
  { check }: { check: boolean },
): Promise<string[]> {
  const stale: string[] = [];
  for (const { path, content } of pages) {
    const file = join(root, path);
    const wanted = await content();
    if (wanted === present(file)) continue;
    stale.push(path);
    if (check) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, wanted);
  }
  return stale;
}

function present(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
