import { activityInfo, ApplicationFailure, cancellationSignal } from '@temporalio/activity';
import { kindReceived, fileToFetch } from '../../domain/received-file.ts';
import type { ChannelFile } from '../../domain/received-file.ts';
import { receivedRules } from '../../domain/media.ts';
import type { MessageRow } from '../../domain/rows.ts';
import type { Conversation } from '../../domain/state.ts';
import { MediaRefused } from '../../files/refuse.ts';
import { stage } from '../../files/staging.ts';
import { takeIn } from '../../files/take-in.ts';
import { mongoConnected } from '../../models/connect.ts';
import { findSnapshot } from '../../models/conversation.ts';
import type { ReadyMedia } from '../../models/media.ts';
import { mediaRef } from '../../models/media.ts';
import type { MessageDoc } from '../../models/message.ts';
import { MessageModel } from '../../models/message.ts';
import { settleFile } from '../../models/received-file.ts';
import type { FileActivities, FileLine } from '../../workflows/file-fetch.ts';
import { whileAlive } from '../while-alive.ts';
import type { FileSource } from './source.ts';
import { Unfetched } from './source.ts';

/** Less than an attempt may take, so that what is left of it is taken away. */
const TRANSFER_MS = 4 * 60_000;

export interface FetchDeps {
  /** Where a file is had from. */
  sourceOf(file: ChannelFile): FileSource;
  /** Tells whoever listens outside what a line holds by now. */
  tell(conversation: Conversation, line: Pick<MessageRow, 'id' | 'media'>): Promise<void>;
}

/**
 * Fetching the files of customers. A file is named in its line once it is whole and checked; the line is looked at first
 * and written on condition, so that twice is once, and one that nobody names goes as an upload that is never sent.
 */
export function createFileFetching({ sourceOf, tell }: FetchDeps): FileActivities {
  return {
    async fetchFile(at) {
      const { line } = await lineAt(at);
      const file = fileToFetch(line);
      if (file) {
        const source = sourceOf(file);
        const media = await whileAlive(() => fetched(source, line, file)).catch((error: unknown) => {
          throw failureOf(error);
        });
        await settleFile(at.contactId, at.messageId, mediaRef(media));
      }
      await tellOf(at);
    },

    async recordUnfetched({ error, ...at }) {
      const { line } = await lineAt(at);
      const file = fileToFetch(line);
      if (file) await settleFile(at.contactId, at.messageId, { ...file, error });
      await tellOf(at);
    },
  };

  async function tellOf(at: FileLine): Promise<void> {
    const { conversation, line } = await lineAt(at);
    await tell(conversation, { id: at.messageId, media: line.deletedAt === undefined ? line.media : null });
  }
}

/** Fails while it is not there: its rows may be ahead of the snapshot that they led to. */
async function lineAt({ contactId, messageId }: FileLine): Promise<{ conversation: Conversation; line: MessageDoc }> {
  if (!mongoConnected()) throw new Error('MongoDB is not connected');
  const [conversation, line] = await Promise.all([
    findSnapshot(contactId),
    MessageModel.findOne({ _id: messageId, contactId }).lean<MessageDoc>(),
  ]);
  if (!conversation || !line) throw new Error('the line is not written yet');
  return { conversation, line };
}

async function fetched(source: FileSource, line: MessageDoc, file: ChannelFile): Promise<ReadyMedia> {
  const kind = kindReceived(line.type, file);
  const limit = receivedRules[kind].maxBytes;
  const signal = AbortSignal.any([cancellationSignal(), AbortSignal.timeout(TRANSFER_MS)]);
  const { stream, mimeType } = await source.open(file, { limit, attempt: activityInfo().attempt, signal });
  const staged = await stage({
    stream,
    // A name out of an address says nothing of what is there.
    fileName: file.fileName ?? '',
    declaredType: file.mimeType ?? mimeType,
    uploadedBy: { kind: 'contact', id: line.contactId, name: line.author.name ?? '' },
    limit,
  });
  try {
    if (!isAsTold(file.sha256, staged.sha256)) throw new Unfetched('refused', 'it is not the file that was told of');
    return await takeIn(staged, { kind, rules: receivedRules });
  } catch (error) {
    // What stays is left to the sweep.
    await staged.discard().catch(() => undefined);
    throw error;
  }
}

/** Channels write a hash in hex or in Base64. */
function isAsTold(told: string | undefined, hex: string): boolean {
  if (told === undefined || told.toLowerCase() === hex) return true;
  return Buffer.from(told, 'base64').toString('hex') === hex;
}

function failureOf(error: unknown): unknown {
  if (error instanceof MediaRefused)
    return ApplicationFailure.create({ type: 'refused', message: error.message, nonRetryable: true });
  if (!(error instanceof Unfetched)) return error;
  const { error: type, message, final: nonRetryable, retryAfter } = error;
  const delay = retryAfter === null ? {} : { nextRetryDelay: retryAfter };
  return ApplicationFailure.create({ type, message, nonRetryable, ...delay });
}
