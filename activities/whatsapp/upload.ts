import { buffer } from 'node:stream/consumers';
import { findMedia } from '../../models/media.ts';
import { readContent } from '../../models/media-content.ts';
import { WhatsAppMediaModel } from '../../models/whatsapp-media.ts';
import { ApplicationFailure } from '@temporalio/common';
import type { Graph } from './graph.ts';
import { GraphError } from './graph.ts';
import { remedyOf } from '../../domain/whatsapp-errors.ts';

/** The provider keeps a file for 30 days. Source: the Cloud API's media. */
const KEPT_MS = 28 * 24 * 3_600_000;

/** The provider's id of a file of ours; given to it once in a while. Twice is two files there, and no harm. */
export async function uploaded(graph: Graph, mediaId: string): Promise<string> {
  const _id = `${graph.phoneNumberId}:${mediaId}`;
  const kept = await WhatsAppMediaModel.findById(_id).lean();
  if (kept && kept.at.getTime() > Date.now() - KEPT_MS) return kept.providerId;
  const media = await findMedia(mediaId);
  if (!media) throw ApplicationFailure.nonRetryable('the file is not there any more');
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', media.mimeType);
  const bytes = await buffer(readContent(media.fileId));
  form.set('file', new Blob([new Uint8Array(bytes)], { type: media.mimeType }), media.fileName);
  const { id } = await graph.call('POST', `/${graph.phoneNumberId}/media`, form).catch((error: unknown) => {
    const final = error instanceof GraphError && remedyOf(error.code, error.status).do === 'final';
    throw final ? ApplicationFailure.nonRetryable(error.message) : error;
  });
  if (typeof id !== 'string') throw new Error('the answer names no file');
  await WhatsAppMediaModel.updateOne({ _id }, { $set: { providerId: id, at: new Date() } }, { upsert: true });
  return id;
}
