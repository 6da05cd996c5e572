import { z } from 'zod';
import { KnowledgeArticleModel } from '../../models/knowledge-article.ts';
import { textFilter } from '../../models/text-filter.ts';
import { changeArticle, deleteArticle, inOneStep, newArticle, writeArticles } from '../../models/write-knowledge.ts';
import type { App } from '../app.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { articleInput, articlePatch, articleView, articleViewOf, changedBy } from '../schemas/article.ts';
import { flag, idParams, search } from '../schemas/fields.ts';

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
      return { items: page.items.map(articleViewOf), nextCursor: page.nextCursor };
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
      return articleViewOf(article);
    },
  );

  app.post(
    '/v1/knowledge',
    {
      config: { roles: ['supervisor'] },
      schema: { tags, summary: 'Add an article', body: articleInput, response: { 201: articleView } },
    },
    async ({ body, caller }, reply) => {
      const article = newArticle(body);
      const write = { before: null, after: article, change: 'created' } as const;
      await inOneStep((session) => writeArticles([write], changedBy(caller), session));
      return reply.code(201).header('location', `/v1/knowledge/${article._id}`).send(articleViewOf(article));
    },
  );

  app.patch(
    '/v1/knowledge/:id',
    {
      config: { roles: ['supervisor'], errors: ['stale-version'] },
      schema: {
        tags,
        summary: 'Change an article',
        description: 'What it was is kept: see its versions.',
        params: idParams,
        body: articlePatch,
        response: { 200: articleView },
      },
    },
    async ({ params, body, caller }) => {
      const { version, ...fields } = body;
      const article = await changeArticle(params.id, changedBy(caller), (before) => {
        if (version !== undefined && version !== before.version) {
          throw problem('stale-version', { detail: `The article is at version ${before.version}.` });
        }
        return fields as Partial<z.output<typeof articleInput>>;
      });
      if (!article) throw problem('not-found');
      return articleViewOf(article);
    },
  );

  app.delete(
    '/v1/knowledge/:id',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags,
        summary: 'Remove an article',
        description: 'For a year any of its versions can be restored.',
        params: idParams,
        response: { 204: z.null() },
      },
    },
    async ({ params, caller }, reply) => {
      if (!(await deleteArticle(params.id, changedBy(caller)))) throw problem('not-found');
      return reply.code(204).send(null);
    },
  );
}
