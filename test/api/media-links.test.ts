import { describe, expect, test } from 'vitest';
import { rangeOf } from '../../api/media/byte-range.ts';
import { createMediaLinks } from '../../api/media/links.ts';

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
