import mongoose from 'mongoose';
import type { RoomKind, RoomStatus } from '../domain/rooms.ts';
import { roomKinds, roomStatuses } from '../domain/rooms.ts';
import { newId } from './ids.ts';

export interface Participant {
  waId: string | null;
  userId: string | null;
}

/** When somebody last came or went, by the messenger's clock. */
export interface RoomMove extends Participant {
  at: number;
}

/** Somebody who asked to be let into a group, and is not. `id`: the messenger's. */
export interface JoinRequest extends Participant {
  id: string;
  /** How often letting them in was refused for the time being. */
  tries?: number;
}

/** A group of the messenger, wanted or there. */
export interface RoomDoc {
  _id: string;
  kind: RoomKind;
  name: string;
  status: RoomStatus;
  /** The messenger's code of what is wrong; null: nothing. */
  problem: number | null;
  /** Of a main room: the inbox whose cases it shows. */
  inboxId: string | null;
  /** Of a personal room: whose, and which of theirs. */
  agentId: string | null;
  number: number | null;
  /** Agents who belong in a main room, as supervisors added them or as they came. */
  members: string[];
  /** Of them, who has access to an inbox because they are here. */
  granted?: { inboxId: string; agentId: string }[];
  /** Who is in the group, as far as the messenger told. */
  participants: Participant[];
  moves?: RoomMove[];
  requests?: JoinRequest[];
  /** Of a main room: the inbox whose waiting cases were shown when it was bound to it. */
  shownInbox?: string;
  /** When the group was last suspended or let go on, by the messenger's clock. */
  statusAt?: number;
  /** Numbers, or user ids where the number is hidden, that are to be taken out of the group. */
  expelled: string[];
  groupId: string | null;
  inviteLink: string | null;
  /** Of every attempt to create it, the last one last. */
  requestIds: string[];
  attempts: number;
  requestedAt: number | null;
  notBefore: number;
  /** The case that is in a personal room. */
  contactId: string | null;
  /** From when on what is written there is for that case; null: always. */
  caseSince: number | null;
  createdAt: Date;
  updatedAt: Date;
  /** When it was given up; its group is taken away after that. */
  deletedAt: Date | null;
  version: number;
}

const schema = new mongoose.Schema<RoomDoc>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true, enum: roomKinds },
    name: { type: String, required: true },
    status: { type: String, required: true, enum: roomStatuses },
    problem: { type: Number, default: null },
    inboxId: { type: String, default: null },
    agentId: { type: String, default: null },
    number: { type: Number, default: null },
    members: { type: [String], default: [] },
    granted: { type: [mongoose.Schema.Types.Mixed as never], default: undefined },
    participants: { type: [mongoose.Schema.Types.Mixed as never], default: [] },
    moves: { type: [mongoose.Schema.Types.Mixed as never], default: undefined },
    requests: { type: [mongoose.Schema.Types.Mixed as never], default: undefined },
    shownInbox: { type: String },
    statusAt: { type: Number },
    expelled: { type: [String], default: [] },
    groupId: { type: String, default: null },
    inviteLink: { type: String, default: null },
    requestIds: { type: [String], default: [] },
    attempts: { type: Number, default: 0 },
    requestedAt: { type: Number, default: null },
    notBefore: { type: Number, default: 0 },
    contactId: { type: String, default: null },
    caseSince: { type: Number, default: null },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    deletedAt: { type: Date, default: null },
    version: { type: Number, required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, minimize: false, id: false },
);
schema.index({ deletedAt: 1, createdAt: 1, _id: 1 });
schema.index({ status: 1, deletedAt: 1 });
schema.index({ inboxId: 1, deletedAt: 1 });
schema.index({ agentId: 1, deletedAt: 1, number: 1 });
schema.index({ groupId: 1 });
schema.index({ requestIds: 1 });
schema.index({ requestedAt: -1 });
schema.index(
  { agentId: 1, number: 1 },
  { unique: true, partialFilterExpression: { agentId: { $type: 'string' }, deletedAt: { $type: 'null' } } },
);
// A case is in one room at a time.
schema.index({ contactId: 1 }, { unique: true, partialFilterExpression: { contactId: { $type: 'string' } } });

export const RoomModel = mongoose.model<RoomDoc>('Room', schema, 'rooms');

export function newRoom(fields: Pick<RoomDoc, 'kind' | 'name'> & Partial<RoomDoc>): RoomDoc {
  const now = new Date();
  return {
    _id: newId('rom'),
    status: 'creating',
    problem: null,
    inboxId: null,
    agentId: null,
    number: null,
    members: [],
    participants: [],
    expelled: [],
    groupId: null,
    inviteLink: null,
    requestIds: [],
    attempts: 0,
    requestedAt: null,
    notBefore: 0,
    contactId: null,
    caseSince: null,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
    version: 1,
    ...fields,
  };
}

/** Changes a room where `filter` still holds; gives it afterwards, null where it does not hold. */
export function changeRoom(filter: Record<string, unknown>, change: object): Promise<RoomDoc | null> {
  const { $set, ...rest } = change as { $set?: object };
  return RoomModel.findOneAndUpdate(
    filter as never,
    { ...rest, $set: { ...$set, updatedAt: new Date() }, $inc: { version: 1 } },
    { returnDocument: 'after' },
  ).lean();
}

/** The rooms of a case's inbox, or of supervisors, that can be written to. */
export function mainRooms(of: { inboxId: string } | { kind: 'SUPERVISOR' }): Promise<RoomDoc[]> {
  return RoomModel.find({ ...of, status: 'ready', deletedAt: null })
    .sort({ createdAt: 1 })
    .lean();
}

/** All rooms, as far as conversations have to know of them. */
export function knownRooms(): Promise<Pick<RoomDoc, 'kind' | 'status' | 'inboxId' | 'agentId'>[]> {
  return RoomModel.find({ deletedAt: null }, { kind: 1, status: 1, inboxId: 1, agentId: 1 }).lean();
}

/** Rooms of which something is left to be done: a group to go, access to end, people to put out. */
export const unfinished = {
  toRemove: { deletedAt: { $ne: null }, groupId: { $ne: null } },
  toShut: { deletedAt: { $ne: null }, 'members.0': { $exists: true } },
  toClear: { 'expelled.0': { $exists: true }, groupId: { $ne: null } },
};

/** Whether anything is left to be done for rooms: whoever should have said so may have been cut off. */
export async function roomsToBuild(now = Date.now()): Promise<boolean> {
  const toMake = { status: 'creating', deletedAt: null, notBefore: { $lte: now } };
  return (await RoomModel.exists({ $or: [toMake, ...Object.values(unfinished)] } as never)) !== null;
}

export function personalRooms(agentId: string): Promise<RoomDoc[]> {
  return RoomModel.find({ agentId, deletedAt: null }).sort({ number: 1 }).lean();
}

/** The room that holds a case. */
export function roomOfCase(contactId: string): Promise<RoomDoc | null> {
  return RoomModel.findOne({ contactId }).lean();
}

/** Takes a room for a case, if it is still free and can be written to. What is written there from `since` on is for it. */
export function occupyRoom(roomId: string, contactId: string, since: number): Promise<RoomDoc | null> {
  return changeRoom(
    { _id: roomId, status: 'ready', deletedAt: null, contactId: null },
    { $set: { contactId, caseSince: since } },
  );
}

export async function freeRoom(roomId: string, contactId: string): Promise<void> {
  await changeRoom({ _id: roomId, contactId }, { $set: { contactId: null } });
}
