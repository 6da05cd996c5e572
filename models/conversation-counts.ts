import type { Viewer } from '../domain/visibility.ts';
import type { InboxKind, State } from '../domain/vocabulary.ts';
import { ConversationModel } from './conversation.ts';
import { visibleTo } from './visibility-filter.ts';

/** Conversations that are in one place, counted. `waitingAt` as in `ConversationDoc`, of the one that waits longest. */
export interface PlaceCount {
  state: State;
  inboxKind: InboxKind | null;
  inboxId: string | null;
  agentId: string | null;
  total: number;
  unread: number;
  waitingAt: number;
}

/** What a viewer may see, counted by place in one pass. */
export async function countByPlace(viewer: Viewer): Promise<PlaceCount[]> {
  return await ConversationModel.aggregate<PlaceCount>([
    { $match: visibleTo(viewer) },
    {
      $group: {
        _id: { state: '$state', inboxKind: '$inboxKind', inboxId: '$inboxId', agentId: '$agentId' },
        total: { $sum: 1 },
        unread: { $sum: { $cond: ['$unread', 1, 0] } },
        waitingAt: { $min: '$waitingAt' },
      },
    },
    { $replaceWith: { $mergeObjects: ['$_id', { total: '$total', unread: '$unread', waitingAt: '$waitingAt' }] } },
  ]).hint({ state: 1, inboxKind: 1, inboxId: 1, agentId: 1, unread: 1, waitingAt: 1 });
}
