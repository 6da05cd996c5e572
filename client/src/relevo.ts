import type { Client, FetchResponse, MaybeOptionalInit } from 'openapi-fetch';
import createClient from 'openapi-fetch';
import type { HttpMethod, MediaType, PathsWithMethod, RequiredKeysOf } from 'openapi-typescript-helpers';
import type { LiveEvent, LiveEvents } from './events.ts';
import { liveEvents } from './events.ts';
import { problemOf } from './problem.ts';
import type { Fetch } from './retrying.ts';
import { retrying } from './retrying.ts';
import type { components, paths } from './schema.ts';

/** The shapes of the API by name. */
export type Schemas = components['schemas'];

export interface RelevoOptions {
  /** Where the API is, such as `http://127.0.0.1:3000`. */
  baseUrl: string;
  /** Of an integrator or of somebody of the team; a visitor's token for the web chat. */
  key: string;
  /** In the place of the global one. */
  fetch?: Fetch;
  /** How often a request is sent at most, 5 unless told. */
  attempts?: number;
  /** How long one attempt may take, in milliseconds, 30,000 unless told; uploads take their time. */
  timeoutMs?: number;
}

/** The API as one caller uses it. A call resolves to the body of the answer, or rejects with a `RelevoProblem`. */
export interface Relevo {
  get: Call<'get'>;
  post: Call<'post'>;
  patch: Call<'patch'>;
  delete: Call<'delete'>;
  /** Every item of a list, page after page. */
  paginate<Path extends PagedPath, Init extends InitOf<Path, 'get'>>(
    path: Path,
    ...init: Given<Init>
  ): AsyncGenerator<Item<Path>, void>;
  /** What happens, live. */
  events(options?: LiveEvents): AsyncGenerator<LiveEvent, void>;
  /** The client below, for who needs headers or a stream: it gives `{ data, error, response }` and throws no problem. */
  http: Client<paths>;
}

type InitOf<Path extends keyof paths, Method extends HttpMethod> = MaybeOptionalInit<
  paths[Path],
  Method & keyof paths[Path]
>;
type Given<Init> = RequiredKeysOf<Init> extends never ? [init?: Init] : [init: Init];
type Answer<Path extends keyof paths, Method extends HttpMethod, Init> = Extract<
  FetchResponse<paths[Path][Method & keyof paths[Path]] & object, Init, MediaType>,
  { data: unknown }
>['data'];
type Call<Method extends HttpMethod> = <Path extends PathsWithMethod<paths, Method>, Init extends InitOf<Path, Method>>(
  path: Path,
  ...init: Given<Init>
) => Promise<Answer<Path, Method, Init>>;

interface Page {
  items: unknown[];
  nextCursor: string | null;
}
type PagedPath = {
  [Path in PathsWithMethod<paths, 'get'>]: Answer<Path, 'get', object> extends Page ? Path : never;
}[PathsWithMethod<paths, 'get'>];
type Item<Path extends PagedPath> = Answer<Path, 'get', object> extends { items: (infer One)[] } ? One : never;

const PAGE = 200;

export function createRelevo(options: RelevoOptions): Relevo {
  const { baseUrl, key, fetch = globalThis.fetch, attempts = 5, timeoutMs = 30_000 } = options;
  const headers = { authorization: `Bearer ${key}` };
  const http = createClient<paths>({
    baseUrl,
    headers,
    fetch: retrying(fetch, { attempts, timeoutMs }),
    bodySerializer: (body: unknown) => formOf(body) ?? JSON.stringify(body),
  });

  const call = async (method: HttpMethod, path: string, init?: object): Promise<unknown> => {
    const { data, error, response } = await http.request(method, path as never, init as never);
    if (!response.ok) throw problemOf(`${method.toUpperCase()} ${path}`, response.status, error);
    return data;
  };

  async function* paginate(path: string, init: { params?: { query?: object } } = {}): AsyncGenerator<unknown, void> {
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const query = { limit: PAGE, ...init.params?.query, cursor };
      const page = (await call('get', path, { ...init, params: { ...init.params, query } })) as Page;
      yield* page.items;
      cursor = page.nextCursor;
    }
  }

  return {
    get: ((path: string, init?: object) => call('get', path, init)) as Call<'get'>,
    post: ((path: string, init?: object) => call('post', path, init)) as Call<'post'>,
    patch: ((path: string, init?: object) => call('patch', path, init)) as Call<'patch'>,
    delete: ((path: string, init?: object) => call('delete', path, init)) as Call<'delete'>,
    paginate: paginate as Relevo['paginate'],
    events: (listening = {}) =>
      liveEvents(fetch, () => new Request(`${baseUrl.replace(/\/$/, '')}/v1/events`, { headers }), listening),
    http,
  };
}

/** A body with a file goes as a form. */
function formOf(body: unknown): FormData | null {
  if (body instanceof FormData) return body;
  const fields = Object.entries((body ?? {}) as Record<string, Blob | string>);
  if (!fields.some(([, value]) => value instanceof Blob)) return null;
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}
