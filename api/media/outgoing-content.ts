import type { Content } from '../../domain/commands.ts';
import type { MediaRef } from '../../domain/media.ts';
import { fileMessageTypes, isFileMessage, mediaRules } from '../../domain/media.ts';
import type { MessageType } from '../../domain/vocabulary.ts';
import type { ReadyMedia } from '../../models/media.ts';
import { mediaRef, MediaModel } from '../../models/media.ts';
import { problem } from '../problem.ts';

const TEXT_LIMIT = 4096;

interface Outgoing {
  type: MessageType;
  text?: string | undefined;
  mediaId?: string | undefined;
}

const unfit = (detail: string) => problem('content-unsupported', { detail });

/**
 * What a message holds, as far as the channels can carry it: a text, or a file and what is said of it. `find`: the file, if
 * its sender may send it.
 */
export async function outgoingContent(
  { type, text, mediaId }: Outgoing,
  find: (mediaId: string) => Promise<ReadyMedia | null>,
): Promise<Pick<Content, 'type' | 'text'> & { media?: MediaRef }> {
  if (type === 'text') {
    if (mediaId !== undefined) throw unfit('A message of type text carries no file: name the type of the file.');
    return { type, text: sendableText(text) };
  }
  if (!isFileMessage(type)) {
    throw unfit(`A message of type ${type} cannot be sent: send type text, ${fileMessageTypes.join(', ')}.`);
  }
  if (mediaId === undefined) throw unfit(`A message of type ${type} needs a mediaId: upload the file first.`);
  const media = await find(mediaId);
  if (!media) throw unfit('There is no such file.');
  const rule = mediaRules()[media.kind];
  if (rule.messageType !== type) {
    throw unfit(`A file of kind ${media.kind} goes as a message of type ${rule.messageType}, not ${type}.`);
  }
  const caption = text?.trim() ? text : null;
  if (caption !== null && rule.caption === 0) throw unfit(`A file of kind ${media.kind} goes without a text.`);
  if (caption !== null && caption.length > rule.caption) {
    throw unfit(`The text has ${caption.length} characters, the limit beside a file is ${rule.caption}.`);
  }
  await hold(media);
  return { type, text: caption, media: mediaRef(media) };
}

/** Keeps a file that is being sent from being taken for one that nobody wants. */
async function hold({ _id }: ReadyMedia): Promise<void> {
  const held = await MediaModel.updateOne({ _id, state: 'ready' }, { $set: { lastUsedAt: new Date() } });
  if (held.matchedCount === 0) throw unfit('There is no such file.');
}

function sendableText(text: string | undefined): string {
  if (!text?.trim()) throw unfit('The text is empty.');
  if (text.length > TEXT_LIMIT) {
    throw unfit(`The text has ${text.length} characters, the limit is ${TEXT_LIMIT}.`);
  }
  return text;
}
