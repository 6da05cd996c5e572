import type { ConversationActivities } from './contract.ts';
import type { Output } from '../domain/rows.ts';
import { commitConversation, commitRows } from '../models/commit.ts';
import { mongoConnected } from '../models/connect.ts';
import { findSnapshot } from '../models/conversation.ts';
import { withRefs } from '../models/refs.ts';

/**
 * The read model as conversations write and, when they start again, read it. `committed` is told what a commit wrote,
 * once the chat stands as it does; `follow` starts what the rows lead to, and a commit is done when it has.
 */
export function createReadModel(
  committed: (outputs: readonly Output[]) => void,
  follow: (outputs: readonly Output[]) => Promise<void>,
): Pick<ConversationActivities, 'commit' | 'loadSnapshot'> {
  return {
    async commit({ contactId, conversation, outputs }) {
      assertConnected();
      const rows = conversation && !conversation.address ? outputs : await withRefs(outputs);
      if (conversation) await commitConversation(conversation, rows);
      else await commitRows(contactId, rows);
      await follow(outputs);
      if (conversation) committed(outputs);
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
