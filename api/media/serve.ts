import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReadyMedia } from '../../models/media.ts';
import { MediaModel } from '../../models/media.ts';
import { readContent } from '../../models/media-content.ts';
import { problem } from '../problem.ts';
import { rangeOf } from './byte-range.ts';

/** Gives a file out so that no browser runs it, guesses its type, or keeps it longer than its reader may see it. */
export async function serveMedia(
  request: FastifyRequest,
  reply: FastifyReply,
  media: ReadyMedia,
): Promise<FastifyReply> {
  const { kind, mimeType, charset, fileName, size, sha256 } = media;
  const etag = `"${sha256}"`;
  guard(reply)
    .header('etag', etag)
    .header('accept-ranges', 'bytes')
    .header('content-disposition', disposition(kind === 'document' ? 'attachment' : 'inline', fileName));
  if (isKnown(request, etag)) return reply.code(304).send();

  const ranged = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
  const range = ranged ? rangeOf(request.headers.range, size) : null;
  if (range === 'unsatisfiable') {
    reply.header('content-range', `bytes */${size}`);
    throw problem('range-not-satisfiable', { detail: `The file has ${size} bytes.` });
  }
  const { start, end } = range ?? { start: 0, end: size };
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end - 1}/${size}`);
  reply.header('content-type', charset ? `${mimeType}; charset=${charset}` : mimeType);
  reply.header('content-length', end - start);
  return reply.send(request.method === 'HEAD' ? Readable.from([]) : readContent(media.fileId, { start, end }));
}

/** The small WebP of an image or a sticker; 404 for what has none. */
export async function servePreview(
  request: FastifyRequest,
  reply: FastifyReply,
  media: ReadyMedia,
): Promise<FastifyReply> {
  const doc = await MediaModel.findById(media._id, { preview: 1 }).lean();
  if (!doc?.preview) throw problem('not-found', { detail: 'There is no preview of this file.' });
  const etag = `"${media.sha256}-preview"`;
  guard(reply)
    .header('etag', etag)
    .header('content-disposition', disposition('inline', `${media._id}.webp`));
  if (isKnown(request, etag)) return reply.code(304).send();
  return reply.header('content-type', 'image/webp').send(Buffer.from(doc.preview.buffer));
}

function guard(reply: FastifyReply): FastifyReply {
  return reply
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('cache-control', 'private, no-cache');
}

function isKnown({ headers }: FastifyRequest, etag: string): boolean {
  const known = headers['if-none-match'];
  return known !== undefined && known.split(',').some((one) => ['*', etag, `W/${etag}`].includes(one.trim()));
}

/** The name twice (RFC 6266): plain for old readers, in UTF-8 for all others. */
function disposition(way: 'attachment' | 'inline', fileName: string): string {
  const plain = fileName
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${way}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
