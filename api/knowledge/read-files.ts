import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { problem } from '../problem.ts';
import type { Fault, Piece } from './piece.ts';

export interface ImportFile {
  path: string;
  content: string;
}

export interface FileRead {
  path: string;
  pieces: Piece[];
  faults: Fault[];
}

const LONGEST_MS = 10_000;
const MOST_MEMORY_MB = 256;

/**
 * What is in the files. In a thread of its own, that is ended after ten seconds: some texts take a Markdown reader a time
 * that grows with the square of their length, and everybody else's requests wait for this process.
 */
export async function readFiles(files: readonly ImportFile[]): Promise<FileRead[]> {
  const thread = new Worker(new URL('./reader-thread.ts', import.meta.url), {
    workerData: files,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  const given = new AbortController();
  try {
    const answered = once(thread, 'message').then(([read]) => read as FileRead[]);
    const late = wait(LONGEST_MS, null, { signal: given.signal }).catch(() => null);
    const read = await Promise.race([answered, late]).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return null;
      throw error;
    });
    if (read !== null) return read;
  } finally {
    given.abort();
    await thread.terminate();
  }
  const detail =
    'The files take too long or too much to read: send them in smaller parts, or look for what is no text.';
  throw problem('invalid-request', { detail, errors: [] });
}
