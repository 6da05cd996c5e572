import type { PresenceChange, PresenceStatus } from './presence.ts';
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
