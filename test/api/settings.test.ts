import { afterAll, beforeAll, expect, test } from 'vitest';
import { esAr } from '../../texts/es-ar.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const read = async () => (await api.as('admin').get('/v1/settings')).body;
const patch = (body: unknown) => api.as('admin').patch('/v1/settings', body);

test('a change is merged deeply, counted, and known to the rules at once', async () => {
  const before = await read();
  const { status, body } = await patch({ sessionWindow: { webchat: 'PT12S' }, bot: { mode: 'external' } });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    bot: { mode: 'external' },
    sessionWindow: { default: 'PT24H', webchat: 'PT12S' },
    escalation: before.escalation,
    version: before.version + 1,
  });
  expect(await read()).toEqual(body);
  expect(api.deps.directory.policy('webchat')).toMatchObject({
    version: body.version,
    window: 12_000,
    botMode: 'external',
  });
  expect(api.deps.directory.policy('whatsapp').window).toBe(86_400_000);
});

test('null deletes an optional part and is refused for any other', async () => {
  await patch({ account: { email: 'hola@example.com' }, sessionWindow: { email: 'P3D' } });
  const { body } = await patch({ account: { email: null }, sessionWindow: { email: null } });
  expect(body.account.email).toBeUndefined();
  expect(body.sessionWindow.email).toBeUndefined();
  for (const wrong of [{ account: null }, { sessionWindow: { default: null } }, { bot: { mode: null } }]) {
    expect((await patch(wrong)).status).toBe(400);
  }
});

test('what a required field looks like is described by its name, and taken back by null', async () => {
  const contrato = { type: 'code', pattern: '@-####' };
  const described = await patch({
    ticketCreation: { fields: { contrato, dni: { label: 'DNI del titular', type: 'document' } } },
  });
  expect(described.body.ticketCreation.fields).toEqual({
    contrato,
    dni: { label: 'DNI del titular', type: 'document' },
  });
  expect((await patch({ ticketCreation: { fields: { dni: null } } })).body.ticketCreation.fields).toEqual({ contrato });
  expect((await patch({ ticketCreation: { fields: { dni: { type: 'regex' } } } })).status).toBe(400);
  expect((await read()).absenceReturnAfter).toBeNull();
});

test('what the whole would not allow is refused and nothing of it saved', async () => {
  const before = await read();
  for (const [wrong, path] of [
    [{ handoff: { method: 'message' } }, 'handoff.message'],
    [{ reopenTo: 'lastAgent', presenceTimeout: 'PT0S' }, 'presenceTimeout'],
    [{ escalation: { unattendedAfter: '5 minutes' } }, 'escalation.unattendedAfter'],
    [{ escalation: { unattendedAfter: '-PT5M' } }, 'escalation.unattendedAfter'],
    [{ sessionWindow: { webchat: 'P1Y' } }, 'sessionWindow.webchat'],
    [{ sessionWindow: { 'Not A Channel': 'PT1H' } }, 'sessionWindow'],
    [{ account: { timeZone: 'America/Nowhere' } }, 'account.timeZone'],
    [{ colour: 'red' }, 'colour'],
    [{ bot: { colour: 'red' } }, 'bot.colour'],
    [{ ticketCreation: { subtypes: ['OTRO'] } }, 'ticketCreation.subtypes.0'],
  ] as const) {
    const { status, body } = await patch(wrong);
    expect([path, status, body.errors?.[0]?.path]).toEqual([path, 400, path]);
  }
  expect(await read()).toEqual(before);
});

test('changes at once all count', async () => {
  const before = await read();
  const channels = ['uno', 'dos', 'tres', 'cuatro', 'cinco'];
  const answers = await Promise.all(channels.map((channel) => patch({ sessionWindow: { [channel]: 'PT1H' } })));
  expect(answers.map(({ status }) => status)).toEqual(channels.map(() => 200));
  const after = await read();
  expect(after.version).toBe(before.version + channels.length);
  for (const channel of channels) expect(after.sessionWindow[channel]).toBe('PT1H');
});

test('adding a webhook makes a new version of the rules, so that conversations learn of it', async () => {
  const { version } = api.deps.directory.policy('webchat');
  const { body } = await api.as('supervisor').post('/v1/webhooks', { url: 'http://127.0.0.1:9/hook' });
  expect(api.deps.directory.policy('webchat')).toMatchObject({ version: version + 1, webhooks: true });
  await api.as('supervisor').patch(`/v1/webhooks/${body.id}`, { active: false });
  expect(api.deps.directory.policy('webchat')).toMatchObject({ version: version + 2, webhooks: false });
});

test('every text that customers read can be replaced, checked for its variables, and reset', async () => {
  const texts = async () => {
    const first = await api.as('admin').get('/v1/settings/texts?limit=20');
    const items = [...first.body.items];
    for (let next = first.body.nextCursor; next !== null; ) {
      const { body } = await api.as('admin').get(`/v1/settings/texts?limit=20&cursor=${next}`);
      items.push(...body.items);
      next = body.nextCursor;
    }
    return new Map(items.map((one) => [one.name, one]));
  };
  const before = await texts();
  expect([...before.keys()]).toEqual(Object.keys(esAr));
  expect(before.get('greetingNamed')).toMatchObject({ own: false, variables: ['contacto.nombre'] });

  expect((await patch({ texts: { thanks: '¡Un placer!', greetingNamed: 'Buenas, {{contacto.nombre}}' } })).status).toBe(
    200,
  );
  expect((await texts()).get('thanks')).toEqual({
    name: 'thanks',
    text: '¡Un placer!',
    default: esAr.thanks,
    own: true,
    variables: [],
  });
  for (const wrong of [
    { thanks: '{{contacto.nombre}}' },
    { thanks: '' },
    { greetingNamed: '{{ contacto' },
    { otro: 'a' },
  ]) {
    const { status, body } = await patch({ texts: wrong });
    expect([status, body.errors?.[0]?.path]).toEqual([400, `texts.${Object.keys(wrong)[0]}`]);
  }
  await patch({ texts: { thanks: null } });
  expect((await texts()).get('thanks')).toEqual(before.get('thanks'));
  expect((await read()).texts).toEqual({ greetingNamed: 'Buenas, {{contacto.nombre}}' });
});
