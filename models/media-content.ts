import type { Readable } from 'node:stream';
import type { Types } from 'mongoose';
import mongoose from 'mongoose';

/** Contents of files, in GridFS. */

const BUCKET = 'media_content';
/** Each piece is confirmed before the next: larger ones make large files faster, small files take only what they are. */
const PIECE = 1024 * 1024;

/** Stores what is written, in order; when `write` has resolved nothing of it is on its way any more. */
export interface ContentWriter {
  write(chunk: Uint8Array): Promise<void>;
  /** Nothing can be read before this has resolved. */
  end(): Promise<void>;
}

export function writeContent(fileId: Types.ObjectId): ContentWriter {
  const stream = bucket().openUploadStreamWithId(fileId, '');
  let failed: Error | null = null;
  // Told by the write it happens in; an event without a listener would end the process.
  stream.on('error', (error) => {
    failed = error;
  });
  return {
    write: (chunk) =>
      new Promise((resolve, reject) => {
        if (failed) reject(failed);
        else stream.write(chunk, (error) => (error ? reject(error) : resolve()));
      }),
    end: () =>
      new Promise((resolve, reject) => {
        if (failed) return reject(failed);
        stream.once('error', reject);
        stream.end(() => resolve());
      }),
  };
}

/** The bytes from `start` up to, not including, `end`; all of them by default. */
export function readContent(fileId: Types.ObjectId, range?: { start: number; end: number }): Readable {
  return bucket().openDownloadStream(fileId, range);
}

/** Takes a content away, whole or not; doing it twice changes nothing. */
export async function deleteContent(fileId: Types.ObjectId): Promise<void> {
  await database().collection(`${BUCKET}.files`).deleteOne({ _id: fileId });
  await database().collection(`${BUCKET}.chunks`).deleteMany({ files_id: fileId });
}

function bucket(): mongoose.mongo.GridFSBucket {
  return new mongoose.mongo.GridFSBucket(database(), {
    bucketName: BUCKET,
    chunkSizeBytes: PIECE,
    writeConcern: { w: 'majority' },
  });
}

function database(): mongoose.mongo.Db {
  const { db } = mongoose.connection;
  if (!db) throw new mongoose.mongo.MongoNotConnectedError('not connected');
  return db;
}
