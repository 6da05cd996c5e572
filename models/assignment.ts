import type { AssignmentRule, Candidate, WaitingChat } from '../domain/assignment.ts';
import { waitingChat } from '../domain/assignment.ts';
import { sentiments } from '../domain/vocabulary.ts';
import type { AgentDoc } from './agent.ts';
import { AgentModel } from './agent.ts';
import { ConversationModel } from './conversation.ts';
import type { InboxDoc } from './inbox.ts';
import { InboxModel } from './inbox.ts';
import { isAlive, placesTaken } from './slots.ts';

/** An inbox whose chats a rule gives to people. */
export type RuledInbox = Pick<InboxDoc, '_id' | 'kind' | 'members'> & { assignment: { mode: AssignmentRule } };

/** Somebody with access, as the rule needs them. */
export type RuledAgent = Pick<
  AgentDoc,
  '_id' | 'name' | 'active' | 'status' | 'lastHeartbeatAt' | 'capacity' | 'slots' | 'shifts' | 'turns'
>;

const ruled = { 'assignment.mode': { $in: ['round-robin', 'least-busy'] }, deletedAt: null };

/** The inboxes with a rule. */
export function ruledInboxes(): Promise<RuledInbox[]> {
  return findRuled({});
}

/** An inbox, if it has a rule. */
export async function ruledInbox(inboxId: string): Promise<RuledInbox | null> {
  return (await findRuled({ _id: inboxId }))[0] ?? null;
}

/** The inboxes with a rule and a chat that waits, among those named and those of which a named agent may be given chats. */
export async function inboxesToLookAt(of: { inboxIds?: string[]; agentIds?: string[] }): Promise<string[]> {
  const { inboxIds = [], agentIds = [] } = of;
  const theirs = agentIds.length > 0 ? [{ kind: 'GENERAL' }, { members: { $in: agentIds } }] : [];
  const ruled = await findRuled({ $or: [{ _id: { $in: inboxIds } }, ...theirs] });
  return withWaiting(ruled.map(({ _id }) => _id));
}

/** Those of the inboxes in which a chat waits. */
export async function withWaiting(inboxIds: string[]): Promise<string[]> {
  return inboxIds.length === 0 ? [] : ConversationModel.distinct('inboxId', { inboxId: { $in: inboxIds } });
}

function findRuled(among: Record<string, unknown>): Promise<RuledInbox[]> {
  const fields = { kind: 1, members: 1, assignment: 1 };
  return InboxModel.find({ ...ruled, ...among } as never, fields).lean<RuledInbox[]>();
}

/**
 * Everybody to whom the rule of an inbox gives chats, whatever their presence: in General every agent, in the others the
 * members. Supervisors look after all inboxes; a rule counts them in only where they were made members.
 */
export async function agentsOf({ kind, members }: RuledInbox): Promise<RuledAgent[]> {
  const fields = { name: 1, active: 1, status: 1, lastHeartbeatAt: 1, capacity: 1, slots: 1, shifts: 1, turns: 1 };
  return AgentModel.find({ ...attending({ kind, members }), deletedAt: null } as never, fields).lean<RuledAgent[]>();
}

/** Those of them who are online, whose last sign of life came within `timeout` milliseconds. */
export async function onlineAgentsOf(
  inbox: Pick<InboxDoc, 'kind' | 'members'>,
  timeout: number,
): Promise<Pick<AgentDoc, 'capacity' | 'slots' | 'shifts'>[]> {
  const online = { status: 'online', lastHeartbeatAt: { $gt: new Date(Date.now() - timeout) }, active: true };
  const fields = { capacity: 1, slots: 1, shifts: 1 };
  return AgentModel.find({ ...attending(inbox), ...online, deletedAt: null } as never, fields).lean();
}

function attending({ kind, members }: Pick<InboxDoc, 'kind' | 'members'>): Record<string, unknown> {
  return kind === 'GENERAL' ? { role: 'agent' } : { _id: { $in: members } };
}

/** An agent as a candidate of an inbox; a turn that is reserved counts like one that was had. */
export function candidateOf(
  agent: RuledAgent,
  inboxId: string,
  { online, onShift }: Pick<Candidate, 'online' | 'onShift'>,
  now: number,
): Candidate {
  const reserved = agent.slots.flatMap((slot) =>
    slot.turn?.inboxId === inboxId && isAlive(slot, now) ? [slot.turn.number] : [],
  );
  return {
    id: agent._id,
    online,
    onShift,
    open: placesTaken(agent.slots, now),
    capacity: agent.capacity,
    turn: Math.max(agent.turns?.[inboxId] ?? 0, ...reserved),
  };
}

/** A chat that waits, and the channel whose rules a command to it has to bring. */
export type Waiting = WaitingChat & { channel: string };

/** The first chats that wait in an inbox, in the order in which a rule assigns, without those named. */
export async function waitingIn(inboxId: string, without: string[], limit: number): Promise<Waiting[]> {
  const first = async (feelings: string[], most: number) =>
    most === 0
      ? []
      : ConversationModel.find(
          { inboxId, sentiment: { $in: feelings }, ...(without.length > 0 ? { _id: { $nin: without } } : {}) } as never,
          { conversation: 1 },
        )
          .sort({ 'conversation.since': 1, _id: 1 })
          .limit(most)
          .lean();
  const urgent = await first(['ENOJADO'], limit);
  const others = await first(
    sentiments.filter((one) => one !== 'ENOJADO'),
    limit - urgent.length,
  );
  return [...urgent, ...others].map(({ conversation }) => ({
    ...waitingChat(conversation),
    channel: conversation.channel,
  }));
}
