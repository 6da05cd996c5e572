import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Simulator } from '../../cli/whatsapp-simulator/server.ts';
import { openSimulator } from '../../cli/whatsapp-simulator/server.ts';
import { playDay } from '../day/day.ts';
import { judge } from '../day/verdict.ts';
import type { Home, Relevo } from '../support/launched.ts';
import { credentialsOf, newHome, until } from '../support/launched.ts';

let home: Home;
let system: Relevo;
let whatsapp: Simulator;
const access = { accessToken: 'simulado', phoneNumberId: '1000', appSecret: 'simulado' };

beforeAll(async () => {
  whatsapp = await openSimulator({ ...access, port: 0, callbackUrl: '', creationMs: 50 });
  home = await newHome({
    WHATSAPP_ACCESS_TOKEN: access.accessToken,
    WHATSAPP_PHONE_NUMBER_ID: access.phoneNumberId,
    WHATSAPP_APP_SECRET: access.appSecret,
    WHATSAPP_BASE_URL: whatsapp.url,
    WHATSAPP_ROOM_TEMPLATE: 'sala:es_AR',
  });
  whatsapp.webhooks.callbackUrl = `http://127.0.0.1:${home.ports.PORT}/webhooks/whatsapp`;
  system = home.npmStart();
  await system.ready();
});
afterAll(async () => {
  await home.remove();
  await whatsapp.close();
});

async function settings(): Promise<{ sessionWindow: Record<string, string> }> {
  const { api, keys } = credentialsOf(home);
  const response = await fetch(`${api}/v1/settings`, { headers: { authorization: `Bearer ${keys.admin}` } });
  return (await response.json()) as never;
}

test.each(['first', 'second'])('the %s run plays every state and transition, and puts the settings back', async () => {
  const before = await settings();
  const demo = home.relevo(['demo']);
  expect(await demo.ended, `${demo.output()}\n${system.output()}`).toBe(0);
  for (const state of ['BOT', 'BANDEJA · Ventas', 'AGENTE · Ana', 'EXPIRADO']) expect(demo.output()).toContain(state);
  expect(demo.output()).toMatch(/garantias@demo\.example: Nuevo ticket #\d+/);
  // A team in WhatsApp groups, from the first group to a closed case.
  expect(demo.output()).toMatch(
    /Desde grupos de WhatsApp[^]*Juan[^\n]*, citando: LISTO[^]*Caso cerrado por Juan[^]*: Despachado/,
  );
  expect(demo.output()).toMatch(/El bot acertó \d+ de 18/);
  expect(demo.output()).toMatch(/npm run replay -- c_[0-9a-f]{32}$/m);
  expect((await settings()).sessionWindow).toEqual(before.sessionWindow);
});

test('an interrupted run puts the settings back', async () => {
  const before = await settings();
  const demo = home.relevo(['demo', '--brief']);
  await until('the short session', async () => 'demo-corta' in (await settings()).sessionWindow);
  demo.signal('SIGINT');
  expect(await demo.ended).toBe(130);
  expect((await settings()).sessionWindow).toEqual(before.sessionWindow);
});

test('without a running system demo and replay say what to do', async () => {
  const other = await newHome();
  const demo = other.relevo(['demo']);
  expect(await demo.ended).toBe(1);
  expect(demo.output()).toContain('No Relevo runs here');
  expect(demo.output()).toContain('npm start');
  const replay = other.relevo(['replay', 'c_00000000000000000000000000000000']);
  expect(await replay.ended).toBe(2);
  for (const next of ['npm start', 'RELEVO_HOME', 'TEMPORAL_PORT', 'TEMPORAL_ADDRESS'])
    expect(replay.output()).toContain(next);
  await other.remove();
});

test('a conversation of the running system replays, by its contact id', async () => {
  const { api, keys } = credentialsOf(home);
  const answer = await fetch(`${api}/v1/contacts?limit=1`, { headers: { authorization: `Bearer ${keys.supervisor}` } });
  const { items } = (await answer.json()) as { items: { id: string }[] };
  const replay = home.relevo(['replay', items[0]?.id ?? '']);
  expect(await replay.ended, replay.output()).toBe(0);
  expect(replay.output()).toMatch(/replayed \d+ events, state \w+/);
  const unknown = home.relevo(['replay', 'c_00000000000000000000000000000000']);
  expect(await unknown.ended).toBe(2);
  expect(unknown.output()).toContain('Temporal has no workflow');
});

test('a small day of agents and customers keeps every promise, and its figures are a recount of all that was', async () => {
  const { api, keys } = credentialsOf(home);
  const admin = keys.admin ?? '';
  const size = { agents: 6, conversations: 30, minutes: 1.5, thinkMs: 250, seed: 'a small day' };
  const played = await playDay({ api, keys: { admin } }, size, () => undefined);
  const findings = await judge(played, () => undefined);
  for (const { promise, violations } of findings) expect(violations, promise).toEqual([]);
});
