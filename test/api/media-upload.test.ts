import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import {
  canvas,
  compoundFile,
  docx,
  hugePng,
  jpegFile,
  mp3,
  mp4,
  noise,
  oggOpus,
  pdf,
  pngFile,
  sticker,
  xlsx,
  zip,
} from './media-files.ts';
import type { Form } from './media-form.ts';
import { download, onceStored, stored, upload } from './media-form.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi({ env: { RELEVO_SECRET: Buffer.alloc(32, 7).toString('base64') } });
});
afterAll(() => api.stop());

const send = (form: Form) => upload({ base: api.base, key: api.keys.agent1 }, form);
const content = (id: string, query = '') =>
  download(`${api.base}/v1/media/${id}/content${query}`, { authorization: `Bearer ${api.keys.agent1}` });

/** The reason of a refusal, after which nothing is left of the file. */
async function reasonFor(form: Form): Promise<string> {
  const before = await stored();
  const { status, body } = await send(form);
  expect([status, body.code]).toEqual([422, 'media-refused']);
  await onceStored(before);
  return body.detail;
}

describe('a file of its kind is taken, and told by its bytes', () => {
  const files: [string, Form['kind'], () => Promise<Buffer> | Buffer, string, string][] = [
    ['PNG', 'image', () => pngFile(), 'foto.png', 'image/png'],
    ['JPEG', 'image', () => jpegFile(), 'foto.JPG', 'image/jpeg'],
    ['MP3', 'audio', () => mp3(), 'canción.mp3', 'audio/mpeg'],
    ['Ogg Opus', 'audio', () => oggOpus(), 'a.ogg', 'audio/ogg'],
    ['M4A', 'audio', () => mp4([['soun', 'mp4a']], 'M4A '), 'a.m4a', 'audio/mp4'],
    ['an MP4 without picture', 'audio', () => mp4([['soun', 'mp4a']]), 'a.mp4', 'audio/mp4'],
    ['Ogg Opus, spoken', 'voice', () => oggOpus(), 'nota.ogg', 'audio/ogg'],
    [
      'MP4',
      'video',
      () =>
        mp4([
          ['vide', 'avc1'],
          ['soun', 'mp4a'],
        ]),
      'v.mp4',
      'video/mp4',
    ],
    ['3GP', 'video', () => mp4([['vide', 'avc1']], '3gp5'), 'v.3gp', 'video/3gpp'],
    ['PDF', 'document', () => pdf(), 'factura.pdf', 'application/pdf'],
    [
      'Word',
      'document',
      () => docx(),
      'a.docx',
      `application/vnd.openxmlformats-officedocument.wordprocessingml.document`,
    ],
    ['Excel', 'document', () => xlsx(), 'a.xlsx', `application/vnd.openxmlformats-officedocument.spreadsheetml.sheet`],
    ['old Word', 'document', () => compoundFile('WordDocument'), 'a.doc', 'application/msword'],
    ['old Excel', 'document', () => compoundFile('Workbook'), 'a.xls', 'application/vnd.ms-excel'],
    ['old PowerPoint', 'document', () => compoundFile('PowerPoint Document'), 'a.ppt', 'application/vnd.ms-powerpoint'],
    ['a text', 'document', () => Buffer.from('Hola, ¿qué tal?\n'), 'nota.txt', 'text/plain'],
    ['a list', 'document', () => Buffer.from('a;b\n1;2\n'), 'lista.csv', 'text/plain'],
  ];

  test.each(files)('%s as %s', async (_, kind, make, fileName, mimeType) => {
    const bytes = await make();
    const { status, body, headers } = await send({ kind, bytes, fileName });
    expect([status, body.detail]).toEqual([201, undefined]);
    expect(headers.get('location')).toBe(`/v1/media/${body.id}`);
    expect(body).toMatchObject({
      kind,
      mimeType,
      fileName: fileName.replace('JPG', 'jpg'),
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      library: false,
      uploadedBy: { kind: 'agent', name: 'Ana' },
      url: `/v1/media/${body.id}/content`,
    });
    const read = await content(body.id);
    expect([read.status, read.bytes.equals(bytes)]).toEqual([200, true]);
    expect(read.headers.get('content-type')?.split(';')[0]).toBe(mimeType);
  });

  test('also when the file comes before its kind', async () => {
    const { status, body } = await send({ kind: 'image', bytes: await pngFile(), fileName: 'a.png', fileFirst: true });
    expect([status, body.width, body.height]).toEqual([201, 40, 30]);
  });

  test('a text of Windows is told as such', async () => {
    const bytes = Buffer.from('Año: ¿cuánto?', 'latin1');
    const { body } = await send({ kind: 'document', bytes, fileName: 'a.txt' });
    expect((await content(body.id)).headers.get('content-type')).toBe('text/plain; charset=windows-1252');
  });

  test('an image on its side is measured upright, and previewed upright without what its camera wrote', async () => {
    const bytes = await canvas(800, 400).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const { body } = await send({ kind: 'image', bytes, fileName: 'a.jpg' });
    expect([body.width, body.height]).toEqual([400, 800]);
    const preview = await content(body.id, '?preview=true');
    expect(preview.headers.get('content-type')).toBe('image/webp');
    const { width, height, format, exif } = await sharp(preview.bytes).metadata();
    expect({ width, height, format, exif }).toEqual({ width: 160, height: 320, format: 'webp', exif: undefined });
  });

  test('a small image is previewed as it is, and a document has no preview', async () => {
    const image = await send({ kind: 'image', bytes: await pngFile(), fileName: 'a.png' });
    const { bytes } = await content(image.body.id, '?preview=true');
    expect((await sharp(bytes).metadata()).width).toBe(40);
    const document = await send({ kind: 'document', bytes: pdf(), fileName: 'a.pdf' });
    expect((await content(document.body.id, '?preview=true')).status).toBe(404);
    expect(document.body.link.previewUrl).toBeNull();
  });

  test('its name has no folders, no control characters and no marks that turn it around', async () => {
    const { body } = await send({ kind: 'image', bytes: await pngFile(), fileName: '../../etc/f\u202egnp\u0007.png' });
    expect(body.fileName).toBe('fgnp.png');
    const nameless = await send({ kind: 'image', bytes: await pngFile(), fileName: 'foto' });
    expect(nameless.body.fileName).toBe('foto.png');
  });
});

