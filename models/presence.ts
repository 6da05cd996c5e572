import mongoose from 'mongoose';
import type { PresenceCause, PresenceChange, PresenceEvent, PresenceStatus } from '../domain/presence.ts';
import { presenceAfter, presenceCauses, presenceStatuses } from '../domain/presence.ts';
import type { AgentDoc } from './agent.ts';
import { AgentModel } from './agent.ts';
import { newId } from './ids.ts';

/** Every change of presence, kept: online time is computed from it. */
export interface PresenceChangeDoc {
  _id: string;
  agentId: string;
  status: PresenceStatus;
  cause: PresenceCause;
  at: Date;
}

const schema = new mongoose.Schema<PresenceChangeDoc>(
  {
    _id: { type: String, required: true },
    agentId: { type: String, required: true },
    status: { type: String, required: true, enum: presenceStatuses },
    cause: { type: String, required: true, enum: presenceCauses },
    at: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ agentId: 1, at: 1, _id: 1 });

export const PresenceChangeModel = mongoose.model<PresenceChangeDoc>('PresenceChange', schema, 'presence-changes');

const ATTEMPTS = 10;
const CLOCKS_DIFFER_MS = 60_000;
/** Of the time that an agent may be silent, 5 seconds of 2 minutes: signs of life closer than that are one. */
const CLOSELY = 1 / 24;

/**
 * The agent's own choice, or leaving; choosing `online` is a sign of life too. Null when there is no such active agent.
 * `timeout` in milliseconds, here and below.
 */
export function choosePresence(
  agentId: string,
  status: PresenceStatus,
  timeout: number,
  cause: 'choice' | 'left' = 'choice',
): Promise<AgentDoc | null> {
  return happen(agentId, { type: 'chose', status, cause }, timeout);
}

/**
 * A sign of life. It keeps an online agent online and never overrides *away*; one that comes after `timeout`
 * milliseconds of silence finds the agent away, as of the moment the silence became too long. One that follows another
 * closely, as of several tabs, is not written: what it would add is less than the sweep can tell.
 */
export async function heartbeat(agentId: string, timeout: number): Promise<AgentDoc | null> {
  const now = new Date();
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const active = { _id: agentId, active: true, deletedAt: null };
  const recent = { lastHeartbeatAt: { $gt: ago(timeout * CLOSELY), $lte: now } };
  // Nearly all of them change nothing but their own time: one step, without a transaction.
  const inTime = await AgentModel.findOneAndUpdate(
    { ...active, $or: [{ status: 'away' }, { lastHeartbeatAt: { $gt: ago(timeout) } }], $nor: [recent] },
    { $set: { lastHeartbeatAt: now } },
    { returnDocument: 'after' },
  ).lean();
  return (
    inTime ??
    (await AgentModel.findOne({ ...active, ...recent }).lean()) ??
    (await happen(agentId, { type: 'signOfLife' }, timeout))
  );
}

/** Makes an agent inactive and so away. Null when there is no such agent. */
export function deactivateAgent(agentId: string, timeout: number): Promise<AgentDoc | null> {
  return happen(agentId, { type: 'deactivated' }, timeout);
}

/** Sets every agent away who has been silent for `timeout` milliseconds; gives their ids. */
export async function sweepPresence(timeout: number): Promise<string[]> {
  const cutoff = new Date(Date.now() - timeout);
  const silent = await AgentModel.find({ status: 'online', lastHeartbeatAt: { $lte: cutoff } }, { _id: 1 }).lean();
  const swept: string[] = [];
  for (const { _id } of silent) {
    let changed = false;
    await happen(_id, { type: 'nothing' }, timeout, () => {
      changed = true;
    });
    if (changed) swept.push(_id);
  }
  return swept;
}

/** The latest change of an agent's presence; null when there was none yet. */
export function lastPresenceChange(agentId: string): Promise<PresenceChangeDoc | null> {
  return PresenceChangeModel.findOne({ agentId }).sort({ at: -1, _id: -1 }).lean();
}

