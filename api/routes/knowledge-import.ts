import { z } from 'zod';
import { importFiles, importResults, MOST_ARTICLES } from '../knowledge/import.ts';
import type { App } from '../app.ts';
import { changedBy } from '../schemas/article.ts';
import { plain } from '../schemas/fields.ts';

const path = plain(z.string().min(1).max(300))
  .regex(/\.(?:md|markdown|csv)$/i, 'Expected a name that ends in .md, .markdown or .csv')
  .describe('The name of the file, with its folders: with a heading it tells which article is meant next time');

const importInput = z
  .strictObject({
    files: z
      .array(z.strictObject({ path, content: z.string() }))
      .min(1)
      .max(200),
    dryRun: z.boolean().default(false).describe('Only tell what would be done'),
  })
  .meta({ id: 'KnowledgeImport' });

const count = z.number().int();
const importView = z
  .object({
    dryRun: z.boolean(),
    created: count,
    updated: count,
    unchanged: count,
    refused: count,
    items: z.array(
      z.object({
        path: z.string(),
        line: count.describe('Where it begins in the file, from 1 on'),
        title: z.string().nullable(),
        result: z.enum(importResults),
        articleId: z.string().nullable(),
        reason: z.string().nullable().describe('Why it was refused, or what an update has taken the place of'),
      }),
    ),
  })
  .meta({ id: 'KnowledgeImported' });

/** Articles out of files. */
export function knowledgeImportRoutes(app: App): void {
  app.post(
    '/v1/knowledge/import',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags: ['knowledge'],
        summary: 'Take articles out of Markdown and CSV files',
        description: `Markdown: one article for each heading of the file's highest level, or for the whole file where its front matter has a \`title\`. CSV: a row each, with columns \`title\` and \`body\`. Each is told as created, updated, unchanged or refused; one that is refused keeps no other back, and all others are written in one step. Importing the same again changes nothing. At most ${MOST_ARTICLES} articles in a request.`,
        body: importInput,
        response: { 200: importView },
      },
    },
    async ({ body: { files, dryRun }, caller }) => {
      const items = await importFiles(files, changedBy(caller), dryRun);
      const of = (result: (typeof importResults)[number]) => items.filter((one) => one.result === result).length;
      const [created, updated, unchanged, refused] = importResults.map(of) as [number, number, number, number];
      return { dryRun, created, updated, unchanged, refused, items };
    },
  );
}
