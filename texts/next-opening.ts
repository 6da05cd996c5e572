import type { Instant } from '../domain/vocabulary.ts';

const DAY = 86_400_000;

/** An opening as it is told at `now` in its time zone: "hoy a las 15:00", "el lunes a las 9:00". */
export function nextOpening(at: Instant, now: Instant, timeZone: string): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('es-AR', { timeZone, ...options }).format(at);
  const [hour = '', minute = ''] = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).split(':');
  const time = `${hour === '01' ? 'a la' : 'a las'} ${Number(hour)}:${minute}`;
  const days = daysBetween(now, at, timeZone);
  if (days === 0) return `hoy ${time}`;
  if (days === 1) return `mañana ${time}`;
  if (days < 7) return `el ${part({ weekday: 'long' })} ${time}`;
  return `el ${part({ weekday: 'long' })} ${part({ day: 'numeric', month: 'long' })} ${time}`;
}

/** Midnights between two instants on the clocks of a zone. */
function daysBetween(from: Instant, to: Instant, timeZone: string): number {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  return Math.round((Date.parse(date.format(to)) - Date.parse(date.format(from))) / DAY);
}
