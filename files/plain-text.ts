import type { Source } from './source.ts';

/** Tab, line feed, form feed, carriage return; and escape, which logs colour their lines with. */
const allowed = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/** Pages, pictures and programs are text too, to whoever opens them. */
const program = /^\s*(?:<\?xml|<!doctype|<html|<svg|<script|<\?php|#!)|<(?:script|html|svg)[\s>]/i;
const HEAD = 1024;

/** The character set of a plain text, or what the file looks like instead. */
export async function charsetOf(source: Source): Promise<{ charset: string } | { looksLike: string }> {
  const head = await source.read(0, HEAD);
  if (program.test(head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, ''))) {
    return { looksLike: 'a page, a drawing or a program' };
  }
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  for await (const chunk of source.stream() as AsyncIterable<Buffer>) {
    if (hasControls(chunk)) return { looksLike: 'a kind of file that is not known' };
    if (isUtf8) isUtf8 = decodes(utf8, chunk, true);
  }
  if (isUtf8) isUtf8 = decodes(utf8, Buffer.alloc(0), false);
  return { charset: isUtf8 ? 'utf-8' : 'windows-1252' };
}

function hasControls(chunk: Buffer): boolean {
  for (const byte of chunk) if ((byte < 0x20 && !allowed.has(byte)) || byte === 0x7f) return true;
  return false;
}

function decodes(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer, stream: boolean): boolean {
  try {
    decoder.decode(chunk, { stream });
    return true;
  } catch {
    return false;
  }
}
