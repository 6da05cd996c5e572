import mongoose from 'mongoose';
import type { Conversation } from '../../domain/state.ts';

type Doc = Record<string, unknown>;

/** One write of the store, as every process reads it: the documents are those of that moment, not of now. */
export interface Change {
  token: string;
  at: mongoose.mongo.Timestamp;
  collection: string;
  id: string;
  /** Null when there was none. */
  before: Doc | null;
  after: Doc | null;
}

export interface ChangeCursor {
  /** The next change, or null when there was none for `wait` milliseconds, a second unless told. */
  next(): Promise<Change | null>;
  /** Where the cursor is; it moves on also where nothing happens. */
  token(): string | null;
  close(): Promise<void>;
}

/** The changes that were asked for are not kept any more. */
export class HistoryLost extends Error {}

/** Only these have documents of before and after kept for their changes (see models/indexes.ts). */
const imaged = ['conversations', 'messages', 'alerts', 'inboxes', 'tickets', 'rooms'];

const set = (field: string, to: unknown) => ({ [`updateDescription.updatedFields.${field}`]: to });
const whole = { operationType: { $in: ['insert', 'replace'] } };

/** The one pipeline of every cursor: tokens of one are good for another. */
const wanted = [
  {
    $match: {
      $or: [
        { 'ns.coll': { $in: ['messages', 'alerts', 'inboxes', 'presence-changes'] } },
        // What only keeps the books of capacity is no news.
        { 'ns.coll': 'conversations', $or: [whole, set('v', { $exists: true })] },
        { 'ns.coll': 'tickets', $or: [whole, set('v', { $exists: true }), set('areaId', { $exists: true })] },
        // A room's bookkeeping alone is no news.
        { 'ns.coll': 'rooms', $or: [whole, set('version', { $exists: true })] },
        { 'ns.coll': 'agents', $or: [set('active', false), set('deletedAt', { $type: 'date' })] },
        { 'ns.coll': 'keys', $or: [{ operationType: 'delete' }, set('revokedAt', { $type: 'date' })] },
      ],
    },
  },
];

export function openChanges(
  from: { after: string } | { at: mongoose.mongo.Timestamp },
  { wait, moved }: { wait?: number; moved?: (token: string) => void } = {},
): ChangeCursor {
  const stream = database().watch(wanted, {
    ...('after' in from ? { resumeAfter: { _data: from.after } } : { startAtOperationTime: from.at }),
    ...(wait === undefined ? {} : { maxAwaitTimeMS: wait }),
    fullDocument: 'whenAvailable',
    fullDocumentBeforeChange: 'whenAvailable',
  });
  if (moved) stream.on('resumeTokenChanged', (token) => moved((token as { _data: string })._data));
  return {
    async next() {
      try {
        const event = await stream.tryNext();
        return event === null ? null : changeOf(event);
      } catch (error) {
        throw isLost(error) ? new HistoryLost('the changes are not kept any more', { cause: error }) : error;
      }
    },
    token: () => (stream.resumeToken as { _data: string } | undefined)?._data ?? null,
    close: () => stream.close().catch(() => undefined),
  };
}

/** The time of the store, to follow changes from. */
export async function storeTime(): Promise<mongoose.mongo.Timestamp> {
  const { operationTime } = await database().command({ ping: 1 });
  return operationTime;
}

/** The conversations that waited in an inbox at a moment of the store, or null when there were more than `limit`. */
export async function chatsIn(
  inboxId: string,
  at: mongoose.mongo.Timestamp,
  limit: number,
): Promise<Conversation[] | null> {
  const { cursor } = (await database().command({
    find: 'conversations',
    filter: { state: 'BANDEJA', inboxId },
    projection: { conversation: 1 },
    limit: limit + 1,
    batchSize: limit + 1,
    singleBatch: true,
    readConcern: { level: 'snapshot', atClusterTime: at },
  })) as { cursor: { firstBatch: { conversation: Conversation }[] } };
  return cursor.firstBatch.length > limit ? null : cursor.firstBatch.map(({ conversation }) => conversation);
}

function database(): mongoose.mongo.Db {
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected');
  return db as mongoose.mongo.Db;
}

function changeOf(event: mongoose.mongo.ChangeStreamDocument): Change | null {
  if (event.operationType === 'invalidate') throw new HistoryLost('the database is gone');
  if (!('documentKey' in event) || !('ns' in event) || !('coll' in event.ns)) return null;
  const { operationType, documentKey } = event;
  const collection = event.ns.coll;
  const after = 'fullDocument' in event ? ((event.fullDocument as Doc | undefined) ?? null) : null;
  const before =
    'fullDocumentBeforeChange' in event ? ((event.fullDocumentBeforeChange as Doc | undefined) ?? null) : null;
  const had = operationType === 'update' || operationType === 'replace';
  if (had && imaged.includes(collection) && (before === null || after === null)) {
    throw new HistoryLost(`what ${collection} held is not kept any more`);
  }
  const { _data: token } = event._id as { _data: string };
  const at = event.clusterTime as mongoose.mongo.Timestamp;
  return { token, at, collection, id: String(documentKey._id), before, after };
}

/** A refusal that trying again does not change: a token that is none, or whose change the store has let go. */
function isLost(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && !error.hasErrorLabel('ResumableChangeStreamError');
}
