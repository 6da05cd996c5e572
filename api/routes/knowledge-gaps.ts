import type { ClientSession } from 'mongoose';
import { z } from 'zod';
import type { GapDoc, GapStatus } from '../../models/gap.ts';
import { findGaps, GapModel, gapStatuses, latestQuestions } from '../../models/gap.ts';
import type { ChangedBy } from '../../models/knowledge-version.ts';
import { inOneStep, newArticle, writeArticles } from '../../models/write-knowledge.ts';
import type { App } from '../app.ts';
import { decodeCursor, encodeCursor, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { rangeOf, rangeQuery } from '../range.ts';
import { articleInput, articleView, articleViewOf, changedBy } from '../schemas/article.ts';
import { id, idParams } from '../schemas/fields.ts';
import { gapView, gapViewOf } from '../schemas/gap.ts';

const DAYS = 30;
/** Questions that are looked through for different ways of asking. */
const LATEST = 30;

/** The questions that the bot could not answer, and what becomes of them. */
export function knowledgeGapRoutes(app: App): void {
  const tags = ['knowledge'];

  app.get(
    '/v1/knowledge/gaps',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags,
        summary: 'List the questions that the bot could not answer, grouped by what they ask for',
        description: 'Questions are kept for 180 days, and put to their group within seconds.',
        querystring: z.strictObject({
          ...pageQuery,
          ...rangeQuery(`${DAYS} days`),
          inboxId: id.optional().describe('Questions for which the bot would have chosen this inbox'),
          status: z.enum(gapStatuses).default('open'),
          sort: z.enum(['count', 'recent']).default('count').describe('The most asked first, or the latest'),
        }),
        response: { 200: pageOf(gapView) },
      },
    },
    async ({ query: { limit, cursor, ...filters } }) => {
      const { from, to } = rangeOf(filters, Date.now(), DAYS);
      const match = {
        at: { $gte: new Date(from), $lt: new Date(to) },
        ...(filters.inboxId === undefined ? {} : { inboxId: filters.inboxId }),
      };
      const of = ['gaps', filters];
      const sort = filters.sort === 'count' ? 'count' : 'lastAskedAt';
      const after = cursor === undefined ? null : decodeCursor(of, cursor);
      if (after && (sort === 'count' ? typeof after.value !== 'number' : !(after.value instanceof Date)))
        throw problem('invalid-cursor');
      const found = await findGaps({ match, status: filters.status, sort, after, limit: limit + 1 });
      const page = found.slice(0, limit);
      const latest = await latestQuestions({ ...match, gapId: { $in: page.map(({ gap }) => gap._id) } }, LATEST);
      const last = page.at(-1);
      return {
        items: page.map((one) => gapViewOf(one, latest.get(one.gap._id) ?? [])),
        nextCursor: found.length > limit && last ? encodeCursor(of, last[sort], last.gap._id) : null,
      };
    },
  );

  app.get(
    '/v1/knowledge/gaps/:id',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags,
        summary: 'Read a gap, with all that was asked of it',
        params: idParams,
        response: { 200: gapView },
      },
    },
    async ({ params }) => readGap(params.id),
  );

  app.post(
    '/v1/knowledge/gaps/:id/dismiss',
    {
      config: { roles: ['supervisor'], errors: ['not-now'] },
      schema: {
        tags,
        summary: 'Leave a gap unanswered for good: later questions of its kind are counted and do not open it',
        params: idParams,
        response: { 200: gapView },
      },
    },
    async ({ params, caller }) => {
      await settle(params.id, ['open', 'dismissed'], { status: 'dismissed', ...settledBy(changedBy(caller)) });
      return readGap(params.id);
    },
  );

  app.post(
    '/v1/knowledge/gaps/:id/reopen',
    {
      config: { roles: ['supervisor'], errors: ['not-now'] },
      schema: { tags, summary: 'Open a gap again', params: idParams, response: { 200: gapView } },
    },
    async ({ params }) => {
      await settle(params.id, gapStatuses, { status: 'open', articleId: null, settledAt: null, settledBy: null });
      return readGap(params.id);
    },
  );

  app.post(
    '/v1/knowledge/gaps/:id/article',
    {
      config: { roles: ['supervisor'], errors: ['not-now'] },
      schema: {
        tags,
        summary: 'Add the article that answers a gap',
        description:
          'The gap is answered from then on. It opens again by itself only where somebody asks later and no article answers that.',
        params: idParams,
        body: articleInput,
        response: { 201: z.object({ article: articleView, gap: gapView }).meta({ id: 'AnsweredGap' }) },
      },
    },
    async ({ params, body, caller }, reply) => {
      const article = newArticle(body);
      const by = changedBy(caller);
      await inOneStep(async (session) => {
        const set = { status: 'answered', articleId: article._id, ...settledBy(by) } as const;
        await settle(params.id, ['open', 'dismissed'], set, session);
        await writeArticles([{ before: null, after: article, change: 'created' }], by, session);
      });
      reply.code(201).header('location', `/v1/knowledge/${article._id}`);
      return { article: articleViewOf(article), gap: await readGap(params.id) };
    },
  );
}

function settledBy(by: ChangedBy): Pick<GapDoc, 'settledAt' | 'settledBy'> {
  return { settledAt: new Date(), settledBy: by };
}

/** Done twice it is done once: what has the status already stays as it is. */
async function settle(
  gapId: string,
  from: readonly GapStatus[],
  set: Partial<GapDoc>,
  session: ClientSession | null = null,
): Promise<void> {
  const gap = await GapModel.findById(gapId).session(session).lean();
  if (!gap) throw problem('not-found');
  if (!from.includes(gap.status)) {
    throw problem('not-now', { detail: `The gap is answered by ${gap.articleId}. Open it again first.` });
  }
  if (gap.status === set.status) return;
  await GapModel.updateOne({ _id: gapId, status: gap.status }, { $set: set }, session ? { session } : {});
}

async function readGap(gapId: string): Promise<z.output<typeof gapView>> {
  const match = { gapId };
  const asked = { match, sort: 'count', after: null, limit: 1 } as const;
  const [[figures], latest] = await Promise.all([findGaps(asked), latestQuestions(match, LATEST)]);
  if (!figures) throw problem('not-found');
  return gapViewOf(figures, latest.get(gapId) ?? []);
}
