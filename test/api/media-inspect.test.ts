import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDeclared, cleanName } from '../../files/file-name.ts';
import { inspect } from '../../files/inspect.ts';
import type { Source } from '../../files/source.ts';
import { MediaRefused } from '../../files/refuse.ts';
import { mediaKinds, mediaRules, receivedRules } from '../../domain/media.ts';
import { compoundFile, docx, jpegFile, mp3, mp4, oggOpus, pdf, pngFile, sticker } from './media-files.ts';

const memory = (bytes: Buffer): Source => ({
  size: bytes.length,
  read: async (start, end) => bytes.subarray(Math.max(0, start), Math.max(0, end)),
  stream: () => Readable.from([bytes]),
});

test('whatever its bytes are, a file is taken or refused with a reason', async () => {
  const files = [
    await pngFile(),
    await jpegFile(),
    await sticker().webp().toBuffer(),
    docx(),
    compoundFile('WordDocument'),
    pdf(),
    oggOpus(),
    mp3(3),
    mp4([
      ['vide', 'avc1'],
      ['soun', 'mp4a'],
    ]),
  ];
  const damage = fc.array(fc.tuple(fc.double({ min: 0, max: 0.9999, noNaN: true }), fc.nat(255)), { maxLength: 12 });
  const damaged = fc.record({
    file: fc.constantFrom(...files),
    kind: fc.constantFrom(...mediaKinds),
    damage,
    length: fc.double({ min: 0, max: 1, noNaN: true }),
    rules: fc.constantFrom(mediaRules(), receivedRules),
  });
  await fc.assert(
    fc.asyncProperty(damaged, async ({ file, kind, damage, length, rules }) => {
      const bytes = Buffer.from(file.subarray(0, Math.ceil(file.length * length)));
      for (const [place, value] of damage) bytes[Math.floor(place * bytes.length)] = value;
      try {
        const { mimeType } = await inspect(memory(bytes), { kind, mimeType: '', fileName: '' }, rules);
        expect(mimeType).not.toBe('');
      } catch (error) {
        expect(error).toBeInstanceOf(MediaRefused);
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);

test.each([
  ['C:\\fotos\\mi foto.PNG', 'mi foto.png'],
  ['/etc/passwd', 'passwd.png'],
  ['..', 'image.png'],
  ['', 'image.png'],
  ['a<b>:"c|?*.png', 'a_b___c___.png'],
  ['año 2026.v1.png', 'año 2026.v1.png'],
  [`${'😀'.repeat(300)}.png`, `${'😀'.repeat(100)}.png`],
])('the name %s is shown as %s', (name, shown) => {
  expect(cleanName(name, 'image', 'png')).toBe(shown);
});

test.each([
  ['txt', 'text/x-log', 'a.log'],
  ['txt', 'application/vnd.ms-excel', 'a.csv'],
  ['mp3', 'audio/mp3', 'a.mp3'],
  ['docx', 'application/zip', 'a.docx'],
  ['png', 'application/octet-stream', 'blob'],
  ['png', 'text/plain', 'a.png'],
] as const)('%s declared as %s and called %s is what it says', (type, declared, name) => {
  expect(() => checkDeclared(type, declared, name)).not.toThrow();
});

test.each([
  ['txt', 'text/html', 'a.txt'],
  ['pdf', 'application/msword', 'a.pdf'],
  ['png', 'image/svg+xml', 'a'],
  ['pdf', '', 'a.exe'],
  ['png', '', 'a.zip'],
] as const)('%s declared as %s and called %s is not what it says', (type, declared, name) => {
  expect(() => checkDeclared(type, declared, name)).toThrow(/its bytes are/);
});
