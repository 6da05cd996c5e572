import { setTimeout as delay } from 'node:timers/promises';
import mongoose from 'mongoose';
import type { Logger } from '../config/logger.ts';
import { mongoConnected } from '../models/connect.ts';

export interface ChangeFeed {
  /** Settles once everything was read for the first time. */
  loaded: Promise<void>;
  close(): Promise<void>;
}

export interface ChangeFeedOptions {
  collections: readonly string[];
  /** Reads everything anew; called each time the feed begins, also after an interruption. */
  load: () => Promise<void>;
  /** A document as it is now, or null when it is gone, and where documents are not asked for. */
  change: (collection: string, id: string, doc: unknown) => void;
  /** False: only which documents change is wanted. */
  documents?: boolean;
  logger: Logger;
}

const LONGEST_PAUSE_MS = 2_000;
const CLOSE_MS = 1_000;

/**
 * Follows collections over the changes of all processes, and begins again by itself when MongoDB was away. The changes
 * are followed from before the load, so that nothing falls between.
 */
export function openChangeFeed({ collections, load, change, logger, documents = true }: ChangeFeedOptions): ChangeFeed {
  const ended = new AbortController();
  let stream: mongoose.mongo.ChangeStream | undefined;
  let pause = 100;
  const first = Promise.withResolvers<void>();

  const follow = async () => {
    const db = mongoose.connection.db;
    if (!db) throw new Error('not connected');
    const { operationTime } = await db.command({ ping: 1 });
    await load();
    first.resolve();
    pause = 100;
    const wanted = { $match: { 'ns.coll': { $in: [...collections] } } };
    const idsOnly = { $project: { operationType: 1, ns: 1, documentKey: 1 } };
    stream = db.watch(documents ? [wanted] : [wanted, idsOnly], {
      ...(documents ? { fullDocument: 'updateLookup' } : {}),
      startAtOperationTime: operationTime,
    });
    for await (const event of stream) {
      if (!('documentKey' in event) || !('ns' in event) || !('coll' in event.ns)) continue;
      const doc = 'fullDocument' in event ? (event.fullDocument ?? null) : null;
      change(event.ns.coll, String(event.documentKey._id), doc);
    }
  };

  const run = async () => {
    while (!ended.signal.aborted) {
      try {
        if (mongoConnected()) await follow();
      } catch (error) {
        if (!ended.signal.aborted) logger.warn({ err: error }, 'following changes was interrupted');
      } finally {
        await stream?.close().catch(() => undefined);
        stream = undefined;
      }
      await delay(pause, undefined, { signal: ended.signal, ref: false }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  };
  const running = run();

  return {
    loaded: first.promise,
    async close() {
      ended.abort();
      const closing = Promise.all([stream?.close().catch(() => undefined), running]);
      // A server that hangs is not waited for.
      await Promise.race([closing, delay(CLOSE_MS)]);
    },
  };
}
