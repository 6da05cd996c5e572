import { Readable } from 'node:stream';
import { fileTypeFromStream } from 'file-type';
import type { FileTypeName } from '../domain/media.ts';
import { officeTypeOf } from './compound-file.ts';
import { mp4Tracks } from './mp4-tracks.ts';
import { charsetOf } from './plain-text.ts';
import type { Source } from './source.ts';

export type Identity = { type: FileTypeName; charset?: string } | { type: null; looksLike: string };

/** By what the detector calls them. */
const detected: Readonly<Record<string, FileTypeName>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'audio/aac': 'aac',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'audio/ogg; codecs=opus': 'ogg',
  'audio/x-m4a': 'm4a',
  'audio/mp4': 'm4a',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
};

/** What a file is by its bytes, whatever it is called. */
export async function identify(source: Source): Promise<Identity> {
  const mime = await detect(source);
  if (mime === null) {
    const text = await charsetOf(source);
    return 'charset' in text ? { type: 'txt', charset: text.charset } : { type: null, looksLike: text.looksLike };
  }
  if (mime === 'application/x-cfb') {
    const type = await officeTypeOf(source);
    return type ? { type } : { type: null, looksLike: 'a compound file that is no document' };
  }
  const type = detected[mime];
  if (!type) return { type: null, looksLike: mime };
  // The container says nothing of what it holds.
  if (type === 'mp4' || type === 'm4a') {
    const tracks = await mp4Tracks(source);
    if (tracks) return { type: tracks.some(({ handler }) => handler === 'vide') ? 'mp4' : 'm4a' };
  }
  return { type };
}

async function detect(source: Source): Promise<string | null> {
  const stream = source.stream();
  try {
    const web = Readable.toWeb(stream) as Parameters<typeof fileTypeFromStream>[0];
    return (await fileTypeFromStream(web))?.mime ?? null;
  } finally {
    stream.destroy();
  }
}
