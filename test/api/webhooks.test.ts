import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertAllowedTarget, ForbiddenTarget } from '../../activities/outgoing/target.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

test('the secret is shown with the first answer and never again', async () => {
  const { body, status } = await api.as('supervisor').post('/v1/webhooks', {
    url: 'http://127.0.0.1:9/hook',
    events: ['message.created'],
  });
  expect(status).toBe(201);
  expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const { id, secret } = body;
  const answers = [
    await api.as('admin').get(`/v1/webhooks/${id}`),
    await api.as('admin').get('/v1/webhooks'),
    await api.as('admin').patch(`/v1/webhooks/${id}`, { name: 'Tienda' }),
  ];
  for (const { text, status: fine } of answers) {
    expect(fine).toBe(200);
    expect(text).not.toContain(secret);
  }
  expect(api.deps.directory.webhooks()).toMatchObject([{ _id: id, name: 'Tienda' }]);
  expect((await api.as('supervisor').delete(`/v1/webhooks/${id}`)).status).toBe(204);
  expect(api.deps.directory.webhooks()).toEqual([]);
});

test.each([
  { url: 'ftp://example.com/' },
  { url: 'javascript:alert(1)' },
  { url: 'http://user:pass@127.0.0.1/' },
  { url: 'http://127.0.0.1/', events: ['unknown.event'] },
  { url: 'http://127.0.0.1/', secret: 'mine' },
  {},
])('%j is refused', async (body) => {
  expect((await api.as('supervisor').post('/v1/webhooks', body)).status).toBe(400);
});

describe('a target in production', () => {
  const rules = { production: true, allowedPrivateHosts: ['10.1.2.3', 'localhost'] };

  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0.0.0.0/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a00:1]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://ip6-localhost.invalid/',
  ])('%s is refused', async (url) => {
    await expect(assertAllowedTarget(url, rules)).rejects.toBeInstanceOf(ForbiddenTarget);
  });

  test.each([
    'https://93.184.216.34/',
    'https://[2606:2800:220:1:248:1893:25c8:1946]/',
    'http://10.1.2.3/',
    'http://localhost/',
  ])('%s is allowed', async (url) => {
    await expect(assertAllowedTarget(url, rules)).resolves.toHaveProperty('addresses');
  });
});

test('outside production private targets are allowed, credentials and other schemes are not', async () => {
  const rules = { production: false, allowedPrivateHosts: [] };
  expect(await assertAllowedTarget('http://127.0.0.1:9/', rules)).toEqual({ addresses: ['127.0.0.1'] });
  await expect(assertAllowedTarget('http://a:b@127.0.0.1:9/', rules)).rejects.toThrow('credentials');
  await expect(assertAllowedTarget('file:///etc/passwd', rules)).rejects.toThrow('http');
});
