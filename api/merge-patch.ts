import { z } from 'zod';

/** JSON merge patch (RFC 7396): objects are merged deeply, null deletes, everything else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isPlainObject(patch)) return patch;
  const merged: Record<string, unknown> = isPlainObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else if (value !== undefined) merged[name] = mergePatch(merged[name], value);
  }
  return merged;
}

/**
 * The schema of a merge patch for what `schema` describes: every field may be left out, be null, or be given in part.
 * What the merge results in is still to be checked with `schema`.
 */
export function patchOf(schema: z.ZodType): z.ZodType {
  const inner = unwrapped(schema);
  if (!(inner instanceof z.ZodObject)) return inner;
  const fields = Object.entries(inner.shape as Record<string, z.ZodType>);
  const shape = Object.fromEntries(fields.map(([name, field]) => [name, patchOf(field).nullable().optional()]));
  const { catchall } = inner.def;
  const open = catchall && !(catchall instanceof z.ZodNever);
  return open ? z.object(shape).catchall((catchall as z.ZodType).nullable()) : z.strictObject(shape);
}

function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return unwrapped(schema.def.innerType as z.ZodType);
  }
  return schema;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
