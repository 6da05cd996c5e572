import { phoneIn } from '../../activities/bot/addresses.ts';
import { isNumber } from '../../activities/bot/is-number.ts';
import type { AgentDoc } from '../../models/agent.ts';
import type { Participant, RoomDoc } from '../../models/room.ts';
import { changeRoom, RoomModel } from '../../models/room.ts';

type Known = Pick<AgentDoc, 'phone' | 'registration'>;

/** Whether somebody in a group is an agent: by what was registered, or by the number of their card. */
export function isParticipant({ registration, phone }: Known, { waId, userId }: Participant): boolean {
  return (
    (userId !== null && registration?.userId === userId) ||
    (waId !== null && (registration?.waId === waId || (phone !== null && isNumber(phone, waId))))
  );
}

/** By what an agent may be called among those who are to leave a group. */
export function namesOf({ registration, phone }: Known): string[] {
  const number = phone === null ? null : phoneIn(phone, true);
  return [registration?.waId, registration?.userId, number?.slice(1)].filter((name) => typeof name === 'string');
}

/** Has an agent taken out of the group of a room; the next round of the builder does it. */
export async function expel({ _id, participants }: RoomDoc, agent: Known): Promise<void> {
  const present = participants.filter((one) => isParticipant(agent, one));
  const names = present.flatMap(({ waId, userId }) => waId ?? userId ?? []);
  if (names.length > 0) await changeRoom({ _id }, { $addToSet: { expelled: { $each: names } } });
}

/** The same in every room of an agent. */
export async function expelEverywhere(agent: AgentDoc): Promise<void> {
  const own = { $or: [{ members: agent._id }, { agentId: agent._id }], deletedAt: null };
  for (const room of await RoomModel.find(own as never).lean<RoomDoc[]>()) await expel(room, agent);
}

/** Whether a phone given now is of another number than the one an agent has been using. */
export function isAnotherNumber({ registration, phone }: Known, given: string | null): boolean {
  const used = registration?.waId ?? (phone === null ? null : (phoneIn(phone, true)?.slice(1) ?? null));
  return given === null || used === null ? given !== phone : !isNumber(given, used);
}
