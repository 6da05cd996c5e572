import type { EventLine } from './event-index.ts';

/** Where a history and the code part, as far as the engine tells. */
export interface Divergence {
  eventId: number | null;
  /** What the history holds there. */
  expected: string;
  /** What the code did instead. */
  came: string;
}

/** Reads the engine's words on why a history does not replay. */
export function divergenceOf(error: Error, events: readonly EventLine[]): Divergence {
  const message = messageOf(error);
  const id = /HistoryEvent\(id: (\d+)/.exec(message)?.[1] ?? /event(?: id)?:? (\d+)/i.exec(message)?.[1];
  const eventId = id === undefined ? null : Number(id);
  const event = events.find((one) => one.id === eventId);
  const expected = event ? [event.type, event.name].filter(Boolean).join(' ') : 'what the history holds';
  return { eventId, expected, came: came(message) };
}

function came(message: string): string {
  const machine = /(\w+) machine does not handle this event/.exec(message)?.[1];
  if (machine) return `the code asks for ${article(machine.replace(/Machine$/, ''))} at this place`;
  if (/No command scheduled for event/.test(message)) return 'the code asks for nothing at this place';
  return message;
}

function article(kind: string): string {
  const words = kind.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}

function messageOf(error: Error): string {
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${messageOf(cause)}` : error.message;
}