describe('a file that is not what it should be is refused with the reason, and nothing of it stays', () => {
  const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const html = '<!doctype html><script>alert(1)</script>';
  const exe = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
  const elf = Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(200)]);
  const cases: [string, Form['kind'], () => Promise<Buffer> | Buffer, string, RegExp][] = [
    ['an archive named .png', 'image', () => zip({ 'a.txt': 'a' }), 'foto.png', /JPEG, PNG; this is application\/zip/],
    ['an archive', 'document', () => zip({ 'a.txt': 'a' }), 'a.zip', /application\/zip/],
    ['a drawing as image', 'image', () => Buffer.from(svg), 'a.svg', /JPEG, PNG/],
    ['a drawing without a head', 'document', () => Buffer.from(svg.slice(21)), 'a.txt', /a page, a drawing/],
    ['a page as image', 'image', () => Buffer.from(html), 'a.png', /a page, a drawing/],
    ['a page as document', 'document', () => Buffer.from(html), 'a.txt', /a page, a drawing/],
    ['a script', 'document', () => Buffer.from('#!/bin/sh\nrm -rf /\n'), 'a.txt', /a program/],
    ['a text that a system would run', 'document', () => Buffer.from('echo hola'), 'a.bat', /ends in \.bat/],
    ['a Windows program', 'document', () => exe, 'a.pdf', /this is application/],
    ['a Linux program', 'document', () => elf, 'a.pdf', /this is application/],
    ['an installer in a compound file', 'document', () => compoundFile('Binary.x'), 'a.doc', /compound file/],
    ['an image as document', 'document', () => pngFile(), 'a.png', /this is PNG/],
    ['a WebP as image', 'image', () => canvas(9, 9).webp().toBuffer(), 'a.webp', /this is WebP/],
    ['a GIF as image', 'image', () => canvas(9, 9).gif().toBuffer(), 'a.gif', /this is image\/gif/],
    ['bytes of no kind', 'document', () => Buffer.from([1, 2, 3, 0, 0, 9]), 'a.txt', /not known/],
    ['nothing', 'document', () => Buffer.alloc(0), 'a.txt', /empty/],
    ['a PNG named .jpg', 'image', () => pngFile(), 'a.jpg', /ends in \.jpg, but its bytes are PNG/],
    ['a film as audio', 'audio', () => mp4([['vide', 'avc1']]), 'a.mp4', /this is MP4/],
    ['a sound as film', 'video', () => mp4([['soun', 'mp4a']]), 'a.mp4', /this is M4A/],
    ['a film of another codec', 'video', () => mp4([['vide', 'hvc1']]), 'a.mp4', /H\.264.*hvc1/],
    ['a film that breaks off', 'video', () => mp4([['vide', 'avc1']]).subarray(0, 900), 'a.mp4', /breaks off/],
    ['Opus in two channels', 'audio', () => oggOpus(2), 'a.ogg', /one channel; this one has 2/],
    [
      'a JPEG that breaks off',
      'image',
      async () => (await noise(300, 300).jpeg().toBuffer()).subarray(0, 9000),
      'a.jpg',
      /breaks off/,
    ],
    [
      'a PNG that breaks off',
      'image',
      async () => (await noise(300, 300).png().toBuffer()).subarray(0, 9000),
      'a.png',
      /breaks off/,
    ],
    ['a PNG of too many pixels', 'image', () => hugePng(12_000, 12_000), 'a.png', /12000 × 12000/],
    ['a PNG of a too long side', 'image', () => hugePng(60_000, 10), 'a.png', /60000 × 10/],
    ['a PNG of 16 bits', 'image', () => noise(9, 9).toColourspace('rgb16').png().toBuffer(), 'a.png', /8 bits/],
    ['a CMYK image', 'image', () => noise(9, 9).toColourspace('cmyk').jpeg().toBuffer(), 'a.jpg', /cmyk/],
    [
      'an image that is an archive too',
      'image',
      async () => Buffer.concat([await jpegFile(), zip({ a: 'b' })]),
      'a.jpg',
      /archive as well/,
    ],
    [
      'a PNG with something after it',
      'image',
      async () => Buffer.concat([await pngFile(), exe]),
      'a.png',
      /after its end/,
    ],
    [
      'an image that ends as a page',
      'image',
      async () => Buffer.concat([await jpegFile(), Buffer.from(html)]),
      'a.jpg',
      /a web page as well/,
    ],
    [
      'a PDF that is an archive too',
      'document',
      () => Buffer.concat([pdf(), zip({ 'a.class': 'b' })]),
      'a.pdf',
      /archive as well/,
    ],
  ];

  test.each(cases)('%s', async (_, kind, make, fileName, reason) => {
    expect(await reasonFor({ kind, bytes: await make(), fileName })).toMatch(reason);
  });

  test('one that is declared as something else', async () => {
    const form = { kind: 'image', bytes: await pngFile(), fileName: 'foto', mimeType: 'image/jpeg' };
    expect(await reasonFor(form)).toMatch(/declared as image\/jpeg, but its bytes are PNG/);
  });

  test.each<[Form['kind'], number, RegExp]>([
    ['image', 5 * 1024 * 1024 + 1, /limit for kind image is 5 MB/],
    ['audio', 16 * 1024 * 1024 + 1, /16 MB/],
    ['voice', 512 * 1024 + 1, /512 KB.*as audio/],
    ['sticker', 100 * 1024, /under 100 KB/],
  ])('%s over its size, whichever comes first, the file or the kind', async (kind, size, reason) => {
    const bytes = Buffer.concat([await pngFile(), Buffer.alloc(size)]).subarray(0, size);
    expect(await reasonFor({ kind, bytes, fileName: 'a' })).toMatch(reason);
    expect(await reasonFor({ kind, bytes, fileName: 'a', fileFirst: true })).toMatch(reason);
  });
});

