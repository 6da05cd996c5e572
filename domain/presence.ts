import type { Duration, Instant } from './vocabulary.ts';

export const presenceStatuses = ['online', 'away'] as const;
export type PresenceStatus = (typeof presenceStatuses)[number];

/** The person chose, the person left the screen, signs of life stopped coming, or the agent was made inactive. */
export const presenceCauses = ['choice', 'left', 'timeout', 'deactivated'] as const;
export type PresenceCause = (typeof presenceCauses)[number];

/** What of an agent decides over presence. Source: the presence rules of the domain. */
export interface Presence {
  active: boolean;
  status: PresenceStatus;
  /** The last sign of life; null when there was none yet. */
  lastHeartbeatAt: Instant | null;
}

export interface PresenceChange {
  status: PresenceStatus;
  cause: PresenceCause;
  at: Instant;
}

/** What can happen to presence; `nothing` only lets time pass. */
export type PresenceEvent =
  | { type: 'chose'; status: PresenceStatus; cause: 'choice' | 'left' }
  | { type: 'signOfLife' }
  | { type: 'deactivated' }
  | { type: 'nothing' };

/** An agent is online by choice, and only as long as signs of life come within `timeout`. */
export function isOnline(presence: Presence, now: Instant, timeout: Duration): boolean {
  if (!presence.active || presence.status !== 'online' || presence.lastHeartbeatAt === null) return false;
  return now - presence.lastHeartbeatAt < timeout;
}

/**
 * Presence after an event at `now`, and every change on the way, oldest first. Time passes first: a silence that became
 * too long ended at the instant it did, however late somebody looks.
 */
export function presenceAfter(
  before: Presence,
  event: PresenceEvent,
  now: Instant,
  timeout: Duration,
): { presence: Presence; changes: PresenceChange[] } {
  const changes: PresenceChange[] = [];
  const presence = { ...before };
  const become = (status: PresenceStatus, cause: PresenceCause, at: Instant) => {
    if (presence.status !== status) changes.push({ status, cause, at });
    presence.status = status;
  };

  const due = timeoutOf(before, timeout);
  if (due !== null && due <= now) become('away', 'timeout', due);
  switch (event.type) {
    case 'chose':
      become(event.status, event.cause, now);
      if (event.status === 'online') presence.lastHeartbeatAt = now;
      break;
    case 'signOfLife':
      // One that comes too late finds the agent away, and does not hide since when.
      if (changes.length === 0) presence.lastHeartbeatAt = now;
      break;
    case 'deactivated':
      become('away', 'deactivated', now);
      presence.active = false;
      break;
    case 'nothing':
      break;
  }
  return { presence, changes };
}

/** When an online agent's silence becomes too long; null for one who is away. */
export function timeoutOf({ status, lastHeartbeatAt }: Presence, timeout: Duration): Instant | null {
  return status === 'online' && lastHeartbeatAt !== null ? lastHeartbeatAt + timeout : null;
}
