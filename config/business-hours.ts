import { IANAZone } from 'luxon';
import type { Instant } from '../domain/vocabulary.ts';

/** When people attend. Null, where it may be, is always; `weekly: []` is never. */
export interface BusinessHours {
  /** A zone of the IANA database. */
  timeZone: string;
  /** Days 1 to 7, Monday first; `from` to before `to`, as `HH:MM` on the clocks of the zone, at most until `24:00`. */
  weekly: { day: number; from: string; to: string }[];
  /** Dates of the zone, `YYYY-MM-DD`, that are closed whatever the weekday. */
  holidays?: string[] | undefined;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/**
 * Whether it is open at an instant: when the clocks on the wall there show a time within the hours of that date. So an
 * hour that clocks skip is nobody's, and one that they show twice counts twice. Source: business hours of an inbox.
 */
export function isOpen(hours: BusinessHours | null, at: Instant): boolean {
  if (hours === null) return true;
  const wall = new Date(at + offsetAt(hours.timeZone, at)).toISOString();
  const time = wall.slice(11, 16);
  return (
    !hours.holidays?.includes(wall.slice(0, 10)) &&
    hours.weekly.some(({ day, from, to }) => day === weekdayOf(wall) && from <= time && time < to)
  );
}

/** The next opening where it is closed, the next closing where it is open, after `at`; null when there is none. */
export function nextChange(hours: BusinessHours | null, at: Instant): Instant | null {
  if (hours === null || hours.weekly.length === 0) return null;
  const now = isOpen(hours, at);
  for (const week of weeksAhead(hours, at)) {
    const change = boundaries(hours, week)
      .filter((one) => one > at)
      .sort((a, b) => a - b)
      .find((one) => isOpen(hours, one) !== now);
    if (change !== undefined) return change;
  }
  return null;
}

/**
 * The starts of the weeks in which the next change can be, in order. Hours repeat within two weeks, also where a change
 * of clocks swallows them once; beyond, only a holiday brings one, in the weeks around it.
 */
function weeksAhead({ holidays = [] }: BusinessHours, at: Instant): Instant[] {
  const today = Math.floor(at / DAY) * DAY;
  const starts = [today, ...holidays.map((holiday) => Date.parse(holiday) - 2 * DAY)];
  const weeks = starts.map((start) => Math.floor((start - today) / WEEK));
  const around = new Set(weeks.flatMap((week) => [week, week + 1, week + 2, week + 3]));
  return [...around]
    .filter((week) => week >= 0)
    .sort((a, b) => a - b)
    .map((week) => today + week * WEEK);
}

/** Every instant of a week at which the state can change. A local date begins and ends within a day of the one in UTC. */
function boundaries(hours: BusinessHours, week: Instant): Instant[] {
  return Array.from({ length: 9 }, (_, n) => boundariesOn(hours, week + (n - 1) * DAY))
    .flat()
    .filter((one) => one >= week && one < week + WEEK);
}

/** Those that a date, given as its midnight in UTC, can bring: its hours by the offsets in force, a change of clocks. */
function boundariesOn({ timeZone, weekly, holidays }: BusinessHours, date: number): Instant[] {
  const wall = new Date(date).toISOString();
  const spans = weekly.filter(({ day }) => day === weekdayOf(wall));
  if (spans.length === 0 || holidays?.includes(wall.slice(0, 10))) return [];
  const [start, end] = [date - 15 * HOUR, date + DAY + 13 * HOUR];
  const [before, after] = [offsetAt(timeZone, start), offsetAt(timeZone, end)];
  const times = spans.flatMap(({ from, to }) => [date + sinceMidnight(from), date + sinceMidnight(to)]);
  const byOffset = times.map((time) => time - before);
  if (before === after) return byOffset;
  return [...byOffset, ...times.map((time) => time - after), clockChange(timeZone, start, end)];
}

/** When the offset changes between two instants of different offsets, to the minute. */
function clockChange(timeZone: string, start: Instant, end: Instant): Instant {
  const before = offsetAt(timeZone, start);
  let [low, high] = [start, end];
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
    if (offsetAt(timeZone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** Milliseconds that the clocks of a zone are ahead of UTC. */
function offsetAt(timeZone: string, at: Instant): number {
  return IANAZone.create(timeZone).offset(at) * MINUTE;
}

function weekdayOf(wall: string): number {
  return new Date(wall).getUTCDay() || 7;
}

function sinceMidnight(time: string): number {
  return Number(time.slice(0, 2)) * HOUR + Number(time.slice(3)) * MINUTE;
}
