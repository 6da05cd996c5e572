import type { Viewer } from '../domain/visibility.ts';
import { ConversationModel } from './conversation.ts';
import { MessageModel } from './message.ts';
import { visibleTo } from './visibility-filter.ts';

/** Whether any message carries the file. */
export async function isSent(mediaId: string): Promise<boolean> {
  return (await MessageModel.exists({ 'media.id': mediaId } as never)) !== null;
}

/** Whether a message of a chat that the viewer may see now carries the file. `whole`: also one that was taken back. */
export async function isInVisibleChat(mediaId: string, viewer: Viewer, whole: boolean): Promise<boolean> {
  const found = await MessageModel.aggregate([
    { $match: { 'media.id': mediaId, ...(whole ? {} : { deletedAt: null }) } },
    {
      $lookup: {
        from: ConversationModel.collection.name,
        localField: 'contactId',
        foreignField: '_id',
        pipeline: [{ $match: visibleTo(viewer) }, { $project: { _id: 1 } }],
        as: 'chat',
      },
    },
    { $match: { 'chat.0': { $exists: true } } },
    { $limit: 1 },
    { $project: { _id: 1 } },
  ]);
  return found.length > 0;
}

/** Whether a message between the contact and us carries the file. */
export async function isInChat(mediaId: string, contactId: string): Promise<boolean> {
  const query = { 'media.id': mediaId, contactId, direction: { $in: ['in', 'out'] }, deletedAt: null };
  return (await MessageModel.exists(query as never)) !== null;
}
