import type { AutoReply, Chat, Conversation, InboxRef } from './state.ts';
import { situationOf } from './state.ts';
import type { Instant } from './vocabulary.ts';

/**
 * When whoever waits in an inbox is told that nobody is there: once in an episode of attention, which begins where the
 * chat leaves the bot or comes back from its end, and never once an agent has had the chat in it. Source: the rule for
 * when nobody is available or it is out of hours.
 */
export const settled: AutoReply = { status: 'settled', lookAt: null };
const due: AutoReply = { status: 'due', lookAt: null };

/** After a move to `to`, told by `command`. What is undone goes on with its episode. */
export function autoReplyAfter({ chat, autoReply }: Conversation, to: Chat, command: string): AutoReply {
  const [from, there] = [situationOf(chat), situationOf(to)];
  if (there === 'AGENTE') return settled;
  if (there !== 'BANDEJA') return autoReply;
  const goesOn = from === 'BANDEJA' || from === 'AGENTE' || command === 'undo';
  return goesOn && autoReply.status === 'settled' ? settled : due;
}

/** After a customer's message: what was seen before the hours changed does not hold any more. */
export function autoReplyHeard({ autoReply }: Conversation, now: Instant): AutoReply {
  return autoReply.status === 'looked' && autoReply.lookAt !== null && autoReply.lookAt <= now ? due : autoReply;
}

/** The inbox in which somebody waits who is to be told if nobody is there; null when there is nothing to look for. */
export function inboxToLookAt({ chat, session, blocked, waitingSince, autoReply }: Conversation): InboxRef | null {
  if (chat.state !== 'BANDEJA' || chat.inbox.kind === 'CERRADAS' || autoReply.status !== 'due') return null;
  return session.status === 'open' && !blocked && waitingSince !== null ? chat.inbox : null;
}

/**
 * People were there, and are taken to be until `lookAt`. Not a change that anybody reads, so the version stays: where
 * this note is lost, somebody looks again.
 */
export function noteLooked(conversation: Conversation, inboxId: string, lookAt: Instant | null): Conversation {
  if (inboxToLookAt(conversation)?.id !== inboxId) return conversation;
  return { ...conversation, autoReply: { status: 'looked', lookAt } };
}