/** What an agent's presence was at `from`, and its changes from then to before `to`, oldest first. */
export async function presenceBetween(
  agentId: string,
  from: Date,
  to: Date,
): Promise<{ before: PresenceStatus; changes: PresenceChangeDoc[] }> {
  const [last, changes] = await Promise.all([
    PresenceChangeModel.findOne({ agentId, at: { $lt: from } })
      .sort({ at: -1, _id: -1 })
      .lean(),
    PresenceChangeModel.find({ agentId, at: { $gte: from, $lt: to } })
      .sort({ at: 1, _id: 1 })
      .lean(),
  ]);
  return { before: last?.status ?? 'away', changes };
}

/** The same of many agents at once. Changes alternate, so the first later one tells what was before it. */
export async function presenceOfMany(
  agents: readonly AgentDoc[],
  from: Date,
  to: Date,
): Promise<Map<string, { before: PresenceStatus; changes: Pick<PresenceChangeDoc, 'status' | 'cause' | 'at'>[] }>> {
  const found = await PresenceChangeModel.find(
    { agentId: { $in: agents.map(({ _id }) => _id) }, at: { $gte: from } },
    { agentId: 1, status: 1, cause: 1, at: 1 },
  )
    .sort({ agentId: 1, at: 1, _id: 1 })
    .lean();
  const later = Map.groupBy(found, ({ agentId }) => agentId);
  return new Map(
    agents.map(({ _id, status }) => {
      const all = later.get(_id) ?? [];
      const [first] = all;
      const before = first ? (first.status === 'online' ? 'away' : 'online') : status;
      return [_id, { before, changes: all.filter(({ at }) => at < to) }];
    }),
  );
}

/** Agents who have been away since `since` or longer, whether active or not. */
export async function awaySince(since: Date): Promise<string[]> {
  const docs = await AgentModel.find({ status: 'away', statusChangedAt: { $lte: since } }, { _id: 1 }).lean();
  return docs.map(({ _id }) => _id);
}

/** Lets something happen to an agent's presence: the agent and the record of every change, both or neither. */
async function happen(
  agentId: string,
  event: PresenceEvent,
  timeout: number,
  changed: () => void = () => undefined,
): Promise<AgentDoc | null> {
  const mustBeActive = event.type === 'chose' || event.type === 'signOfLife';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const agent = await AgentModel.findOne({ _id: agentId, deletedAt: null }).lean();
    if (!agent || (mustBeActive && !agent.active)) return null;
    const { active, status, lastHeartbeatAt } = agent;
    const before = { active, status, lastHeartbeatAt: lastHeartbeatAt?.getTime() ?? null };
    const { presence, changes } = presenceAfter(before, event, after(agent.statusChangedAt), timeout);
    const latest = changes.at(-1);
    const becameInactive = active && !presence.active;
    const same = presence.lastHeartbeatAt === before.lastHeartbeatAt && !becameInactive;
    if (!latest && same) return agent;
    const change = {
      $set: {
        status: presence.status,
        active: presence.active,
        lastHeartbeatAt: presence.lastHeartbeatAt === null ? null : new Date(presence.lastHeartbeatAt),
        ...(latest ? { statusChangedAt: new Date(latest.at) } : {}),
        ...(becameInactive ? { updatedAt: new Date() } : {}),
      },
      ...(becameInactive ? { $inc: { version: 1 } } : {}),
    };
    const written = await mongoose.connection.transaction(async (session) => {
      const doc = await AgentModel.findOneAndUpdate(
        { _id: agentId, deletedAt: null, active, status, lastHeartbeatAt },
        change,
        { session, returnDocument: 'after' },
      ).lean();
      if (doc && changes.length > 0) {
        await PresenceChangeModel.create(changes.map(rowOf(agentId)), { session, ordered: true });
      }
      return doc;
    });
    if (!written) continue;
    if (latest) changed();
    return written;
  }
  throw new Error(`the presence of ${agentId} was changed by others ${ATTEMPTS} times in a row`);
}

/** Now, and later than the last change even where clocks differ a little or were set back: changes stay in order. */
function after(last: Date): number {
  const now = Date.now();
  const ahead = last.getTime() + 1 - now;
  return ahead > 0 && ahead <= CLOCKS_DIFFER_MS ? now + ahead : now;
}

/** Ids sort as the changes do, also those of one instant. */
function rowOf(agentId: string): (change: PresenceChange, place: number) => PresenceChangeDoc {
  return ({ status, cause, at }, place) => ({
    _id: newId('prs', at + place),
    agentId,
    status,
    cause,
    at: new Date(at),
  });
}