describe('a sticker', () => {
  const sticky = (bytes: Buffer, fileName = 's.png') => reasonFor({ kind: 'sticker', bytes, fileName });

  test('is taken as PNG and stored as WebP, pixel by pixel the same', async () => {
    const bytes = await sticker().png().toBuffer();
    const { status, body } = await send({ kind: 'sticker', bytes, fileName: 's.png' });
    expect([status, body.mimeType, body.fileName, body.width]).toEqual([201, 'image/webp', 's.webp', 512]);
    const read = await content(body.id);
    expect(body).toMatchObject({
      size: read.bytes.length,
      sha256: createHash('sha256').update(read.bytes).digest('hex'),
    });
    const pixels = (image: Buffer) => sharp(image).ensureAlpha().raw().toBuffer();
    const [before, after] = await Promise.all([pixels(bytes), pixels(read.bytes)]);
    const alpha = (raw: Buffer) => Buffer.from(raw.filter((_, i) => i % 4 === 3));
    expect(alpha(after).equals(alpha(before))).toBe(true);
    expect((await sharp(read.bytes).metadata()).format).toBe('webp');
  });

  test('is taken as WebP as it is', async () => {
    const bytes = await sticker().webp().toBuffer();
    const { body } = await send({ kind: 'sticker', bytes, fileName: 's.webp' });
    expect((await content(body.id)).bytes.equals(bytes)).toBe(true);
  });

  test('of another size is refused', async () => {
    expect(await sticky(await sticker(511, 512).png().toBuffer())).toMatch(/exactly 512 × 512.*511 × 512/);
    expect(await sticky(await sticker(1024, 1024).webp().toBuffer(), 's.webp')).toMatch(/1024 × 1024/);
  });

  test('with an opaque background is refused, with or without an alpha channel', async () => {
    const white = { r: 255, g: 255, b: 255, alpha: 1 };
    expect(await sticky(await sticker(512, 512, white).png().toBuffer())).toMatch(/background.*opaque/);
    expect(await sticky(await sticker(512, 512, white).removeAlpha().png().toBuffer())).toMatch(/background.*opaque/);
  });

  test('with nothing but a hole in an opaque background is refused', async () => {
    const hole = await canvas(200, 200).png().toBuffer();
    const bytes = await canvas(512, 512)
      .composite([{ input: hole, blend: 'dest-out' }])
      .png()
      .toBuffer();
    expect(await sticky(bytes)).toMatch(/opaque/);
  });

  test('of 100 KB or more is refused', async () => {
    const bytes = await noise(512, 512).ensureAlpha(0).png().toBuffer();
    expect(bytes.length).toBeGreaterThan(100 * 1024);
    expect(await sticky(bytes)).toMatch(/under 100 KB/);
  });

  test('in another format is refused', async () => {
    expect(await sticky(await jpegFile(512, 512), 's.jpg')).toMatch(/PNG, WebP; this is JPEG/);
    expect(await sticky(await sticker().gif().toBuffer(), 's.gif')).toMatch(/image\/gif/);
  });
});

