import { createHash } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { z } from 'zod';
import type { KnowledgeArticleDoc } from '../../models/knowledge-article.ts';
import { KnowledgeArticleModel } from '../../models/knowledge-article.ts';
import type { ChangedBy, KnowledgeVersionDoc } from '../../models/knowledge-version.ts';
import { KnowledgeVersionModel } from '../../models/knowledge-version.ts';
import type { ArticleWrite } from '../../models/write-knowledge.ts';
import { inOneStep, newArticle, nextVersion, sameArticle, writeArticles } from '../../models/write-knowledge.ts';
import { articleShape } from '../schemas/article.ts';
import type { Piece } from './piece.ts';
import type { FileRead, ImportFile } from './read-files.ts';
import { readFiles } from './read-files.ts';

export const importResults = ['created', 'updated', 'unchanged', 'refused'] as const;

export interface Imported {
  path: string;
  line: number;
  title: string | null;
  result: (typeof importResults)[number];
  articleId: string | null;
  reason: string | null;
}

/** How many articles one request may bring. */
export const MOST_ARTICLES = 1000;

/**
 * Makes files articles: each is new, changed or as it was, by the file and heading it comes from. Those that cannot be
 * taken are told with the reason and keep no other back; all others are written in one step. Importing the same again
 * changes nothing, also where people have changed or deleted an article since; a file that has changed takes its place.
 */
export async function importFiles(files: readonly ImportFile[], by: ChangedBy, dryRun: boolean): Promise<Imported[]> {
  const read = inOrder((await readFiles(files)).flatMap(resultsOf));
  const taken = read.flatMap((one) => ('source' in one ? [one] : []));
  const results = await inOneStep(async (session) => {
    const sources = taken.map(({ source }) => source);
    const before = await bySource(sources, session);
    const deleted = await deletedFrom(
      sources.filter((source) => !before.has(source)),
      session,
    );
    const changes = taken.map((one) => changeOf(one, before.get(one.source), deleted.get(one.source)));
    if (!dryRun) {
      const writes = changes.flatMap(({ write }) => (write ? [write] : []));
      await writeArticles(writes, by, session);
    }
    return new Map(changes.map(({ source, told }) => [source, told]));
  });
  return read.map((one) => {
    if (!('source' in one)) return one;
    const told = results.get(one.source);
    const { path, line, title } = one;
    const articleId = told?.result === 'created' && dryRun ? null : (told?.articleId ?? null);
    return { path, line, title, result: told?.result ?? 'refused', articleId, reason: told?.reason ?? null };
  });
}

interface Taken extends Piece {
  path: string;
  source: string;
}
type Read = Taken | (Imported & { result: 'refused' });

function resultsOf({ path, pieces, faults }: FileRead): Read[] {
  const refused = faults.map((fault) => refusal(path, fault.line, fault.title, fault.reason));
  return [...refused, ...pieces.map((piece) => checked(path, piece))].sort((a, b) => a.line - b.line);
}

const shape = z.object({ title: articleShape.title, body: articleShape.body, keywords: articleShape.keywords });

function checked(path: string, piece: Piece): Read {
  const { line, key } = piece;
  const result = shape.safeParse(piece);
  if (result.success) return { ...piece, ...result.data, path, source: key === '' ? path : `${path}#${key}` };
  const [issue] = result.error.issues;
  const field = String(issue?.path[0]);
  const missing = field !== 'keywords' && piece[field as 'title' | 'body'].trim() === '';
  const reason = missing ? `It has no ${field}` : `${field}: ${issue?.message}`;
  return refusal(path, line, piece.title || null, reason);
}

/** One source is one article: who comes second is refused, and so is what is too much for one request. */
function inOrder(all: readonly Read[]): Read[] {
  const lines = new Map<string, Taken>();
  return all.map((one) => {
    if (!('source' in one)) return one;
    const first = lines.get(one.source);
    if (first)
      return refusal(one.path, one.line, one.title, `The same heading or key as line ${first.line} of the file`);
    if (lines.size >= MOST_ARTICLES) {
      const reason = `More than ${MOST_ARTICLES} articles in one request: send the rest in another`;
      return refusal(one.path, one.line, one.title, reason);
    }
    lines.set(one.source, one);
    return one;
  });
}

function refusal(path: string, line: number, title: string | null, reason: string): Imported & { result: 'refused' } {
  return { path, line, title, result: 'refused', articleId: null, reason };
}

async function bySource(sources: string[], session: ClientSession): Promise<Map<string, KnowledgeArticleDoc>> {
  const found = await KnowledgeArticleModel.find({ source: { $in: sources } })
    .session(session)
    .lean();
  return new Map(found.map((article) => [article.source ?? '', article]));
}

/** What was taken from these sources and is deleted now, as every version that is kept had it. */
async function deletedFrom(sources: string[], session: ClientSession): Promise<Map<string, KnowledgeVersionDoc[]>> {
  const articleIds = await KnowledgeVersionModel.distinct('articleId', {
    source: { $in: sources },
    change: 'deleted',
  }).session(session);
  const versions = await KnowledgeVersionModel.find({ articleId: { $in: articleIds } })
    .session(session)
    .lean();
  return Map.groupBy(versions, ({ source }) => source ?? '');
}

interface Change {
  source: string;
  write: ArticleWrite | null;
  told: Pick<Imported, 'result' | 'articleId' | 'reason'>;
}

function changeOf(piece: Taken, before: KnowledgeArticleDoc | undefined, deleted: KnowledgeVersionDoc[] = []): Change {
  const { source, title, body, keywords, active } = piece;
  const digest = createHash('sha256')
    .update(JSON.stringify([title, body, keywords, active ?? null]))
    .digest('base64url');
  const fields = { title, body, keywords, active: active ?? before?.active ?? true };
  if (!before) {
    const same = deleted.find((version) => sameArticle(version, { ...fields, active: active ?? version.active }));
    if (same) {
      const reason = 'It was deleted here: restore it from its versions, or change the file';
      return { source, write: null, told: { result: 'unchanged', articleId: same.articleId, reason } };
    }
    const after = newArticle({ ...fields, source, imported: { digest, version: 1 } });
    const told = { result: 'created', articleId: after._id, reason: null } as const;
    return { source, write: { before: null, after, change: 'created' }, told };
  }
  const articleId = before._id;
  if (before.imported?.digest === digest || sameArticle(before, fields)) {
    return { source, write: null, told: { result: 'unchanged', articleId, reason: null } };
  }
  const after = nextVersion(before, { ...fields, imported: { digest, version: before.version + 1 } });
  const byHand = before.imported?.version !== before.version;
  const reason = byHand ? `It was changed here since the last import: that is kept as version ${before.version}` : null;
  return { source, write: { before, after, change: 'updated' }, told: { result: 'updated', articleId, reason } };
}
