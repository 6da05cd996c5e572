import type { Instant } from '../../domain/vocabulary.ts';
import type { PresenceCause } from '../../domain/presence.ts';
import { timeoutOf } from '../../domain/presence.ts';
import { isMongoUnavailable } from '../../models/connect.ts';
import { lastPresenceChange } from '../../models/presence.ts';
import type { Directory } from '../directory.ts';

/** Why the agent counts as away, and since when, in a sentence; null where nothing is known of it. */
export async function absenceOf(agentId: string, directory: Directory): Promise<string | null> {
  const agent = directory.agent(agentId);
  if (!agent) return null;
  const { status, lastHeartbeatAt } = agent;
  const presence = { active: agent.active, status, lastHeartbeatAt: lastHeartbeatAt?.getTime() ?? null };
  const due = timeoutOf(presence, directory.presenceTimeout());
  if (due !== null) return due <= Date.now() ? sentence(due, 'timeout', directory) : null;
  try {
    const last = await lastPresenceChange(agentId);
    if (!last) return 'You have not been online yet.';
    return last.status === 'away' ? sentence(last.at.getTime(), last.cause, directory) : null;
  } catch (error) {
    if (isMongoUnavailable(error)) return null;
    throw error;
  }
}

function sentence(since: Instant, cause: PresenceCause, directory: Directory): string {
  const reasons = {
    choice: 'by choice',
    left: 'the screen was left',
    timeout: `no heartbeat for ${directory.settings().presenceTimeout}`,
    deactivated: 'the agent was made inactive',
  } satisfies Record<PresenceCause, string>;
  return `You are away since ${new Date(since).toISOString().replace(/\.\d+Z$/, 'Z')}: ${reasons[cause]}.`;
}
