import { calendarDay } from '../config/time-zone.ts';
import { addUsage, countFallback, noteCeiling, tokensOn } from '../models/bot-usage.ts';
import type { Settings } from '../models/settings.ts';
import { botCeilings } from '../models/settings.ts';
import type { BotMeter, TokensSpent } from './bot/model/meter.ts';

interface MeterParts {
  settings(): Promise<Settings>;
  /** Told once a day, when the day's ceiling is first met. */
  onDayCeiling(day: string, tokens: number): void;
}

/**
 * Counts in MongoDB. A ceiling is checked before a call and what it spent is added after, so the calls under way at that
 * moment may go past it, and no more. What could not be written waits in this process for the next chance.
 */
export function createBotMeter({ settings, onDayCeiling }: MeterParts): BotMeter {
  const unwritten: { contactId: string; at: number; tokens: TokensSpent }[] = [];

  async function write(): Promise<void> {
    const { bot, account } = await settings();
    for (let one = unwritten.shift(); one; one = unwritten.shift()) {
      const { prompt, completion } = one.tokens;
      const { input = 0, output = 0 } = bot.pricePerMillionTokens ?? {};
      const cost = (prompt * input + completion * output) / 1_000_000;
      try {
        const day = calendarDay(one.at, account.timeZone);
        await addUsage(one.contactId, day, { calls: 1, promptTokens: prompt, completionTokens: completion, cost });
      } catch (error) {
        unwritten.unshift(one);
        throw error;
      }
    }
  }

  const today = async () => calendarDay(Date.now(), (await settings()).account.timeZone);

  return {
    async ceiling(contactId) {
      await write();
      const { maxTokensPerConversation, maxTokensPerDay } = botCeilings(await settings());
      const day = await today();
      const spent = await tokensOn(day, contactId);
      if (spent.day >= maxTokensPerDay) {
        if (await noteCeiling(day, new Date())) onDayCeiling(day, spent.day);
        return 'day-ceiling';
      }
      return spent.conversation >= maxTokensPerConversation ? 'conversation-ceiling' : null;
    },
    async spent(contactId, tokens) {
      unwritten.push({ contactId, at: Date.now(), tokens });
      try {
        await write();
      } catch {
        // Written before the next call is allowed: see `ceiling`.
      }
    },
    async fellBack(why) {
      try {
        await countFallback(await today(), why);
      } catch {
        // The conversation's timeline says it too.
      }
    },
  };
}
