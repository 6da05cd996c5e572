import type { Relevo, Schemas } from '../../client/src/index.ts';
import { createRelevo } from '../../client/src/index.ts';
import type { Credentials } from '../../models/credentials.ts';

export type Who = keyof Credentials['keys'];

/** The API as each of the demo's people and programs uses it. */
export type Api = Record<Who, Relevo>;

export type Conversation = Schemas['Conversation'];
export type Message = Schemas['Message'];
export type TimelineEntry = Schemas['TimelineEntry'];

/** Many scenes share one key's rate. */
const ATTEMPTS = 10;

export function createApi({ api, keys }: Pick<Credentials, 'api' | 'keys'>): Api {
  const entries = Object.entries(keys).map(([who, key]) => [
    who,
    createRelevo({ baseUrl: api, key, attempts: ATTEMPTS }),
  ]);
  return Object.fromEntries(entries) as Api;
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
