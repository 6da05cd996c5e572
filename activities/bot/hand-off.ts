import type { BotAnswer, BotInput } from '../../domain/bot.ts';
import { handoffStep } from '../../domain/handoff-method.ts';
import type { Texts } from '../../texts/es-ar.ts';
import type { BotHandoffRules, BotInbox } from './bot.ts';
import { closing, handedOver, nothingOffered, noticeOf } from './frame.ts';
import type { Remembered } from './turn.ts';

export interface HandOff {
  input: BotInput;
  memory: Remembered;
  rules: BotHandoffRules;
  /** Where to, if it is to an inbox. */
  inbox: BotInbox;
  /** What people read of why. */
  reason: string;
  angry: boolean;
  /** An e-mail address is known, from the card or the chat. */
  email: boolean;
  /** The wish was said again while the address was asked for: nothing more is asked. */
  insists: boolean;
  texts: Texts;
}

/**
 * Takes the decision "hand off": the one place where any bot of ours acts by the account's method. Who is handed off has
 * agreed; whether to offer is decided before. A helpdesk tells
 * the customer once the case is open; while one is open there is no second.
 */
export function handOff({ input, memory, rules, inbox, reason, angry, email, insists, texts }: HandOff): BotAnswer {
  const emailAsks = insists ? Number.MAX_SAFE_INTEGER : memory.emailAsks;
  const authenticated = input.authenticated ?? true;
  switch (handoffStep(rules.method, { agreed: true, authenticated, email, emailAsks })) {
    case 'show-message':
      return closing(
        input,
        { ...memory, greeted: true, offered: false, misses: 0 },
        rules.message ?? texts.cannotAnswer,
      );
    case 'ask-email': {
      const text = memory.emailAsks === 0 ? texts.askHandoffEmail : texts.askHandoffEmailAgain;
      const kept = { ...memory, greeted: true, offered: false, handing: reason, emailAsks: memory.emailAsks + 1 };
      return closing(input, kept, text);
    }
    case 'to-helpdesk': {
      if (input.helpdeskOpen)
        return closing(input, { ...memory, greeted: true, ...nothingOffered }, texts.alreadyByEmail);
      const otherwise = noticeOf(inbox, angry, texts);
      const method = rules.method === 'gorgias' ? 'gorgias' : 'zendesk';
      const { handoff, ...answer } = handedOver(input, memory, inbox, reason, '');
      return { ...answer, handoff: { ...handoff, helpdesk: { method, notice: texts.handedOverByEmail, otherwise } } };
    }
    default:
      return handedOver(input, memory, inbox, reason, noticeOf(inbox, angry, texts));
  }
}
