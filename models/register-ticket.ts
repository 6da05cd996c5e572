import type { AnyBulkWriteOperation, ClientSession } from 'mongoose';
import mongoose from 'mongoose';
import { areaFor, GENERAL_AREA } from '../domain/areas.ts';
import type { Ticket, TicketAlertRow, TicketOutput } from '../domain/tickets.ts';
import { AlertModel } from './alert.ts';
import { AreaModel, findArea } from './area.ts';
import { isDuplicateKey } from './connect.ts';
import { nextNumber } from './counter.ts';
import type { TicketDoc } from './ticket.ts';
import { ticketDoc, TicketModel } from './ticket.ts';

type Op = AnyBulkWriteOperation<mongoose.mongo.Document>;

/** What a ticket is given with its first writing. */
export interface Registered {
  number: number;
  areaId: string;
  areaName: string;
}

/**
 * Writes a ticket and its alerts, all of it or nothing, and gives a new one its number and its area. Writing twice, late,
 * or by two writers at once ends the same: the newest stands, and the number is the first one given.
 */
export async function registerTicket(ticket: Ticket, outputs: TicketOutput[]): Promise<Registered> {
  const written = await once(() =>
    mongoose.connection.transaction((session) => write(ticket, outputs, session), { writeConcern: { w: 'majority' } }),
  );
  const area = await findArea(written.areaId);
  const areaId = area?._id ?? GENERAL_AREA;
  // The area was removed while the ticket was written: whoever removed it may have looked for tickets before.
  if (areaId !== written.areaId) await TicketModel.updateOne({ _id: ticket.id }, { $set: { areaId } });
  return { number: written.number, areaId, areaName: area?.name ?? GENERAL_AREA };
}

async function write(
  ticket: Ticket,
  outputs: TicketOutput[],
  session: ClientSession,
): Promise<Pick<TicketDoc, 'number' | 'areaId'>> {
  const { _id, ...doc } = ticketDoc(ticket);
  const known = await TicketModel.findById(_id, { number: 1, areaId: 1 }, { session }).lean();
  const given = known ?? (await allot(ticket, session));
  const asNew = { $gte: [{ $ifNull: ['$v', -1] }, doc.v] };
  const first = ticket.history[0]?.n ?? 1;
  const earlier = { $filter: { input: { $ifNull: ['$history', []] }, cond: { $lt: ['$$this.n', first] } } };
  const takenUp = ticket.history.find(({ from, to }) => from !== null && from !== to)?.at ?? null;
  const newest = {
    ...literal(doc),
    number: { $ifNull: ['$number', given.number] },
    areaId: { $ifNull: ['$areaId', given.areaId] },
    history: { $concatArrays: [earlier, { $literal: ticket.history }] },
    takenUpAt: { $ifNull: ['$takenUpAt', takenUp] },
  };
  const update = [{ $replaceWith: { $cond: [asNew, '$$ROOT', { $mergeObjects: ['$$ROOT', newest] }] } }];
  await TicketModel.collection.updateOne({ _id } as never, update, { session, upsert: true });
  const alerts = alertOps(outputs);
  if (alerts.length > 0) await AlertModel.collection.bulkWrite(alerts as never, { session });
  return { number: given.number, areaId: given.areaId };
}

async function allot(ticket: Ticket, session: ClientSession): Promise<{ number: number; areaId: string }> {
  const areas = await AreaModel.find({}, {}, { session }).sort({ createdAt: 1, _id: 1 }).lean();
  return { number: await nextNumber('tickets', session), areaId: areaFor(areas, ticket)?._id ?? GENERAL_AREA };
}

function alertOps(outputs: TicketOutput[]): Op[] {
  return outputs.flatMap((output): Op[] => {
    switch (output.type) {
      case 'alert':
        return [raised(output.row)];
      case 'alertsEnded': {
        const { ids, at, by, how } = output.ended;
        const update = { $set: { open: false, endedAt: at, endedBy: by, endedHow: how } };
        return [{ updateMany: { filter: { _id: { $in: ids }, open: true } as never, update } }];
      }
      case 'changed':
        return [];
    }
  });
}

function raised({ id, ...row }: TicketAlertRow): Op {
  const open = { open: true, endedAt: null, endedBy: null, endedHow: null, state: null, place: null };
  return { updateOne: { filter: { _id: id } as never, update: { $setOnInsert: { ...row, ...open } }, upsert: true } };
}

function literal(doc: object): object {
  return Object.fromEntries(Object.entries(doc).map(([field, value]) => [field, { $literal: value }]));
}

/** Two first writings at once may both insert: the one that comes second does it again and finds it done. */
async function once<T>(insert: () => Promise<T>): Promise<T> {
  try {
    return await insert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return await insert();
  }
}
