import type { AlertKind, Conversation, Escalation } from './state.ts';
import { situationOf } from './state.ts';
import type { Duration, Instant } from './vocabulary.ts';

/** Every kind of deadline a conversation can have; each is kept by one lazy timer. */
export const deadlineKinds = [
  'expiry',
  'awaitingReply',
  'unattended',
  'unanswered',
  'windowClosing',
  'angry',
  'quiet',
] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

/** Deadlines that raise an alert, and its kind. */
export const alertOf = {
  unattended: 'unattended',
  unanswered: 'unanswered',
  windowClosing: 'window-closing',
  angry: 'angry-customer',
} as const satisfies Partial<Record<DeadlineKind, AlertKind>>;

/** The instant a deadline of this kind falls due, or null when there is none now. */
export function deadline(kind: DeadlineKind, of: Conversation): Instant | null {
  const situation = situationOf(of.chat);
  const { session, policy, chat } = of;
  switch (kind) {
    case 'expiry':
      return session.status === 'open' ? session.expiresAt : null;
    case 'awaitingReply':
      return session.status === 'awaiting-reply' ? session.expiresAt : null;
    case 'unattended':
      if (chat.state !== 'BANDEJA' || situation === 'CERRADAS') return null;
      return repeated(of, 'unattended', of.since, chat.inbox.unattendedAfter ?? policy.unattendedAfter);
    case 'unanswered':
      if (chat.state !== 'AGENTE' || of.waitingSince === null) return null;
      return repeated(
        of,
        'unanswered',
        Math.max(of.waitingSince, of.since),
        chat.takenFrom.unansweredAfter ?? policy.unansweredAfter,
      );
    case 'windowClosing':
      if (
        (situation !== 'BANDEJA' && situation !== 'AGENTE') ||
        session.status !== 'open' ||
        session.expiresAt === null
      )
        return null;
      if (policy.windowClosingBefore >= policy.window) return null;
      if (of.windowTold !== session.expiresAt) return session.expiresAt - policy.windowClosingBefore;
      return halfWay(of.escalations['window-closing'], session.expiresAt);
    case 'angry':
      if (chat.state !== 'BANDEJA' || situation === 'CERRADAS') return null;
      return later(of.escalations['angry-customer'], chat.inbox.unattendedAfter ?? policy.unattendedAfter);
    case 'quiet':
      if (situation !== 'EXPIRADO' && situation !== 'CERRADAS') return null;
      if (situation === 'CERRADAS' && session.status !== 'expired') return null;
      return Math.max(of.since, of.lastMessageAt ?? 0) + policy.retireAfter;
  }
}

/** The deadlines of now, earliest first. */
export function deadlines(of: Conversation): { kind: DeadlineKind; at: Instant }[] {
  return deadlineKinds
    .flatMap((kind) => {
      const at = deadline(kind, of);
      return at === null ? [] : [{ kind, at }];
    })
    .sort((a, b) => a.at - b.at);
}

/** An alert repeats at the next level after twice the time, so that a night does not raise hundreds. */
function repeated(of: Conversation, kind: AlertKind, start: Instant, after: Duration): Instant | null {
  const running = of.escalations[kind];
  if (running?.acknowledged) return null;
  return start + Math.max(after, 1) * 2 ** (running?.level ?? 0);
}

/** What was told at once repeats after a while, and then after twice the time each. */
function later(running: Escalation | undefined, after: Duration): Instant | null {
  if (running?.raisedAt === undefined || running.acknowledged) return null;
  return running.raisedAt + Math.max(after, 1) * 2 ** (running.level - 1);
}

/** Whoever is told too late can do nothing. */
const LAST_WARNING = 60_000;

/** What has an end repeats each time half of what was left has passed. */
function halfWay(running: Escalation | undefined, end: Instant): Instant | null {
  if (running?.raisedAt === undefined || running.acknowledged) return null;
  const half = Math.floor((end - running.raisedAt) / 2);
  return half < LAST_WARNING ? null : end - half;
}
