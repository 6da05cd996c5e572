import { log } from '@temporalio/activity';
import mongoose from 'mongoose';
import type { ClientSession } from 'mongoose';
import type { Output } from '../domain/rows.ts';
import { nextNumber } from '../models/counter.ts';
import type { GapDoc, GapQuestionDoc } from '../models/gap.ts';
import { GapModel, GapQuestionModel, gapsWith, questionsWithoutGap } from '../models/gap.ts';
import { newId } from '../models/ids.ts';
import { answerFrom } from './bot/article-answer.ts';
import type { KnowledgeArticle } from './bot/bot.ts';
import { groupOf, questionTerms } from './bot/same-question.ts';
import { subjectOf } from './bot/small-talk.ts';

const AT_ONCE = 50;
const ROUNDS = 20;
/** Gaps that a question is compared with, those last asked for first. */
const COMPARED = 200;

export interface Gaps {
  /** After a commit: what it wrote is put in its place soon. Does not keep the commit waiting. */
  committed(outputs: readonly Output[]): void;
  /** Puts questions to others like them, up to a thousand; never fails, the rest waits for the next time. */
  group(): Promise<void>;
}

/**
 * Puts the questions that the bot could not answer to the gaps they ask for. Questions are taken in their order, by one
 * worker at a time, so that the same questions make the same gaps.
 */
export function createGaps(articles: () => Promise<KnowledgeArticle[]>): Gaps {
  let grouping: Promise<void> | null = null;
  let again = false;

  const group = (): Promise<void> => {
    grouping ??= rounds()
      .catch((error) => log.warn('questions wait to be put to gaps', { error: String(error) }))
      .finally(() => {
        grouping = null;
      });
    return grouping;
  };

  async function rounds(): Promise<void> {
    for (let round = 0; round < ROUNDS; round += 1) {
      again = false;
      if (!(await GapQuestionModel.exists({ gapId: null }))) return;
      const known = await articles();
      const grouped = await mongoose.connection.transaction((session) => groupSome(known, session), {
        writeConcern: { w: 'majority' },
      });
      if ((grouped as number) < AT_ONCE && !again) return;
    }
  }

  return {
    group,
    committed(outputs) {
      if (!outputs.some(({ type }) => type === 'gap')) return;
      again = true;
      void group();
    },
  };
}

async function groupSome(articles: readonly KnowledgeArticle[], session: ClientSession): Promise<number> {
  // Whoever else is at it meanwhile begins anew, and sees what was done here.
  await nextNumber('gap-grouping', session);
  const questions = await questionsWithoutGap(AT_ONCE, session);
  for (const question of questions) {
    const terms = questionTerms(question.question);
    const gap = groupOf(terms, await gapsWith(terms, COMPARED, session));
    const gapId = gap ? await join(gap, question, articles, session) : await found(terms, question, session);
    await GapQuestionModel.updateOne({ _id: question._id }, { $set: { gapId } }, { session });
  }
  return questions.length;
}

async function found(terms: string[], { question, at }: GapQuestionDoc, session: ClientSession): Promise<string> {
  const _id = newId('gap', at.getTime());
  const open = { status: 'open', articleId: null, settledAt: null, settledBy: null } as const;
  await GapModel.create([{ _id, terms, question, ...open, lastAskedAt: at }], { session });
  return _id;
}

/** A gap that was answered is open again when it is asked for later and nothing known answers that. */
async function join(
  { _id, status, settledAt }: GapDoc,
  { question, at }: GapQuestionDoc,
  articles: readonly KnowledgeArticle[],
  session: ClientSession,
): Promise<string> {
  const reopens = status === 'answered' && settledAt !== null && at > settledAt && !isAnswered(question, articles);
  const open = { status: 'open', articleId: null, settledAt: null, settledBy: null };
  await GapModel.updateOne({ _id }, { $max: { lastAskedAt: at }, ...(reopens ? { $set: open } : {}) }, { session });
  return _id;
}

function isAnswered(question: string, articles: readonly KnowledgeArticle[]): boolean {
  return answerFrom(articles, { subject: subjectOf(question), before: null, botSaid: [] }) !== null;
}
