import { hostname } from 'node:os';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';

/** A history as it is kept: one event a line, without what tells of the machine it was recorded on. */
export function goldenOf(history: History): string {
  const { events } = JSON.parse(historyToJSON(history)) as { events: unknown[] };
  const lines = events.map((event) => JSON.stringify(withoutMachine(event)));
  return `{"events":[\n${lines.join(',\n')}\n]}\n`;
}

/** Identities name process and host; stack traces name folders. Neither matters to a replay. */
function withoutMachine(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(`${process.pid}@${hostname()}`, 'recorder');
  if (Array.isArray(value)) return value.map(withoutMachine);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (key === 'stackTrace' ? [] : [[key, withoutMachine(one)]])),
  );
}
