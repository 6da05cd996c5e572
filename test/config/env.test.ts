import { expect, test } from 'vitest';
import { envVariables, loadEnv } from '../../config/env.ts';
import { whatsappGaps } from '../../config/whatsapp-gaps.ts';

test('without any variable everything has its default, and nothing can be changed', () => {
  const env = loadEnv({});
  expect(env).toMatchObject({ home: '.relevo', host: '127.0.0.1', port: 3000, publicUrl: 'http://127.0.0.1:3000' });
  expect(env).toMatchObject({ rateLimit: 200, bodyLimit: 1_048_576, timeZone: 'America/Argentina/Buenos_Aires' });
  expect(env.temporal).toMatchObject({ namespace: 'default', port: 7233, uiPort: 8233, sqliteSynchronous: 1 });
  expect(() => Object.assign(env.temporal, { port: 1 })).toThrow(TypeError);
});

test('an empty variable is an absent one', () => {
  expect(loadEnv({ PORT: '', TEMPORAL_ADDRESS: ' ' })).toMatchObject({ port: 3000, temporal: { address: undefined } });
});

test.each([
  ['PORT', '70000', 'from 1 to 65535'],
  ['PORT', '3e3', 'a whole number'],
  ['TIME_ZONE', 'Mars/Olympus', 'time zone'],
  ['TIME_ZONE', '+03:00', 'time zone'],
  ['PUBLIC_URL', 'ftp://a', 'http or https'],
  ['MONGODB_URI', 'http://a', 'mongodb://'],
  ['TEMPORAL_ADDRESS', 'http://a:7233', 'host:port'],
  ['TEMPORAL_TLS', 'perhaps', 'true or false'],
  ['PAYLOAD_ENCRYPTION_KEY', 'c2hvcnQ=', '32 bytes'],
  ['ACCOUNT_EMAIL', 'nobody', 'e-mail'],
  ['LOG_LEVEL', 'loud', 'info'],
  ['TEMPORAL_SQLITE_SYNCHRONOUS', '3', '1 or 2'],
  ['WEBCHAT_ORIGINS', 'https://a.example/chat', 'origins'],
  ['WEBCHAT_ORIGINS', 'a.example', 'origins'],
  ['TRUST_PROXY', 'true', 'addresses or networks'],
  ['TRUST_PROXY', '10.0.0.0/33', 'addresses or networks'],
])('a bad %s (%s) is named with what was expected', (name, value, expected) => {
  expect(() => loadEnv({ [name]: value })).toThrow(new RegExp(`^${name}: .*${expected}`));
});

test('every bad variable is told at once', () => {
  expect(() => loadEnv({ PORT: 'x', RATE_LIMIT: '0' })).toThrow(/PORT: [^]*RATE_LIMIT: /);
});

test('production does not start on a secret that nobody chose', () => {
  expect(() => loadEnv({ NODE_ENV: 'production' })).toThrow(/^RELEVO_SECRET: /);
  const secret = Buffer.alloc(32, 7).toString('base64');
  expect(loadEnv({ NODE_ENV: 'production', RELEVO_SECRET: secret })).toMatchObject({ production: true, secret });
});

test('TLS is on with an API key or a certificate, unless it is said', () => {
  expect(loadEnv({}).temporal.tls.enabled).toBe(false);
  expect(loadEnv({ TEMPORAL_API_KEY: 'k' }).temporal.tls.enabled).toBe(true);
  expect(loadEnv({ TEMPORAL_TLS_CA_PATH: 'ca.pem' }).temporal.tls.enabled).toBe(true);
  expect(loadEnv({ TEMPORAL_API_KEY: 'k', TEMPORAL_TLS: 'false' }).temporal.tls.enabled).toBe(false);
});

test('every variable has a line for .env.example, and its default is what an absent one takes', () => {
  for (const { name, description } of envVariables) expect(description, name).toMatch(/^\S.{9,}$/);
  const defaults = Object.fromEntries(envVariables.map(({ name, default: value }) => [name, value]));
  expect(loadEnv(defaults)).toEqual(loadEnv({}));
});

test('a WhatsApp that is half set up names what is missing, and none at all is none', () => {
  const half = { WHATSAPP_ACCESS_TOKEN: 'a', WHATSAPP_PHONE_NUMBER_ID: '1' };
  expect(whatsappGaps(loadEnv(half).whatsapp)).toEqual(['WHATSAPP_APP_SECRET', 'WHATSAPP_VERIFY_TOKEN']);
  const all = { ...half, WHATSAPP_APP_SECRET: 'b', WHATSAPP_VERIFY_TOKEN: 'c' };
  expect([whatsappGaps(loadEnv(all).whatsapp), whatsappGaps(loadEnv({}).whatsapp)]).toEqual([[], []]);
});
