import type { ConversationActivities } from './contract.ts';
import { commitConversation, commitRows } from '../models/commit.ts';
import { mongoConnected } from '../models/connect.ts';
import { findSnapshot } from '../models/conversation.ts';

/** The read model as conversations write and, when they start again, read it. */
export function createReadModel(): Pick<ConversationActivities, 'commit' | 'loadSnapshot'> {
  return {
    async commit({ conversation, outputs }) {
      assertConnected();
      if (conversation) await commitConversation(conversation, outputs);
      else await commitRows(outputs);
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
