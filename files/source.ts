import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import type { Types } from 'mongoose';
import { readContent } from '../models/media-content.ts';

/** A stored content as the checks read it: a piece at a time, or from the beginning. */
export interface Source {
  size: number;
  /** From `start` up to, not including, `end`, as far as there is anything. */
  read(start: number, end: number): Promise<Buffer>;
  stream(): Readable;
}

export function storedSource(fileId: Types.ObjectId, size: number): Source {
  return {
    size,
    read: (start, end) => {
      const range = { start: Math.max(0, start), end: Math.min(end, size) };
      return range.end <= range.start ? Promise.resolve(Buffer.alloc(0)) : buffer(readContent(fileId, range));
    },
    stream: () => readContent(fileId),
  };
}
