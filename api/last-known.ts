import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DirectoryContents } from './directory.ts';
import type { KeyRecord } from './key-ring.ts';

/** The account as it was last read, on disk. Keys are there by hash only, other secrets not at all. */
export interface LastKnown {
  directory: DirectoryContents;
  keys: KeyRecord[];
}

/** Null when nothing was kept, or nothing that can be read. */
export async function readLastKnown(home: string): Promise<LastKnown | null> {
  try {
    const kept = JSON.parse(await readFile(pathIn(home), 'utf8'), reviveDates) as LastKnown & { schema: number };
    return kept.schema === 1 ? kept : null;
  } catch {
    return null;
  }
}

export async function writeLastKnown(home: string, { directory, keys }: LastKnown): Promise<void> {
  const kept = {
    schema: 1,
    keys,
    directory: {
      ...directory,
      webhooks: directory.webhooks.map((webhook) => ({ ...webhook, secret: '', retired: null })),
      settings: directory.settings.map((doc) => {
        const { zendesk: _zendesk, gorgias: _gorgias, ...handoff } = doc.value.handoff;
        return { ...doc, value: { ...doc.value, handoff } };
      }),
    },
  };
  const path = pathIn(home);
  const draft = `${path}.${process.pid}.tmp`;
  await mkdir(join(home, 'run'), { recursive: true });
  await writeFile(draft, JSON.stringify(kept), { mode: 0o600 });
  await rename(draft, path);
}

const pathIn = (home: string) => join(home, 'run', 'account.json');

function reviveDates(name: string, value: unknown): unknown {
  return /At$|^at$/.test(name) && typeof value === 'string' ? new Date(value) : value;
}
