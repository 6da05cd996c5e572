import mongoose from 'mongoose';
import type { MediaKind } from '../../domain/media.ts';
import { MediaModel } from '../../models/media.ts';
import { until } from '../support/stage.ts';
import type { Answer } from './api.ts';

export interface Form {
  kind?: MediaKind | (string & {}) | undefined;
  bytes?: Buffer | undefined;
  fileName?: string;
  mimeType?: string;
  /** Fields beside these. */
  more?: Record<string, string>;
  headers?: Record<string, string>;
  /** The file goes before the fields. */
  fileFirst?: boolean;
}

/** Uploads as a browser does. */
export async function upload(at: { base: string; key: string; path?: string }, form: Form): Promise<Answer> {
  const { kind, bytes, fileName = '', mimeType = '', more = {}, headers = {}, fileFirst = false } = form;
  const data = new FormData();
  const addFile = () => {
    if (bytes) data.append('file', new Blob([new Uint8Array(bytes)], { type: mimeType }), fileName);
  };
  if (fileFirst) addFile();
  if (kind !== undefined) data.append('kind', kind);
  for (const [name, value] of Object.entries(more)) data.append(name, value);
  if (!fileFirst) addFile();
  const response = await fetch(`${at.base}${at.path ?? '/v1/media'}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${at.key}`, ...headers },
    body: data,
  });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text), text, headers: response.headers };
}

/** A content as its reader gets it. */
export async function download(url: string, headers: Record<string, string> = {}, method = 'GET') {
  const response = await fetch(url, { method, headers });
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}

/** The path and query of a link, whatever the public address. */
export function pathOf(link: string): string {
  const { pathname, search } = new URL(link);
  return pathname + search;
}

export interface Stored {
  records: number;
  partial: number;
  files: number;
  chunks: number;
}

/** What of files is in the database. */
export async function stored(): Promise<Stored> {
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected');
  const [records, partial, files, chunks] = await Promise.all([
    MediaModel.countDocuments(),
    MediaModel.countDocuments({ state: { $ne: 'ready' } }),
    db.collection('media_content.files').countDocuments(),
    db.collection('media_content.chunks').countDocuments(),
  ]);
  return { records, partial, files, chunks };
}

/** Waits until there is exactly what there was. */
export async function onceStored(expected: Stored): Promise<void> {
  await until('what was given up to go', async () => {
    const now = await stored();
    if (JSON.stringify(now) === JSON.stringify(expected)) return true;
    throw new Error(JSON.stringify({ now, expected }));
  });
}
