import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VERSIONS_KEPT } from '../../models/write-knowledge.ts';
import type { Answer, Api, HttpClient } from './api.ts';
import { startApi } from './api.ts';

const execFileAsync = promisify(execFile);

let api: Api;
let sofia: HttpClient;
beforeAll(async () => {
  api = await startApi();
  sofia = api.as('supervisor');
});
afterAll(() => api.stop());

const ok = ({ status, body, text }: Answer) => {
  expect(status, text).toBeLessThan(300);
  return body;
};
const refused = ({ status, body }: Answer) => [status, body.code];

const add = async (title: string, body = 'Hola') => ok(await sofia.post('/v1/knowledge', { title, body }));
const versions = async (id: string) => ok(await sofia.get(`/v1/knowledge/${id}/versions?limit=200`)).items;

test('every change is kept: who, when and what it was, and any of them can be made what it is', async () => {
  const { id } = await add('Envíos', 'Mandamos a todo el país.');
  const path = `/v1/knowledge/${id}`;
  expect(ok(await sofia.patch(path, { body: 'Solo a Tucumán.', version: 1 }))).toMatchObject({ version: 2 });
  expect(await versions(id)).toMatchObject([
    { version: 2, change: 'updated', body: 'Solo a Tucumán.', by: { name: expect.any(String) } },
    { version: 1, change: 'created', body: 'Mandamos a todo el país.' },
  ]);
  expect(ok(await sofia.get(`${path}/versions/1`))).toMatchObject({ version: 1, body: 'Mandamos a todo el país.' });
  const restored = { version: 3, body: 'Mandamos a todo el país.' };
  expect(ok(await sofia.post(`${path}/versions/1/restore`))).toMatchObject(restored);
  expect(ok(await api.as('agent1').get(path))).toMatchObject(restored);
  expect((await versions(id)).map(({ change }: { change: string }) => change)).toEqual([
    'restored',
    'updated',
    'created',
  ]);
});

test('what changes nothing is no version, and a change made on an older one is refused', async () => {
  const { id } = await add('Pagos');
  const path = `/v1/knowledge/${id}`;
  expect(ok(await sofia.patch(path, { title: 'Pagos' }))).toMatchObject({ version: 1 });
  ok(await sofia.patch(path, { title: 'Formas de pago' }));
  expect(refused(await sofia.patch(path, { body: 'x', version: 1 }))).toEqual([409, 'stale-version']);
  expect(await versions(id)).toHaveLength(2);
});

test('changes at once follow each other, and every one of them is a version', async () => {
  const { id } = await add('Horarios');
  const words = ['uno', 'dos', 'tres', 'cuatro', 'cinco'];
  await Promise.all(words.map(async (body) => ok(await sofia.patch(`/v1/knowledge/${id}`, { body }))));
  const kept = await versions(id);
  expect(kept.map(({ version }: { version: number }) => version)).toEqual([6, 5, 4, 3, 2, 1]);
  expect(kept.map(({ body }: { body: string }) => body).sort()).toEqual(['Hola', ...words].sort());
});

test('what was deleted is found among the changes, and comes back under its id', async () => {
  const { id } = await add('Garantía', 'Seis meses.');
  expect((await sofia.delete(`/v1/knowledge/${id}`)).status).toBe(204);
  expect(refused(await sofia.get(`/v1/knowledge/${id}`))).toEqual([404, 'not-found']);
  const { items } = ok(await sofia.get('/v1/knowledge/changes?change=deleted'));
  expect(items[0]).toMatchObject({ articleId: id, version: 2, body: 'Seis meses.' });
  expect(ok(await sofia.post(`/v1/knowledge/${id}/versions/2/restore`))).toMatchObject({ id, version: 3 });
  expect(ok(await sofia.get(`/v1/knowledge/${id}`))).toMatchObject({ title: 'Garantía', body: 'Seis meses.' });
  expect(refused(await sofia.post(`/v1/knowledge/${id}/versions/9/restore`))).toEqual([404, 'not-found']);
});

test('an article keeps its last versions and no more', async () => {
  const { id } = await add('Cambios');
  for (let i = 0; i < VERSIONS_KEPT + 2; i++) ok(await sofia.patch(`/v1/knowledge/${id}`, { body: `Texto ${i}` }));
  const kept = await versions(id);
  expect(kept).toHaveLength(VERSIONS_KEPT);
  expect(kept[0].version).toBe(VERSIONS_KEPT + 3);
});

