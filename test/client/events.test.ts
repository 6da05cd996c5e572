import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Relevo } from '../../client/src/index.ts';
import { createRelevo, RelevoProblem } from '../../client/src/index.ts';
import { frames } from '../../client/src/server-sent.ts';
import { allOf } from './all-of.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Connection = (signal: AbortSignal) => Response | Promise<Response>;

/** A client whose connections are these, one after the other, and the positions that it came with. */
function connected(...connections: Connection[]): { relevo: Relevo; positions: (string | null)[] } {
  const positions: (string | null)[] = [];
  const relevo = createRelevo({
    baseUrl: 'http://relevo.test',
    key: 'rlv_key',
    async fetch({ headers }, init) {
      positions.push(headers.get('last-event-id'));
      const next = connections.shift();
      if (!next) throw new TypeError('fetch failed');
      return next(init?.signal as AbortSignal);
    },
  });
  return { relevo, positions };
}

/** A connection that says this and then ends; or stays open, when it is told to. */
function saying(text: string, { stays = false } = {}): Connection {
  return (signal) =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(text));
          if (!stays) controller.close();
          else signal.addEventListener('abort', () => controller.error(signal.reason));
        },
      }),
    );
}

const removed = (id: string) => `id: ${id}\nevent: conversation.removed\ndata: {"contactId":"c_${id}"}\n\n`;

/** The first events, once all pauses between connections are over. */
async function first(count: number, events: AsyncGenerator<{ id: string | null }>): Promise<(string | null)[]> {
  const heard: (string | null)[] = [];
  const listening = (async () => {
    for await (const { id } of events) if (heard.push(id) === count) break;
  })();
  listening.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(600_000);
  await listening;
  return heard;
}

describe('live events', () => {
  test('go on after the last position, also one that came without an event', async () => {
    const { relevo, positions } = connected(
      saying(`retry: 10\n\n${removed('1')}`),
      saying(`${removed('2')}: ping\nid: 2b\n\n`),
      saying(removed('3')),
    );
    expect(await first(3, relevo.events({ lastEventId: '0' }))).toEqual(['1', '2', '3']);
    expect(positions).toEqual(['0', '1', '2b']);
  });

  test('drop what broke off in the middle', async () => {
    const { relevo } = connected(saying(removed('1') + removed('2').slice(0, -1)), saying(removed('2')));
    expect(await first(2, relevo.events())).toEqual(['1', '2']);
  });

  test('outlast a server that is away, and one that has no room', async () => {
    const away: Connection = () => Promise.reject(new TypeError('fetch failed'));
    const full: Connection = () => new Response('{}', { status: 429, headers: { 'retry-after': '10' } });
    const { relevo, positions } = connected(away, full, away, saying(removed('1')));
    expect(await first(1, relevo.events())).toEqual(['1']);
    expect(positions).toHaveLength(4);
  });

  test('come over a new connection when the old one has been silent for a minute', async () => {
    const { relevo, positions } = connected(saying(removed('1'), { stays: true }), saying(removed('2')));
    expect(await first(2, relevo.events())).toEqual(['1', '2']);
    expect(positions).toEqual([null, '1']);
  });

  test('end with a problem when the key is not good', async () => {
    const { relevo } = connected(() => new Response('{"code":"unauthorized"}', { status: 401 }));
    await expect(first(1, relevo.events())).rejects.toThrow(RelevoProblem);
  });

  test('end quietly, and close the connection, when the listener leaves or aborts', async () => {
    for (const leave of ['breaks', 'aborts'] as const) {
      let closed = false;
      const open: Connection = (signal) => {
        signal.addEventListener('abort', () => (closed = true));
        return saying(removed('1'), { stays: true })(signal);
      };
      const { relevo } = connected(open);
      const stop = new AbortController();
      for await (const { id } of relevo.events({ signal: stop.signal })) {
        expect(id).toBe('1');
        if (leave === 'breaks') break;
        stop.abort();
      }
      expect(closed).toBe(true);
    }
  });
});

test('a stream is read the same wherever it is cut, whatever its line ends', async () => {
  const text = `: hello\nretry: 2000\n\n${removed('1')}event: a\ndata: one\ndata:two\n\n: ping\nid: 2\n\n`;
  const read = async (chunks: string[]) => allOf(frames(async () => chunks.shift() ?? null));
  const whole = await read([text]);
  expect(whole).toEqual([
    { id: null, event: 'message', data: null, retry: 2000 },
    { id: '1', event: 'conversation.removed', data: '{"contactId":"c_1"}', retry: null },
    { id: null, event: 'a', data: 'one\ntwo', retry: null },
    { id: '2', event: 'message', data: null, retry: null },
  ]);
  for (const lineEnd of ['\n', '\r\n', '\r']) {
    const other = text.replaceAll('\n', lineEnd);
    for (let cut = 1; cut < other.length; cut += 1) {
      expect(await read([other.slice(0, cut), other.slice(cut)])).toEqual(whole);
    }
  }
});
