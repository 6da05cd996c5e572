import type { Bot } from './bot.ts';

/** The bot that the account's rules name, turn by turn. */
export function createBotByMode(bots: { builtin: Bot; model: Bot }): Bot {
  return {
    answer: (input, signal) => (input.mode === 'model' ? bots.model : bots.builtin).answer(input, signal),
  };
}
