import type { EventLine } from './event-index.ts';

/** Where a history and the code part, as far as the engine tells. */
export interface Divergence {
  /** The first event that the code does not lead to. */
  eventId: number | null;
  /** What the history holds there. */
  expected: string;
  /** What the code does instead, and the engine's own words. */
  came: string;
}

/**
 * Reads the engine's words on why a history does not replay. `reached` is the last event that the code was shown: the
 * first one after it that the code would have had to ask for is where they part, unless the engine names another.
 */
export function divergenceOf(error: Error, events: readonly EventLine[], reached: number): Divergence {
  const words = wordsOf(error);
  const id = Number(/HistoryEvent\(id: (\d+)/.exec(words)?.[1]);
  const seq = Number(/LocalActivity\((\d+)\)/.exec(words)?.[1]);
  const quoted = /(?:scheduled event|recorded marker) '([^']+)'/.exec(words)?.[1];
  const asked = events.filter((one) => one.id > reached && !one.type.startsWith('WorkflowTask'));
  const event =
    events.find((one) => one.id === id || one.localSeq === seq) ??
    asked.find(({ name }) => name === quoted) ??
    asked[0];
  return {
    eventId: event?.id ?? null,
    expected: event ? [event.type, event.name].filter(Boolean).join(' ') : 'nothing more',
    came: `${plainly(words)} (${words})`,
  };
}

function plainly(words: string): string {
  const activity = /activity type of (?:local )?activity command '([^']+)'/.exec(words)?.[1];
  if (activity) return `asks for the activity ${activity} instead`;
  const machine = /(\w+) machine does not handle this event/.exec(words)?.[1];
  if (machine) return `asks for something else: ${machine.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()}`;
  return /Missing associated machine|No command scheduled/.test(words) ? 'does not ask for it here' : 'does otherwise';
}

/** Why a history cannot be read at all, such as for want of its key; null when it can. */
export function unreadableBecause(error: Error): string | null {
  const words = wordsOf(error);
  return words.includes('PAYLOAD_ENCRYPTION_KEY') ? words : null;
}

/** The innermost message: the engine wraps it in its own notation. */
function wordsOf(error: Error): string {
  const told = error.cause instanceof Error ? `${error.message} ${error.cause.message}` : error.message;
  const inner = /message: "((?:[^"\\]|\\.)*)"/.exec(told)?.[1] ?? told;
  return inner.replace(/^\[\w+\] /, '').replace(/\\"/g, '"');
}
