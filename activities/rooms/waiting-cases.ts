import { placeOf } from '../../domain/state.ts';
import { ConversationModel, findSnapshot } from '../../models/conversation.ts';
import type { RoomDoc } from '../../models/room.ts';
import { changeRoom, RoomModel } from '../../models/room.ts';
import { RoomLineModel } from '../../models/room-line.ts';
import { casePost, roomTexts } from '../../texts/rooms.ts';
import { factsOf } from './card.ts';
import type { Cases } from './cases.ts';
import { whereTo } from './cases.ts';
import type { Posts } from './posts.ts';

/** More would bury the group; that there are more is said. */
const SHOWN = 30;

/** Shows, in main rooms that are new or were bound to another inbox, the cases that waited there before. */
export function createWaitingCases(posts: Posts, cases: Pick<Cases, 'settle'>): () => Promise<void> {
  return async () => {
    const main = { kind: { $ne: 'PERSONAL' }, inboxId: { $ne: null }, status: 'ready', deletedAt: null };
    const due = { ...main, $expr: { $ne: ['$shownInbox', '$inboxId'] } };
    for (const room of await RoomModel.find(due as never).lean<RoomDoc[]>()) await showIn(room, room.inboxId ?? '');
  };

  async function showIn(room: RoomDoc, inboxId: string): Promise<void> {
    const where = { state: 'BANDEJA' as const, inboxId };
    const waiting = await ConversationModel.find(where, { _id: 1 }).sort({ waitingAt: 1, _id: 1 }).limit(SHOWN).lean();
    for (const { _id } of waiting) await show(room, inboxId, _id);
    const left = (await ConversationModel.countDocuments(where)) - waiting.length;
    if (left > 0)
      await posts.post(room, { id: `${room._id}:${inboxId}:more`, kind: 'notice', text: roomTexts.moreWait(left) });
    await changeRoom({ _id: room._id, inboxId }, { $set: { shownInbox: inboxId } });
  }

  async function show(room: RoomDoc, inboxId: string, contactId: string): Promise<void> {
    const c = await findSnapshot(contactId);
    if (c?.chat.state !== 'BANDEJA' || c.chat.inbox.id !== inboxId) return;
    if (await RoomLineModel.exists({ contactId, kind: 'case', open: true, roomId: room._id })) return;
    const id = `${contactId}:e${c.epoch}:waits:${room._id}`;
    await posts.post(room, { id, kind: 'case', contactId, open: true, text: casePost(await factsOf(c)) });
    // Whoever was told that it waits no longer while it was being shown did not know of this post.
    const now = await findSnapshot(contactId);
    if (!now || (now.chat.state === 'BANDEJA' && now.chat.inbox.id === inboxId)) return;
    await cases.settle(contactId, now.version, roomTexts.noLongerWaits(whereTo(now.chat.state, placeOf(now.chat))));
  }
}
