import { parentPort, workerData } from 'node:worker_threads';
import type { Fault, Piece } from './piece.ts';
import { readCsv } from './read-csv.ts';
import type { FileRead, ImportFile } from './read-files.ts';
import { readMarkdown } from './read-markdown.ts';

/** Run as a thread of its own: reads the files it is given, tells what is in them, and ends. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
parentPort?.postMessage((workerData as ImportFile[]).map(read));

function read({ path, content }: ImportFile): FileRead {
  return { path, ...articlesIn(path, content) };
}

function articlesIn(path: string, content: string): { pieces: Piece[]; faults: Fault[] } {
  try {
    return /\.csv$/i.test(path) ? readCsv(content) : readMarkdown(content, path);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { pieces: [], faults: [{ line: 1, title: null, reason: 'The file is nested too deeply to be read' }] };
  }
}
