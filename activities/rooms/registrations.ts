import { createHash } from 'node:crypto';
import type { RoomPerson } from '../../domain/room-event.ts';
import type { AgentDoc, Registration } from '../../models/agent.ts';
import { AgentModel } from '../../models/agent.ts';
import type { RoomDoc } from '../../models/room.ts';
import { personalRooms, RoomModel } from '../../models/room.ts';
import { roomTexts } from '../../texts/rooms.ts';
import type { Posts } from './posts.ts';

/** Linking an agent's number with their account: asked for in a main room, answered there by quoting. */
export interface Registrations {
  /** Asks one agent; `again` makes another post of it. */
  ask(agent: AgentDoc, room: RoomDoc, again?: string): Promise<void>;
  /** Asks everybody who is in a main room, has not answered yet, and whose own rooms have come about as far as they will. */
  askAll(): Promise<void>;
  /** Gives what is answered. */
  register(agent: AgentDoc, from: RoomPerson): Promise<string>;
}

export function createRegistrations(posts: Posts): Registrations {
  const registrations: Registrations = {
    async ask(agent, room, again) {
      const own = (await personalRooms(agent._id)).filter(({ status }) => status === 'ready');
      const links = own.map(({ name, inviteLink }) => ({ name, link: inviteLink }));
      await posts.post(room, {
        id: `registration:${agent._id}:${room._id}:${again ?? numberOf(agent)}`,
        kind: 'registration',
        agentId: agent._id,
        text: roomTexts.registration(agent.name, links),
      });
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

    async register(agent, { waId, userId }) {
      const registered: Registration = { status: 'registered', waId, userId, at: new Date() };
      await change({ _id: agent._id }, registered);
      return roomTexts.registered(agent.name);
    },
  };
  return registrations;
}

/** Another number is asked for anew; what it is stands in no id. */
function numberOf({ phone }: AgentDoc): string {
  return createHash('sha256')
    .update(phone ?? '')
    .digest('base64url')
    .slice(0, 10);
}

async function change(filter: object, registration: Registration): Promise<void> {
  await AgentModel.updateOne(filter as never, { $set: { registration, updatedAt: new Date() }, $inc: { version: 1 } });
}