const folder = new URL('../corpus/knowledge/', import.meta.url);
const file = (path: string) => ({ path, content: readFileSync(new URL(path, folder), 'utf8') });
const files = () => ['envios/politica.md', 'garantia.md', 'preguntas.csv'].map(file);
const imports = async (given: object[], more = {}) =>
  ok(await sofia.post('/v1/knowledge/import', { files: given, ...more }));
const counts = ({ created, updated, unchanged, refused: not }: Answer['body']) => [created, updated, unchanged, not];

test('files become articles, and importing them again changes nothing', async () => {
  const first = await imports(files());
  expect(counts(first)).toEqual([6, 0, 0, 2]);
  expect(
    first.items.map(({ path, line, title, result }: Answer['body']) => `${path}:${line} ${result} ${title}`),
  ).toEqual([
    'envios/politica.md:4 created Envíos a todo el país',
    'envios/politica.md:16 created Retiro en el local',
    'envios/politica.md:23 created Cambios y devoluciones',
    'garantia.md:1 created Garantía',
    'preguntas.csv:2 created ¿Aceptan tarjeta; cuál?',
    'preguntas.csv:5 created ¿Hacen factura A?',
    'preguntas.csv:6 refused null',
    'preguntas.csv:7 refused Uno',
  ]);
  const [shipping] = first.items;
  const path = `/v1/knowledge/${shipping.articleId}`;
  const article = ok(await sofia.get(path));
  expect(article).toMatchObject({
    keywords: ['envío', 'despacho'],
    source: 'envios/politica.md#envios-a-todo-el-pais',
    body: [
      'Mandamos por Correo Argentino y por Andreani (https://www.andreani.com). Tarda:',
      '- 2 a 3 días a CABA\n- hasta 7 días al interior',
      'Zonas alejadas',
      'Sumá 2 días.',
    ].join('\n\n'),
  });

  const again = await imports(files());
  expect(counts(again)).toEqual([0, 0, 6, 2]);
  expect(ok(await sofia.get(path))).toEqual(article);
});

test('what people changed stays until the file changes, and then it is kept as a version', async () => {
  const given = (text: string) => [{ path: 'soporte.md', content: `# Soporte\n\n${text}\n` }];
  const [{ articleId }] = (await imports(given('De 8 a 20.'))).items;
  ok(await sofia.patch(`/v1/knowledge/${articleId}`, { body: 'De 8 a 22.', active: false }));
  expect(counts(await imports(given('De 8 a 20.')))).toEqual([0, 0, 1, 0]);
  const changed = await imports(given('De 9 a 18.'));
  expect(changed.items).toMatchObject([{ result: 'updated', articleId, reason: expect.stringContaining('version 2') }]);
  expect(ok(await sofia.get(`/v1/knowledge/${articleId}`))).toMatchObject({ body: 'De 9 a 18.', active: false });
  expect(ok(await sofia.get(`/v1/knowledge/${articleId}/versions/2`))).toMatchObject({ body: 'De 8 a 22.' });
});

test('an imported article that was deleted and restored is known again by the next import', async () => {
  const given = [{ path: 'vuelve.md', content: '# Vuelve\n\nHola\n' }];
  const [{ articleId }] = (await imports(given)).items;
  expect((await sofia.delete(`/v1/knowledge/${articleId}`)).status).toBe(204);
  ok(await sofia.post(`/v1/knowledge/${articleId}/versions/1/restore`));
  expect((await imports(given)).items).toMatchObject([{ result: 'unchanged', articleId }]);
});

test('an article deleted here is not brought back by the same file, and is by one that has changed', async () => {
  const given = (text: string) => [{ path: 'se-fue.md', content: `# Se fue\n\n${text}\n` }];
  const [{ articleId }] = (await imports(given('Hola'))).items;
  ok(await sofia.patch(`/v1/knowledge/${articleId}`, { body: 'Chau' }));
  expect((await sofia.delete(`/v1/knowledge/${articleId}`)).status).toBe(204);
  const reason = expect.stringContaining('deleted here');
  expect((await imports(given('Hola'))).items).toMatchObject([{ result: 'unchanged', articleId, reason }]);
  expect((await imports(given('Hola otra vez'))).items).toMatchObject([{ result: 'created', reason: null }]);
});

