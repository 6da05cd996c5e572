import type { FileTypeName } from '../domain/media.ts';
import type { Source } from './source.ts';

const HEAD = 1024;
/** An archive ends with its index; a comment of up to 64 KB may follow. */
const TAIL = 65_535 + 22;
const markup = /<(?:script|html|svg|body|iframe)[\s>]|<!doctype|<\?php/i;

const archives: readonly FileTypeName[] = ['docx', 'xlsx', 'pptx'];
const documents: readonly FileTypeName[] = [...archives, 'pdf', 'doc', 'xls', 'ppt', 'txt'];

/** What else a file would pass for, to a program that looks at other bytes of it; null when nothing is found. */
export async function secondNature(source: Source, type: FileTypeName): Promise<string | null> {
  const head = (await source.read(0, HEAD)).toString('latin1');
  const tail = await source.read(source.size - TAIL, source.size);
  if (!archives.includes(type) && endsAsArchive(tail, source.size)) return 'an archive';
  if (type !== 'pdf' && head.includes('%PDF-')) return 'a PDF';
  if (!documents.includes(type) && (markup.test(head) || markup.test(tail.toString('latin1')))) return 'a web page';
  if (type === 'png' || type === 'webp') return (await trailing(source, type)) > 0 ? 'something after its end' : null;
  return null;
}

/** An end-of-directory record whose comment reaches exactly to the end of the file. */
function endsAsArchive(tail: Buffer, size: number): boolean {
  for (let at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1'); at >= 0; ) {
    const complete = at + 22 <= tail.length;
    if (complete && at + 22 + tail.readUInt16LE(at + 20) === tail.length && tail.readUInt32LE(at + 12) <= size) {
      return true;
    }
    at = at === 0 ? -1 : tail.lastIndexOf('PK\x05\x06', at - 1, 'latin1');
  }
  return false;
}

/** How many bytes follow the end of an image that says where it ends. */
async function trailing(source: Source, type: 'png' | 'webp'): Promise<number> {
  if (type === 'webp') {
    const length = (await source.read(0, 8)).readUInt32LE(4) + 8;
    return source.size - (length + (length % 2));
  }
  const bytes = await source.read(0, source.size);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return source.size - end;
    at = end;
  }
  return 0;
}
