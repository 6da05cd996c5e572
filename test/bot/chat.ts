import type { Bot } from '../../activities/bot/index.ts';
import type { BotAnswer, BotInput, BotLine } from '../../domain/bot.ts';

/** One customer's chat with a bot, turn by turn, kept the way a conversation keeps it. */
export function chatWith(bot: Bot, given: Partial<BotInput> = {}) {
  const lines: BotLine[] = [...(given.lines ?? [])];
  let memory = given.memory ?? {};
  let at = 1_700_000_000_000;

  const line = (from: BotLine['from'], type: BotLine['type'], text: string): BotLine => ({
    id: `m${lines.length}`,
    from,
    type,
    text,
    at: ++at,
  });

  async function turn(fresh: number, more: Partial<BotInput> = {}): Promise<BotAnswer> {
    const input = {
      contactId: 'c1',
      channel: 'webchat',
      contactName: null,
      events: [],
      returned: null,
      ...given,
      ...more,
    };
    const answer = await bot.answer({
      ...input,
      lines: structuredClone(lines),
      fresh,
      memory: structuredClone(memory),
    });
    memory = answer.memory;
    for (const text of answer.say) lines.push(line('bot', 'text', text));
    return answer;
  }

  return {
    /** The customer writes these lines in one go. */
    async writes(...texts: string[]): Promise<BotAnswer> {
      for (const text of texts) lines.push(line('contact', 'text', text));
      return turn(texts.length);
    },
    async sends(type: BotLine['type'], text = ''): Promise<BotAnswer> {
      lines.push(line('contact', type, text));
      return turn(1);
    },
    turn,
    memory: () => memory,
  };
}
