import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { textParts } from '../../language/text-parts.ts';
import type { RoomDoc } from '../../models/room.ts';
import { changeRoom } from '../../models/room.ts';
import type { RoomFile, RoomLineDoc, RoomLineKind } from '../../models/room-line.ts';
import { addLine, changeLine, findLine, RoomLineModel } from '../../models/room-line.ts';
import { roomTexts } from '../../texts/rooms.ts';
import type { RoomProvider } from './provider.ts';
import { RoomRefused } from './provider.ts';

/** Something to say in a room. */
export interface Post {
  /** Derived from what it tells: the same again is posted once. */
  id: string;
  kind: RoomLineKind;
  text: string;
  /** The messenger's id of what it quotes. */
  quotes?: string | null;
  contactId?: string;
  messageId?: string;
  agentId?: string;
  /** It shows a case that waits. */
  open?: boolean;
  file?: RoomFile;
}

export interface Posts {
  /** Posts once. Where the group cannot be written to now it is held. Gives the line as it is then. */
  post(room: RoomDoc, post: Post): Promise<RoomLineDoc | null>;
  /** Posts what was held, in order. */
  release(room: RoomDoc): Promise<void>;
}

/** After 2 seconds at first, after a minute at most. */
const laterMs = () => Math.min(60_000, 1000 * 2 ** activityInfo().attempt);
/** Once it is out, or will never be, what it said is kept in the transcript alone. */
const said = { text: null, file: null };
/** What was held for longer is of no use to anybody. */
const HELD_MS = 24 * 3_600_000;
const LONGEST = 4096;
const LONGEST_CAPTION = 1024;

/** `build`: there may be a case to move out of a group that turned out to be gone, or suspended. */
export function createPosts(provider: RoomProvider, build: () => Promise<void>): Posts {
  return {
    async post(room, { text, file, ...post }) {
      const [first = '', ...more] = textParts(text, LONGEST, file ? LONGEST_CAPTION : LONGEST);
      const line = await once(room, { ...post, ...(file ? { file } : {}), text: first });
      for (const [i, part] of more.entries())
        await once(room, { ...post, id: `${post.id}:${i + 2}`, text: part, quotes: null, open: false });
      return line;
    },

    async release(room) {
      const held = await RoomLineModel.find({ roomId: room._id, status: 'held' }).sort({ at: 1 }).lean();
      for (const line of held) {
        const isStale = line.at.getTime() < Date.now() - HELD_MS || (line.kind === 'case' && !line.open);
        if (isStale) await changeLine(line._id, { status: 'failed', text: null, file: null });
        else await attempt(room, line);
      }
    },
  };

  async function once(room: RoomDoc, { id, text, file, ...fields }: Post): Promise<RoomLineDoc | null> {
    await addLine({ _id: id, roomId: room._id, status: 'queued', ...fields, text, file: file ?? null });
    const line = await findLine(id);
    if (line?.status !== 'queued' || room.groupId === null) return line;
    await attempt(room, line);
    return findLine(id);
  }

  /** One attempt, of which it is written down that it begins: one that was cut off is not made again. */
  async function attempt(room: RoomDoc, line: RoomLineDoc): Promise<void> {
    if (room.groupId === null) return;
    const { _id: id } = line;
    const { text, file } = line.file ? await carried(line.text ?? '', line.file) : { text: line.text, file: null };
    const begun = await RoomLineModel.updateOne({ _id: id, status: line.status }, { $set: { status: 'sending' } });
    if (begun.modifiedCount === 0) return;
    const begunAt = new Date();
    try {
      const post = { id, text: text ?? '', quotes: line.quotes, ...(file ? { file } : {}) };
      await changeLine(id, { status: 'sent', wamid: await provider.post(room.groupId, post), ...said });
      if (room.problem !== null)
        await changeRoom({ _id: room._id, problem: room.problem }, { $set: { problem: null } });
    } catch (error) {
      if (error instanceof RoomRefused) await refused(room, line, error, begunAt);
      // Nobody knows: it is not sent again. What the messenger tells of it later names it.
      else await changeLine(id, said);
    }
  }

  /** A file as the messenger has it; where it does not take it, words of where it is. */
  async function carried(text: string, { type, mediaId, fileName }: RoomFile) {
    try {
      return { text, file: { type, fileName, id: await provider.upload(mediaId) } };
    } catch (error) {
      if (!(error instanceof ApplicationFailure && error.nonRetryable)) throw error;
      return { text: `${text} ${roomTexts.fileAtDesk}`.trim(), file: null };
    }
  }

  async function refused(
    room: RoomDoc,
    { _id: id, file, status: before }: RoomLineDoc,
    error: RoomRefused,
    begunAt: Date,
  ): Promise<void> {
    const { fault, code, message } = error;
    if (fault === 'later' || (fault === 'closed' && (await wroteSince(room, begunAt)))) {
      await changeLine(id, { status: before });
      throw ApplicationFailure.create({ message, type: 'RoomRefused', nextRetryDelay: laterMs() });
    }
    await changeLine(id, fault === 'closed' ? { status: 'held' } : { status: 'failed', ...said });
    const status = fault === 'suspended' ? 'suspended' : fault === 'gone' ? 'failed' : room.status;
    await changeRoom({ _id: room._id, deletedAt: null }, { $set: { problem: code, status } });
    if (status !== room.status) await build();
    // A file goes by no template; that there is one does.
    if (fault === 'closed' && file) await once(room, { id: `${id}:waits`, kind: 'notice', text: roomTexts.fileWaits });
  }
}

/** Whoever wrote while we were being refused has opened the group, and let go what was held till then. */
async function wroteSince(room: RoomDoc, at: Date): Promise<boolean> {
  return (await RoomLineModel.exists({ roomId: room._id, kind: 'written', at: { $gte: at } })) !== null;
}
