import mongoose from 'mongoose';

/** A text that agents write often, under a short name. */
export interface ShortcutDoc {
  _id: string;
  name: string;
  /** The name in lower case without accents: unique in its scope, and the order of lists. */
  key: string;
  text: string;
  /** Whose it is; null: everybody's. */
  ownerId: string | null;
  /** Name and text in lower case without accents, for search. */
  folded: string;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

const schema = new mongoose.Schema<ShortcutDoc>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    key: { type: String, required: true },
    text: { type: String, required: true },
    ownerId: { type: String, default: null },
    folded: { type: String, required: true },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    version: { type: Number, required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ ownerId: 1, key: 1 }, { unique: true });

export const ShortcutModel = mongoose.model<ShortcutDoc>('Shortcut', schema, 'shortcuts');

/** What is derived of a shortcut's words. */
export function shortcutWords({ name, text }: Pick<ShortcutDoc, 'name' | 'text'>): Pick<ShortcutDoc, 'key' | 'folded'> {
  return { key: fold(name), folded: fold(`${name} ${text}`) };
}

/** The shared shortcuts and an agent's own. */
export function shortcutsOf(agentId: string | null): Record<string, unknown> {
  return { ownerId: { $in: agentId === null ? [null] : [null, agentId] } };
}

/** Where a search goes on: the sort value and the id of the last one found. */
export interface Found {
  value: string;
  id: string;
}

/**
 * The shortcuts of `filter` in whose name or text every word of `q` is found, those whose name begins with `q` first,
 * then by name; at most `limit`, past `after`. `order` is the sort value, for the next page.
 */
export async function searchShortcuts(
  filter: Record<string, unknown>,
  q: string,
  { limit, after }: { limit: number; after: Found | null },
): Promise<(ShortcutDoc & { order: string })[]> {
  const wanted = fold(q).trim();
  const words = wanted.split(/\s+/).map((word) => ({ folded: { $regex: escaped(word) } }));
  const isPrefix = { $eq: [{ $indexOfCP: ['$key', { $literal: wanted }] }, 0] };
  const past = after
    ? [{ $match: { $or: [{ order: { $gt: after.value } }, { order: after.value, _id: { $gt: after.id } }] } }]
    : [];
  return ShortcutModel.aggregate([
    { $match: { $and: [filter, ...words] } },
    { $set: { order: { $concat: [{ $cond: [isPrefix, '0', '1'] }, '$key'] } } },
    ...past,
    { $sort: { order: 1, _id: 1 } },
    { $limit: limit },
  ]);
}

/** Personal shortcuts go with their owner. */
export async function removeShortcutsOf(agentId: string): Promise<void> {
  await ShortcutModel.deleteMany({ ownerId: agentId });
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
