import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { progress } from './progress.ts';
import type { Recipe } from './recipes.ts';

const run = promisify(execFile);

/** A closed network is told from an open one within this time, so that the next step comes soon. */
const CONNECT_LIMIT_MS = 4_000;
const STALL_LIMIT_MS = 30_000;

/** The publisher's own archive, checked against the checksum it publishes beside it. Resolves to the unpacked binary. */
export async function fetchArchive(
  recipe: Recipe,
  folder: string,
  { say, signal }: { say: (line: string) => void; signal?: AbortSignal },
): Promise<string> {
  const archive = await recipe.archive();
  if (!archive) throw new Error(`there is none for ${process.platform}-${process.arch}`);
  const name = basename(archive.url);
  const published = await open(archive.checksumUrl, signal).then((response) => response.text());
  const sha256 = checksumOf(name, published);
  if (!sha256) throw new Error(`${archive.checksumUrl} does not name ${name}`);

  const file = join(folder, name);
  const response = await open(archive.url, signal);
  const size = Number(response.headers.get('content-length') ?? 0);
  say(`Fetching ${recipe.title} ${archive.version} from ${new URL(archive.url).host} (${Math.round(size / 1e6)} MB)`);
  const seen = await save(response, file, progress(say, recipe.title, size));
  if (seen !== sha256) throw new Error(`${name} has the sha256 ${seen}, expected ${sha256}`);

  await run('tar', ['-xzf', file, '-C', folder], { timeout: 120_000, ...(signal ? { signal } : {}) });
  const member = (await readdir(folder, { recursive: true })).find((path) => basename(path) === recipe.binary);
  if (!member) throw new Error(`${name} holds no ${recipe.binary}`);
  return join(folder, member);
}

/** A list of `sha256  name` lines, or the one sum alone. */
function checksumOf(name: string, published: string): string | undefined {
  const line = published.split('\n').find((each) => each.trim().endsWith(name));
  return /^[0-9a-f]{64}\b/.exec((line ?? '').trim())?.[0];
}

async function open(url: string, stopping?: AbortSignal): Promise<Response> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new Error('no answer')), CONNECT_LIMIT_MS);
  try {
    const response = await fetch(url, { signal: stopping ? AbortSignal.any([limit.signal, stopping]) : limit.signal });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    return response;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(
      `${new URL(url).host} cannot be reached (${cause instanceof Error ? cause.message : String(cause)})`,
    );
  } finally {
    clearTimeout(timer);
  }
}

/** Writes the body to a file and resolves to its sha256. */
async function save(response: Response, file: string, seen: (bytes: number) => void): Promise<string> {
  if (!response.body) throw new Error('the answer is empty');
  const hash = createHash('sha256');
  const stalled = new AbortController();
  const giveUp = () => stalled.abort(new Error('the download stalled'));
  let timer = setTimeout(giveUp, STALL_LIMIT_MS);
  let bytes = 0;
  try {
    await pipeline(
      Readable.fromWeb(response.body),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          clearTimeout(timer);
          timer = setTimeout(giveUp, STALL_LIMIT_MS);
          hash.update(chunk);
          bytes += chunk.length;
          seen(bytes);
          yield chunk;
        }
      },
      createWriteStream(file),
      { signal: stalled.signal },
    );
  } finally {
    clearTimeout(timer);
  }
  return hash.digest('hex');
}
