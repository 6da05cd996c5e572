import { InboxModel } from './inbox.ts';
import type { RoomDoc } from './room.ts';
import { changeRoom, RoomModel } from './room.ts';

/** Being in a main room gives access to its inbox; what a supervisor gave by hand stays when that ends. */
export async function giveAccess(room: RoomDoc, agentId: string): Promise<void> {
  await changeRoom({ _id: room._id, members: { $ne: agentId } }, { $push: { members: agentId } });
  if (room.inboxId !== null) await open(room._id, room.inboxId, agentId);
}

/** Who is in none of the rooms of an inbox has no access to it any more that a room gave. */
export async function withdrawAccess({ _id, inboxId }: RoomDoc, agentId: string): Promise<void> {
  if (inboxId !== null) await shut(_id, inboxId, agentId);
  await changeRoom({ _id, members: agentId }, { $pull: { members: agentId } });
}

/** Shows another inbox in a room: its members have access to that one before they lose the other. Done twice it is once. */
export async function bindRoom({ _id, members }: RoomDoc, inboxId: string): Promise<void> {
  for (const agentId of members) await open(_id, inboxId, agentId);
  const bound = await changeRoom({ _id }, { $set: { inboxId } });
  for (const given of bound?.granted ?? [])
    if (given.inboxId !== inboxId) await shut(_id, given.inboxId, given.agentId);
}

/** Written down before it is given: an attempt that was cut off gives it as the room's. */
async function open(roomId: string, inboxId: string, agentId: string): Promise<void> {
  const inbox = { _id: inboxId, kind: 'CUSTOM', members: { $ne: agentId } };
  if (!(await InboxModel.exists(inbox as never))) return;
  await changeRoom({ _id: roomId }, { $addToSet: { granted: { inboxId, agentId } } });
  await InboxModel.updateOne(inbox as never, changed({ $push: { members: agentId } }));
}

async function shut(roomId: string, inboxId: string, agentId: string): Promise<void> {
  const given = { inboxId, agentId };
  if (!(await RoomModel.exists({ _id: roomId, granted: { $elemMatch: given } } as never))) return;
  const elsewhere = { inboxId, members: agentId, deletedAt: null, _id: { $ne: roomId } };
  // Another room of theirs gives it from now on.
  if (!(await changeRoom(elsewhere, { $addToSet: { granted: given } })))
    await InboxModel.updateOne({ _id: inboxId, members: agentId }, changed({ $pull: { members: agentId } }));
  await changeRoom({ _id: roomId }, { $pull: { granted: given } });
}

const changed = (change: object) => ({ ...change, $set: { updatedAt: new Date() }, $inc: { version: 1 } });
