import type { ClientSession, PipelineStage } from 'mongoose';
import { AgentModel } from './agent.ts';
import { newId } from './ids.ts';

/** A reservation whose claim was never heard of again gives its place back after this many milliseconds. */
const LAPSE_MS = 60_000;

export type Reservation = { ok: true; id: string } | { ok: false; reason: 'full' | 'unknown' };

/**
 * Takes one of an agent's places for a contact, in one atomic step over all conversations and processes.
 * The place is held by the id that comes back; a contact that has one already gets the same again, kept alive anew.
 */
export async function reserveSlot(agentId: string, contactId: string): Promise<Reservation> {
  const now = new Date();
  const fresh = { id: newId('slt'), contactId, at: now, confirmed: false };
  const alive = { $or: ['$$slot.confirmed', { $gt: ['$$slot.at', new Date(now.getTime() - LAPSE_MS)] }] };
  const sameContact = { $eq: ['$$slot.contactId', { $literal: contactId }] };
  const renewed = {
    $cond: [
      { $and: [sameContact, { $not: '$$slot.confirmed' }] },
      { $mergeObjects: ['$$slot', { at: now }] },
      '$$slot',
    ],
  };
  const pipeline: PipelineStage[] = [
    { $set: { slots: { $filter: { input: '$slots', as: 'slot', cond: alive } } } },
    { $set: { slots: { $map: { input: '$slots', as: 'slot', in: renewed } } } },
    {
      $set: {
        slots: {
          $cond: [
            {
              $and: [
                { $not: { $in: [{ $literal: contactId }, '$slots.contactId'] } },
                { $lt: [{ $size: '$slots' }, '$capacity'] },
              ],
            },
            { $concatArrays: ['$slots', [{ $literal: fresh }]] },
            '$slots',
          ],
        },
      },
    },
  ];
  const after = await AgentModel.findOneAndUpdate({ _id: agentId, active: true, deletedAt: null }, pipeline as never, {
    returnDocument: 'after',
    projection: { slots: 1 },
    updatePipeline: true,
  }).lean();
  if (!after) return { ok: false, reason: 'unknown' };
  const held = after.slots.find((slot) => slot.contactId === contactId);
  return held ? { ok: true, id: held.id } : { ok: false, reason: 'full' };
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
 * Makes a reservation lasting, once the chat is the agent's. With the contact given, a reservation that lapsed or was
 * released too late is put back: the chat is the agent's already, so its place counts whatever the capacity.
 */
export async function confirmSlot(
  agentId: string,
  reservationId: string,
  contactId?: string,
  session?: ClientSession,
): Promise<void> {
  const options = session ? { session } : {};
  const confirmed = await AgentModel.updateOne(
    { _id: agentId, 'slots.id': reservationId },
    { $set: { 'slots.$.confirmed': true } },
    options,
  );
  if (confirmed.matchedCount > 0 || contactId === undefined) return;
  await AgentModel.updateOne(
    { _id: agentId, 'slots.contactId': { $ne: contactId } },
    { $push: { slots: { id: reservationId, contactId, at: new Date(), confirmed: true } } },
    options,
  );
}
