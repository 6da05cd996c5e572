import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSeal } from '../../config/seal.ts';
import { SettingsModel } from '../../models/settings.ts';
import type { FakeHelpdesk } from '../fakes/helpdesk.ts';
import { accountAt, openFakeHelpdesk } from '../fakes/helpdesk.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
let zendesk: FakeHelpdesk;
let gorgias: FakeHelpdesk;
beforeAll(async () => {
  [api, zendesk, gorgias] = await Promise.all([startApi(), openFakeHelpdesk('zendesk'), openFakeHelpdesk('gorgias')]);
});
afterAll(async () => {
  await Promise.all([api.stop(), zendesk.close(), gorgias.close()]);
});

const read = async () => (await api.as('admin').get('/v1/settings')).body;
const patch = (handoff: object) => api.as('admin').patch('/v1/settings', { handoff });
const stored = async () => (await SettingsModel.findById('account').lean())?.value.handoff;

test('a helpdesk is saved once it has answered; its secret is sealed and never read back', async () => {
  for (const [method, desk, name] of [
    ['zendesk', zendesk, 'apiToken'],
    ['gorgias', gorgias, 'apiKey'],
  ] as const) {
    const account = accountAt(desk, method);
    const written = await patch({ method, [method]: account });
    expect(written.status, written.text).toBe(200);
    expect(desk.requests.length).toBeGreaterThan(0);
    const answer = await api.as('admin').get('/v1/settings');
    const shown = { baseUrl: desk.url, email: account.email, [`${name}Set`]: true, webhookSecretSet: false };
    expect(answer.body.handoff).toMatchObject({ method, [method]: shown });
    for (const { text } of [written, answer]) expect(text).not.toContain(account[name]);
    const kept = JSON.stringify(await stored());
    expect(kept).toContain('sealed:1:');
    expect(kept).not.toContain(account[name]);
  }
});

test('a stored secret is kept by merging, and does not follow to another address', async () => {
  await patch({ zendesk: accountAt(zendesk, 'zendesk') });
  const before = (await stored())?.zendesk?.apiToken;
  expect((await patch({ zendesk: { webhookSecret: 'signing' } })).status).toBe(200);
  expect(await stored()).toMatchObject({ zendesk: { apiToken: before } });
  expect((await read()).handoff.zendesk.webhookSecretSet).toBe(true);
  const moved = await patch({ zendesk: { baseUrl: gorgias.url } });
  expect([moved.status, moved.body.errors[0].path]).toEqual([400, 'handoff.zendesk.apiToken']);
});

test('a helpdesk that does not take us is refused with the reason, and nothing is saved', async () => {
  const html = createServer((_request, response) => response.writeHead(200).end('<html>hello</html>'));
  await new Promise<void>((resolve) => html.listen(0, '127.0.0.1', resolve));
  const page = `http://127.0.0.1:${(html.address() as AddressInfo).port}`;
  const before = await read();
  const good = { zendesk: accountAt(zendesk, 'zendesk'), gorgias: accountAt(gorgias, 'gorgias') };
  for (const [method, change, reason] of [
    ['zendesk', { apiToken: 'not-my-key' }, 'credentials'],
    ['gorgias', { apiKey: 'not-my-key' }, 'credentials'],
    ['zendesk', { baseUrl: `${zendesk.url}/elsewhere` }, 'not-found'],
    ['gorgias', { baseUrl: zendesk.url.replace('127.0.0.1', '127.0.0.2').replace(/\d+$/, '9') }, 'unreachable'],
    ['zendesk', { baseUrl: page }, 'unclear'],
    ['gorgias', { baseUrl: page.replace('http', 'https') }, 'tls'],
  ] as const) {
    const { status, body } = await patch({ method, [method]: { ...good[method], ...change } });
    expect([method, reason, status, body.code]).toEqual([method, body.reason, 422, 'connection-failed']);
    expect(body.detail).not.toContain('not-my-key');
  }
  expect(await read()).toEqual(before);
  html.close();
});

test('a connection can be tested before it is saved, and as it is stored', async () => {
  const http = api.as('admin');
  const before = await read();
  const given = { method: 'gorgias', gorgias: accountAt(gorgias, 'gorgias') };
  const good = await http.post('/v1/settings/handoff/test', given);
  expect([good.status, good.body]).toEqual([200, { tested: ['gorgias'] }]);
  const bad = await http.post('/v1/settings/handoff/test', { gorgias: { ...given.gorgias, apiKey: 'no' } });
  expect([bad.status, bad.body.code, bad.body.reason]).toEqual([422, 'connection-failed', 'credentials']);
  expect(await read()).toEqual(before);
  await patch({ method: 'zendesk', zendesk: accountAt(zendesk, 'zendesk') });
  expect((await http.post('/v1/settings/handoff/test')).body).toEqual({ tested: ['zendesk'] });
  expect((await api.as('supervisor').post('/v1/settings/handoff/test', given)).status).toBe(403);
});

test('what was sealed opens for its own installation alone, and not once it was changed', () => {
  const [one, other] = [7, 8].map((byte) => createSeal({ secret: Buffer.alloc(32, byte).toString('base64') }));
  const sealed = one?.close('secreto') ?? '';
  expect(one?.open(sealed)).toBe('secreto');
  expect(one?.close('secreto')).not.toBe(sealed);
  expect(() => other?.open(sealed)).toThrow('authenticate');
  expect(() => one?.open(`${sealed.slice(0, -6)}AAAAA=`)).toThrow('authenticate');
});
