import type { Conversation } from './state.ts';
import type { Instant } from './vocabulary.ts';

export const assignmentModes = ['manual', 'round-robin', 'least-busy'] as const;
export type AssignmentMode = (typeof assignmentModes)[number];
/** A mode that gives chats by itself. */
export type AssignmentRule = Exclude<AssignmentMode, 'manual'>;

/** A chat that waits in an inbox, as far as a rule looks at it. */
export interface WaitingChat {
  id: string;
  /** When it came into the inbox. */
  since: Instant;
  urgent: boolean;
  /** Who had the chat and gave it away, so that a return is not undone at once; null: nobody. */
  givenAwayBy: string | null;
  /** Who is to have it if possible, because the account reopens chats with whom they were; null: nobody. */
  prefers: string | null;
}

/** Somebody whom a rule may give a chat of one inbox. */
export interface Candidate {
  id: string;
  /** Active, online by choice, and giving signs of life. */
  online: boolean;
  onShift: boolean;
  /** Chats at present, and how many there may be. */
  open: number;
  capacity: number;
  /** The number of the last turn in this inbox; 0: none so far. Numbers only grow and are no times: no clock moves them. */
  turn: number;
}

/** Who gets which chat next, and the number of that turn. */
export interface Assignment {
  chatId: string;
  agentId: string;
  turn: number;
}

export function waitingChat(
  c: Pick<Conversation, 'id' | 'since' | 'sentiment' | 'movedBy' | 'previous' | 'reason' | 'lastAgent'>,
): WaitingChat {
  const ownerBefore = c.previous?.state === 'AGENTE' ? (c.previous.place.agentId ?? null) : null;
  return {
    id: c.id,
    since: c.since,
    urgent: c.sentiment === 'ENOJADO',
    givenAwayBy: ownerBefore !== null && c.movedBy.id === ownerBefore ? ownerBefore : null,
    prefers: c.reason === 'reopen to lastAgent' ? (c.lastAgent?.id ?? null) : null,
  };
}

/** Urgent ones first, then the longest in the inbox, then by id. */
export function inOrder(waiting: readonly WaitingChat[]): WaitingChat[] {
  return [...waiting].sort(
    (a, b) => Number(b.urgent) - Number(a.urgent) || a.since - b.since || (a.id < b.id ? -1 : 1),
  );
}

export function isEligible({ online, onShift, open, capacity }: Candidate): boolean {
  return online && onShift && open < capacity;
}

/**
 * The first chat in order for which there is somebody, and who. Round-robin: whose last turn is longest ago, so that the
 * counts of agents who are always eligible differ by at most one. Least busy: who has the fewest chats; ties by turn.
 * `candidates` are all with access to the inbox, also those who are not eligible: their turns count. Null: nothing to do.
 */
export function nextAssignment(
  rule: AssignmentRule,
  waiting: readonly WaitingChat[],
  candidates: readonly Candidate[],
): Assignment | null {
  const eligible = candidates.filter(isEligible).sort(before(rule));
  if (eligible.length === 0) return null;
  for (const chat of inOrder(waiting)) {
    const mine = eligible.filter(({ id }) => id !== chat.givenAwayBy);
    const agent = mine.find(({ id }) => id === chat.prefers) ?? mine[0];
    if (agent) return { chatId: chat.id, agentId: agent.id, turn: Math.max(...candidates.map(({ turn }) => turn)) + 1 };
  }
  return null;
}

function before(rule: AssignmentRule): (a: Candidate, b: Candidate) => number {
  const busy = rule === 'least-busy' ? 1 : 0;
  return (a, b) => busy * (a.open - b.open) || a.turn - b.turn || (a.id < b.id ? -1 : 1);
}
