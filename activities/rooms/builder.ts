import { log } from '@temporalio/activity';
import { CREATION_SILENCE, nextToMake } from '../../domain/rooms.ts';
import type { RoomDoc } from '../../models/room.ts';
import { changeRoom, RoomModel, unfinished } from '../../models/room.ts';
import { withdrawAccess } from '../../models/room-membership.ts';
import { roomDescriptions } from '../../texts/rooms.ts';
import type { RoomBuilderActivities } from '../../workflows/room-builder.ts';
import { whileAlive } from '../while-alive.ts';
import type { Cases } from './cases.ts';
import { creationFailed } from './events.ts';
import type { RoomProvider } from './provider.ts';
import { RoomRefused } from './provider.ts';
import type { JoinRequests } from './join-requests.ts';
import type { Registrations } from './registrations.ts';

interface BuilderDeps {
  provider: RoomProvider;
  registrations: Registrations;
  cases: Pick<Cases, 'moveOn'>;
  joinRequests: Pick<JoinRequests, 'admitAll'>;
  showWaiting(): Promise<void>;
  pace(): Promise<number>;
}

/** The messenger's code of a group that is not there any more. */
const GONE = 131041;
/** How long until what could not be done is tried again. */
const UNDONE_AGAIN = 60_000;

/** Makes groups as they are wanted, one after the other, and takes away those that are not. */
export function createRoomBuilder(deps: BuilderDeps): RoomBuilderActivities {
  const { provider, registrations, cases, joinRequests, showWaiting, pace } = deps;
  return {
    buildRooms: () =>
      whileAlive(async () => {
        const { again } = await makeNext();
        const undone = [
          ...(await eachOf(unfinished.toRemove, remove)),
          ...(await eachOf(unfinished.toShut, withdrawAll)),
          ...(await eachOf(unfinished.toClear, expel)),
          ...(await eachOf({ status: { $in: ['failed', 'suspended'] }, contactId: { $ne: null } }, cases.moveOn)),
          ...(await eachOf({ status: 'failed', problem: GONE, groupId: { $ne: null }, contactId: null }, forget)),
        ];
        await each([joinRequests.admitAll, registrations.askAll, registrations.tellLinks, showWaiting]);
        return { again: undone.length > 0 ? Math.min(again ?? UNDONE_AGAIN, UNDONE_AGAIN) : again };
      }),
  };

  /** Does it with each of the rooms, one that fails holding up no other; gives those that are to be tried again. */
  async function eachOf(filter: object, act: (room: RoomDoc) => Promise<void>): Promise<RoomDoc[]> {
    const undone: RoomDoc[] = [];
    for (const room of await RoomModel.find(filter as never).lean<RoomDoc[]>())
      await act(room).catch((error: unknown) => {
        log.warn('something of a room was not done', { id: room._id, error });
        undone.push(room);
      });
    return undone;
  }

  async function makeNext(): Promise<{ again: number | null }> {
    const wanted = await RoomModel.find({ status: 'creating', deletedAt: null }).lean();
    const [last] = await RoomModel.find({ requestedAt: { $ne: null }, agentId: { $ne: null } })
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
      if (error instanceof RoomRefused) return creationFailed(room, error.code, between);
      log.warn('a group may have been asked for: what is heard of it decides', { id: _id, error });
    }
  }

  async function remove({ _id, groupId }: RoomDoc): Promise<void> {
    await unlessNever(provider.remove(groupId ?? ''));
    await changeRoom({ _id }, { $set: { groupId: null } });
  }

  async function withdrawAll(room: RoomDoc): Promise<void> {
    for (const agentId of room.members) await withdrawAccess(room, agentId);
  }

  async function expel({ _id, groupId, expelled }: RoomDoc): Promise<void> {
    for (const person of expelled) {
      await unlessNever(provider.expel(groupId ?? '', person));
      const gone = { $or: [{ waId: person }, { userId: person }] };
      await changeRoom({ _id }, { $pull: { expelled: person, participants: gone } });
    }
  }

  async function forget({ _id, groupId }: RoomDoc): Promise<void> {
    await changeRoom({ _id, groupId }, { $set: { groupId: null } });
  }
}

/** One that fails holds up no other, and is tried again with all. */
async function each(steps: readonly (() => Promise<void>)[]): Promise<void> {
  const failed: unknown[] = [];
  for (const step of steps) await step().catch((error) => failed.push(error));
  if (failed.length > 0) throw failed[0];
}

/** What the messenger will never do is as good as done: there is nobody, and nothing, to do it with. */
async function unlessNever(doing: Promise<void>): Promise<void> {
  await doing.catch((error: unknown) => {
    if (!(error instanceof RoomRefused) || error.fault === 'later') throw error;
  });
}
