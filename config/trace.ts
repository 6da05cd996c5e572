import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** The trace of what is being done now, as W3C Trace Context writes it. */
export const traces = new AsyncLocalStorage<string>();

const PATTERN = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The trace that a caller sent, with a step of our own; a new one when there is none or it is malformed. */
export function continueTrace(header: unknown): string {
  const sent = typeof header === 'string' && PATTERN.test(header) ? header : null;
  const [, id, , flags] = sent?.split('-') ?? [];
  return `00-${id ?? randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-${flags ?? '01'}`;
}

export function traceIdOf(traceparent: string): string {
  return traceparent.split('-')[1] ?? '';
}
