import { z } from 'zod';
import { newId } from '../../models/ids.ts';
import type { KnowledgeArticleDoc } from '../../models/knowledge-article.ts';
import { KnowledgeArticleModel } from '../../models/knowledge-article.ts';
import { textFilter } from '../../models/text-filter.ts';
import { updateVersioned } from '../../models/versioned.ts';
import type { App } from '../app.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { flag, idParams, instant, search } from '../schemas/fields.ts';

const shape = {
  title: z.string().trim().min(1).max(300),
  body: z.string().trim().min(1).max(20_000),
  keywords: z.array(z.string().trim().min(1).max(60)).max(100),
  active: z.boolean().describe('Whether the bot answers from it'),
};

const articleInput = z
  .strictObject({ ...shape, keywords: shape.keywords.default([]), active: shape.active.default(true) })
  .meta({ id: 'NewArticle' });
const articlePatch = z.strictObject(shape).partial().meta({ id: 'ArticlePatch' });
const articleView = z
  .object({ id: z.string(), ...shape, createdAt: instant, updatedAt: instant })
  .meta({ id: 'Article' });

/** What the bot answers from. */
export function knowledgeRoutes(app: App): void {
  const tags = ['knowledge'];

  app.get(
    '/v1/knowledge',
    {
      config: { roles: ['agent'] },
      schema: {
        tags,
        summary: 'List the articles',
        querystring: z.strictObject({ ...pageQuery, q: search.optional(), active: flag.optional() }),
        response: { 200: pageOf(articleView) },
      },
    },
    async (request) => {
      const { limit, cursor, ...filters } = request.query;
      const conditions: Record<string, unknown>[] = [{}];
      if (filters.active !== undefined) conditions.push({ active: filters.active });
      if (filters.q) {
        const pattern = textFilter(filters.q);
        conditions.push({ $or: [{ title: pattern }, { body: pattern }, { keywords: pattern }] });
      }
      const sort = { field: 'title', direction: 1 } as const;
      const asked = { list: 'knowledge', filters, sort, limit, cursor };
      const page = await keysetPage(KnowledgeArticleModel, { $and: conditions }, asked);
      return { items: page.items.map(view), nextCursor: page.nextCursor };
    },
  );

  app.get(
    '/v1/knowledge/:id',
    {
      config: { roles: ['agent'] },
      schema: { tags, summary: 'Read an article', params: idParams, response: { 200: articleView } },
    },
    async (request) => {
      const article = await KnowledgeArticleModel.findById(request.params.id).lean();
      if (!article) throw problem('not-found');
      return view(article);
    },
  );

  app.post(
    '/v1/knowledge',
    {
      config: { roles: ['supervisor'] },
      schema: { tags, summary: 'Add an article', body: articleInput, response: { 201: articleView } },
    },
    async (request, reply) => {
      const now = new Date();
      const article = { _id: newId('art'), ...request.body, createdAt: now, updatedAt: now, version: 1 };
      await KnowledgeArticleModel.create(article);
      return reply.code(201).header('location', `/v1/knowledge/${article._id}`).send(view(article));
    },
  );

  app.patch(
    '/v1/knowledge/:id',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags,
        summary: 'Change an article',
        params: idParams,
        body: articlePatch,
        response: { 200: articleView },
      },
    },
    async (request) => {
      const fields = request.body as Partial<KnowledgeArticleDoc>;
      const article = await updateVersioned(KnowledgeArticleModel, { _id: request.params.id }, () => fields);
      if (!article) throw problem('not-found');
      return view(article);
    },
  );

  app.delete(
    '/v1/knowledge/:id',
    {
      config: { roles: ['supervisor'] },
      schema: { tags, summary: 'Remove an article', params: idParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { deletedCount } = await KnowledgeArticleModel.deleteOne({ _id: request.params.id });
      if (deletedCount === 0) throw problem('not-found');
      return reply.code(204).send(null);
    },
  );
}

function view(article: KnowledgeArticleDoc): z.output<typeof articleView> {
  const { _id, title, body, keywords, active, createdAt, updatedAt } = article;
  const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
  return { id: _id, title, body, keywords, active, ...times };
}
