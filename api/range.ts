import { invalidRequest } from './plugins/validation.ts';
import { fromMoment } from './schemas/fields.ts';

const DAY_MS = 86_400_000;
const LONGEST_RANGE_MS = 366 * DAY_MS;

/** The query fields of what is told over a range of time. */
export const rangeQuery = (days: string) => ({
  from: fromMoment(`Included; ${days} before \`to\` when left out`),
  to: fromMoment('Not included; now when left out, and at most now'),
});

/** The range that is asked for, of at most 366 days; `days` long where no start is given. */
export function rangeOf(
  asked: { from?: string | undefined; to?: string | undefined },
  now: number,
  days: number,
): { from: number; to: number } {
  const to = Math.min(asked.to ? Date.parse(asked.to) : now, now);
  const from = asked.from ? Date.parse(asked.from) : to - days * DAY_MS;
  if (from > to) throw invalidRange('Expected a time before `to`, which is at most now');
  if (to - from > LONGEST_RANGE_MS) throw invalidRange('Expected a range of at most 366 days');
  return { from, to };
}

function invalidRange(message: string) {
  return invalidRequest([{ code: 'custom', path: ['from'], message, input: undefined }], 'querystring');
}
