import { Script } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Api } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const page = (contactId: string) => api.as(null).get(`/chats/${contactId}`);

test('the page of a chat runs nothing but its own script and reaches nothing but this API', async () => {
  const [one, other] = [await page('c_1'), await page('c_1')];
  expect([one.status, one.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  const policy = one.headers.get('content-security-policy') ?? '';
  const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
  expect(nonce).toHaveLength(24);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(one.text.split(nonce)).toHaveLength(3);
  expect(other.text).not.toContain(nonce);
  expect(one.text).not.toMatch(/(src|href)=|https?:\/\/| on\w+=|innerHTML|localStorage/);
});

test('the page is the same for every chat: what was asked for is not in it', async () => {
  const plain = (text: string) => text.replaceAll(/nonce="[^"]+"/g, '');
  const odd = await page('%3Cscript%3Ealert(1)%3C%2Fscript%3E');
  expect(odd.status).toBe(200);
  expect(plain(odd.text)).toBe(plain((await page('c_1')).text));
});

test('its script is one that a browser can read', async () => {
  const script = /<script[^>]*>([^]*)<\/script>/.exec((await page('c_1')).text)?.[1] ?? '';
  expect(() => new Script(script)).not.toThrow();
});
