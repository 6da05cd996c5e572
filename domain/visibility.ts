import type { Chat } from './state.ts';
import type { Role } from './vocabulary.ts';

/** What of a caller decides over sight. `inboxIds` null: every inbox. */
export interface Viewer {
  role: Role | 'rule';
  agentId: string | null;
  inboxIds: readonly string[] | null;
}

/** Who sees a chat, by where it is now and nothing else. Source: the visibility table of the domain. */
export function canSee(viewer: Viewer, chat: Chat): boolean {
  if (viewer.role !== 'agent') return true;
  switch (chat.state) {
    case 'NUEVO':
      return false;
    case 'BOT':
    case 'EXPIRADO':
      return true;
    case 'BANDEJA':
      return chat.inbox.kind === 'CERRADAS' || hasAccess(viewer, chat.inbox.id);
    case 'AGENTE':
      return viewer.agentId !== null && viewer.agentId === chat.agent.id;
  }
}

/** Whether a caller may take chats out of an inbox. */
export function hasAccess(viewer: Viewer, inboxId: string): boolean {
  return viewer.inboxIds === null || viewer.inboxIds.includes(inboxId);
}
