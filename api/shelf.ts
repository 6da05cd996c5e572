import type { Model } from 'mongoose';

/** The documents of one small collection, in memory. */
export interface Shelf<T> {
  get(id: string): T | undefined;
  all(): T[];
  /** Reads one document, or all of them, from MongoDB. */
  refresh(id?: string): Promise<void>;
  /** Takes a document as it was seen, null when it is gone. An older version never replaces a newer one. */
  change(id: string, doc: T | null): void;
}

export function createShelf<T extends { _id: string; version: number }>(model: Model<T>): Shelf<T> {
  const docs = new Map<string, T>();

  const change = (id: string, doc: T | null) => {
    if (doc === null) docs.delete(id);
    else if ((docs.get(id)?.version ?? 0) <= doc.version) docs.set(id, doc);
  };

  return {
    get: (id) => docs.get(id),
    all: () => [...docs.values()],
    change,
    async refresh(id) {
      if (id !== undefined) {
        change(id, (await model.findById(id).lean()) as T | null);
        return;
      }
      const before = new Set(docs.keys());
      const read = (await model.find().lean()) as T[];
      for (const doc of read) {
        change(doc._id, doc);
        before.delete(doc._id);
      }
      for (const gone of before) docs.delete(gone);
    },
  };
}
