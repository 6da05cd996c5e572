import type { z } from 'zod';

/** How deep JSON of any shape may nest: far below what the stores and the serializers bear. */
const DEEPEST = 32;

/**
 * Checks for JSON of any shape that it can be kept: a document the store refuses would hold up everything after it.
 * Depth comes first, since measuring the size of what nests too deep fails itself.
 */
export function storable(kibibytes: number) {
  return (context: z.core.ParsePayload<unknown>): void => {
    const message = whyNot(context.value) ?? tooLong(context.value, kibibytes);
    if (message) context.issues.push({ code: 'custom', message, input: context.value });
  };
}

/** Whether a name may be the key of an object in the store. */
export function isStorableKey(key: string): boolean {
  // The store's driver takes an object with this key for one of its own types.
  return key !== '_bsontype' && !key.includes('\0');
}

function whyNot(value: unknown, depth = 0): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth === DEEPEST) return `Expected at most ${DEEPEST} levels`;
  for (const [key, inner] of Object.entries(value)) {
    if (!isStorableKey(key)) return 'Expected keys without null characters, and none of the name _bsontype';
    const message = whyNot(inner, depth + 1);
    if (message) return message;
  }
  return null;
}

function tooLong(value: unknown, kibibytes: number): string | null {
  const characters = JSON.stringify(value ?? null).length;
  return characters <= kibibytes * 1024 ? null : `Expected at most ${kibibytes} KiB`;
}
