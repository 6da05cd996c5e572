import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { createLinkSource } from '../../activities/files/link-source.ts';
import { assertAllowedTarget } from '../../activities/outgoing/target.ts';
import { rangeOf } from '../../api/media/byte-range.ts';
import { createMediaLinks } from '../../api/media/links.ts';
import { openFileHost } from './file-host.ts';

describe('a link', () => {
  const publicUrl = 'https://relevo.example';
  const links = createMediaLinks({ secret: Buffer.alloc(32, 7).toString('base64'), publicUrl });
  const now = Date.parse('2026-03-01T12:00:00Z');
  const minutes = (count: number) => count * 60_000;
  const signed = links.sign('med_1', now);
  const query = Object.fromEntries(new URL(signed.url).searchParams);

  test('is good for five minutes, for one file', () => {
    expect(signed.url).toMatch(/^https:\/\/relevo\.example\/v1\/media\/med_1\/content\?/);
    expect(signed.expiresAt.getTime()).toBe(now + minutes(5));
    expect(links.good('med_1', query, now)).toBe(true);
    expect(links.good('med_1', query, now + minutes(5) - 1)).toBe(true);
    expect(links.good('med_1', query, now + minutes(5))).toBe(false);
    expect(links.good('med_2', query, now)).toBe(false);
  });

  test('that is changed, or was signed by somebody else, is not good', () => {
    const later = String(Number(query['expires']) + 60);
    const { signature = '' } = query;
    expect(links.good('med_1', { ...query, expires: later }, now)).toBe(false);
    expect(links.good('med_1', { ...query, signature: `${signature.slice(0, -2)}AA` }, now)).toBe(false);
    expect(links.good('med_1', { ...query, signature: signature.slice(0, -4) }, now)).toBe(false);
    expect(links.good('med_1', { ...query, signature: '' }, now)).toBe(false);
    expect(links.good('med_1', { ...query, signature: [signature] }, now)).toBe(false);
    expect(links.good('med_1', { ...query, expires: '9e15' }, now)).toBe(false);
    expect(links.good('med_1', {}, now)).toBe(false);
    const stranger = createMediaLinks({ secret: Buffer.alloc(32, 8).toString('base64'), publicUrl });
    expect(stranger.good('med_1', query, now)).toBe(false);
  });
});

test.each([
  ['bytes=0-9', { start: 0, end: 10 }],
  ['bytes=10-', { start: 10, end: 100 }],
  ['bytes=-10', { start: 90, end: 100 }],
  ['bytes=-200', { start: 0, end: 100 }],
  ['bytes=90-200', { start: 90, end: 100 }],
  ['bytes=99-99', { start: 99, end: 100 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=0-1,5-6', null],
  ['bytes=9-1', null],
  ['bytes=-', null],
  ['lines=1-2', null],
  [undefined, null],
])('of 100 bytes, the range %s is %o', (header, range) => {
  expect(rangeOf(header, 100)).toEqual(range);
});

describe('a customer’s file is fetched', () => {
  const rules = { production: true, allowedPrivateHosts: ['127.0.0.1'] };
  const source = createLinkSource(async (url) => (await assertAllowedTarget(url, rules)).addresses);
  const asked = { limit: 1000, attempt: 1, signal: new AbortController().signal };

  test('from nowhere that is ours, also not by a detour', async () => {
    const host = await openFileHost();
    const open = (url: string) => source.open({ url }, asked);
    const detour = (location: string) => host.on('/detour', (response) => response.writeHead(307, { location }).end());
    for (const inside of ['http://10.0.0.1/', 'http://[::1]/', 'http://169.254.169.254/', 'ftp://example.com/']) {
      await expect(open(inside)).rejects.toMatchObject({ error: 'forbidden-address', final: true });
      await expect(open(detour(inside))).rejects.toMatchObject({ error: 'forbidden-address', final: true });
    }
    const unknown = open('https://unknown.invalid/');
    await expect(unknown).rejects.toMatchObject({ error: 'unreachable', final: false });
    host.close();
  });

  test('up to its limit, whatever its host says of its size', async () => {
    const host = await openFileHost();
    const endless = host.on('/endless', (response) => {
      const write = () => response.write('x'.repeat(600));
      response.on('drain', write);
      for (let i = 0; i < 10; i += 1) write();
    });
    const { stream } = await source.open({ url: endless }, asked);
    await expect(text(stream)).rejects.toMatchObject({ error: 'too-large', final: true });
    host.close();
  });
});
