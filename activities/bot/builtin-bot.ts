import type { BotAnswer, BotInput } from '../../domain/bot.ts';
import type { Texts } from '../../texts/es-ar.ts';
import { withOwnTexts } from '../../texts/render.ts';
import type { Bot, BotInbox, BotWorld, KnowledgeArticle } from './bot.ts';
import { decide } from './decide.ts';
import { closing, handedOver, inboxFor, isBack, joined, memoryOf, newsOf, noticeOf, openingOf } from './frame.ts';
import { sayAnew } from './say-anew.ts';
import { recogniseSentiment } from './sentiment.ts';
import { readTurn, recall } from './turn.ts';

/**
 * The bot that needs no key: rules, a search of the knowledge base and the catalogue of texts. It says nothing that is
 * not in an article or in the catalogue, so a customer's words cannot change what it does. No clock, no chance.
 */
export function createBuiltinBot(world: BotWorld): Bot {
  return {
    async answer(input, signal) {
      signal?.throwIfAborted();
      const [articles, inboxes, own] = await Promise.all([world.articles(), world.inboxes(), world.texts?.() ?? {}]);
      signal?.throwIfAborted();
      return converse(input, articles, inboxes, withOwnTexts(own));
    },
  };
}

function converse(input: BotInput, articles: KnowledgeArticle[], inboxes: BotInbox[], texts: Texts): BotAnswer {
  const turn = readTurn(input);
  const before = recall(input.memory);
  const back = isBack(input, before);
  const memory = memoryOf(input, before);
  if (!turn.any) return closing(input, memory, back ? texts.returned : '');

  const opening = openingOf(input, memory, back, texts);
  const felt = turn.text === '' ? null : recogniseSentiment(turn.text);
  const told = newsOf(felt, memory.sentiment);
  const lastSaid = turn.botSaid.at(-1) ?? null;
  const outcome = decide(turn, memory, { articles, texts, angry: felt === 'ENOJADO' });
  memory.sentiment = told.sentiment ?? memory.sentiment;

  switch (outcome.kind) {
    case 'silent':
      return { ...closing(input, memory, ''), ...told };
    case 'greet':
      return {
        ...closing(input, { ...memory, ...outcome.memory, greeted: true }, sayAnew(opening.alone, lastSaid, texts)),
        ...told,
      };
    case 'say': {
      const text = joined(opening.before, sayAnew(outcome.text, lastSaid, texts));
      const gap = outcome.gap === undefined ? {} : { gap: outcome.gap };
      return {
        ...closing(input, { ...memory, ...outcome.memory, greeted: true }, text),
        ...told,
        ...gap,
      };
    }
    case 'handoff': {
      const inbox = inboxFor(inboxes, turn, input);
      const notice = noticeOf(inbox, outcome.angry === true, texts);
      return { ...handedOver(input, memory, inbox, outcome.reason, notice), ...told };
    }
  }
}
