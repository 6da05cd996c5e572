import type { Duration, Instant } from './vocabulary.ts';

export const presenceStatuses = ['online', 'away'] as const;
export type PresenceStatus = (typeof presenceStatuses)[number];

/** What of an agent decides over presence. Source: the presence rules of the domain. */
export interface Presence {
  active: boolean;
  status: PresenceStatus;
  /** The last sign of life; null when there was none yet. */
  lastHeartbeatAt: Instant | null;
}

/** An agent is online by choice, and only as long as signs of life come within `timeout`. */
export function isOnline(presence: Presence, now: Instant, timeout: Duration): boolean {
  if (!presence.active || presence.status !== 'online' || presence.lastHeartbeatAt === null) return false;
  return now - presence.lastHeartbeatAt < timeout;
}