test('front matter that is no text refuses its file alone, and headings of signs are told apart', async () => {
  const odd = (name: string) => `---\n${name}: {toString: x, valueOf: y}\n---\nHola\n`;
  const told = await imports(
    [
      { path: 'raro.md', content: odd('title') },
      { path: 'activo.md', content: odd('active') },
      { path: 'tags.md', content: '---\ntags: [{toString: x, valueOf: y}, envío]\n---\nHola\n' },
      { path: 'signos.md', content: '# C++\n\nuno\n\n# C#\n\ndos\n\n# 🚚\n\ntres\n' },
    ],
    { dryRun: true },
  );
  expect(told.items.map(({ result, reason }: Answer['body']) => reason ?? result)).toEqual([
    'Expected `title` a text',
    'Expected `active` true or false',
    ...Array.from({ length: 4 }, () => 'created'),
  ]);
});

test('a dry run tells the same and writes nothing', async () => {
  const given = [{ path: 'nuevo.md', content: '# Nuevo\n\nHola\n\n# Nuevo\n\nOtra vez\n\n# Vacío\n' }];
  const told = await imports(given, { dryRun: true });
  expect(told.items).toMatchObject([
    { result: 'created', articleId: null, line: 1 },
    { result: 'refused', line: 5, reason: 'The same heading or key as line 1 of the file' },
    { result: 'refused', line: 9, title: 'Vacío', reason: 'It has no body' },
  ]);
  expect(ok(await sofia.get('/v1/knowledge?q=Nuevo')).items).toEqual([]);
});

test('two imports of the same at once make each article once', async () => {
  const given = [{ path: 'doble.csv', content: 'title,body\nDoble uno,Texto\nDoble dos,Texto\n' }];
  const both = await Promise.all([imports(given), imports(given)]);
  expect(both.map(counts).sort()).toEqual([
    [0, 0, 2, 0],
    [2, 0, 0, 0],
  ]);
  expect(ok(await sofia.get('/v1/knowledge?q=Doble')).items).toHaveLength(2);
});

test('a file that no reader can read is refused, and the others are taken', async () => {
  const given = [{ path: 'a.md', content: `${'> '.repeat(8000)}a` }, ...files()];
  const told = await imports(given, { dryRun: true });
  const reason = 'The file is nested too deeply to be read';
  expect(told.items[0]).toMatchObject({ path: 'a.md', result: 'refused', reason });
  expect(told.unchanged).toBe(6);
});

test('a file of an unknown kind, no file at all, and somebody who may not are refused', async () => {
  for (const body of [{ files: [] }, { files: [{ path: 'a.docx', content: '' }] }, { format: 'md' }])
    expect(refused(await sofia.post('/v1/knowledge/import', body))).toEqual([400, 'invalid-request']);
  expect(refused(await api.as('agent1').post('/v1/knowledge/import', { files: files() }))).toEqual([403, 'forbidden']);
});

test('the command line imports a folder, tells what was refused, and again changes nothing', async () => {
  await mkdir(api.home, { recursive: true });
  await writeFile(join(api.home, 'credentials.json'), JSON.stringify({ api: api.base, keys: api.keys }));
  const copy = join(api.home, 'articles');
  await cp(folder, copy, { recursive: true });
  for (const [target, link] of [
    ['.', 'again'],
    ['nowhere.md', 'lost.md'],
    [fileURLToPath(new URL('garantia.md', folder)), 'outside.md'],
  ] as const)
    await symlink(target, join(copy, link));
  const run = async (...args: string[]) => {
    const command = ['cli/relevo.ts', 'knowledge', 'import', copy, ...args];
    const env = { ...process.env, RELEVO_HOME: api.home };
    const asked = execFileAsync(process.execPath, command, { env });
    return asked.catch((error: { code: number; stdout: string }) => error);
  };
  const told = await run();
  expect(told).toMatchObject({ code: 1, stdout: expect.stringContaining('refused   preguntas.csv:7 Uno') });
  expect(told.stdout).toMatch(/0 created, 0 updated, 6 unchanged, 2 refused\n$/);
});
