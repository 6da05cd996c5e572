import { durationMs } from '../config/duration.ts';
import type { InboxRef } from '../domain/state.ts';
import type { InboxDoc } from './inbox.ts';

/** What a conversation remembers of the inbox it waits in. */
export function inboxRef({ _id, name, kind, ownerId, escalation }: InboxDoc): InboxRef {
  return {
    id: _id,
    name,
    kind,
    ...(ownerId ? { ownerId } : {}),
    ...(escalation?.unattendedAfter ? { unattendedAfter: durationMs(escalation.unattendedAfter) } : {}),
    ...(escalation?.unansweredAfter ? { unansweredAfter: durationMs(escalation.unansweredAfter) } : {}),
  };
}
