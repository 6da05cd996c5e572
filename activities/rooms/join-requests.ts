import type { RoomPerson } from '../../domain/room-event.ts';
import type { JoinRequest, RoomDoc } from '../../models/room.ts';
import { changeRoom, RoomModel } from '../../models/room.ts';
import { agentWho } from './people.ts';
import type { RoomProvider } from './provider.ts';
import { RoomRefused } from './provider.ts';

/** Those who ask to be let into a group: who belongs is, at once or as soon as they do. */
export interface JoinRequests {
  take(room: RoomDoc, requestId: string, person: RoomPerson): Promise<void>;
  /** Looks again at those who were not let in, as their number or their place in a room may be known since. */
  admitAll(): Promise<void>;
}

/** Of strangers the last ones are remembered. */
const REMEMBERED = 100;
/** A request that was withdrawn is not tried for ever. */
const TRIES = 20;

export function createJoinRequests(provider: RoomProvider): JoinRequests {
  return {
    // Remembered before it is judged: whoever is made a member meanwhile is found by one of the two.
    async take(room, requestId, { waId, userId }) {
      const request = { id: requestId, waId, userId };
      const remember = { $push: { requests: { $each: [request], $slice: -REMEMBERED } } };
      await changeRoom({ _id: room._id, 'requests.id': { $ne: requestId } }, remember);
      const now = await RoomModel.findById(room._id).lean();
      if (now) await judge(now, request);
    },

    async admitAll() {
      const failed: unknown[] = [];
      const asked = { 'requests.0': { $exists: true }, deletedAt: null };
      for (const room of await RoomModel.find(asked as never).lean<RoomDoc[]>())
        for (const request of room.requests ?? []) await judge(room, request).catch((error) => failed.push(error));
      if (failed.length > 0) throw failed[0];
    },
  };

  async function judge(room: RoomDoc, { id, waId, userId, tries = 0 }: JoinRequest): Promise<void> {
    const agent = await agentWho({ waId, userId, name: null }, room);
    const belongs = room.kind === 'PERSONAL' ? agent?._id === room.agentId : agent && room.members.includes(agent._id);
    if (!belongs || !room.groupId) return;
    await provider.admit(room.groupId, id).catch(async (error: unknown) => {
      if (error instanceof RoomRefused && (error.fault !== 'later' || tries >= TRIES)) return;
      await changeRoom({ _id: room._id, 'requests.id': id }, { $set: { 'requests.$.tries': tries + 1 } });
      throw error;
    });
    await changeRoom({ _id: room._id }, { $pull: { requests: { id } } });
  }
}
