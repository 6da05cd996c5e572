import type { Presence, PresenceChange, PresenceStatus } from './presence.ts';
import { presenceAfter } from './presence.ts';
import type { Duration, Instant } from './vocabulary.ts';

/**
 * How long somebody was online in `[from, to)`, in milliseconds. `before` is the status at `from`; `changes` are those
 * within the range, oldest first. A period that runs on at `to` counts up to there.
 */
export function onlineTime(
  before: PresenceStatus,
  changes: readonly Pick<PresenceChange, 'status' | 'at'>[],
  from: Instant,
  to: Instant,
): Duration {
  let total = 0;
  let since = before === 'online' ? from : null;
  for (const { status, at } of changes) {
    const within = Math.min(Math.max(at, from), to);
    if (status === 'online') since ??= within;
    else if (since !== null) {
      total += within - since;
      since = null;
    }
  }
  return since === null ? total : total + Math.max(0, to - since);
}

/**
 * A range with what nobody has written down yet: a silence that became too long since the last sweep. `presence` is the
 * agent's of `now`, `written` what is written of `[from, to)`.
 */
export function withUnwritten(
  written: { before: PresenceStatus; changes: readonly PresenceChange[] },
  presence: Presence,
  { from, to, now, timeout }: { from: Instant; to: Instant; now: Instant; timeout: Duration },
): { before: PresenceStatus; unwritten: PresenceChange[] } {
  const passed = presenceAfter(presence, { type: 'nothing' }, now, timeout).changes.filter(({ at }) => at < to);
  const unwritten = passed.filter(({ at }) => at >= from);
  const earlier = passed.length > unwritten.length ? passed[0] : undefined;
  return { before: earlier?.status ?? written.before, unwritten };
}
