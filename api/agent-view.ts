import type { z } from 'zod';
import { isOpen } from '../config/business-hours.ts';
import type { Caller } from '../domain/caller.ts';
import { roomStatuses } from '../domain/rooms.ts';
import type { AgentDoc } from '../models/agent.ts';
import { placesTaken } from '../models/slots.ts';
import type { Directory } from './directory.ts';
import type { agentView } from './schemas/agent.ts';

/** How an agent is shown: in full to supervisors and to the agent, to other agents by name and presence. */
export function agentViewOf(directory: Directory) {
  return (agent: AgentDoc, caller: Caller): z.output<typeof agentView> => {
    const shown = {
      id: agent._id,
      name: agent.name,
      active: agent.active,
      status: directory.isOnline(agent) ? ('online' as const) : ('away' as const),
    };
    if (caller.role === 'agent' && caller.agentId !== agent._id) return shown;
    return {
      ...shown,
      email: agent.email,
      phone: agent.phone,
      capacity: agent.capacity,
      load: placesTaken(agent.slots),
      shifts: agent.shifts ?? null,
      onShift: isOpen(agent.shifts ?? null, Date.now()),
      role: agent.role,
      statusChangedAt: agent.statusChangedAt.toISOString(),
      lastHeartbeatAt: agent.lastHeartbeatAt?.toISOString() ?? null,
      personalInboxId: agent.personalInboxId,
      notifications: { sound: agent.notifications?.sound ?? true },
      rooms: roomsOf(directory, agent),
      registration: { status: agent.registration?.status ?? ('none' as const) },
      createdAt: agent.createdAt.toISOString(),
      updatedAt: agent.updatedAt.toISOString(),
    };
  };
}

function roomsOf(directory: Directory, { _id, rooms: wanted = 0 }: AgentDoc) {
  const own = directory.rooms().filter(({ agentId }) => agentId === _id);
  const counts = roomStatuses.map((status) => [status, own.filter((room) => room.status === status).length] as const);
  return { wanted, ...Object.fromEntries(counts) };
}
