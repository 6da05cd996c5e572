import type { Step } from '../domain/draft.ts';
import type { Conversation } from '../domain/state.ts';

/**
 * Told of every step while a history is replayed, so that the replay shows what the code itself does. In a worker
 * nobody looks on; nothing a conversation decides depends on it.
 */
export const onlooker: { changed: ((before: Conversation, step: Step) => void) | null } = { changed: null };
