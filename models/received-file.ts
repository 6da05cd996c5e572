import type { ReceivedFile } from '../domain/received-file.ts';
import { MessageModel } from './message.ts';

/** What became of the file of a customer's line; the first word stands, whoever else says another. */
export async function settleFile(contactId: string, messageId: string, media: ReceivedFile): Promise<void> {
  const open = { _id: messageId, contactId, direction: 'in', 'media.kind': null, 'media.error': null };
  await MessageModel.collection.updateOne(open as never, { $set: { media } });
}
