import { DateTime } from 'luxon';

/** The calendar day of an instant (milliseconds since the epoch) in a zone: `2026-11-22`. */
export function calendarDay(at: number, timeZone: string): string {
  return DateTime.fromMillis(at, { zone: timeZone }).toISODate() ?? '';
}

/** Whether a name is a zone of the IANA database, not a bare offset. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return !/^[+-]/.test(zone);
  } catch {
    return false;
  }
}
