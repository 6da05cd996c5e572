import type { z } from 'zod';
import { GROUP_PARTICIPANTS, warningsOf } from '../../domain/rooms.ts';
import type { RoomDoc } from '../../models/room.ts';
import { roomProblemText, warningTexts } from '../../texts/rooms.ts';
import type { Directory } from '../directory.ts';
import type { roomView } from '../schemas/room.ts';
import { isParticipant } from './participants.ts';

/** How a group is shown to supervisors. */
export function roomViewOf(directory: Directory) {
  return (room: RoomDoc): z.output<typeof roomView> => {
    const { kind, name, status, problem, inboxId, agentId, number, participants, inviteLink, contactId } = room;
    const isCreating = status === 'creating';
    return {
      id: room._id,
      kind,
      name,
      status,
      problem: problem === null ? null : { code: problem < 0 ? null : problem, detail: roomProblemText(problem) },
      warnings: kind === 'PERSONAL' ? [] : warningsOf(name).map((code) => ({ code, detail: warningTexts[code] })),
      inboxId,
      agentId,
      number,
      members: room.members.flatMap((id) => {
        const agent = directory.agent(id);
        if (!agent) return [];
        const joined = participants.some((one) => isParticipant(agent, one));
        return [{ agentId: id, name: agent.name, joined }];
      }),
      participants: participants.length,
      capacity: GROUP_PARTICIPANTS,
      inviteLink,
      contactId,
      progress: isCreating
        ? {
            attempts: room.attempts,
            nextAttemptAt: room.notBefore > 0 ? new Date(room.notBefore).toISOString() : null,
          }
        : null,
      createdAt: room.createdAt.toISOString(),
      updatedAt: room.updatedAt.toISOString(),
    };
  };
}
