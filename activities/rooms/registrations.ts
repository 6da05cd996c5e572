import { createHash } from 'node:crypto';
import type { RoomPerson } from '../../domain/room-event.ts';
import type { AgentDoc, Registration } from '../../models/agent.ts';
import { AgentModel } from '../../models/agent.ts';
import type { Participant, RoomDoc } from '../../models/room.ts';
import { personalRooms, RoomModel } from '../../models/room.ts';
import { RoomLineModel } from '../../models/room-line.ts';
import { roomTexts } from '../../texts/rooms.ts';
import { markDone } from './cases.ts';
import type { Posts } from './posts.ts';

/** Linking an agent's number with their account: asked for in a main room, answered there by quoting. */
export interface Registrations {
  /** Asks one agent; `again` makes another post of it. */
  ask(agent: AgentDoc, room: RoomDoc, again?: string): Promise<void>;
  /** Asks everybody who is in a main room, has not answered yet, and whose own rooms have come about as far as they will. */
  askAll(): Promise<void>;
  /** Tells agents who were asked before where rooms of theirs are that have come about since. */
  tellLinks(): Promise<void>;
  /** Gives what is answered. */
  register(agent: AgentDoc, from: RoomPerson): Promise<string>;
}

export function createRegistrations(posts: Posts): Registrations {
  const registrations: Registrations = {
    async ask(agent, room, again) {
      const own = (await personalRooms(agent._id)).filter(({ status }) => status === 'ready');
      await posts.post(room, {
        id: `registration:${agent._id}:${room._id}:${again ?? numberOf(agent)}`,
        kind: 'registration',
        agentId: agent._id,
        text: roomTexts.registration(agent.name, room.kind, own),
      });
      for (const one of own) await markDone(toldOf(one));
      const pending: Registration = { status: 'pending', waId: null, userId: null, at: new Date() };
      await change({ _id: agent._id, 'registration.status': { $nin: ['pending', 'registered'] } }, pending);
    },

    async askAll() {
      const mains = await RoomModel.find({ kind: { $ne: 'PERSONAL' }, status: 'ready', deletedAt: null }).lean();
      const ids = [...new Set(mains.flatMap(({ members }) => members))];
      const open = { active: true, deletedAt: null, 'registration.status': { $nin: ['pending', 'registered'] } };
      for (const agent of await AgentModel.find({ _id: { $in: ids }, ...open } as never).lean<AgentDoc[]>()) {
        if ((await personalRooms(agent._id)).some(({ status }) => status === 'creating')) continue;
        const room = mains.find(({ members }) => members.includes(agent._id));
        if (room) await registrations.ask(agent, room);
      }
    },

    async tellLinks() {
      const empty = { kind: 'PERSONAL', status: 'ready', participants: { $size: 0 }, deletedAt: null };
      const rooms = await RoomModel.find(empty as never)
        .sort({ agentId: 1, number: 1 })
        .lean<RoomDoc[]>();
      const told = await RoomLineModel.find({ _id: { $in: rooms.map(toldOf) } }, { _id: 1 }).lean();
      const untold = rooms.filter((room) => !told.some(({ _id }) => _id === toldOf(room)));
      for (const [agentId, own] of Map.groupBy(untold, (room) => room.agentId)) await tell(agentId ?? '', own);
    },

    async register(agent, { waId, userId }) {
      const registered: Registration = { status: 'registered', waId, userId, at: new Date() };
      await change({ _id: agent._id }, registered);
      const own = (await personalRooms(agent._id)).filter(({ status }) => status === 'ready');
      const toEnter = own.filter((room) => !room.participants.some((one) => isSame(one, { waId, userId })));
      for (const one of own) await markDone(toldOf(one));
      return roomTexts.registered(agent.name, toEnter);
    },
  };
  return registrations;

  async function tell(agentId: string, own: RoomDoc[]): Promise<void> {
    // All of them at once, when they are there.
    if (await RoomModel.exists({ agentId, status: 'creating', deletedAt: null })) return;
    const main = { kind: { $ne: 'PERSONAL' }, members: agentId, status: 'ready', deletedAt: null };
    const room = await RoomModel.findOne(main as never).lean<RoomDoc>();
    const agent = await AgentModel.findOne({ _id: agentId, active: true, deletedAt: null }).lean<AgentDoc>();
    const status = agent?.registration?.status ?? 'none';
    if (!room || !agent || status === 'none') return;
    await posts.post(room, {
      id: `links:${room._id}:${digest(own.map(toldOf).join())}`,
      kind: 'registration',
      agentId,
      text: roomTexts.links(agent.name, own, status === 'registered'),
    });
    for (const one of own) await markDone(toldOf(one));
  }
}

/** That an agent was told where a room is; one that was made again is another. */
const toldOf = ({ _id, inviteLink }: RoomDoc): string => `link:${_id}:${digest(inviteLink ?? '')}`;

const isSame = (one: Participant, { waId, userId }: Participant): boolean =>
  (waId !== null && one.waId === waId) || (userId !== null && one.userId === userId);

/** Another number is asked for anew; what it is stands in no id. */
function numberOf({ phone }: AgentDoc): string {
  return digest(phone ?? '');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 10);
}

async function change(filter: object, registration: Registration): Promise<void> {
  await AgentModel.updateOne(filter as never, { $set: { registration, updatedAt: new Date() }, $inc: { version: 1 } });
}
