import type { BotAnswer } from '../domain/bot.ts';
import { generalInbox } from '../domain/state.ts';
import { GENERAL } from '../domain/vocabulary.ts';
import { isMongoUnavailable } from '../models/connect.ts';
import { InboxModel } from '../models/inbox.ts';
import { inboxRef } from '../models/inbox-ref.ts';

/** Puts the inbox as it stands into a handoff: its own escalation times, or General when the bot's choice is gone. */
export async function withInbox(answer: BotAnswer): Promise<BotAnswer> {
  if (!answer.handoff) return answer;
  const { handoff } = answer;
  const ids = [...new Set([handoff.inboxId, GENERAL])];
  try {
    const found = await InboxModel.find({
      _id: { $in: ids },
      kind: { $in: ['CUSTOM', 'GENERAL'] },
      deletedAt: null,
    }).lean();
    const inbox = found.find((one) => one._id === handoff.inboxId) ?? found.find((one) => one._id === GENERAL);
    return { ...answer, handoff: { ...handoff, inbox: inbox ? inboxRef(inbox) : generalInbox } };
  } catch (error) {
    if (!isMongoUnavailable(error)) throw error;
    const inbox = {
      id: handoff.inboxId,
      name: handoff.inboxName,
      kind: handoff.inboxId === GENERAL ? ('GENERAL' as const) : ('CUSTOM' as const),
    };
    return { ...answer, handoff: { ...handoff, inbox } };
  }
}
