import type { ConversationActivities } from './contract.ts';
import type { Output } from '../domain/rows.ts';
import { commitConversation, commitRows } from '../models/commit.ts';
import { mongoConnected } from '../models/connect.ts';
import { findSnapshot } from '../models/conversation.ts';

/**
 * The read model as conversations write and, when they start again, read it. `committed` is told what a commit wrote,
 * once the chat stands as it does.
 */
export function createReadModel(
  committed: (outputs: readonly Output[]) => void,
): Pick<ConversationActivities, 'commit' | 'loadSnapshot'> {
  return {
    async commit({ contactId, conversation, outputs }) {
      assertConnected();
      if (!conversation) return commitRows(contactId, outputs);
      await commitConversation(conversation, outputs);
      committed(outputs);
    },
    async loadSnapshot(contactId) {
      assertConnected();
      return findSnapshot(contactId);
    },
  };
}

/** Fails at once while the store is known to be away, so that a thousand waiting conversations cost nothing. */
function assertConnected(): void {
  if (!mongoConnected()) throw new Error('MongoDB is not connected');
}
