import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Relevo } from '../../client/src/index.ts';
import { createRelevo, RelevoProblem } from '../../client/src/index.ts';
import { allOf } from './all-of.ts';

type Answer = Response | Error;

/** A client, and every request that it sent, answered in turn; the last answer is given for ever. */
function clientAnswered(...answers: (Answer | (() => Answer))[]): { relevo: Relevo; sent: Request[] } {
  const sent: Request[] = [];
  const relevo = createRelevo({
    baseUrl: 'http://relevo.test/',
    key: 'rlv_key',
    async fetch(request) {
      sent.push(request);
      const next = answers.length > 1 ? answers.shift() : answers[0];
      const answer = typeof next === 'function' ? next() : next;
      if (answer instanceof Response) return answer.clone();
      throw answer ?? new Error('no answer');
    },
  });
  return { relevo, sent };
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
const problem = (status: number, code: string, more: object = {}, headers: Record<string, string> = {}) =>
  json(status, { status, code, title: 'Refused', ...more }, { 'content-type': 'application/problem+json', ...headers });
const lost = () => new TypeError('fetch failed');
const done = json(200, { id: 'inb_1' });

const claim = (relevo: Relevo) =>
  relevo.post('/v1/conversations/{contactId}/claim', { params: { path: { contactId: 'c_1' } }, body: {} });
const keysOf = (sent: Request[]) => sent.map(({ headers }) => headers.get('idempotency-key'));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What comes of it once all pauses are over. */
async function settled<T>(work: Promise<T>): Promise<T | Error> {
  const outcome = work.catch((error: Error) => error);
  await vi.advanceTimersByTimeAsync(300_000);
  return await outcome;
}

describe('a call', () => {
  test('carries the key and resolves to the body', async () => {
    const { relevo, sent } = clientAnswered(done);
    expect(await claim(relevo)).toEqual({ id: 'inb_1' });
    expect(sent[0]?.url).toBe('http://relevo.test/v1/conversations/c_1/claim');
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer rlv_key');
  });

  test('that is refused rejects with the problem, its owner and what is told besides', async () => {
    const owner = { id: 'agt_1', name: 'Ana' };
    const { relevo, sent } = clientAnswered(problem(409, 'already-claimed', { owner, can: ['read'] }));
    const error = (await settled(claim(relevo))) as RelevoProblem;
    expect(error).toBeInstanceOf(RelevoProblem);
    expect(error).toMatchObject({ status: 409, code: 'already-claimed', owner, body: { can: ['read'] } });
    expect(error.message).toBe('POST /v1/conversations/{contactId}/claim: 409 already-claimed Refused');
    expect(sent).toHaveLength(1);
  });

  test('that something on the way answers rejects with what it said', async () => {
    const { relevo } = clientAnswered(new Response('<h1>Forbidden</h1>', { status: 403 }));
    expect(await settled(claim(relevo))).toMatchObject({ status: 403, code: null, detail: '<h1>Forbidden</h1>' });
  });

  test('without an answer body resolves to nothing', async () => {
    const { relevo } = clientAnswered(new Response(null, { status: 204 }));
    expect(await relevo.delete('/v1/agents/{id}', { params: { path: { id: 'agt_1' } } })).toBeUndefined();
  });

  test('with a file goes as a form', async () => {
    const { relevo, sent } = clientAnswered(json(201, { id: 'med_1' }));
    await relevo.post('/v1/media', { body: { file: new File(['hi'], 'a.txt'), kind: 'document' } });
    const form = (await sent[0]?.formData()) as FormData;
    expect([form.get('kind'), (form.get('file') as File).name]).toEqual(['document', 'a.txt']);
  });
});

describe('sending again', () => {
  test.each([
    ['a lost answer', lost()],
    ['a 503', problem(503, 'store-unavailable')],
    ['a 502 of a proxy', new Response('', { status: 502 })],
    ['an attempt that is still at work', problem(409, 'idempotency-in-progress')],
    ['an answer that breaks off', brokenOff],
  ])('a POST after %s keeps its one Idempotency-Key', async (_, first) => {
    const { relevo, sent } = clientAnswered(first, first, done);
    expect(await settled(claim(relevo))).toEqual({ id: 'inb_1' });
    expect(keysOf(sent)).toEqual(Array(3).fill(expect.stringMatching(/^[0-9a-f]{32}$/)));
    expect(new Set(keysOf(sent)).size).toBe(1);
    expect(await Promise.all(sent.map((request) => request.text()))).toEqual(['{}', '{}', '{}']);
  });

  test('two calls have two keys, and a key of the caller stands', async () => {
    const { relevo, sent } = clientAnswered(lost(), done);
    await settled(claim(relevo));
    await settled(claim(relevo));
    expect(new Set(keysOf(sent)).size).toBe(2);
    const params = { path: { contactId: 'c_1' }, header: { 'idempotency-key': 'mine' } };
    await relevo.post('/v1/conversations/{contactId}/close', { params, body: {} });
    expect(keysOf(sent).at(-1)).toBe('mine');
  });

  test('waits as long as it is told, and not for who asks for more than half a minute', async () => {
    const { relevo, sent } = clientAnswered(problem(429, 'too-many-requests', {}, { 'retry-after': '3' }), done);
    const claiming = claim(relevo);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(751);
    expect(await claiming).toEqual({ id: 'inb_1' });
    const busy = clientAnswered(problem(429, 'too-many-requests', {}, { 'retry-after': '31' }));
    expect(await settled(claim(busy.relevo))).toMatchObject({ code: 'too-many-requests' });
    expect(busy.sent).toHaveLength(1);
  });

  test('ends after five attempts with the last failure', async () => {
    for (const [failure, told] of [
      [lost(), { message: 'fetch failed' }],
      [problem(503, 'temporal-unavailable'), { code: 'temporal-unavailable' }],
    ] as const) {
      const { relevo, sent } = clientAnswered(failure);
      expect(await settled(claim(relevo))).toMatchObject(told);
      expect(sent).toHaveLength(5);
    }
  });

  test('is not done for a change without a key whose answer was lost, and is where it was not taken', async () => {
    const rename = (relevo: Relevo) =>
      relevo.patch('/v1/inboxes/{id}', { params: { path: { id: 'inb_1' } }, body: { name: 'Ventas' } });
    const unsure = clientAnswered(lost(), done);
    expect(await settled(rename(unsure.relevo))).toMatchObject({ message: 'fetch failed' });
    expect(keysOf(unsure.sent)).toEqual([null]);
    const refused = clientAnswered(problem(503, 'store-unavailable'), done);
    expect(await settled(rename(refused.relevo))).toEqual({ id: 'inb_1' });
  });

  test('ends at once when the caller gives up', async () => {
    const { relevo, sent } = clientAnswered(problem(503, 'store-unavailable'));
    const giveUp = new AbortController();
    const reading = relevo.get('/v1/agents/me', { signal: giveUp.signal }).catch((error: Error) => error.name);
    await vi.advanceTimersByTimeAsync(10);
    giveUp.abort();
    expect(await reading).toBe('AbortError');
    expect(sent).toHaveLength(1);
  });

  test('happens after an attempt that has not answered in time', async () => {
    let hung = 0;
    const relevo = createRelevo({
      baseUrl: 'http://relevo.test',
      key: 'rlv_key',
      timeoutMs: 1_000,
      fetch: (_, init) => {
        hung += 1;
        if (hung > 1) return Promise.resolve(done.clone());
        return new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
        });
      },
    });
    expect(await settled(claim(relevo))).toEqual({ id: 'inb_1' });
    expect(hung).toBe(2);
  });
});

test('a list is read page after page with the filters of the first', async () => {
  const page = (items: string[], nextCursor: string | null) => json(200, { items, nextCursor });
  const { relevo, sent } = clientAnswered(page(['a', 'b'], 'x y'), page([], 'z'), page(['c'], null));
  const chats = relevo.paginate('/v1/conversations', { params: { query: { view: 'mine' } } });
  expect(await allOf(chats)).toEqual(['a', 'b', 'c']);
  expect(sent.map(({ url }) => new URL(url).search)).toEqual([
    '?limit=200&view=mine',
    '?limit=200&view=mine&cursor=x%20y',
    '?limit=200&view=mine&cursor=z',
  ]);
});

function brokenOff(): Response {
  const body = new ReadableStream({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode('{"id":'));
      controller.error(new TypeError('terminated'));
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/json' } });
}
