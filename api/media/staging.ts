import { createHash } from 'node:crypto';
import type { MultipartFile } from '@fastify/multipart';
import mongoose from 'mongoose';
import type { Caller } from '../../domain/caller.ts';
import { largestFile, mediaKinds, mediaRules } from '../../domain/media.ts';
import { newId } from '../../models/ids.ts';
import type { MediaDoc } from '../../models/media.ts';
import { MediaModel } from '../../models/media.ts';
import { deleteContent, writeContent } from '../../models/media-content.ts';
import { discardPartial, LEASE_MS } from '../../models/media-sweep.ts';
import { problem } from '../problem.ts';

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

/**
 * Stores a part of a form as it comes in. Whatever stops it, nothing of it stays: what this process cannot take away any
 * more is found by its record later.
 */
export async function stage(
  part: MultipartFile,
  uploadedBy: MediaDoc['uploadedBy'],
  most: number = largestFile,
): Promise<Staged> {
  const id = newId('med');
  const fileId = new mongoose.Types.ObjectId();
  const now = new Date();
  await MediaModel.create({ _id: id, state: 'partial', fileId, aliveAt: now, uploadedBy, createdAt: now });

  let lastByteAt = Date.now();
  const signs = setInterval(() => {
    const alive = { $set: { aliveAt: new Date() } };
    // A missed sign is made up for by the next.
    MediaModel.updateOne({ _id: id, state: 'partial' }, alive).catch(() => undefined);
    if (!part.file.readableEnded && Date.now() - lastByteAt > SILENCE_MS) part.file.destroy(new Silence());
  }, SIGN_OF_LIFE_MS).unref();

  const discard = async () => {
    clearInterval(signs);
    await discardPartial(id);
  };

  try {
    const { size, sha256 } = await store(part, fileId, Math.min(most, limitOf(part)), () => {
      lastByteAt = Date.now();
    });
    return {
      id,
      fileId,
      size,
      sha256,
      fileName: part.filename ?? '',
      declaredType: part.mimetype,
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
        if (matchedCount === 0) throw problem('timeout', { detail: 'The file was given up meanwhile: send it again.' });
      },
      discard,
    };
  } catch (error) {
    await discard().catch(() => undefined);
    throw error;
  }
}

export function uploaderOf({ agentId, keyId, name }: Caller): MediaDoc['uploadedBy'] {
  return agentId ? { kind: 'agent', id: agentId, name } : { kind: 'integrator', id: keyId, name };
}

class Silence extends Error {
  constructor() {
    super(`nothing was sent for ${SILENCE_MS / 1000} seconds`);
  }
}

/** Writes what comes in up to the limit; what is beyond is read and dropped, so that the answer reaches the sender. */
async function store(part: MultipartFile, fileId: mongoose.Types.ObjectId, limit: number, onByte: () => void) {
  const content = writeContent(fileId);
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of part.file as AsyncIterable<Buffer>) {
    onByte();
    size += chunk.length;
    if (size > limit) continue;
    hash.update(chunk);
    await content.write(chunk);
  }
  await content.end();
  return { size, sha256: hash.digest('hex') };
}

/** Of the kind, where the form named it before the file. */
function limitOf({ fields }: MultipartFile): number {
  const named = fields['kind'];
  const value = named && !Array.isArray(named) && named.type === 'field' ? named.value : undefined;
  const kind = mediaKinds.find((one) => one === value);
  return kind ? mediaRules()[kind].maxBytes : largestFile;
}
