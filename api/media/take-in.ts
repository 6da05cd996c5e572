import type { FastifyRequest } from 'fastify';
import type { MediaKind } from '../../domain/media.ts';
import { largestFile, sizeText } from '../../domain/media.ts';
import type { ReadyMedia } from '../../models/media.ts';
import { problem } from '../problem.ts';
import { inspect } from './inspect.ts';
import { refuse } from './refuse.ts';
import { storedSource } from './source.ts';

interface Form {
  kind: MediaKind;
  library?: boolean | undefined;
  name?: string | undefined;
}

/** Checks the file that came with a form and makes it one of ours. `most`: the bytes that its sender may send. */
export async function takeIn(request: FastifyRequest, form: Form, most: number = largestFile): Promise<ReadyMedia> {
  const { staged } = request;
  if (!staged) throw problem('invalid-request', { detail: 'Expected a file.' });
  request.staged = null;
  try {
    const { kind, library = false } = form;
    if (staged.size > most) throw refuse(`The limit for a file is ${sizeText(most)}; this one is larger.`);
    const declared = { kind, mimeType: staged.declaredType, fileName: staged.fileName };
    const { preview, replacement, ...known } = await inspect(storedSource(staged.fileId, staged.size), declared);
    const content = replacement ? await staged.replace(replacement) : { size: staged.size, sha256: staged.sha256 };
    const now = new Date();
    const fields = {
      ...known,
      ...content,
      kind,
      library,
      name: form.name ?? known.fileName,
      createdAt: now,
      lastUsedAt: now,
      removedAt: null,
      sent: false,
    };
    await staged.keep({ ...fields, preview: preview as never });
    const { id, fileId, uploadedBy } = staged;
    return { ...fields, _id: id, state: 'ready', fileId, uploadedBy, aliveAt: now, preview: null };
  } catch (error) {
    await staged
      .discard()
      .catch((reason: unknown) => request.log.warn({ err: reason }, 'an upload is left to the sweep'));
    throw error;
  }
}
