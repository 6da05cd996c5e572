import { z } from 'zod';
import type { GapFigures, GapQuestionDoc } from '../../models/gap.ts';
import { gapStatuses } from '../../models/gap.ts';
import { instant } from './fields.ts';

const count = z.number().int();

export const gapView = z
  .object({
    id: z.string(),
    question: z.string().describe('As it was asked first'),
    status: z.enum(gapStatuses),
    count: count.describe('How often it was asked, as far as the filters reach'),
    contacts: count.describe('By how many contacts'),
    firstAskedAt: instant,
    lastAskedAt: instant,
    examples: z
      .array(z.object({ question: z.string(), contactId: z.string(), at: instant }))
      .describe('Different ways of asking, the latest first, at most 5. Personal data that is recognised is left out'),
    articleId: z.string().nullable().describe('What answers it'),
    settledAt: instant.nullable().describe('When it was dismissed or answered'),
    settledBy: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
  })
  .meta({ id: 'Gap', description: 'Questions that the bot could not answer and that ask for the same thing' });

type Asked = Pick<GapQuestionDoc, 'question' | 'contactId' | 'at'>;
const EXAMPLES = 5;

export function gapViewOf(figures: GapFigures, latest: readonly Asked[]): z.output<typeof gapView> {
  const { gap, contacts, firstAskedAt, lastAskedAt } = figures;
  const { _id, question, status, articleId, settledAt, settledBy } = gap;
  const different = [...new Map(latest.toReversed().map((one) => [one.question.toLowerCase(), one])).values()];
  return {
    id: _id,
    question,
    status,
    count: figures.count,
    contacts,
    firstAskedAt: firstAskedAt.toISOString(),
    lastAskedAt: lastAskedAt.toISOString(),
    examples: different
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, EXAMPLES)
      .map((one) => ({ question: one.question, contactId: one.contactId, at: one.at.toISOString() })),
    articleId,
    settledAt: settledAt?.toISOString() ?? null,
    settledBy,
  };
}
