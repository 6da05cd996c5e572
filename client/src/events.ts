import { pause, retryAfterMs } from './pause.ts';
import { problemOf, RelevoProblem } from './problem.ts';
import type { Fetch } from './retrying.ts';
import type { components } from './schema.ts';
import { frames } from './server-sent.ts';

/** What happened, and the position after it. */
export type LiveEvent = components['schemas']['LiveEvent'] & { id: string | null };

export interface LiveEvents {
  /** Goes on after this position; without one, with what happens from now on. */
  lastEventId?: string | null | undefined;
  /** Ends the stream. */
  signal?: AbortSignal | undefined;
}

/** Three signs of life of the server. */
const SILENCE_MS = 60_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * What happens, one by one and in order, over as many connections as it takes: after a break it goes on from the last
 * position, without a gap. Ends when the signal is aborted; throws a `RelevoProblem` when the API will not have us.
 */
export async function* liveEvents(
  fetch: Fetch,
  request: () => Request,
  { lastEventId = null, signal }: LiveEvents,
): AsyncGenerator<LiveEvent, void> {
  let position = lastEventId;
  let pauseMs = 2_000;
  for (let failures = 0; ; failures += 1) {
    if (signal?.aborted) return;
    const connection = new AbortController();
    let asked: number | null = null;
    try {
      const alive = <T>(waiting: Promise<T>) => unlessSilent(waiting, connection);
      const response = await alive(
        fetch(withPosition(request(), position), { signal: either(connection.signal, signal) }),
      );
      if (!response.ok) asked = await patienceFor(response);
      for await (const { id, event, data, retry } of frames(reader(response, alive))) {
        failures = 0;
        pauseMs = retry ?? pauseMs;
        position = id ?? position;
        if (data !== null) yield { event, data: JSON.parse(data), id: position } as LiveEvent;
      }
    } catch (error) {
      if (signal?.aborted) return;
      // What the network does passes.
      if (error instanceof RelevoProblem || error instanceof SyntaxError) throw error;
    } finally {
      connection.abort();
    }
    // Not all at once, where a server that stopped had many of us.
    const wait = asked ?? Math.min(LONGEST_PAUSE_MS, pauseMs * 2 ** failures) * Math.random();
    await pause(wait, signal).catch(() => undefined);
  }
}

function withPosition(request: Request, position: string | null): Request {
  if (position !== null) request.headers.set('last-event-id', position);
  return request;
}

/** How long to wait before another try, null for as long as seems right; throws what no waiting mends. */
async function patienceFor(response: Response): Promise<number | null> {
  const { status, headers } = response;
  const body = await response.text();
  if (status === 429 || status >= 500) return retryAfterMs(headers);
  throw problemOf('GET /v1/events', status, parsed(body));
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function reader({ ok, body }: Response, alive: <T>(waiting: Promise<T>) => Promise<T>): () => Promise<string | null> {
  const chunks = ok ? body?.getReader() : undefined;
  const decoder = new TextDecoder();
  return async () => {
    if (!chunks) return null;
    const { done, value } = await alive(chunks.read());
    return done ? null : decoder.decode(value, { stream: true });
  };
}

/** A connection that says nothing for long is broken, whoever noticed. */
async function unlessSilent<T>(waiting: Promise<T>, connection: AbortController): Promise<T> {
  const timer = setTimeout(() => connection.abort(), SILENCE_MS);
  try {
    return await waiting;
  } finally {
    clearTimeout(timer);
  }
}

const either = (one: AbortSignal, other: AbortSignal | undefined) => (other ? AbortSignal.any([one, other]) : one);
