import { createHash } from 'node:crypto';
import type { Model } from 'mongoose';
import { z } from 'zod';
import { problem } from './problem.ts';

/** The query fields that every list takes. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many at most'),
  cursor: z.string().max(1000).optional().describe('`nextCursor` of the page before, with the same filters'),
};

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

type SortValue = string | number | boolean | null | { date: number };

/** Where a page ended. `of` tells the list, its filters and its order, so that a cursor fits no other. */
export function encodeCursor(of: unknown, value: unknown, id: string): string {
  const sortValue: SortValue = value instanceof Date ? { date: value.getTime() } : (value as SortValue);
  return Buffer.from(JSON.stringify([1, fingerprint(of), sortValue, id])).toString('base64url');
}

/** Refuses what was not made by `encodeCursor` for the same list, filters and order. */
export function decodeCursor(
  of: unknown,
  cursor: string,
): { value: string | number | boolean | null | Date; id: string } {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw problem('invalid-cursor');
  }
  const parsed = cursorParts.safeParse(parts);
  if (!parsed.success || parsed.data[1] !== fingerprint(of)) throw problem('invalid-cursor');
  const [, , value, id] = parsed.data;
  return { value: typeof value === 'object' && value !== null ? new Date(value.date) : value, id };
}

const cursorParts = z.tuple([
  z.literal(1),
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.strictObject({ date: z.number() })]),
  z.string(),
]);

function fingerprint(of: unknown): string {
  return createHash('sha256').update(JSON.stringify(of)).digest('base64url').slice(0, 12);
}

export interface PageRequest {
  /** The list by name and the filters as they were asked for; a cursor is bound to them. */
  list: string;
  filters: unknown;
  /** A field that is never null, ordered together with `_id`. */
  sort: { field: string; direction: 1 | -1 };
  limit: number;
  cursor?: string | undefined;
}

/** One page of a collection, by keyset: stable while documents come and go, and as fast on the last page as on the first. */
export async function keysetPage<T extends { _id: string }>(
  model: Model<T>,
  filter: Record<string, unknown>,
  { list, filters, sort, limit, cursor }: PageRequest,
): Promise<Page<T>> {
  const of = [list, filters, sort];
  const { field, direction } = sort;
  const conditions: Record<string, unknown>[] = [filter];
  if (cursor !== undefined) {
    const { value, id } = decodeCursor(of, cursor);
    if (!fits(model, field, value)) throw problem('invalid-cursor');
    const past = direction === 1 ? '$gt' : '$lt';
    conditions.push({ $or: [{ [field]: { [past]: value } }, { [field]: value, _id: { [past]: id } }] });
  }
  const found = (await model
    .find({ $and: conditions } as never)
    .sort({ [field]: direction, _id: direction })
    .limit(limit + 1)
    .lean()) as unknown as T[];
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const more = found.length > limit && last !== undefined;
  return { items, nextCursor: more ? encodeCursor(of, (last as Record<string, unknown>)[field], last._id) : null };
}

/** Whether a value may be one of a field: a cursor that somebody made up may hold any. */
function fits<T>(model: Model<T>, field: string, value: unknown): boolean {
  switch (model.schema.path(field)?.instance) {
    case 'Number':
      return typeof value === 'number';
    case 'Date':
      return value instanceof Date && !Number.isNaN(value.getTime());
    default:
      return typeof value === 'string';
  }
}
