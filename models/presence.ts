import mongoose from 'mongoose';
import type { PresenceStatus } from '../domain/presence.ts';
import { presenceStatuses } from '../domain/presence.ts';
import type { AgentDoc } from './agent.ts';
import { AgentModel } from './agent.ts';
import { newId } from './ids.ts';

/** Every change of presence, kept: online time is computed from it. */
export interface PresenceChangeDoc {
  _id: string;
  agentId: string;
  status: PresenceStatus;
  cause: 'choice' | 'timeout';
  at: Date;
}

const schema = new mongoose.Schema<PresenceChangeDoc>(
  {
    _id: { type: String, required: true },
    agentId: { type: String, required: true },
    status: { type: String, required: true, enum: presenceStatuses },
    cause: { type: String, required: true, enum: ['choice', 'timeout'] },
    at: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ agentId: 1, at: 1 });

export const PresenceChangeModel = mongoose.model<PresenceChangeDoc>('PresenceChange', schema, 'presence-changes');

/** The agent's own choice; choosing `online` is a sign of life too. Null when there is no such active agent. */
export async function choosePresence(agentId: string, status: PresenceStatus): Promise<AgentDoc | null> {
  const now = new Date();
  const before = await AgentModel.findOneAndUpdate(
    { _id: agentId, active: true, deletedAt: null },
    [
      {
        $set: {
          statusChangedAt: { $cond: [{ $eq: ['$status', status] }, '$statusChangedAt', now] },
          status,
          ...(status === 'online' ? { lastHeartbeatAt: now } : {}),
        },
      },
    ] as never,
    { returnDocument: 'before', updatePipeline: true },
  ).lean();
  if (!before) return null;
  if (before.status !== status) await record(agentId, status, 'choice', now);
  return await AgentModel.findById(agentId).lean();
}

/**
 * A sign of life. It keeps an online agent online and never overrides *away*; one that comes after `timeout`
 * milliseconds of silence finds the agent away, as of the moment the silence became too long.
 */
export async function heartbeat(agentId: string, timeout: number): Promise<AgentDoc | null> {
  const now = new Date();
  const cutoff = new Date(now.getTime() - timeout);
  const late = { $and: [{ $eq: ['$status', 'online'] }, { $lte: ['$lastHeartbeatAt', cutoff] }] };
  const before = await AgentModel.findOneAndUpdate(
    { _id: agentId, active: true, deletedAt: null },
    [
      {
        $set: {
          status: { $cond: [late, 'away', '$status'] },
          statusChangedAt: { $cond: [late, { $add: ['$lastHeartbeatAt', timeout] }, '$statusChangedAt'] },
          lastHeartbeatAt: { $cond: [late, '$lastHeartbeatAt', now] },
        },
      },
    ] as never,
    { returnDocument: 'before', updatePipeline: true },
  ).lean();
  if (!before) return null;
  if (before.status === 'online' && before.lastHeartbeatAt && before.lastHeartbeatAt <= cutoff) {
    await record(agentId, 'away', 'timeout', new Date(before.lastHeartbeatAt.getTime() + timeout));
  }
  return await AgentModel.findById(agentId).lean();
}

/** Sets every agent away who has been silent for `timeout` milliseconds; gives their ids. */
export async function sweepPresence(timeout: number): Promise<string[]> {
  const cutoff = new Date(Date.now() - timeout);
  const silent = await AgentModel.find({ status: 'online', lastHeartbeatAt: { $lte: cutoff } }, { _id: 1 }).lean();
  const swept: string[] = [];
  for (const { _id } of silent) {
    const before = await AgentModel.findOneAndUpdate(
      { _id, status: 'online', lastHeartbeatAt: { $lte: cutoff } },
      [{ $set: { status: 'away', statusChangedAt: { $add: ['$lastHeartbeatAt', timeout] } } }] as never,
      { returnDocument: 'before', updatePipeline: true },
    ).lean();
    if (!before?.lastHeartbeatAt) continue;
    await record(_id, 'away', 'timeout', new Date(before.lastHeartbeatAt.getTime() + timeout));
    swept.push(_id);
  }
  return swept;
}

async function record(agentId: string, status: PresenceStatus, cause: PresenceChangeDoc['cause'], at: Date) {
  await PresenceChangeModel.create({ _id: newId('prs'), agentId, status, cause, at });
}
