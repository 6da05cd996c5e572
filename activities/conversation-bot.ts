import type { Logger } from '../config/logger.ts';
import { createAccountSettings } from './account-settings.ts';
import type { Bot } from './bot/bot.ts';
import { createBuiltinBot } from './bot/builtin-bot.ts';
import { createBotByMode } from './bot/by-mode.ts';
import type { ModelLimits, ModelServer } from './bot/model/ask-model.ts';
import { createAskModel } from './bot/model/ask-model.ts';
import { createModelBot } from './bot/model/model-bot.ts';
import { createBotMeter } from './bot-meter.ts';
import { createBotWorld } from './bot-world.ts';

export interface ConversationBotParts {
  openai: ModelServer & { configured: boolean };
  logger: Pick<Logger, 'warn'>;
  limits?: ModelLimits;
}

/** The bots of the account over what MongoDB knows: the built-in one, and the model's with it at its back. */
export function createConversationBot({ openai, logger, limits }: ConversationBotParts): Bot {
  const settings = createAccountSettings();
  const world = createBotWorld(settings);
  const builtin = createBuiltinBot(world);
  const meter = createBotMeter({
    settings,
    onDayCeiling: (day, tokens) => logger.warn({ day, tokens }, 'the model has reached the ceiling of the day'),
  });
  const ask = openai.configured ? createAskModel(openai, limits) : null;
  return createBotByMode({ builtin, model: createModelBot({ world, builtin, ask, meter }) });
}
