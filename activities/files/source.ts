import type { Readable } from 'node:stream';
import type { ChannelFile, FileError } from '../../domain/received-file.ts';

/** A file that its channel is giving. */
export interface Given {
  stream: Readable;
  /** As the channel declares it; empty where it does not. */
  mimeType: string;
}

export interface Asked {
  /** Bytes that are taken at most. */
  limit: number;
  /** Counted from 1. */
  attempt: number;
  signal: AbortSignal;
}

/** Where the files of a channel are had from. Throws `Unfetched`, and so does the stream. */
export interface FileSource {
  open(file: ChannelFile, asked: Asked): Promise<Given>;
}

/** A file was not given. `final`: asking again would not change it. */
export class Unfetched extends Error {
  readonly error: FileError;
  readonly final: boolean;
  /** Milliseconds after which to ask again, where the channel said so. */
  readonly retryAfter: number | null;

  constructor(error: FileError, message: string, { final = false, retryAfter = null as number | null } = {}) {
    super(message);
    this.name = 'Unfetched';
    this.error = error;
    this.final = final;
    this.retryAfter = retryAfter;
  }
}
