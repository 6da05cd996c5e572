import mongoose from 'mongoose';
import { isDuplicateKey } from './connect.ts';

/** What a message in a group is to us. */
export type RoomLineKind = 'case' | 'registration' | 'relayed' | 'notice' | 'guide';

/** A file of ours, by the kind of message that carries it. */
export interface RoomFile {
  type: string;
  mediaId: string;
  fileName: string;
}

/**
 * A message in a group: one of ours, or one that somebody wrote there. It is how a quote finds what it quotes, and what
 * keeps anything from being posted or taken twice.
 */
export interface RoomLineDoc {
  /** Ours, derived from what it tells; of somebody's message the messenger's. */
  _id: string;
  roomId: string;
  kind: RoomLineKind | 'written';
  /** `queued`: to be posted; `sending`: an attempt has begun, and nobody knows yet what came of it. `held`: posted once the group can be written to. */
  status: 'queued' | 'sending' | 'sent' | 'held' | 'failed' | 'taken';
  /** The messenger's id, once known. */
  wamid: string | null;
  contactId: string | null;
  /** Of the line of the transcript that it carries. */
  messageId: string | null;
  agentId: string | null;
  /** A case post: whether the case still waits. */
  open: boolean;
  /** Of a post that is not out yet: what it says, what it quotes, and what it carries. */
  text: string | null;
  quotes: string | null;
  file: RoomFile | null;
  at: Date;
}

const schema = new mongoose.Schema<RoomLineDoc>(
  {
    _id: { type: String, required: true },
    roomId: { type: String, required: true },
    kind: { type: String, required: true },
    status: { type: String, required: true },
    wamid: { type: String, default: null },
    contactId: { type: String, default: null },
    messageId: { type: String, default: null },
    agentId: { type: String, default: null },
    open: { type: Boolean, default: false },
    text: { type: String, default: null },
    quotes: { type: String, default: null },
    file: { type: mongoose.Schema.Types.Mixed, default: null },
    at: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ wamid: 1 });
schema.index({ messageId: 1, roomId: 1 });
schema.index({ contactId: 1, kind: 1, open: 1 });
schema.index({ roomId: 1, status: 1, at: 1 });
schema.index({ agentId: 1, kind: 1, at: 1 });
// The messenger tells again of what it told for a week; who quotes later than that is asked to quote another.
schema.index({ at: 1 }, { expireAfterSeconds: 45 * 24 * 3600 });

export const RoomLineModel = mongoose.model<RoomLineDoc>('RoomLine', schema, 'room_lines');

type Fresh = Pick<RoomLineDoc, '_id' | 'roomId' | 'kind'> & Partial<RoomLineDoc>;

/** Writes a line that is not there yet; false where it is. */
export async function addLine(line: Fresh): Promise<boolean> {
  try {
    await RoomLineModel.create({ status: 'sending', at: new Date(), ...line });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

export function findLine(id: string): Promise<RoomLineDoc | null> {
  return RoomLineModel.findById(id).lean();
}

export async function changeLine(id: string, fields: Partial<RoomLineDoc>): Promise<void> {
  await RoomLineModel.updateOne({ _id: id }, { $set: fields });
}

/** The messenger has a post of whose fate nobody was told. */
export async function lineTaken(id: string, wamid: string): Promise<void> {
  const fields = { status: 'sent' as const, wamid, text: null, file: null };
  await RoomLineModel.updateOne({ _id: id, status: 'sending', wamid: null }, { $set: fields });
}

/** What a message of a group is to us, by the messenger's id. */
export function lineByWamid(wamid: string): Promise<RoomLineDoc | null> {
  return RoomLineModel.findOne({ wamid }).lean();
}

/** Where a line of the transcript is in a room. */
export function lineOfMessage(roomId: string, messageId: string): Promise<RoomLineDoc | null> {
  return RoomLineModel.findOne({ messageId, roomId, wamid: { $ne: null } }).lean();
}

/** The posts that show a case that waits. */
export function openCases(contactId: string): Promise<RoomLineDoc[]> {
  return RoomLineModel.find({ contactId, kind: 'case', open: true }).sort({ at: 1 }).lean();
}
