import { z } from 'zod';
import type { Caller } from '../../domain/caller.ts';
import type { KnowledgeArticleDoc } from '../../models/knowledge-article.ts';
import type { ChangedBy, KnowledgeVersionDoc } from '../../models/knowledge-version.ts';
import { articleChanges } from '../../models/knowledge-version.ts';
import { instant } from './fields.ts';

export const articleShape = {
  title: z.string().trim().min(1).max(300),
  body: z.string().trim().min(1).max(20_000),
  keywords: z.array(z.string().trim().min(1).max(60)).max(100),
  active: z.boolean().describe('Whether the bot answers from it'),
};

export const articleInput = z
  .strictObject({
    ...articleShape,
    keywords: articleShape.keywords.default([]),
    active: articleShape.active.default(true),
  })
  .meta({ id: 'NewArticle' });

export const articlePatch = z
  .strictObject({
    ...articleShape,
    version: z
      .number()
      .int()
      .min(1)
      .describe('The version that the change was made on: `stale-version` where there has been another since'),
  })
  .partial()
  .meta({ id: 'ArticlePatch' });

export const articleView = z
  .object({
    id: z.string(),
    ...articleShape,
    source: z.string().nullable().describe('The file and heading that an import took it from'),
    version: z.number().int(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Article' });

export const articleVersionView = z
  .object({
    articleId: z.string(),
    version: z.number().int(),
    change: z.enum(articleChanges),
    at: instant,
    by: z.object({ id: z.string().nullable(), name: z.string() }).nullable().describe('Null where nobody noted it'),
    ...articleShape,
  })
  .meta({ id: 'ArticleVersion', description: 'An article as a change left it; a deleted one as it was until then' });

export function articleViewOf(article: KnowledgeArticleDoc): z.output<typeof articleView> {
  const { _id, title, body, keywords, active, source, version, createdAt, updatedAt } = article;
  const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
  return { id: _id, title, body, keywords, active, source: source ?? null, version, ...times };
}

export function articleVersionViewOf(doc: KnowledgeVersionDoc): z.output<typeof articleVersionView> {
  const { articleId, version, change, at, by, title, body, keywords, active } = doc;
  return { articleId, version, change, at: at.toISOString(), by, title, body, keywords, active };
}

export function changedBy({ agentId, name }: Caller): ChangedBy {
  return { id: agentId, name };
}
