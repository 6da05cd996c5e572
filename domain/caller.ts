import type { Role } from './vocabulary.ts';

/** Who makes a request, as the key it presented says. `agentId` is null for integrators only. */
export interface Caller {
  role: Role;
  keyId: string;
  name: string;
  agentId: string | null;
}

/** An admin may do what a supervisor may, a supervisor what an agent may; an integrator stands apart. */
const rank = { agent: 1, supervisor: 2, admin: 3 } as const;

/** Whether what a customer took back is shown to this caller. */
export function seesDeleted({ role }: Pick<Caller, 'role'>): boolean {
  return role === 'supervisor' || role === 'admin';
}

/** Whether a role is covered by the list of roles that something is open to. */
export function roleAllows(role: Role, open: readonly Role[]): boolean {
  if (role === 'integrator') return open.includes('integrator');
  return open.some((other) => other !== 'integrator' && rank[role] >= rank[other]);
}
