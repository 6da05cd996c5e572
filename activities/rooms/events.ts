import { activityInfo } from '@temporalio/activity';
import type { RoomEvent, RoomPerson } from '../../domain/room-event.ts';
import { CREATION_ATTEMPTS, retryAfter } from '../../domain/rooms.ts';
import { changeLine, findLine, RoomLineModel } from '../../models/room-line.ts';
import type { RoomDoc, RoomMove } from '../../models/room.ts';
import { changeRoom, RoomModel } from '../../models/room.ts';
import { touchSettings } from '../../models/settings.ts';
import { agentGuide, roomTexts } from '../../texts/rooms.ts';
import type { RoomEventActivities } from '../../workflows/room-events.ts';
import { whileAlive } from '../while-alive.ts';
import type { Cases } from './cases.ts';
import { markDone } from './cases.ts';
import { giveAccess, withdrawAccess } from '../../models/room-membership.ts';
import type { JoinRequests } from './join-requests.ts';
import { agentWho } from './people.ts';
import type { Posts } from './posts.ts';
import type { RoomProvider } from './provider.ts';
import { RoomRefused } from './provider.ts';

interface EventDeps {
  provider: RoomProvider;
  posts: Posts;
  cases: Cases;
  joinRequests: JoinRequests;
  /** What people write. */
  takeMessage(room: RoomDoc, event: Extract<RoomEvent, { type: 'message' }>): Promise<void>;
  /** There may be a group to make, or somebody to ask for a registration. */
  build(): Promise<void>;
  /** Milliseconds between the rooms of two agents. */
  pace(): Promise<number>;
}

type GroupEvent = Exclude<RoomEvent, { type: 'created' }>;

/** A group's first word may come before we have written down that we asked for it; then it is known by its name. */
const PATIENT_ATTEMPTS = 3;

