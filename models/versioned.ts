import type { Model } from 'mongoose';

const ATTEMPTS = 10;

/**
 * Changes a document as it is now: `change` sees it and gives the fields to set, or null to leave it. Concurrent changes
 * follow each other, none is lost. Gives the document afterwards, null when there is none.
 */
export async function updateVersioned<T extends { _id: string; version: number; updatedAt: Date }>(
  model: Model<T>,
  filter: Record<string, unknown> & { _id: string },
  change: (doc: T) => Partial<T> | null | Promise<Partial<T> | null>,
): Promise<T | null> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const doc = (await model.findOne(filter as never).lean()) as T | null;
    if (!doc) return null;
    const fields = await change(doc);
    if (fields === null || Object.keys(fields).length === 0) return doc;
    const after = await model
      .findOneAndUpdate(
        { ...filter, version: doc.version } as never,
        { $set: { ...fields, updatedAt: new Date() }, $inc: { version: 1 } } as never,
        { returnDocument: 'after' },
      )
      .lean();
    if (after) return after as T;
  }
  throw new Error(`${filter._id} was changed by others ${ATTEMPTS} times in a row`);
}
