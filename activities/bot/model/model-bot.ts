import type { BotAnswer, BotFallback, BotInput } from '../../../domain/bot.ts';
import { withOwnTexts } from '../../../texts/render.ts';
import { leansOnBefore } from '../article-answer.ts';
import type { Bot, BotWorld, KnowledgeArticle } from '../bot.ts';
import { handoffDue } from '../decide.ts';
import { searchKnowledge } from '../search-knowledge.ts';
import { smallTalkOf } from '../small-talk.ts';
import { recallTalk } from '../ticket-talk.ts';
import type { Turn } from '../turn.ts';
import { readTurn, recall } from '../turn.ts';
import type { AskModel } from './ask-model.ts';
import { createMask } from './mask.ts';
import type { BotMeter } from './meter.ts';
import { promptOf } from './prompt.ts';
import { settleProposal } from './settle-proposal.ts';

export interface ModelBotParts {
  world: BotWorld;
  /** Takes over in turns in which the model fails or is not needed. */
  builtin: Bot;
  /** Null while no model is configured. */
  ask: AskModel | null;
  meter: BotMeter;
}

/**
 * The bot that a model speaks through. The model proposes; what it may do, and in which order, is decided by our own
 * code, so that neither its mistakes nor a customer's words change it. When it fails, the built-in bot answers this turn
 * and the answer says why.
 */
export function createModelBot({ world, builtin, ask, meter }: ModelBotParts): Bot {
  return {
    async answer(input, signal) {
      signal?.throwIfAborted();
      const turn = readTurn(input);
      if (needsNoModel(turn, input)) return builtin.answer(input, signal);
      const outcome = await think(input, turn, signal);
      if (typeof outcome !== 'string') return outcome;
      await meter.fellBack(outcome);
      return { ...(await builtin.answer(input, signal)), fallback: outcome };
    },
  };

  async function think(input: BotInput, turn: Turn, signal?: AbortSignal): Promise<BotAnswer | BotFallback> {
    if (ask === null) return 'not-configured';
    const ceiling = await meter.ceiling(input.contactId).catch(() => 'not-metered' as const);
    if (ceiling !== null) return ceiling;
    const [all, inboxes, own, tickets, handoff] = await Promise.all([
      world.articles(),
      world.inboxes(),
      world.texts?.() ?? {},
      world.tickets?.() ?? { active: [], requiredFields: {} },
      world.handoff?.() ?? { method: 'inbox' as const },
    ]);
    const mask = createMask();
    const question = [turn.before ?? '', turn.subject].join('\n').trim();
    const articles = articlesFor(all, turn, question);
    const prompt = promptOf(input, { articles, inboxes, tickets, question }, mask);
    const asked = await ask(prompt, signal, (tokens) => meter.spent(input.contactId, tokens));
    if ('failed' in asked) return asked.failed;
    return settleProposal(asked.proposal, {
      input,
      turn,
      articles,
      inboxes,
      tickets,
      handoff,
      texts: withOwnTexts(own),
      mask,
    });
  }
}

/**
 * Stickers and courtesies have a text in the catalogue. They go to the model while its own question stands, which they
 * may answer, and when they take a person, for the choice of the inbox. What a ticket or a handoff still asks for is
 * asked for by the built-in bot, alike for both.
 */
function needsNoModel(turn: Turn, { memory }: BotInput): boolean {
  if (turn.text === '') return true;
  if (recallTalk(memory).matter !== null || recall(memory).handing !== '') return true;
  const talk = smallTalkOf(turn.text);
  if (talk === null || talk === 'contact') return false;
  const asked = typeof memory.asks === 'number' && memory.asks > 0;
  return !asked && handoffDue(turn, recall(memory), false) === null;
}

const mostArticles = 5;
/** Below this an article shares no more than a word with what is asked. */
const nearEnough = 0.2;

/**
 * What the existing search finds for the new lines, and for them together with what was asked before: the latter first
 * where they go on from it.
 */
function articlesFor(all: readonly KnowledgeArticle[], turn: Turn, question: string): KnowledgeArticle[] {
  const found = (leansOnBefore(turn) ? [question, turn.subject] : [turn.subject, question])
    .flatMap((text) => searchKnowledge(all, text))
    .filter(({ score }) => score >= nearEnough)
    .map(({ article }) => article);
  return [...new Map(found.map((article) => [article.id, article])).values()].slice(0, mostArticles);
}
