import type { MultipartFile } from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { largestFile, mediaKinds, mediaRules } from '../../domain/media.ts';
import type { Staged } from '../../files/staging.ts';
import { stage } from '../../files/staging.ts';
import { isMongoUnavailable } from '../../models/connect.ts';
import { Problem, problem } from '../problem.ts';
import { invalidField } from '../plugins/validation.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The file of the form, until a handler takes it. */
    staged: Staged | null;
  }
}

/** What is read, and dropped, of a file that is too large, so that the sender gets the reason. */
const READ_AT_MOST = 2 * largestFile;

/** Who uploads, and how many bytes of a file are taken from them. */
export interface Uploading {
  by: (request: FastifyRequest) => Staged['uploadedBy'];
  most: number;
}

export const formLimits = { fileSize: READ_AT_MOST, files: 1, fields: 8, parts: 9, fieldSize: 1024, headerPairs: 20 };

/**
 * Reads a form with one file before the request is checked: the file is stored on the way, and the body becomes the
 * fields, with the file told by its hash and name. A file that no handler takes is discarded with the answer.
 */
export const readForm = (uploading: Uploading) => (request: FastifyRequest, reply: FastifyReply) =>
  readFormOf(uploading, request, reply);

async function readFormOf({ by, most }: Uploading, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!request.isMultipart()) {
    throw problem('unsupported-media-type', { detail: 'Send a form: Content-Type multipart/form-data.' });
  }
  if (Number(request.headers['content-length'] ?? 0) > 2 * most) {
    reply.header('connection', 'close');
    throw problem('media-refused', { detail: `No file is larger than ${most / 1024 / 1024} MB.` });
  }
  reply.raw.once('close', () => {
    const left = request.staged;
    request.staged = null;
    left?.discard().catch((error: unknown) => request.log.warn({ err: error }, 'an upload is left to the sweep'));
  });
  try {
    const body: Record<string, unknown> = {};
    for await (const part of request.parts()) {
      if (part.fieldname in body) throw invalidField([part.fieldname], 'Expected once');
      if (part.type === 'field') {
        body[part.fieldname] = part.value;
      } else if (part.fieldname === 'file') {
        const staged = await stage({
          stream: part.file,
          fileName: part.filename ?? '',
          declaredType: part.mimetype,
          uploadedBy: by(request),
          limit: Math.min(most, limitOf(part)),
        });
        request.staged = staged;
        body['file'] = `${staged.sha256} ${staged.size} ${staged.fileName}`;
      } else {
        part.file.resume();
        body[part.fieldname] = 'a file';
      }
    }
    request.body = body;
  } catch (error) {
    if (error instanceof Problem || isMongoUnavailable(error) || isStoreError(error)) throw error;
    throw problem('invalid-request', { detail: `The form cannot be read: ${(error as Error).message}.` });
  }
}

function isStoreError(error: unknown): boolean {
  return error instanceof Error && error.name.startsWith('Mongo');
}

/** Of the kind, where the form named it before the file. */
function limitOf({ fields }: MultipartFile): number {
  const named = fields['kind'];
  const value = named && !Array.isArray(named) && named.type === 'field' ? named.value : undefined;
  const kind = mediaKinds.find((one) => one === value);
  return kind ? mediaRules()[kind].maxBytes : largestFile;
}
