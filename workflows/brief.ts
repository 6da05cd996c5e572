import type { Carry } from './carry.ts';
import type { Brief } from './messages.ts';

/** What whoever takes the chat should know before the first word. */
export function briefOf({ conversation, lines, bot }: Carry): Brief {
  const { profile } = conversation;
  const said = lines.filter((one) => one.from === 'contact' && one.text !== '');
  const known = {
    name: profile.name,
    firstName: profile.firstName,
    lastName: profile.lastName,
    phone: profile.phone,
    email: profile.email,
  };
  const data = Object.fromEntries(Object.entries(known).filter((pair): pair is [string, string] => pair[1] !== null));
  return {
    summary:
      said.length === 0
        ? null
        : said
            .slice(-3)
            .map((one) => one.text)
            .join(' / '),
    data: { ...data, ...profile.custom },
    bot: {
      answers: bot.answers,
      last: lines.findLast((one) => one.from === 'bot')?.text ?? null,
      handoffReason: bot.handoffReason,
    },
  };
}
