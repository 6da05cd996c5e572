import type { z } from 'zod';
import { isOpen } from '../config/business-hours.ts';
import type { Caller } from '../domain/caller.ts';
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
      registration: { status: 'none' as const },
      createdAt: agent.createdAt.toISOString(),
      updatedAt: agent.updatedAt.toISOString(),
    };
  };
}
