import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { newKey } from './key.ts';

/** The file that tells the people of a new database their keys. */
export interface Credentials {
  api: string;
  temporalUi: string;
  keys: { admin: string; supervisor: string; agent1: string; agent2: string; integrator: string };
}

const names = ['admin', 'supervisor', 'agent1', 'agent2', 'integrator'] as const;

export function newCredentialKeys(): Credentials['keys'] {
  return { admin: newKey(), supervisor: newKey(), agent1: newKey(), agent2: newKey(), integrator: newKey() };
}

/** Null when there is no file, or none that holds every key. */
export async function readCredentials(home: string): Promise<Credentials | null> {
  try {
    const read = JSON.parse(await readFile(join(home, 'credentials.json'), 'utf8'));
    return names.every((name) => typeof read?.keys?.[name] === 'string' && read.keys[name] !== '') ? read : null;
  } catch {
    return null;
  }
}

/** Replaces the file as a whole, readable by its owner only, and on disk before this returns. */
export async function writeCredentials(home: string, credentials: Credentials): Promise<void> {
  await mkdir(home, { recursive: true });
  const path = join(home, 'credentials.json');
  const draft = `${path}.${process.pid}.tmp`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(`${JSON.stringify(credentials, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
