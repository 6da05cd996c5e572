import { personalRoomName } from '../domain/rooms.ts';
import type { AgentDoc } from './agent.ts';
import { AgentModel } from './agent.ts';
import { isDuplicateKey } from './connect.ts';
import type { RoomDoc } from './room.ts';
import { changeRoom, newRoom, personalRooms, RoomModel } from './room.ts';

/**
 * Brings the personal rooms of an agent to the number that is wanted: new ones are to be created, the last free ones go;
 * one that holds a case goes once that is over. Doing it twice changes nothing. Gives whether anything changed.
 */
export async function fitRooms(agent: AgentDoc): Promise<boolean> {
  const changed = await fitTo(agent, wantedBy(agent));
  // Wanted otherwise meanwhile: whoever comes last sees it.
  const now = await AgentModel.findById(agent._id).lean();
  return now && wantedBy(now) !== wantedBy(agent) ? (await fitRooms(now)) || changed : changed;
}

const wantedBy = ({ rooms = 0, deletedAt }: AgentDoc) => (deletedAt ? 0 : rooms);

async function fitTo({ _id: agentId, name }: AgentDoc, wanted: number): Promise<boolean> {
  const own = await personalRooms(agentId);
  if (own.length > wanted) return removeSome(own, own.length - wanted);
  const main = await RoomModel.findOne({
    members: agentId,
    kind: { $in: ['SOPORTE', 'VENTAS'] },
    deletedAt: null,
  }).lean();
  const kind = main?.kind === 'VENTAS' ? 'VENTAS' : 'SOPORTE';
  const taken = new Set(own.map(({ number }) => number));
  const numbers = Array.from({ length: wanted }, (_, i) => i + 1).filter((number) => !taken.has(number));
  const missing = numbers.slice(0, wanted - own.length);
  if (missing.length === 0) return false;
  const fresh = missing.map((number) =>
    newRoom({ kind: 'PERSONAL', name: personalRoomName(kind, name, number), agentId, number }),
  );
  await RoomModel.insertMany(fresh, { ordered: false }).catch((error: unknown) => {
    // Somebody else makes the same.
    if (!isDuplicateKey(error)) throw error;
  });
  return true;
}

/** Those that never came about first, then the last. */
async function removeSome(own: RoomDoc[], count: number): Promise<boolean> {
  const rank = ({ status }: RoomDoc) => (status === 'ready' ? 1 : 0);
  const order = own.toSorted((a, b) => rank(a) - rank(b) || (b.number ?? 0) - (a.number ?? 0));
  let removed = 0;
  for (const { _id } of order) {
    if (removed === count) break;
    if (await changeRoom({ _id, contactId: null, deletedAt: null }, { $set: { deletedAt: new Date() } })) removed += 1;
  }
  return removed > 0;
}
