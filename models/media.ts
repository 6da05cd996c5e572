import type { Types } from 'mongoose';
import mongoose from 'mongoose';
import type { MediaKind, MediaRef } from '../domain/media.ts';
import { contentPath } from '../domain/media.ts';

/**
 * A file. Written as `partial` before its first byte is stored, so that whatever a crash leaves behind is found by its
 * record; `discarded` is on its way out.
 */
export interface MediaDoc {
  _id: string;
  state: 'partial' | 'ready' | 'discarded';
  /** Of the content in GridFS. */
  fileId: Types.ObjectId;
  /** While partial: the last sign of life of the process that stores it. */
  aliveAt: Date;
  /**
   * `id` is the agent's, the key's of an integrator, or the contact's: of a visitor who uploaded it, or of one whose
   * channel we fetched it from.
   */
  uploadedBy: { kind: 'agent' | 'integrator' | 'visitor' | 'contact'; id: string; name: string };
  createdAt: Date;
  kind?: MediaKind;
  mimeType?: string;
  /** Of a plain text. */
  charset?: string | null;
  size?: number;
  sha256?: string;
  fileName?: string;
  /** What the library calls it. */
  name?: string;
  width?: number | null;
  height?: number | null;
  /** A small WebP of an image. */
  preview?: mongoose.mongo.Binary | null;
  library?: boolean;
  /** When it was taken out of the library: only messages keep it. */
  removedAt?: Date | null;
  /** Uploaded, or on its way with a message, at last. */
  lastUsedAt?: Date;
  /** Known to be in a message; false may mean that nobody has looked. */
  sent?: boolean;
}

/** A file that is whole and checked. */
export type ReadyMedia = Required<Omit<MediaDoc, 'state'>> & { state: 'ready' };

const schema = new mongoose.Schema<MediaDoc>(
  {
    _id: { type: String, required: true },
    state: { type: String, required: true, enum: ['partial', 'ready', 'discarded'] },
    fileId: { type: mongoose.Schema.Types.ObjectId, required: true },
    aliveAt: { type: Date, required: true },
    uploadedBy: { type: mongoose.Schema.Types.Mixed, required: true },
    createdAt: { type: Date, required: true },
    kind: String,
    mimeType: String,
    charset: String,
    size: Number,
    sha256: String,
    fileName: String,
    name: String,
    width: Number,
    height: Number,
    preview: mongoose.Schema.Types.Buffer,
    library: Boolean,
    removedAt: Date,
    lastUsedAt: Date,
    sent: Boolean,
  } as never,
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ library: 1, createdAt: 1, _id: 1 }, { partialFilterExpression: { library: true } });
schema.index({ library: 1, kind: 1, createdAt: 1, _id: 1 }, { partialFilterExpression: { library: true } });
schema.index({ state: 1, aliveAt: 1 });
schema.index({ sent: 1, lastUsedAt: 1 }, { partialFilterExpression: { sent: false } });

export const MediaModel = mongoose.model<MediaDoc>('Media', schema, 'media');

/** A whole file, without its preview; null when there is none of that id. */
export async function findMedia(id: string): Promise<ReadyMedia | null> {
  return (await MediaModel.findOne({ _id: id, state: 'ready' }, { preview: 0 }).lean()) as ReadyMedia | null;
}

/** A file as a message shows it. */
export function mediaRef({ _id, kind, mimeType, size, fileName, sha256, width, height }: ReadyMedia): MediaRef {
  return {
    id: _id,
    kind,
    mimeType,
    size,
    fileName,
    sha256,
    ...(width === null ? {} : { width }),
    ...(height === null ? {} : { height }),
    ...(kind === 'voice' ? { voice: true } : {}),
    url: contentPath(_id),
  };
}
