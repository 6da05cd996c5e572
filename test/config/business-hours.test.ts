import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BusinessHours } from '../../config/business-hours.ts';
import { isOpen, nextChange } from '../../config/business-hours.ts';
import { nextOpening } from '../../texts/next-opening.ts';

const MINUTE = 60_000;
const utc = (iso: string) => Date.parse(`${iso}Z`);
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString().slice(0, 16));
const every = (from: string, to: string) => [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from, to }));

/** Ten days each, around a change of clocks: by an hour, by half of one, over midnight, a date that never was, none. */
const weeks = [
  ['America/New_York', '2026-03-04T00:00'],
  ['America/New_York', '2026-10-27T00:00'],
  ['Europe/Berlin', '2026-10-20T00:00'],
  ['Australia/Lord_Howe', '2026-03-31T00:00'],
  ['America/Asuncion', '2023-03-20T00:00'],
  ['America/Santiago', '2026-09-01T00:00'],
  ['Africa/Cairo', '2026-10-25T00:00'],
  ['Pacific/Apia', '2011-12-25T00:00'],
  ['Asia/Kathmandu', '2026-05-01T00:00'],
] as const;

/** Hours and changes of clocks lie on quarters of an hour: five minutes miss none. */
const STEP = 5 * MINUTE;
const LOOKS_A_DAY = 288;

interface Look {
  at: number;
  date: string;
  time: string;
  day: number;
}

/** What the clocks of a zone show over ten days. */
function clocks(timeZone: string, from: string): Look[] {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return Array.from({ length: 10 * LOOKS_A_DAY }, (_, i) => {
    const at = utc(from) + i * STEP;
    const [date = '', time = ''] = format.format(at).split(', ');
    return { at, date, time, day: new Date(date).getUTCDay() || 7 };
  });
}

const time = (most: number) =>
  fc.integer({ min: 0, max: most }).map((n) => {
    const minutes = n * 15;
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  });
const span = fc
  .record({ day: fc.integer({ min: 1, max: 7 }), one: time(96), other: time(96) })
  .filter(({ one, other }) => one !== other)
  .map(({ day, one, other }) => (one < other ? { day, from: one, to: other } : { day, from: other, to: one }));

test('over any change of clocks, hours are what one look at the clock after the other says', () => {
  const stages = weeks.map(([timeZone, from]) => ({ timeZone, looks: clocks(timeZone, from) }));
  fc.assert(
    fc.property(
      fc.nat({ max: stages.length - 1 }),
      fc.array(span, { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 2 }),
      (stage, spans, always, closed) => {
        const { timeZone, looks } = stages[stage] ?? { timeZone: 'UTC', looks: [] };
        const weekly = always ? [...every('00:00', '24:00'), ...spans] : spans;
        const holidays = closed.map((n) => looks[n * LOOKS_A_DAY]?.date ?? '');
        const hours: BusinessHours = { timeZone, weekly, holidays };
        const open = looks.map(
          (one) =>
            !holidays.includes(one.date) &&
            weekly.some(({ day, from, to }) => day === one.day && from <= one.time && one.time < to),
        );
        const changes = looks.filter((_, i) => i > 0 && open[i] !== open[i - 1]).map(({ at }) => at);
        const first = looks[0]?.at ?? 0;
        const last = looks.at(-1)?.at ?? 0;
        const found: number[] = [];
        for (let at = nextChange(hours, first); at !== null && at <= last; at = nextChange(hours, at)) found.push(at);
        expect(found).toEqual(changes);
        for (let i = 0; i < looks.length; i += 7) expect(isOpen(hours, looks[i]?.at ?? 0)).toBe(open[i]);
      },
    ),
    { numRuns: 200, interruptAfterTimeLimit: 4_000 },
  );
}, 20_000);

test('without hours it is always open; with no day in the week, never; neither ever changes', () => {
  const never = { timeZone: 'America/New_York', weekly: [] };
  expect([isOpen(null, 0), nextChange(null, 0)]).toEqual([true, null]);
  expect([isOpen(never, 0), nextChange(never, 0)]).toEqual([false, null]);
  const always = { timeZone: 'America/New_York', weekly: every('00:00', '24:00') };
  expect([isOpen(always, 0), nextChange(always, 0)]).toEqual([true, null]);
});

test('nine in the morning stays nine in the morning when clocks change', () => {
  const hours = { timeZone: 'America/New_York', weekly: every('09:00', '18:00') };
  expect(iso(nextChange(hours, utc('2026-03-07T23:30')))).toBe('2026-03-08T13:00');
  expect(iso(nextChange(hours, utc('2026-03-06T23:30')))).toBe('2026-03-07T14:00');
});

test('spans that touch or overlap are one, also over midnight', () => {
  const night = [
    { day: 5, from: '18:00', to: '22:00' },
    { day: 5, from: '21:00', to: '24:00' },
    { day: 6, from: '00:00', to: '06:00' },
  ];
  const hours = { timeZone: 'America/Argentina/Buenos_Aires', weekly: night };
  expect(iso(nextChange(hours, utc('2026-07-03T22:00')))).toBe('2026-07-04T09:00');
});

test('a holiday is closed from its midnight to the next, wherever the office is', () => {
  const hours = {
    timeZone: 'America/Argentina/Buenos_Aires',
    weekly: every('00:00', '24:00'),
    holidays: ['2026-12-25'],
  };
  expect(iso(nextChange(hours, utc('2026-12-24T12:00')))).toBe('2026-12-25T03:00');
  expect(isOpen(hours, utc('2026-12-25T03:00'))).toBe(false);
  expect(iso(nextChange(hours, utc('2026-12-25T12:00')))).toBe('2026-12-26T03:00');
});

test('an opening behind years of holidays, and a holiday years ahead, are found', () => {
  const mondays = Array.from({ length: 200 }, (_, i) => iso(utc('2026-01-05T00:00') + i * 7 * 1440 * MINUTE));
  const holidays = mondays.map((at) => at?.slice(0, 10) ?? '');
  const rare = { timeZone: 'UTC', weekly: [{ day: 1, from: '10:00', to: '11:00' }], holidays };
  expect(iso(nextChange(rare, utc('2026-01-01T00:00')))).toBe('2029-11-05T10:00');
  const far = { timeZone: 'UTC', weekly: every('00:00', '24:00'), holidays: ['2999-12-25'] };
  expect(iso(nextChange(far, utc('2026-01-01T00:00')))).toBe('2999-12-25T00:00');
});

test.each([
  ['2026-03-10T12:00', 'hoy a las 9:00'],
  ['2026-03-10T16:30', 'hoy a las 13:30'],
  ['2026-03-11T12:00', 'mañana a las 9:00'],
  ['2026-03-16T12:00', 'el lunes a las 9:00'],
  ['2026-03-15T04:15', 'el domingo a la 1:15'],
  ['2026-03-17T12:00', 'el martes 17 de marzo a las 9:00'],
])('an opening at %s UTC is told from Tuesday the 10th as %s', (at, words) => {
  expect(nextOpening(utc(at), utc('2026-03-10T04:00'), 'America/Argentina/Buenos_Aires')).toBe(words);
});
