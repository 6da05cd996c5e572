import type { ClientSession, PipelineStage } from 'mongoose';
import type { Slot } from './agent.ts';
import { AgentModel } from './agent.ts';
import { newId } from './ids.ts';

/** A reservation whose claim was never heard of again gives its place back after this many milliseconds. */
export const LAPSE_MS = 60_000;

/** Of who is full: how many chats they may have, and have. */
export interface Places {
  capacity: number;
  chats: number;
}
export type Reservation =
  | { ok: true; id: string }
  | ({ ok: false; reason: 'full' } & Places)
  | { ok: false; reason: 'unknown' };

/**
 * Takes one of an agent's places for a contact, in one atomic step over all conversations and processes. A contact takes
 * one place however many reservations name it: every command has its own, so that giving back that of a refused command
 * never frees the place of another. `id`: the same id again is the same reservation. `onlineSince`: only for an agent
 * online whose last sign of life is later. `turn`: the turn of an assignment rule, counted once the chat is the agent's.
 */
export async function reserveSlot(
  agentId: string,
  contactId: string,
  { id = newId('slt'), onlineSince, turn }: { id?: string; onlineSince?: Date; turn?: Slot['turn'] } = {},
): Promise<Reservation> {
  const fresh = { id, contactId, confirmed: false, ...(turn ? { turn } : {}) };
  // One clock for all processes. A time far ahead is of a clock that was set back: it lapses too.
  const age = { $abs: { $subtract: ['$$NOW', '$$slot.at'] } };
  const alive = { $or: ['$$slot.confirmed', { $lt: [age, LAPSE_MS] }] };
  const contacts = { $setUnion: ['$slots.contactId', []] };
  const hasRoom = {
    $or: [{ $in: [{ $literal: contactId }, contacts] }, { $lt: [{ $size: contacts }, '$capacity'] }],
  };
  const added = { $concatArrays: ['$slots', [{ $mergeObjects: [{ $literal: fresh }, { at: '$$NOW' }] }]] };
  const pipeline: PipelineStage[] = [
    { $set: { slots: { $filter: { input: '$slots', as: 'slot', cond: alive } } } },
    {
      $set: {
        slots: { $cond: [{ $and: [hasRoom, { $not: { $in: [{ $literal: id }, '$slots.id'] } }] }, added, '$slots'] },
      },
    },
  ];
  const present = onlineSince ? { status: 'online', lastHeartbeatAt: { $gt: onlineSince } } : {};
  const after = await AgentModel.findOneAndUpdate(
    { _id: agentId, active: true, deletedAt: null, ...present } as never,
    pipeline as never,
    { returnDocument: 'after', projection: { slots: 1, capacity: 1 }, updatePipeline: true },
  ).lean();
  if (!after) return { ok: false, reason: 'unknown' };
  if (after.slots.some((slot) => slot.id === id)) return { ok: true, id };
  return { ok: false, reason: 'full', capacity: after.capacity, chats: placesTaken(after.slots) };
}

/** How many of an agent's places are taken, reservations included that have not lapsed. */
export function placesTaken(slots: readonly Slot[], now = Date.now()): number {
  return new Set(slots.filter((slot) => isAlive(slot, now)).map(({ contactId }) => contactId)).size;
}

/** Whether a reservation still counts. */
export function isAlive({ confirmed, at }: Slot, now: number): boolean {
  return confirmed || Math.abs(now - at.getTime()) < LAPSE_MS;
}

/** Gives a place back. Names the reservation, so that a late release cannot free a newer one; twice is once. */
export async function releaseSlot(agentId: string, reservationId: string, session?: ClientSession): Promise<void> {
  await AgentModel.updateOne({ _id: agentId }, { $pull: { slots: { id: reservationId } } }, session ? { session } : {});
}

/** Gives back a reservation whose claim was refused; one that has become lasting meanwhile stays. */
export async function withdrawSlot(agentId: string, reservationId: string): Promise<void> {
  await AgentModel.updateOne({ _id: agentId }, { $pull: { slots: { id: reservationId, confirmed: false } } });
}

/**
 * Makes a reservation lasting, once the chat is the agent's, and counts the turn it came with. With the contact given, a
 * reservation that lapsed or was released too late is put back: the chat is the agent's already, so its place counts
 * whatever the capacity.
 */
export async function confirmSlot(
  agentId: string,
  reservationId: string,
  contactId?: string,
  session?: ClientSession,
): Promise<void> {
  const options = session ? { session } : {};
  const before = await AgentModel.findOneAndUpdate(
    { _id: agentId, 'slots.id': reservationId },
    { $set: { 'slots.$.confirmed': true } },
    { ...options, returnDocument: 'before', projection: { slots: { $elemMatch: { id: reservationId } } } },
  ).lean();
  const turn = before?.slots[0]?.turn;
  if (turn) await AgentModel.updateOne({ _id: agentId }, { $max: { [`turns.${turn.inboxId}`]: turn.number } }, options);
  if (before || contactId === undefined) return;
  await AgentModel.updateOne(
    { _id: agentId, 'slots.id': { $ne: reservationId } },
    { $push: { slots: { id: reservationId, contactId, at: new Date(), confirmed: true } } },
    options,
  );
}
