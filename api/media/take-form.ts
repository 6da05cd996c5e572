import type { FastifyRequest } from 'fastify';
import type { MediaKind } from '../../domain/media.ts';
import { largestFile, mediaRules, sizeText } from '../../domain/media.ts';
import { refuse } from '../../files/refuse.ts';
import { takeIn } from '../../files/take-in.ts';
import type { ReadyMedia } from '../../models/media.ts';
import { problem } from '../problem.ts';

interface Form {
  kind: MediaKind;
  library?: boolean | undefined;
  name?: string | undefined;
}

/** Checks the file that came with a form and makes it one of ours. `most`: the bytes that its sender may send. */
export async function takeForm(request: FastifyRequest, form: Form, most: number = largestFile): Promise<ReadyMedia> {
  const { staged } = request;
  if (!staged) throw problem('invalid-request', { detail: 'Expected a file.' });
  request.staged = null;
  try {
    if (staged.size > most) throw refuse(`The limit for a file is ${sizeText(most)}; this one is larger.`);
    return await takeIn(staged, { ...form, rules: mediaRules() });
  } catch (error) {
    await staged
      .discard()
      .catch((reason: unknown) => request.log.warn({ err: reason }, 'an upload is left to the sweep'));
    throw error;
  }
}
