import { InboxModel } from './inbox.ts';
import type { RoomDoc } from './room.ts';
import { changeRoom, RoomModel } from './room.ts';

/** Being in a main room gives access to its inbox. */
export async function giveAccess(room: RoomDoc, agentId: string): Promise<void> {
  await changeRoom({ _id: room._id, members: { $ne: agentId } }, { $push: { members: agentId } });
  if (room.inboxId === null) return;
  const inbox = { _id: room.inboxId, kind: 'CUSTOM', members: { $ne: agentId } };
  await InboxModel.updateOne(inbox as never, changed({ $push: { members: agentId } }));
}

/** Who is in none of the rooms of an inbox has no access to it any more. */
export async function withdrawAccess(room: RoomDoc, agentId: string): Promise<void> {
  await changeRoom({ _id: room._id, members: agentId }, { $pull: { members: agentId } });
  if (room.inboxId === null) return;
  const elsewhere = { inboxId: room.inboxId, members: agentId, deletedAt: null, _id: { $ne: room._id } };
  if (await RoomModel.exists(elsewhere as never)) return;
  await InboxModel.updateOne({ _id: room.inboxId, members: agentId }, changed({ $pull: { members: agentId } }));
}

const changed = (change: object) => ({ ...change, $set: { updatedAt: new Date() }, $inc: { version: 1 } });
