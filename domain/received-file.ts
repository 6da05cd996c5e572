import type { MediaKind, MediaRef } from './media.ts';
import { isFileMessage } from './media.ts';
import type { MessageRow } from './rows.ts';

/** Files of customers: told of by their channel, then fetched and kept as ours. */

/** A file as its channel tells of it; `id` is the channel's. */
export interface ChannelFile {
  id?: string;
  url?: string;
  mimeType?: string;
  fileName?: string;
  size?: number;
  /** Of the content, in hex or Base64. */
  sha256?: string;
  caption?: string;
  voice?: boolean;
  /** The channel gives it by its id, not under a link. */
  source?: 'whatsapp';
}

/** Why a customer's file is not there and will not be. */
export const fileErrors = ['unreachable', 'gone', 'forbidden-address', 'too-large', 'refused'] as const;
export type FileError = (typeof fileErrors)[number];

/** What a line of the customer holds: `kind` and an id of ours once it was fetched, `error` once that was given up. */
export type ReceivedFile = MediaRef | (ChannelFile & { error?: FileError });

/** The file of a line that is to be fetched; null where there is none, or it is ours already. */
export function fileToFetch({
  direction,
  type,
  media,
}: Pick<MessageRow, 'direction' | 'type' | 'media'>): ChannelFile | null {
  if (direction !== 'in' || !isFileMessage(type) || !media) return null;
  const file = media as ReceivedFile;
  const isThere = 'url' in file || ('source' in file && file.id !== undefined);
  return 'kind' in file || !isThere || file.error !== undefined ? null : file;
}

/** The kind of file that a customer's message of a type carries. */
export function kindReceived(type: MessageRow['type'], { voice }: ChannelFile): MediaKind {
  if (!isFileMessage(type)) return 'document';
  return type === 'audio' && voice ? 'voice' : type;
}
