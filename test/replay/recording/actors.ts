import type { Commander } from '../../../domain/commands.ts';
import type { Policy } from '../../../domain/policy.ts';
import { defaultPolicy } from '../../../domain/policy.ts';
import type { InboxRef } from '../../../domain/state.ts';

/** The people and inboxes of the recorded stories; all invented. */
const person = (role: Commander['role'], agentId: string | null, name: string): Commander => ({
  role,
  agentId,
  name,
  online: true,
  inboxIds: role === 'agent' ? ['general', 'cerradas', 'ventas', 'postventa', 'turnos', `personal-${agentId}`] : null,
});

export const ana = person('agent', 'agt_ana', 'Ana');
export const bruno = person('agent', 'agt_bruno', 'Bruno');
export const sofia = person('supervisor', 'agt_sofia', 'Sofía');
export const integrator = person('integrator', null, 'Integración');

export const ventas: InboxRef = { id: 'ventas', name: 'Ventas', kind: 'CUSTOM' };
export const postventa: InboxRef = { id: 'postventa', name: 'Postventa', kind: 'CUSTOM' };
/** The inbox whose chats a rule gives to people. */
export const turnos: InboxRef = { id: 'turnos', name: 'Turnos', kind: 'CUSTOM' };
export const ofBruno: InboxRef = { id: 'personal-agt_bruno', name: 'Bruno', kind: 'PERSONAL', ownerId: 'agt_bruno' };

/** Rules under which nothing falls due by itself while a story is played. */
export const calm: Policy = { ...defaultPolicy, version: 1 };
