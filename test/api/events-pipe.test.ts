import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Pipe } from '../../api/events/pipe.ts';
import { createPipe, frame } from '../../api/events/pipe.ts';
import { decodePosition, encodePosition, sightOf } from '../../api/events/position.ts';
import { createRing } from '../../api/events/ring.ts';

const server = createServer();
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => server.close());

/** A client that never reads, and the pipe that leads to it. */
async function deaf(options: { behind?: number; patience?: number }): Promise<{ pipe: Pipe; gone: Promise<unknown> }> {
  const asked = once(server, 'request');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.pause();
  socket.on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
  const [, raw] = (await asked) as [unknown, ServerResponse];
  raw.writeHead(200);
  const pipe = createPipe(raw, options);
  return { pipe, gone: new Promise<void>((resolve) => pipe.onClose(resolve)).finally(() => socket.destroy()) };
}

const big = frame({ event: 'conversation.changed', data: 'x'.repeat(100_000) });

test('a client that falls too far behind is dropped', async () => {
  const { pipe, gone } = await deaf({ behind: 500_000 });
  for (let sent = 0; sent < 1_000 && pipe.open; sent += 1) {
    pipe.write(big);
    await new Promise(setImmediate);
  }
  await gone;
  expect(pipe.open).toBe(false);
});

test('a client that takes nothing while it catches up is waited for only so long', async () => {
  const { pipe, gone } = await deaf({ patience: 50, behind: 1e9 });
  for (let sent = 0; sent < 200; sent += 1) pipe.write(big);
  await pipe.drained();
  await gone;
  expect(pipe.open).toBe(false);
});

test('a position is read back as it was, and nothing else is', () => {
  const viewer = { role: 'agent', agentId: 'agt_1', inboxIds: ['general', 'inb_1'] } as const;
  const position = { token: '826A01FF00AB', sight: sightOf(viewer) };
  expect(decodePosition(encodePosition(position))).toEqual(position);
  expect(sightOf({ ...viewer, inboxIds: ['inb_1', 'general'] })).toBe(position.sight);
  expect(sightOf({ ...viewer, inboxIds: ['general'] })).not.toBe(position.sight);
  for (const other of ['', '17', 'a.b', `${'x'.repeat(700)}.${position.sight}`])
    expect(decodePosition(other)).toBeNull();
});

test('the ring gives what comes after a token, and tells when it has forgotten', () => {
  const ring = createRing(3);
  expect(ring.holds('A')).toBe(false);
  ring.begin('A');
  const entry = (token: string) => ({ token, news: { kind: 'revoked', keyId: token } as const, written: new Map() });
  for (const token of ['B', 'C', 'D', 'E', 'F']) ring.add(entry(token));
  expect(['A', 'B', 'E', 'F'].map((token) => ring.after(token)?.token)).toEqual(['B', 'C', 'F', undefined]);
  expect(ring.holds('A')).toBe(true);
  ring.add(entry('G'));
  expect(['C', 'D', 'G'].map((token) => ring.holds(token))).toEqual([false, true, true]);
  expect(ring.after('D')?.token).toBe('E');
});
