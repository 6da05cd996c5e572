import type { Credentials } from '../../models/credentials.ts';

export type Who = keyof Credentials['keys'];

const LIMIT_MS = 15_000;

/** The API by plain requests: what is measured is the system, not what a client does beside. */
export interface Api {
  get<T>(who: Who, path: string): Promise<T>;
  post<T>(who: Who, path: string, body?: object): Promise<T>;
  patch<T>(who: Who, path: string, body: object): Promise<T>;
}

export function createApi({ api, keys }: Pick<Credentials, 'api' | 'keys'>): Api {
  async function ask<T>(who: Who, method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${api}${path}`, {
      method,
      headers: { authorization: `Bearer ${keys[who]}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as T;
  }

  return {
    get: (who, path) => ask(who, 'GET', path),
    post: (who, path, body = {}) => ask(who, 'POST', path, body),
    patch: (who, path, body) => ask(who, 'PATCH', path, body),
  };
}
