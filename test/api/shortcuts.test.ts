import { afterAll, beforeAll, expect, test } from 'vitest';
import { shortcutVariables } from '../../domain/shortcuts.ts';
import type { Caller } from '../../domain/caller.ts';
import { ShortcutModel } from '../../models/shortcut.ts';
import { newChat, takenChat } from '../support/chat.ts';
import type { Stage } from '../support/stage.ts';
import { integrator, openStage } from '../support/stage.ts';
import type { HttpClient } from './api.ts';
import type { Site } from './site.ts';
import { keyFor, openSite } from './site.ts';

let stage: Stage;
let site: Site;
let ana: Caller;
let asAna: HttpClient;
let asBruno: HttpClient;
let asSofia: HttpClient;
let asHub: HttpClient;

beforeAll(async () => {
  stage = await openStage();
  site = await openSite(stage);
  const as = async (who: Caller) => site.as(await keyFor(who));
  ana = await stage.agent('Ana');
  asAna = await as(ana);
  asBruno = await as(await stage.agent('Bruno'));
  asSofia = await as(await stage.agent('Sofía', { role: 'supervisor' }));
  asHub = await as(integrator);
});

afterAll(async () => {
  await site.app.close();
  await stage.close();
});

const add = async (who: HttpClient, name: string, text: string, shared?: boolean) =>
  who.post('/v1/shortcuts', { name, text, ...(shared === undefined ? {} : { shared }) });
const names = async (who: HttpClient, query = '') =>
  (await who.get(`/v1/shortcuts${query}`)).body.items.map(({ name }: { name: string }) => name);

