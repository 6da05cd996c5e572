import { extname } from 'node:path';
import { supportedExtensions } from 'file-type';
import type { FileTypeName, MediaKind } from '../domain/media.ts';
import { fileTypes } from '../domain/media.ts';
import { refuse } from './refuse.ts';

const LONGEST = 200;

/** Extensions that make a system run, open or show something, beside those that the detector knows. */
const others = 'bat cmd com cpl hta htm html jar js jse lnk mht mjs msi php ps1 py reg scr sh svg svgz url vbs wsf xml';
const known = new Set<string>([
  ...supportedExtensions,
  ...Object.values(fileTypes).flatMap(({ extensions }) => extensions),
  ...others.split(' '),
]);

/** Declared by programs that do not know what they send. */
const unspecific = new Set([
  '',
  'application/octet-stream',
  'binary/octet-stream',
  'application/x-download',
  'text/plain',
]);

/** Refuses a file that goes by a name, or is declared as a type, that its bytes do not bear out. */
export function checkDeclared(type: FileTypeName, declaredType: string, fileName: string): void {
  const { label, mimeType, aliases, extensions } = fileTypes[type];
  const declared = (declaredType.split(';')[0] ?? '').trim().toLowerCase();
  const isText = type === 'txt' && /^text\/(?!.*(?:html|xml|script))/.test(declared);
  const fits = isText || declared === mimeType || (aliases as readonly string[]).includes(declared);
  if (!unspecific.has(declared) && !fits && isTold(declared)) {
    throw refuse(`It is declared as ${declared.slice(0, 100)}, but its bytes are ${label} (${mimeType}).`);
  }
  const extension = extensionOf(fileName);
  const strange = type === 'txt' ? extension !== '' : known.has(extension);
  if (strange && !(extensions as readonly string[]).includes(extension)) {
    throw refuse(`Its name ends in .${extension}, but its bytes are ${label}.`);
  }
}

/** `application/*` says little; an image, a sound, a film and a text say what they are. */
function isTold(declared: string): boolean {
  if (/^(?:image|audio|video|text|font)\//.test(declared)) return true;
  return Object.values(fileTypes).some(({ mimeType }) => mimeType === declared);
}

/** The name that people get to see: no folders, no control characters, the extension of its type. */
export function cleanName(fileName: string, kind: MediaKind, type: FileTypeName): string {
  const extensions: readonly string[] = fileTypes[type].extensions;
  // Browsers write a quotation mark of a name as %22.
  const base = (fileName.replaceAll('%22', '"').split(/[\\/]/).at(-1) ?? '')
    // Controls, and the marks that turn the direction of writing: they make `exe.png` out of `gnp.exe`.
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .trim();
  const extension = extensionOf(base);
  const stem = known.has(extension) ? base.slice(0, -extension.length - 1) : base;
  const kept = extensions.includes(extension) ? extension : (extensions[0] ?? '');
  const cut = stem
    .slice(0, LONGEST)
    .toWellFormed()
    .replace(/[\ufffd. ]+$/, '');
  return `${cut || kind}.${kept}`;
}

function extensionOf(fileName: string): string {
  const extension = extname(fileName).slice(1).toLowerCase();
  return /^(?=.*[a-z])[a-z0-9]{1,8}$/.test(extension) ? extension : '';
}
