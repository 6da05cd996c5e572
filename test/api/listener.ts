import { expect } from 'vitest';

/** An event as a client got it. */
export interface Heard {
  id: string | null;
  event: string;
  // biome-ignore lint: events are looked into field by field
  data: any;
  /** When, in milliseconds of `performance.now()`. */
  at: number;
}

/** Somebody who listens to live events. */
export interface Listener {
  heard: Heard[];
  /** The position of the last one, as EventSource keeps it. */
  lastId: string;
  headers: Headers;
  /** Resolves when the server has ended the stream. */
  ended: Promise<void>;
  of(event: string): Heard['data'][];
  once(what: string, is: (heard: Heard) => boolean): Promise<Heard>;
  leave(): Promise<void>;
}

export async function listen(
  url: string,
  key: string | null,
  { lastEventId, ready = true }: { lastEventId?: string; ready?: boolean } = {},
): Promise<Listener> {
  const gone = new AbortController();
  const response = await fetch(url, {
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    signal: gone.signal,
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  const listener: Listener = {
    heard: [],
    lastId: lastEventId ?? '',
    headers: response.headers,
    ended: read(response),
    of: (event) => listener.heard.filter((one) => one.event === event).map(({ data }) => data),
    async once(what, is) {
      await expect.poll(() => listener.heard.some(is), { timeout: 15_000, interval: 5, message: what }).toBe(true);
      return listener.heard.find(is) as Heard;
    },
    async leave() {
      gone.abort();
      await listener.ended.catch(() => undefined);
    },
  };
  listener.ended.catch(() => undefined);
  if (ready) await listener.once('being ready', ({ event }) => event === 'ready');
  return listener;

  async function read({ body }: Response): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) take(block);
    }
  }

  function take(block: string): void {
    const fields = new Map(block.split('\n').map((line) => line.split(/: ?(.*)/s) as [string, string]));
    const id = fields.get('id') ?? null;
    if (id !== null) listener.lastId = id;
    const data = fields.get('data');
    if (data === undefined) return;
    listener.heard.push({ id, event: fields.get('event') ?? 'message', data: JSON.parse(data), at: performance.now() });
  }
}
