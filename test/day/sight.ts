import type { Floor } from './floor.ts';
import type { History, Spot } from './history.ts';
import type { Ledger } from './ledger.ts';

export type { Spot } from './history.ts';

export interface Viewer {
  role: 'integrator' | 'agent' | 'supervisor';
  /** Of the agent; empty for an integrator. */
  id: string;
}

/** Which chats a look is about, whoever sees them. */
export type Scope =
  | { of: 'all' | 'mine' | 'unassigned' | 'closed' }
  | { of: 'inbox'; inboxId: string }
  | { of: 'chat'; contactId: string };

/** `moving`: during the time in question it was one and then the other. */
export type Answer = 'yes' | 'no' | 'moving';

/** Who sees what, told a second time out of the domain's table and the history alone. */
export interface Sight {
  /** Whether a viewer saw a chat, and it was in scope, from one moment to another. */
  saw(viewer: Viewer, contactId: string, during: { from: number; to: number; asked?: number }, scope?: Scope): Answer;
  /** The same for one place at a time. */
  sees(viewer: Viewer, spot: Spot, during: { from: number; to: number }): Answer;
  /** Whether a chat at a place is what a look is about. */
  within(viewer: Viewer, spot: Spot, contactId: string, scope: Scope): boolean;
}

const GENERAL = 'general';
const CERRADAS = 'cerradas';

export function createSight(history: History, floor: Floor, { members }: Ledger): Sight {
  const ownerOf = new Map(floor.agents.map((one) => [one.personalInboxId, one.id]));
  const custom = Map.groupBy(members, ({ inboxId }) => inboxId);

  /** Membership as it was changed; between a request and its answer it is either. */
  const belonged = (agentId: string, inboxId: string, from: number, to: number): Answer => {
    const changes = custom.get(inboxId) ?? [];
    const answers = new Set<boolean>();
    for (const [i, { members: now, sentAt }] of changes.entries()) {
      const end = changes[i + 1]?.ackAt ?? Number.POSITIVE_INFINITY;
      if ((i === 0 || sentAt <= to) && end >= from) answers.add(now.has(agentId));
    }
    return combined(answers.size === 0 ? [false] : [...answers]);
  };

  const sees: Sight['sees'] = ({ role, id }, { state, inboxId, agentId }, { from, to }) => {
    if (role !== 'agent') return 'yes';
    if (state === 'BOT' || state === 'EXPIRADO') return 'yes';
    if (state === 'AGENTE') return agentId === id ? 'yes' : 'no';
    if (inboxId === CERRADAS || inboxId === GENERAL) return 'yes';
    if (ownerOf.has(inboxId ?? '')) return ownerOf.get(inboxId ?? '') === id ? 'yes' : 'no';
    return belonged(id, inboxId ?? '', from, to);
  };

  const within = (viewer: Viewer, { state, inboxId, agentId }: Spot, contactId: string, scope: Scope): boolean => {
    const personal = ownerOf.get(inboxId ?? '');
    switch (scope.of) {
      case 'all':
        return true;
      case 'mine':
        return state === 'AGENTE' ? agentId === viewer.id : state === 'BANDEJA' && personal === viewer.id;
      case 'unassigned':
        return state === 'BANDEJA' && inboxId !== CERRADAS && personal === undefined;
      case 'closed':
        return state === 'BANDEJA' && inboxId === CERRADAS;
      case 'inbox':
        return state === 'BANDEJA' && inboxId === scope.inboxId;
      case 'chat':
        return contactId === scope.contactId;
    }
  };

  return {
    sees,
    within,
    saw(viewer, contactId, { from, to, asked = from }, scope = { of: 'all' }) {
      const answers = history.spots(contactId, from, to).map((spot): Answer => {
        if (spot === null || !within(viewer, spot, contactId, scope)) return 'no';
        return sees(viewer, spot, { from: asked, to });
      });
      if (answers.every((one) => one === 'yes')) return 'yes';
      return answers.every((one) => one === 'no') ? 'no' : 'moving';
    },
  };
}

function combined(answers: boolean[]): Answer {
  if (answers.every(Boolean)) return 'yes';
  return answers.some(Boolean) ? 'moving' : 'no';
}
