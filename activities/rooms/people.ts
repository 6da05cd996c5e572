import type { Commander } from '../../domain/commands.ts';
import { isOnline } from '../../domain/presence.ts';
import type { RoomPerson } from '../../domain/room-event.ts';
import type { AgentDoc } from '../../models/agent.ts';
import { AgentModel, presenceOf } from '../../models/agent.ts';
import { InboxModel } from '../../models/inbox.ts';
import { choosePresence } from '../../models/presence.ts';
import type { RoomDoc } from '../../models/room.ts';
import { isNumber } from '../bot/is-number.ts';

/**
 * The agent who is somebody in a group: by what was registered, else by the number of their card. A number that the
 * messenger hides is the one with which they came into the group. Null: nobody of ours.
 */
export async function agentWho(person: RoomPerson, room: Pick<RoomDoc, 'participants'>): Promise<AgentDoc | null> {
  const { userId } = person;
  const waId = person.waId ?? room.participants.find((one) => userId !== null && one.userId === userId)?.waId ?? null;
  const registered = [
    ...(userId === null ? [] : [{ 'registration.userId': userId }]),
    ...(waId === null ? [] : [{ 'registration.waId': waId }]),
  ];
  if (registered.length === 0) return null;
  const known = await AgentModel.findOne({ $or: registered, deletedAt: null }).lean();
  if (known || waId === null) return known;
  const withPhone = await AgentModel.find({ phone: { $ne: null }, deletedAt: null }, { phone: 1 }).lean();
  const match = withPhone.find(({ phone }) => isNumber(phone ?? '', waId));
  return match ? AgentModel.findById(match._id).lean() : null;
}

/** Whether an agent is in a group, as far as the messenger told. */
export function isIn({ participants }: Pick<RoomDoc, 'participants'>, agent: AgentDoc): boolean {
  const { phone, registration } = agent;
  return participants.some(
    ({ waId, userId }) =>
      (userId !== null && userId === registration?.userId) ||
      (waId !== null && (waId === registration?.waId || (phone !== null && isNumber(phone, waId)))),
  );
}

/** An agent as the giver of a command. Acting in a room counts as being online. */
export async function commanderOf(agent: AgentDoc): Promise<Commander> {
  const { _id: agentId, name, role, active } = agent;
  const inboxIds = role === 'agent' ? await inboxesOf(agentId) : null;
  return { role, agentId, name, inboxIds, online: active };
}

async function inboxesOf(agentId: string): Promise<string[]> {
  const access = { $or: [{ kind: 'GENERAL' }, { ownerId: agentId }, { members: agentId }] };
  const inboxes = await InboxModel.find({ ...access, deletedAt: null } as never, { _id: 1 }).lean();
  return inboxes.map(({ _id }) => _id);
}

/** A sign of life in a room; whether it is the first one of an agent who was away, and so their coming. */
export async function countAsOnline(agent: AgentDoc, presenceTimeout: number): Promise<boolean> {
  if (!agent.active) return false;
  await choosePresence(agent._id, 'online', presenceTimeout);
  return !isOnline(presenceOf(agent), Date.now(), presenceTimeout);
}
