import { Duration } from 'luxon';

/** Milliseconds of an ISO 8601 duration that was checked when it was stored. */
export function durationMs(iso: string): number {
  const ms = parseDuration(iso);
  if (ms === null) throw new Error(`${iso} is not a duration`);
  return ms;
}

/** A duration of any length as ISO 8601 in hours, minutes and seconds, down to the millisecond. */
export function isoDuration(ms: number): string {
  return Duration.fromMillis(ms).shiftTo('hours', 'minutes', 'seconds').removeZeros().toISO();
}

/** Ten years: what is added to now stays an instant that can be written down. */
const LONGEST_MS = 3650 * 24 * 3_600_000;

/** Milliseconds of an ISO 8601 duration of weeks, days and time, from above zero to ten years; null for anything else. */
export function parseDuration(iso: string): number | null {
  if (!/^P(?=\d|T\d)(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d{1,3})?S)?)?$/.test(iso)) return null;
  const ms = Duration.fromISO(iso).toMillis();
  return ms > 0 && ms <= LONGEST_MS ? ms : null;
}
