import { setTimeout as wait } from 'node:timers/promises';
import type { State } from '../../domain/vocabulary.ts';
import type { Credentials } from '../../models/credentials.ts';

export type Who = keyof Credentials['keys'];

const LIMIT_MS = 15_000;

/** An answer that is not 2xx, with the code of the error catalogue. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly owner: { name: string } | undefined;

  constructor(what: string, status: number, problem: { code?: string; detail?: string; owner?: { name: string } }) {
    super(`${what}: ${status} ${problem.code ?? ''} ${problem.detail ?? ''}`.trim());
    this.status = status;
    this.code = problem.code ?? '';
    this.owner = problem.owner;
  }
}

/** The API as a person or a program with a key uses it. */
export interface Api {
  address: string;
  get<T>(who: Who, path: string): Promise<T>;
  post<T>(who: Who, path: string, body?: object): Promise<T>;
  patch<T>(who: Who, path: string, body: object): Promise<T>;
  /** All pages of a list. */
  list<T>(who: Who, path: string): Promise<T[]>;
}

export interface ConversationView {
  id: string;
  state: State;
  previousState: State | null;
  place: { label: string; inboxId?: string; inboxName?: string; agentId?: string };
  previousPlace: { label: string } | null;
  session: { status: string };
  since: string;
  waitingSince: string | null;
  escalated: boolean;
  sentiment: string;
}

export interface MessageView {
  id: string;
  seq: number;
  direction: 'in' | 'out' | 'note' | 'system';
  author: { kind: string; name: string | null };
  type: string;
  text: string | null;
}

export interface TimelineEntry {
  seq: number;
  from: State | null;
  to: State;
  fromPlace: { label: string } | null;
  toPlace: { label: string; inboxId?: string };
  command: string;
  actor: { kind: string; name: string | null };
  reason: string | null;
}

export interface AlertView {
  id: string;
  kind: string;
  level: number;
  open: boolean;
}

export function createApi({ api, keys }: Pick<Credentials, 'api' | 'keys'>): Api {
  async function ask<T>(who: Who, method: string, path: string, body?: object): Promise<T> {
    const response = await patiently(() =>
      fetch(`${api}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${keys[who]}`,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(LIMIT_MS),
      }),
    );
    const text = await response.text();
    const answer = text === '' ? {} : JSON.parse(text);
    if (!response.ok) throw new Refused(`${method} ${path}`, response.status, answer);
    return answer as T;
  }

  return {
    address: api,
    get: (who, path) => ask(who, 'GET', path),
    post: (who, path, body = {}) => ask(who, 'POST', path, body),
    patch: (who, path, body) => ask(who, 'PATCH', path, body),
    async list<T>(who: Who, path: string): Promise<T[]> {
      const items: T[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const separator = path.includes('?') ? '&' : '?';
        const page: { items: T[]; nextCursor: string | null } = await ask(
          who,
          'GET',
          `${path}${separator}limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
        );
        items.push(...page.items);
        cursor = page.nextCursor;
      }
      return items;
    },
  };
}

/** One key may ask only so often: the answer says when to come again. */
async function patiently(request: () => Promise<Response>): Promise<Response> {
  for (;;) {
    const response = await request();
    if (response.status !== 429) return response;
    await response.body?.cancel();
    await wait(1000 * Number(response.headers.get('retry-after') ?? 1));
  }
}
