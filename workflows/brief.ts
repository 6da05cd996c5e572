import { briefData } from '../domain/card.ts';
import type { Carry } from './carry.ts';
import type { Brief } from './messages.ts';

/** What whoever takes the chat should know before the first word. */
export function briefOf({ conversation, lines, bot }: Carry): Brief {
  const said = lines.filter((one) => one.from === 'contact' && one.text !== '');
  return {
    summary:
      said.length === 0
        ? null
        : said
            .slice(-3)
            .map((one) => one.text)
            .join(' / '),
    data: briefData(conversation.profile),
    bot: {
      answers: bot.answers,
      last: lines.findLast((one) => one.from === 'bot')?.text ?? null,
      handoffReason: bot.handoffReason,
    },
  };
}