describe('a form', () => {
  test.each<[string, Form, string]>([
    ['without a file', { kind: 'image' }, 'file'],
    ['without a kind', { bytes: pdf(), fileName: 'a.pdf' }, 'kind'],
    ['of an unknown kind', { kind: 'hologram', bytes: pdf(), fileName: 'a.pdf' }, 'kind'],
    ['with an unknown field', { kind: 'document', bytes: pdf(), fileName: 'a.pdf', more: { color: 'red' } }, 'color'],
    [
      'with a flag that is none',
      { kind: 'document', bytes: pdf(), fileName: 'a.pdf', more: { library: 'sí' } },
      'library',
    ],
  ])('%s is 400, names the field and leaves nothing', async (_, form, path) => {
    const before = await stored();
    const { status, body } = await send(form);
    expect([status, body.code, body.errors[0].path]).toEqual([400, 'invalid-request', path]);
    await onceStored(before);
  });

  test('that is JSON, or broken, is 415 or 400', async () => {
    const json = await api.as('agent1').post('/v1/media', { kind: 'image' });
    expect([json.status, json.body.code]).toEqual([415, 'unsupported-media-type']);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const broken = await api
      .as('agent1')
      .post('/v1/media', '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc', headers);
    expect([broken.status, broken.body.code]).toEqual([400, 'invalid-request']);
  });

  test('sent twice under one Idempotency-Key makes one file; another file under it is 422', async () => {
    const headers = { 'idempotency-key': 'factura-1' };
    const form = { kind: 'document', bytes: pdf(), fileName: 'factura.pdf', headers } as const;
    const first = await send(form);
    const before = await stored();
    const second = await send(form);
    expect([second.status, second.body.id]).toEqual([201, first.body.id]);
    const other = await send({ ...form, bytes: Buffer.concat([pdf(), Buffer.from('\n')]) });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-mismatch']);
    await onceStored(before);
  });
});

describe('the library', () => {
  test('is for every agent, found by kind and by a part of the name, newest first, page by page', async () => {
    const ids: string[] = [];
    for (const name of ['Catálogo de otoño', 'Catálogo de invierno']) {
      const { body } = await send({
        kind: 'document',
        bytes: pdf(),
        fileName: 'c.pdf',
        more: { library: 'true', name },
      });
      ids.unshift(body.id);
    }
    await send({ kind: 'image', bytes: await pngFile(), fileName: 'logo.png', more: { library: 'true' } });
    const bruno = api.as('agent2');
    const { body } = await bruno.get('/v1/media?library=true&kind=document&q=catalogo&limit=1');
    expect([body.items[0].id, body.items[0].name]).toEqual([ids[0], 'Catálogo de invierno']);
    const next = await bruno.get(`/v1/media?library=true&kind=document&q=catalogo&limit=1&cursor=${body.nextCursor}`);
    expect([next.body.items[0].id, next.body.nextCursor]).toEqual([ids[1], null]);
    expect((await bruno.get(`/v1/media/${ids[0]}`)).status).toBe(200);
    expect((await bruno.get('/v1/media')).body.items.map((one: { name: string }) => one.name)).toContain('logo.png');
  });

  test('is cleared by supervisors; what is taken out is gone for everyone', async () => {
    const { body } = await send({ kind: 'document', bytes: pdf(), fileName: 'v.pdf', more: { library: 'true' } });
    expect((await api.as('agent1').delete(`/v1/media/${body.id}`)).status).toBe(403);
    expect((await api.as('supervisor').delete(`/v1/media/${body.id}`)).status).toBe(204);
    for (const who of ['agent1', 'supervisor', 'integrator'] as const) {
      expect([who, (await api.as(who).get(`/v1/media/${body.id}`)).status]).toEqual([who, 404]);
    }
    expect((await api.as('supervisor').delete(`/v1/media/${body.id}`)).status).toBe(404);
  });
});
