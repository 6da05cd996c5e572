import type { Caller } from '../../domain/caller.ts';
import type { Viewer } from '../../domain/visibility.ts';
import type { InboxDoc } from '../../models/inbox.ts';
import { InboxModel } from '../../models/inbox.ts';
import { givesAccess } from '../directory.ts';

/**
 * Who may take from which inbox, as of the place in the stream of changes that has been told: what comes after a
 * withdrawal in the store comes after it here, too.
 */
export interface AccessTable {
  load(): Promise<void>;
  /** Takes an inbox as it is from here on; gives how it was, and null when this is known already. */
  change(id: string, inbox: InboxDoc | null): { before: InboxDoc | null } | null;
  viewer(caller: Caller): Viewer;
}

export function createAccessTable(): AccessTable {
  const inboxes = new Map<string, InboxDoc>();
  return {
    async load() {
      inboxes.clear();
      for (const inbox of await InboxModel.find().lean()) inboxes.set(inbox._id, inbox);
    },

    change(id, inbox) {
      const before = inboxes.get(id) ?? null;
      if (inbox === null) inboxes.delete(id);
      else if (before && before.version > inbox.version) return null;
      else inboxes.set(id, inbox);
      return { before };
    },

    viewer({ role, agentId }) {
      if (role !== 'agent' || agentId === null) return { role, agentId, inboxIds: null };
      const mine = [...inboxes.values()].filter((inbox) => givesAccess(inbox, agentId));
      return { role, agentId, inboxIds: mine.map(({ _id }) => _id) };
    },
  };
}
