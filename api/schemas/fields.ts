import { z } from 'zod';
import { parseDuration } from '../../config/duration.ts';
import { isTimeZone } from '../../config/time-zone.ts';

/** Fields that several resources share. */

export const id = z.string().min(1).max(100);
/** Any text: what names nothing is 404. */
export const idParams = z.strictObject({ id: z.string() });

/**
 * Text that names something: no control characters, and no halves of characters, which not every store keeps and which
 * would make two different names one.
 */
export const plain = (text: z.ZodString) =>
  text.regex(/^[^\p{Cc}\p{Cs}]*$/u, 'Expected text without control characters and halves of characters');

export const name = plain(z.string().trim().min(1).max(100));
export const instant = z.string().meta({ format: 'date-time' });

/** A moment of a query; a day stands for its beginning at midnight UTC. */
export const moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], {
    error: 'Expected an instant with its offset, such as 2026-11-22T09:00:00-03:00, or a day, such as 2026-11-22',
  })
  .meta({ examples: ['2026-11-22T09:00:00-03:00', '2026-11-22'] });
const aDay = 'a day, such as 2026-11-22, begins at midnight UTC';
export const fromMoment = (text: string) => moment.optional().describe(`${text}; ${aDay}`);
/** Whoever is not known has nothing: no problem, an empty list. */
export const agentFilter = (text: string) =>
  id.optional().describe(`${text}; of an id that names nobody there is nothing`);

export const duration = z
  .string()
  .max(40)
  .refine(
    (iso) => parseDuration(iso) !== null,
    'Expected an ISO 8601 duration longer than zero and up to ten years, such as PT5M or P30D',
  )
  .meta({ format: 'duration', examples: ['PT5M'] });

export const timeZone = z
  .string()
  .max(60)
  .refine(isTimeZone, 'Expected an IANA time zone, such as America/Argentina/Buenos_Aires');

/** A yes or no in a query. */
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Free text to search for. */
export const search = plain(z.string().trim().min(1).max(200));