/** Does what the messenger tells of groups. Every event stands being taken twice. */
export function createRoomEvents(deps: EventDeps): RoomEventActivities {
  const { provider, posts, cases, joinRequests, takeMessage, build, pace } = deps;
  return { takeRoomEvent: (event) => whileAlive(() => taken(event)) };

  async function taken(event: RoomEvent): Promise<void> {
    if (event.type === 'created') return created(event);
    const room = await RoomModel.findOne({ groupId: event.groupId, deletedAt: null }).lean();
    if (!room) return;
    if (event.type === 'message') {
      // Who writes opens the group for a day.
      await posts.release(room);
      return takeMessage(room, event);
    }
    // What was told before says nothing of now.
    if (await findLine(event.id)) return;
    await happened(room, event);
    await markDone(event.id);
  }

  async function happened(room: RoomDoc, event: Exclude<GroupEvent, { type: 'message' }>): Promise<void> {
    switch (event.type) {
      case 'joined':
        for (const person of event.people) if (await isLatestOf(room, person, event.at)) await joined(room, person);
        await posts.release({ ...room, participants: [...room.participants, ...event.people] });
        return build();
      case 'left':
        for (const person of event.people) if (await isLatestOf(room, person, event.at)) await left(room, person);
        return;
      case 'asked':
        return joinRequests.take(room, event.requestId, event.person);
      case 'suspended':
        if ((room.statusAt ?? 0) > event.at) return;
        return stopped(room, { status: 'suspended', problem: 131207, statusAt: event.at });
      case 'cleared':
        if ((room.statusAt ?? 0) > event.at) return;
        await changeRoom({ _id: room._id }, { $set: { statusAt: event.at } });
        await changeRoom({ _id: room._id, status: 'suspended' }, { $set: { status: 'ready', problem: null } });
        if (room.agentId !== null) await cases.openWaiting(room.agentId);
        return;
      case 'deleted':
        return stopped(room, { status: 'failed', problem: 131041, groupId: null, participants: [] });
      case 'failed':
        return postFailed(room, event.wamid, event.problem);
    }
  }

  async function created(event: Extract<RoomEvent, { type: 'created' }>): Promise<void> {
    const { requestId, groupId, inviteLink, problem } = event;
    const asked = await RoomModel.findOne({ requestIds: requestId }).lean();
    if (!asked && activityInfo().attempt < PATIENT_ATTEMPTS) throw new Error('nobody is known to have asked for it');
    const room = asked ?? (groupId === null ? null : await unanswered(event.subject ?? null));
    if (!room) return;
    if (groupId === null) {
      await creationFailed(room, problem, await pace());
      return build();
    }
    // Asked for twice, as after a silence: one is enough.
    if (room.groupId !== null && room.groupId !== groupId) return provider.remove(groupId);
    await changeRoom({ _id: room._id }, { $set: { groupId, inviteLink, status: 'ready', problem: null } });
    await touchSettings();
    await build();
  }

  async function joined(room: RoomDoc, { waId, userId, name }: RoomPerson): Promise<void> {
    const agent = await agentWho({ waId, userId, name }, room);
    const same = [...(waId === null ? [] : [{ waId }]), ...(userId === null ? [] : [{ userId }])];
    if (same.length > 0)
      await changeRoom(
        { _id: room._id, participants: { $not: { $elemMatch: { $or: same } } } },
        { $push: { participants: { waId, userId } } },
      );
    if (room.kind !== 'PERSONAL') {
      if (agent) await giveAccess(room, agent._id);
      return;
    }
    if (agent?._id !== room.agentId) return;
    const line = await posts.post(room, { id: `${room._id}:guide`, kind: 'guide', text: agentGuide });
    if (line?.wamid && room.groupId && provider.capabilities.pins)
      await provider.pin(room.groupId, line.wamid).catch((error: unknown) => {
        if (!(error instanceof RoomRefused)) throw error;
      });
    // One that found no room its agent was in.
    await cases.openWaiting(agent._id);
  }

  async function left(room: RoomDoc, person: RoomPerson): Promise<void> {
    const agent = await agentWho(person, room);
    const same = [
      ...(person.waId === null ? [] : [{ waId: person.waId }]),
      ...(person.userId === null ? [] : [{ userId: person.userId }]),
    ];
    if (same.length > 0) await changeRoom({ _id: room._id }, { $pull: { participants: { $or: same } } });
    if (!agent) return;
    if (room.kind !== 'PERSONAL') return withdrawAccess(room, agent._id);
    // Nobody reads there any more: the case goes on in another room, or at the desk.
    if (agent._id === room.agentId) await cases.moveOn(room);
  }

  async function stopped(room: RoomDoc, change: Partial<RoomDoc>): Promise<void> {
    await changeRoom({ _id: room._id }, { $set: change });
    await cases.moveOn({ ...room, ...change });
  }

  async function postFailed(room: RoomDoc, wamid: string, problem: number): Promise<void> {
    const line = await RoomLineModel.findOne({ wamid, roomId: room._id }).lean();
    if (!line) return;
    await changeLine(line._id, { status: 'failed' });
    await changeRoom({ _id: room._id }, { $set: { problem } });
    if (line.kind !== 'relayed' || line.contactId === null || line.contactId !== room.contactId) return;
    const notice = { id: `${line._id}:lost`, kind: 'notice' as const, contactId: line.contactId };
    await posts.post(room, { ...notice, text: roomTexts.notShown });
  }
}

/** Whether nothing later is known of somebody's coming and going; writes down that it is so. Events of a group follow each other. */
async function isLatestOf({ _id }: RoomDoc, { waId, userId }: RoomPerson, at: number): Promise<boolean> {
  const moves = (await RoomModel.findById(_id, { moves: 1 }).lean())?.moves ?? [];
  const isSame = (one: RoomMove) => (waId !== null && one.waId === waId) || (userId !== null && one.userId === userId);
  if (moves.some((one) => isSame(one) && one.at > at)) return false;
  await changeRoom({ _id }, { $set: { moves: [...moves.filter((one) => !isSame(one)), { waId, userId, at }] } });
  return true;
}

/** The room whose group was asked for by that name without our hearing, or writing down, that it was taken. */
function unanswered(subject: string | null): Promise<RoomDoc | null> {
  const waits = { status: 'creating', groupId: null, deletedAt: null, requestedAt: { $ne: null } };
  return subject === null
    ? Promise.resolve(null)
    : RoomModel.findOne({ ...waits, name: subject } as never)
        .sort({ requestedAt: 1 })
        .lean();
}

/** Another attempt, later each time, or none. */
export async function creationFailed(room: RoomDoc, problem: number | null, pace: number): Promise<void> {
  const over = room.attempts >= CREATION_ATTEMPTS || (problem !== null && hopeless.has(problem));
  const next = over ? { status: 'failed' } : { notBefore: Date.now() + retryAfter(room.attempts, pace) };
  await changeRoom({ _id: room._id, status: 'creating' }, { $set: { problem: problem ?? -1, ...next } });
}

/** The number may not have groups, has too many, or the request is wrong. */
const hopeless = new Set([33, 100, 131008, 131009, 131211, 131215]);
