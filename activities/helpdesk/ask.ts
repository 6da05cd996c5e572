import { call } from '../outgoing/call.ts';
import { retryAfterMs } from '../outgoing/retry-after.ts';
import { ForbiddenTarget } from '../outgoing/target.ts';
import type { HelpdeskTrouble } from './helpdesk.ts';
import { HelpdeskError } from './helpdesk.ts';

/** Where a helpdesk is and who we are there. */
export interface HelpdeskAccess {
  baseUrl: string;
  /** What stands before and behind the colon of basic authentication. */
  user: string;
  password: string;
  /** The addresses that a URL leads to; throws where it may not be called. */
  allowedAddresses(url: string): Promise<string[]>;
  timeoutMs?: number;
}

export type Json = Record<string, unknown>;
export type Ask = (
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  more?: { body?: string; headers?: Record<string, string> },
) => Promise<Json>;

/** Unless told otherwise. */
export const TIMEOUT_MS = 10_000;

/** Requests to one helpdesk: an object of JSON, or a `HelpdeskError` that tells why there is none. */
export function createAsk({ baseUrl, user, password, allowedAddresses, timeoutMs = TIMEOUT_MS }: HelpdeskAccess): Ask {
  const base = baseUrl.replace(/\/+$/, '');
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return async (method, path, { body, headers = {} } = {}) => {
    const url = base + path;
    try {
      const addresses = await allowedAddresses(url);
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const common = { accept: 'application/json', authorization, 'user-agent': 'Relevo', ...json };
      const sent = { method, url, addresses, headers: { ...common, ...headers }, timeoutMs };
      return read(await call(body === undefined ? sent : { ...sent, body }));
    } catch (error) {
      throw error instanceof HelpdeskError ? error : ofNetwork(error);
    }
  };
}

function read({ status, headers, text }: Awaited<ReturnType<typeof call>>): Json {
  const answer = objectIn(text);
  if (status >= 200 && status < 300 && answer) return answer;
  const html = /^\s*</.test(text) || (headers['content-type'] ?? '').includes('html');
  const told = answer ? explained(answer) : html ? 'an HTML page instead of JSON' : text.trim();
  const wait = retryAfterMs(headers['retry-after'] ?? null);
  throw new HelpdeskError(troubleOf(status), `${status}: ${told || 'no answer that can be read'}`.slice(0, 400), wait);
}

function troubleOf(status: number): HelpdeskTrouble {
  if (status === 401 || status === 403) return 'credentials';
  if (status === 404 || (status >= 300 && status < 400)) return 'not-found';
  if (status === 409 || status === 429) return 'busy';
  if (status >= 400 && status < 500 && status !== 408) return 'refused';
  return 'unclear';
}

function objectIn(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}

/** What an error says; its parts may be texts or objects. */
function explained({ error, description, details }: Json): string {
  const parts = [error, description, details].filter((part) => part !== undefined && part !== null);
  return parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' · ');
}

function ofNetwork(error: unknown): HelpdeskError {
  const { name = '', code = '', message = '' } = error as { name?: string; code?: string; message?: string };
  if (error instanceof ForbiddenTarget) return new HelpdeskError('forbidden', message);
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT')
    return new HelpdeskError('timeout', 'no answer in time');
  if (/CERT|TLS|SSL|EPROTO|SELF_SIGNED|UNABLE_TO/.test(code))
    return new HelpdeskError('tls', `the encrypted connection failed (${code})`);
  return new HelpdeskError('unreachable', `${code} ${message}`.trim().slice(0, 300));
}
