import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import mongoose from 'mongoose';
import { newId } from '../models/ids.ts';
import type { MediaDoc } from '../models/media.ts';
import { MediaModel } from '../models/media.ts';
import { deleteContent, writeContent } from '../models/media-content.ts';
import { discardPartial, LEASE_MS } from '../models/media-sweep.ts';

const SIGN_OF_LIFE_MS = LEASE_MS / 6;
/** A client that sends nothing for this long has gone. */
const SILENCE_MS = 30_000;

/** A file on its way in: stored, not yet checked, and seen by nobody. */
export interface Staged {
  id: string;
  fileId: mongoose.Types.ObjectId;
  /** Of what was sent, also beyond the limit. */
  size: number;
  sha256: string;
  fileName: string;
  declaredType: string;
  uploadedBy: MediaDoc['uploadedBy'];
  /** Puts another content in place of the one that came. */
  replace(bytes: Buffer): Promise<{ size: number; sha256: string }>;
  /** Makes it a file, with what is known of it. */
  keep(fields: Partial<MediaDoc>): Promise<void>;
  /** Leaves nothing behind, unless it was kept. */
  discard(): Promise<void>;
}

/** A file that comes in. */
export interface Incoming {
  stream: Readable;
  fileName: string;
  declaredType: string;
  uploadedBy: MediaDoc['uploadedBy'];
  /** Bytes that are stored of it; what is beyond is read and dropped, so that the answer reaches the sender. */
  limit: number;
}

/** The file was taken for one whose process had died. */
export class GivenUp extends Error {
  constructor() {
    super('The file was given up meanwhile: send it again.');
    this.name = 'GivenUp';
  }
}

/**
 * Stores a file as it comes in. Whatever stops it, nothing of it stays: what this process cannot take away any more is
 * found by its record later.
 */
export async function stage({ stream, fileName, declaredType, uploadedBy, limit }: Incoming): Promise<Staged> {
  const id = newId('med');
  const fileId = new mongoose.Types.ObjectId();
  const now = new Date();
  await MediaModel.create({ _id: id, state: 'partial', fileId, aliveAt: now, uploadedBy, createdAt: now });

  let lastByteAt = Date.now();
  const signs = setInterval(() => {
    const alive = { $set: { aliveAt: new Date() } };
    // A missed sign is made up for by the next.
    MediaModel.updateOne({ _id: id, state: 'partial' }, alive).catch(() => undefined);
    if (!stream.readableEnded && Date.now() - lastByteAt > SILENCE_MS) stream.destroy(new Silence());
  }, SIGN_OF_LIFE_MS).unref();

  const discard = async () => {
    clearInterval(signs);
    await discardPartial(id);
  };

  try {
    const { size, sha256 } = await store(stream, fileId, limit, () => {
      lastByteAt = Date.now();
    });
    return {
      id,
      fileId,
      size,
      sha256,
      fileName,
      declaredType,
      uploadedBy,
      async replace(bytes) {
        await deleteContent(fileId);
        const content = writeContent(fileId);
        await content.write(bytes);
        await content.end();
        return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
      },
      async keep(fields) {
        const { matchedCount } = await MediaModel.updateOne(
          { _id: id, state: 'partial' },
          { $set: { ...fields, state: 'ready' } },
        );
        clearInterval(signs);
        if (matchedCount === 0) throw new GivenUp();
      },
      discard,
    };
  } catch (error) {
    await discard().catch(() => undefined);
    throw error;
  }
}

class Silence extends Error {
  constructor() {
    super(`nothing was sent for ${SILENCE_MS / 1000} seconds`);
  }
}

async function store(stream: Readable, fileId: mongoose.Types.ObjectId, limit: number, onByte: () => void) {
  const content = writeContent(fileId);
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    onByte();
    size += chunk.length;
    if (size > limit) continue;
    hash.update(chunk);
    await content.write(chunk);
  }
  await content.end();
  return { size, sha256: hash.digest('hex') };
}
