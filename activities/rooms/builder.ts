import { CREATION_SILENCE, nextToMake } from '../../domain/rooms.ts';
import type { RoomDoc } from '../../models/room.ts';
import { changeRoom, RoomModel } from '../../models/room.ts';
import { roomDescriptions } from '../../texts/rooms.ts';
import type { RoomBuilderActivities } from '../../workflows/room-builder.ts';
import { whileAlive } from '../while-alive.ts';
import { creationFailed } from './events.ts';
import type { RoomProvider } from './provider.ts';
import { RoomRefused } from './provider.ts';
import type { Registrations } from './registrations.ts';

interface BuilderDeps {
  provider: RoomProvider;
  registrations: Registrations;
  pace(): Promise<number>;
}

/** Makes groups as they are wanted, one after the other, and takes away those that are not. */
export function createRoomBuilder({ provider, registrations, pace }: BuilderDeps): RoomBuilderActivities {
  return {
    buildRooms: () =>
      whileAlive(async () => {
        await removeUnwanted();
        await expelUnwanted();
        await registrations.askAll();
        return makeNext();
      }),
  };

  async function makeNext(): Promise<{ again: number | null }> {
    const wanted = await RoomModel.find({ status: 'creating', deletedAt: null }).lean();
    const [last] = await RoomModel.find({ requestedAt: { $ne: null } })
      .sort({ requestedAt: -1 })
      .limit(1)
      .lean();
    const between = await pace();
    const rooms = wanted.map(({ _id: id, agentId, createdAt, notBefore }) => ({
      id,
      agentId,
      createdAt: createdAt.getTime(),
      notBefore,
    }));
    const now = Date.now();
    const before = last ? { agentId: last.agentId, at: last.requestedAt ?? 0 } : null;
    const next = nextToMake(rooms, before, now, between);
    if (!next) return { again: null };
    if (next.at > now) return { again: next.at - now };
    const room = wanted.find(({ _id }) => _id === next.id);
    if (room) await make(room, between);
    return { again: 0 };
  }

  /** That it was asked for is written down first: what is heard of it decides, and only its silence asks again. */
  async function make({ _id, version, name, kind, attempts }: RoomDoc, between: number): Promise<void> {
    const now = Date.now();
    const asked = { attempts: attempts + 1, requestedAt: now, notBefore: now + CREATION_SILENCE };
    const room = await changeRoom({ _id, version }, { $set: asked });
    if (!room) return;
    try {
      const { requestId } = await provider.create({ subject: name, description: roomDescriptions[kind] });
      await changeRoom({ _id }, { $push: { requestIds: requestId } });
    } catch (error) {
      if (error instanceof RoomRefused) await creationFailed(room, error.code, between);
    }
  }

  async function removeUnwanted(): Promise<void> {
    for (const room of await RoomModel.find({ deletedAt: { $ne: null }, groupId: { $ne: null } }).lean()) {
      await provider.remove(room.groupId ?? '');
      await changeRoom({ _id: room._id }, { $set: { groupId: null } });
    }
  }

  async function expelUnwanted(): Promise<void> {
    for (const room of await RoomModel.find({ 'expelled.0': { $exists: true }, groupId: { $ne: null } }).lean())
      for (const waId of room.expelled) {
        await provider.expel(room.groupId ?? '', waId).catch((error: unknown) => {
          if (!(error instanceof RoomRefused) || error.fault === 'later') throw error;
        });
        await changeRoom({ _id: room._id }, { $pull: { expelled: waId, participants: { waId } } });
      }
  }
}
