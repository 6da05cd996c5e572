import { z } from 'zod';
import { articleChanges, KnowledgeVersionModel } from '../../models/knowledge-version.ts';
import { restoreArticle } from '../../models/write-knowledge.ts';
import type { App } from '../app.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { articleVersionView, articleVersionViewOf, articleView, articleViewOf, changedBy } from '../schemas/article.ts';
import { idParams } from '../schemas/fields.ts';

const versionParams = z.strictObject({ id: z.string(), version: z.coerce.number().int().min(1) });

/** What articles were before each change, and going back to it. */
export function knowledgeVersionRoutes(app: App): void {
  const tags = ['knowledge'];

  app.get(
    '/v1/knowledge/changes',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags,
        summary: 'List the changes of all articles, newest first; so those that were deleted are found',
        querystring: z.strictObject({ ...pageQuery, change: z.enum(articleChanges).optional() }),
        response: { 200: pageOf(articleVersionView) },
      },
    },
    async ({ query }) => {
      const { limit, cursor, ...filters } = query;
      const filter = filters.change === undefined ? {} : { change: filters.change };
      const sort = { field: 'at', direction: -1 } as const;
      const asked = { list: 'knowledge-changes', filters, sort, limit, cursor };
      const page = await keysetPage(KnowledgeVersionModel, filter, asked);
      return { items: page.items.map(articleVersionViewOf), nextCursor: page.nextCursor };
    },
  );

  app.get(
    '/v1/knowledge/:id/versions',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags,
        summary: 'List the last 50 versions of an article, newest first; also of one that was deleted',
        params: idParams,
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(articleVersionView) },
      },
    },
    async ({ params: { id }, query: { limit, cursor } }) => {
      const sort = { field: 'version', direction: -1 } as const;
      const asked = { list: 'knowledge-versions', filters: { id }, sort, limit, cursor };
      const page = await keysetPage(KnowledgeVersionModel, { articleId: id }, asked);
      if (page.items.length === 0 && cursor === undefined) throw problem('not-found');
      return { items: page.items.map(articleVersionViewOf), nextCursor: page.nextCursor };
    },
  );

  app.get(
    '/v1/knowledge/:id/versions/:version',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags,
        summary: 'Read a version of an article',
        params: versionParams,
        response: { 200: articleVersionView },
      },
    },
    async ({ params: { id, version } }) => {
      const found = await KnowledgeVersionModel.findOne({ articleId: id, version }).lean();
      if (!found) throw problem('not-found');
      return articleVersionViewOf(found);
    },
  );

  app.post(
    '/v1/knowledge/:id/versions/:version/restore',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags,
        summary: 'Make a version what the article is, as a new version; brings back one that was deleted',
        params: versionParams,
        response: { 200: articleView },
      },
    },
    async ({ params: { id, version }, caller }) => {
      const article = await restoreArticle(id, version, changedBy(caller));
      if (!article) throw problem('not-found');
      return articleViewOf(article);
    },
  );
}
