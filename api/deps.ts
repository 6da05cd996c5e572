import type { Env } from '../config/env.ts';
import type { Logger } from '../config/logger.ts';
import type { ConversationService } from './conversations/service.ts';
import type { Directory } from './directory.ts';
import type { KeyRing } from './key-ring.ts';
import type { Readiness } from './readiness.ts';

/** What the configuration routes tell the conversations, when what a chat rests on goes away. */
export interface ConversationHooks {
  /** Hands the chats of a removed inbox to General. */
  inboxDeleted(inboxId: string): Promise<void>;
  /** Hands the chats of a removed agent back. */
  agentDeleted(agentId: string): Promise<void>;
  /**
   * Tells the assignment rules that somebody may be given chats who could not before (came online, is active, has more
   * places, access, another shift), or that the rule or the members of an inbox changed. After the write; never fails.
   */
  nudgeAssignment(of: { agentId?: string; inboxId?: string }): void;
}

/** What the API is built from; tests hand over their own. */
export interface Deps {
  env: Env;
  logger: Logger;
  directory: Directory;
  keyRing: KeyRing;
  readiness: Readiness;
  conversations: ConversationService;
}