test('an agent sees the shared ones and their own, and nothing of what is somebody else’s', async () => {
  const shared = await add(asSofia, 'saludo', 'Hola {{contacto.nombre}}', true);
  const own = await add(asAna, 'firma', 'Saludos, {{agente.nombre}}');
  expect([shared.status, own.status]).toEqual([201, 201]);
  expect(own.headers.get('location')).toBe(`/v1/shortcuts/${own.body.id}`);
  expect(own.body).toMatchObject({ name: 'firma', shared: false, version: 1 });
  expect(await names(asAna)).toEqual(['firma', 'saludo']);
  expect(await names(asAna, '?shared=false')).toEqual(['firma']);
  expect(await names(asAna, '?shared=true')).toEqual(['saludo']);
  for (const other of [asBruno, asSofia]) {
    expect(await names(other)).toEqual(['saludo']);
    const path = `/v1/shortcuts/${own.body.id}`;
    const answers = [
      await other.get(path),
      await other.patch(path, { text: 'mío' }),
      await other.post(`${path}/render`, { contactId: 'x' }),
      await other.delete(path),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(answers.map(() => [404, 'not-found']));
  }
  expect((await asHub.get('/v1/shortcuts')).status).toBe(403);
});

test('shared ones are written by supervisors only', async () => {
  const { body } = await add(asSofia, 'horario', 'De 9 a 18', true);
  const path = `/v1/shortcuts/${body.id}`;
  for (const answer of [
    await add(asAna, 'mio', 'x', true),
    await asAna.patch(path, { text: 'De 10 a 12' }),
    await asAna.patch(path, { shared: false }),
    await asAna.delete(path),
  ]) {
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
  }
  const own = await add(asAna, 'propio', 'x');
  expect((await asAna.patch(`/v1/shortcuts/${own.body.id}`, { shared: true })).status).toBe(403);
  const changed = await asSofia.patch(path, { text: 'De 10 a 18' });
  expect(changed.body).toMatchObject({ text: 'De 10 a 18', name: 'horario', version: 2 });
  expect((await asSofia.patch(path, { shared: false })).body.shared).toBe(false);
  expect((await asAna.get(path)).status).toBe(404);
  expect((await asSofia.patch(path, { shared: true })).body.shared).toBe(true);
  expect((await asSofia.delete(path)).status).toBe(204);
  expect((await asAna.get(path)).status).toBe(404);
});

test('a name is unique in its scope whatever case and accents, and free in every other', async () => {
  expect((await add(asSofia, 'envío', 'x', true)).status).toBe(201);
  const again = await add(asSofia, 'ENVIO', 'y', true);
  expect([again.status, again.body.code]).toEqual([409, 'duplicate']);
  expect((await add(asAna, 'envio', 'x')).status).toBe(201);
  expect((await add(asBruno, 'envio', 'x')).status).toBe(201);
  const other = await add(asAna, 'otro', 'x');
  expect((await asAna.patch(`/v1/shortcuts/${other.body.id}`, { name: 'Envío' })).body.code).toBe('duplicate');
  const both = await Promise.all([add(asBruno, 'doble', 'x'), add(asBruno, 'doble', 'x')]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test('an unknown variable is refused at once, with those that are known; a wrong name too', async () => {
  const { body: own } = await add(asBruno, 'ok', 'x');
  for (const answer of [
    await add(asBruno, 'mal', 'Hola {{cliente.nombre}}'),
    await asBruno.patch(`/v1/shortcuts/${own.id}`, { text: 'Hola {{cliente.nombre}}' }),
  ]) {
    expect([answer.status, answer.body.code, answer.body.errors[0].path]).toEqual([400, 'invalid-request', 'text']);
    for (const known of shortcutVariables) expect(answer.body.errors[0].detail).toContain(known);
  }
  for (const body of [
    { name: 'con espacio', text: 'x' },
    { name: '', text: 'x' },
    { name: 'x', text: ' ' },
    { name: 'x' },
  ]) {
    expect((await asBruno.post('/v1/shortcuts', body)).status).toBe(400);
  }
});

test('a search finds every word in name or text without accents, names that begin with it first, page by page', async () => {
  const asNora = site.as(await keyFor(await stage.agent('Nora')));
  const texts = {
    devolucion: 'Cómo devolver',
    zapato: 'La devolución del zapato',
    'devolucion-2': 'Otra',
    pago: 'Pagos',
  };
  for (const [name, text] of Object.entries(texts)) await add(asNora, name, text);
  expect(await names(asNora, `?q=${encodeURIComponent('Devolución')}`)).toEqual([
    'devolucion',
    'devolucion-2',
    'zapato',
  ]);
  expect(await names(asNora, '?q=zapato%20devol')).toEqual(['zapato']);
  expect(await names(asNora, '?q=.*')).toEqual([]);
  const pages: string[][] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await asNora.get(`/v1/shortcuts?q=devol&limit=2${cursor && `&cursor=${cursor}`}`);
    pages.push(body.items.map(({ name }: { name: string }) => name));
    cursor = body.nextCursor;
  }
  expect(pages).toEqual([['devolucion', 'devolucion-2'], ['zapato']]);
  const { body } = await asNora.get('/v1/shortcuts?limit=2&shared=false');
  expect((await asNora.get(`/v1/shortcuts?q=devol&cursor=${body.nextCursor}`)).body.code).toBe('invalid-cursor');
  const rest = await asNora.get(`/v1/shortcuts?limit=2&shared=false&cursor=${body.nextCursor}`);
  expect([...body.items, ...rest.body.items].map(({ name }) => name)).toEqual(Object.keys(texts).sort());
});

test('a shortcut is rendered for a contact with the values of now, and what is missing is told', async () => {
  const chat = await takenChat(stage, ana);
  await stage.settings((value) => {
    value.account.name = 'La Tienda';
  });
  const text =
    '{{contacto.nombre}}, soy {{agente.nombre}} de {{bandeja.nombre}}, {{empresa.nombre}}. {{contacto.pedido}} {{contacto.email}}';
  const { body: shortcut } = await add(asSofia, 'completo', text, true);
  const render = (who: HttpClient) => who.post(`/v1/shortcuts/${shortcut.id}/render`, { contactId: chat.id });
  expect((await render(asAna)).body).toEqual({
    text: 'Lucía Gómez, soy Ana de General, La Tienda. {{contacto.pedido}} {{contacto.email}}',
    missing: ['contacto.pedido', 'contacto.email'],
  });
  const card = { firstName: 'Lucía', email: 'lu@example.com', custom: { pedido: 'n.º 81' } };
  expect((await asAna.patch(`/v1/contacts/${chat.id}`, card)).status).toBe(200);
  expect((await render(asAna)).body).toEqual({
    text: 'Lucía, soy Ana de General, La Tienda. n.º 81 lu@example.com',
    missing: [],
  });
  expect((await render(asSofia)).body.text).toContain('soy Sofía');
});

test('a contact whose chat one may not see cannot be rendered for', async () => {
  const chat = await takenChat(stage, ana);
  const { body: shortcut } = await add(asSofia, 'nombre', '{{contacto.nombre}}', true);
  const path = `/v1/shortcuts/${shortcut.id}/render`;
  for (const contactId of [chat.id, newChat(stage).id]) {
    const answer = await asBruno.post(path, { contactId });
    expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
  }
  expect((await asBruno.post(path, {})).status).toBe(400);
});

test('personal shortcuts go with their agent', async () => {
  const vera = await stage.agent('Vera');
  const asVera = site.as(await keyFor(vera));
  await add(asVera, 'suyo', 'x');
  expect((await asSofia.delete(`/v1/agents/${vera.agentId}`)).status).toBe(204);
  expect(await ShortcutModel.countDocuments({ ownerId: vera.agentId })).toBe(0);
});
