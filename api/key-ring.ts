import { answerWithin, isMongoUnavailable, mongoConnected } from '../models/connect.ts';
import type { KeyDoc } from '../models/key.ts';
import { hashKey, KeyModel } from '../models/key.ts';

/** How long a key is taken without looking it up again: the longest that a revocation takes to act elsewhere. */
const FRESH_MS = 1_000;
/** How long a look-up may take of a key that is known, of one that is not, and how long none is tried after one that failed. */
const LOOKUP_MS = 500;
const PATIENT_MS = 5_000;
const RESPITE_MS = 2_000;
/** `lastUsedAt` is told to the minute. */
const USE_STEP_MS = 60_000;

export type KeyRecord = Omit<KeyDoc, 'lastUsedAt'>;

/** The keys that may be presented. All are known by hash, so that callers are recognised while MongoDB is away. */
export interface KeyRing {
  /** The record of a valid key, or null. Throws when MongoDB is away before the keys were ever read. */
  find(presented: string): Promise<KeyRecord | null>;
  load(): Promise<void>;
  /** Takes a change that was seen elsewhere. */
  change(id: string, doc: unknown): void;
  records(): KeyRecord[];
  /** Takes records kept from an earlier run. */
  restore(records: KeyRecord[]): void;
}

interface Entry {
  record: KeyRecord;
  checkedAt: number;
  usedAt: number;
}

/** One question at a time; the keys that are presented while one is on its way are asked for together with the next. */
function createQuestions() {
  let open: { hashes: Set<string>; answer: Promise<Answer> } | null = null;
  let last: Promise<unknown> = Promise.resolve();
  return (hash: string): Promise<Answer> => {
    if (!open) {
      const hashes = new Set<string>();
      const answer = last.then(async () => {
        open = null;
        const askedAt = Date.now();
        const docs = await KeyModel.find({ hash: { $in: [...hashes] } }, { lastUsedAt: 0 }).lean();
        return { docs: new Map(docs.map((doc) => [doc.hash, doc])), askedAt };
      });
      last = answer.catch(() => undefined);
      open = { hashes, answer };
    }
    open.hashes.add(hash);
    return open.answer;
  };
}

interface Answer {
  docs: Map<string, KeyRecord>;
  askedAt: number;
}

export function createKeyRing(): KeyRing {
  const byHash = new Map<string, Entry>();
  let known = false;
  let respiteUntil = 0;
  /** Look-ups under way: whoever presents the key meanwhile waits for the same one, so that nobody overtakes. */
  const looking = new Map<string, Promise<Entry | undefined>>();
  const ask = createQuestions();

  const put = (record: KeyRecord, checkedAt: number): Entry => {
    const before = byHash.get(record.hash);
    // A revocation is final: a read that began before it does not undo it.
    const revokedAt = before?.record.revokedAt ?? record.revokedAt;
    const entry = { record: { ...record, revokedAt }, checkedAt, usedAt: before?.usedAt ?? 0 };
    byHash.set(record.hash, entry);
    return entry;
  };

  const look = async (hash: string): Promise<Entry | undefined> => {
    const entry = byHash.get(hash);
    if (entry && Date.now() - entry.checkedAt < FRESH_MS) return entry;
    if (known && (!mongoConnected() || Date.now() < respiteUntil)) return entry;
    const running = looking.get(hash) ?? lookUp(hash, entry).finally(() => looking.delete(hash));
    looking.set(hash, running);
    return running;
  };

  const lookUp = async (hash: string, entry: Entry | undefined): Promise<Entry | undefined> => {
    try {
      // Without an entry there is nothing else to go by.
      const { docs, askedAt } = await answerWithin(entry ? LOOKUP_MS : PATIENT_MS, ask(hash));
      const doc = docs.get(hash);
      if (doc) return put(doc, askedAt);
      byHash.delete(hash);
      return undefined;
    } catch (error) {
      if (!(known || entry) || !isMongoUnavailable(error)) throw error;
      respiteUntil = Date.now() + RESPITE_MS;
      return entry;
    }
  };

  const noteUse = (entry: Entry, now: number) => {
    if (now - entry.usedAt < USE_STEP_MS || !mongoConnected()) return;
    entry.usedAt = now;
    KeyModel.updateOne({ _id: entry.record._id }, { $set: { lastUsedAt: new Date(now) } }).then(
      undefined,
      () => undefined,
    );
  };

  return {
    async find(presented) {
      const entry = await look(hashKey(presented));
      if (!entry) return null;
      const now = Date.now();
      const { revokedAt, expiresAt } = entry.record;
      if (revokedAt || (expiresAt && expiresAt.getTime() <= now)) return null;
      noteUse(entry, now);
      return entry.record;
    },

    async load() {
      const startedAt = Date.now();
      const docs = await KeyModel.find({}, { lastUsedAt: 0 }).lean();
      const hashes = new Set(docs.map((doc) => doc.hash));
      for (const hash of byHash.keys()) if (!hashes.has(hash)) byHash.delete(hash);
      for (const doc of docs) put(doc, startedAt);
      known = true;
    },

    change(id, doc) {
      if (doc) put(doc as KeyRecord, Date.now());
      else for (const [hash, entry] of byHash) if (entry.record._id === id) byHash.delete(hash);
    },

    records: () => [...byHash.values()].map((entry) => entry.record),

    restore(records) {
      for (const record of records) put(record, 0);
      known = true;
    },
  };
}
