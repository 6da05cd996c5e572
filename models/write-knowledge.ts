import type { AnyBulkWriteOperation, ClientSession } from 'mongoose';
import mongoose from 'mongoose';
import { isDuplicateKey } from './connect.ts';
import { nextNumber } from './counter.ts';
import { newId } from './ids.ts';
import type { KnowledgeArticleDoc } from './knowledge-article.ts';
import { KnowledgeArticleModel } from './knowledge-article.ts';
import type { ArticleChange, ChangedBy, KnowledgeVersionDoc } from './knowledge-version.ts';
import { KnowledgeVersionModel } from './knowledge-version.ts';

type Op = AnyBulkWriteOperation<mongoose.mongo.Document>;

/** The counter that grows with every change of any article. */
export const KNOWLEDGE_REVISION = 'knowledge';
export const VERSIONS_KEPT = 50;
/** How long the versions of a deleted article can still be restored. */
const DELETED_KEPT_MS = 365 * 86_400_000;

export type ArticleFields = Pick<KnowledgeArticleDoc, 'title' | 'body' | 'keywords' | 'active'>;

/** One article from what it was to what it becomes; null before it is created. */
export interface ArticleWrite {
  before: KnowledgeArticleDoc | null;
  after: KnowledgeArticleDoc;
  change: ArticleChange;
}

/** A new article that nothing has written yet. */
export function newArticle(
  fields: ArticleFields & Pick<KnowledgeArticleDoc, 'source' | 'imported'>,
): KnowledgeArticleDoc {
  const now = new Date();
  return { _id: newId('art'), ...fields, createdAt: now, updatedAt: now, version: 1 };
}

/** An article with other fields, as the next version. */
export function nextVersion(before: KnowledgeArticleDoc, fields: Partial<KnowledgeArticleDoc>): KnowledgeArticleDoc {
  return { ...before, ...fields, updatedAt: new Date(), version: before.version + 1 };
}

/** All that `work` reads and writes as one step; done over when somebody else wrote an article of the same source. */
export async function inOneStep<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
  const step = () => mongoose.connection.transaction(work, { writeConcern: { w: 'majority' } }) as Promise<T>;
  try {
    return await step();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return step();
  }
}

/**
 * Changes an article as it is now: `change` sees it and gives the fields to set. What changes nothing is no version.
 * Gives the article afterwards, null when there is none.
 */
export async function changeArticle(
  id: string,
  by: ChangedBy,
  change: (before: KnowledgeArticleDoc) => Partial<ArticleFields>,
): Promise<KnowledgeArticleDoc | null> {
  return inOneStep(async (session) => {
    const before = await KnowledgeArticleModel.findById(id).session(session).lean();
    if (!before) return null;
    const after = nextVersion(before, change(before));
    if (sameArticle(before, after)) return before;
    await writeArticles([{ before, after, change: 'updated' }], by, session);
    return after;
  });
}

export function sameArticle(a: ArticleFields, b: ArticleFields): boolean {
  return JSON.stringify(fieldsOf(a)) === JSON.stringify(fieldsOf(b));
}

/** Whether there was one to delete. */
export async function deleteArticle(id: string, by: ChangedBy): Promise<boolean> {
  return inOneStep(async (session) => {
    const before = await KnowledgeArticleModel.findById(id).session(session).lean();
    if (!before) return false;
    await writeArticles([{ before, after: nextVersion(before, {}), change: 'deleted' }], by, session);
    return true;
  });
}

/** Makes a version what the article is, as a new version; also of an article that was deleted. Null: not kept. */
export async function restoreArticle(
  articleId: string,
  version: number,
  by: ChangedBy,
): Promise<KnowledgeArticleDoc | null> {
  return inOneStep(async (session) => {
    const kept = await KnowledgeVersionModel.findById(versionId(articleId, version)).session(session).lean();
    if (!kept) return null;
    const before = await KnowledgeArticleModel.findById(articleId).session(session).lean();
    if (before && sameArticle(before, kept)) return before;
    const latest = await KnowledgeVersionModel.findOne({ articleId }).sort({ version: -1 }).session(session).lean();
    const { source } = kept;
    const known = source !== undefined && !(await KnowledgeArticleModel.exists({ source }).session(session));
    const fresh = newArticle({ ...fieldsOf(kept), ...(known ? { source } : {}) });
    const gone = { ...fresh, _id: articleId, version: latest?.version ?? version };
    const after = nextVersion(before ?? gone, fieldsOf(kept));
    await writeArticles([{ before, after, change: 'restored' }], by, session);
    return after;
  });
}

/** Writes articles together with what is kept of their changes, inside of the transaction given. */
export async function writeArticles(
  writes: readonly ArticleWrite[],
  by: ChangedBy,
  session: ClientSession,
): Promise<void> {
  if (writes.length === 0) return;
  await nextNumber(KNOWLEDGE_REVISION, session);
  await KnowledgeArticleModel.collection.bulkWrite(writes.map(articleOp) as never, { session });
  const versions = writes.flatMap((write) => versionOps(write, by));
  await KnowledgeVersionModel.collection.bulkWrite(versions as never, { session });
}

function articleOp({ before, after, change }: ArticleWrite): Op {
  if (change === 'deleted') return { deleteOne: { filter: { _id: after._id } as never } };
  if (before === null) return { insertOne: { document: after as never } };
  return { replaceOne: { filter: { _id: after._id } as never, replacement: after as never } };
}

/** The version that comes about, the one before where nothing had kept it, and the end of those that are too many. */
function versionOps({ before, after, change }: ArticleWrite, by: ChangedBy): Op[] {
  const unnoted = before && versionOf(before, { change: before.version === 1 ? 'created' : 'updated', by: null });
  const kept = [unnoted, versionOf(after, { change, by })].filter((one) => one !== null);
  const { _id: articleId, version, updatedAt } = after;
  const ends = { $set: { expiresAt: new Date(updatedAt.getTime() + DELETED_KEPT_MS) } };
  const old = { articleId, version: { $lte: version - VERSIONS_KEPT } };
  return [
    ...kept.map(({ _id, ...doc }) => ({
      updateOne: { filter: { _id } as never, update: { $setOnInsert: doc }, upsert: true },
    })),
    ...(change === 'deleted' ? [{ updateMany: { filter: { articleId }, update: ends } }] : []),
    ...(before === null && version > 1
      ? [{ updateMany: { filter: { articleId }, update: { $unset: { expiresAt: 1 } } } }]
      : []),
    ...(version > VERSIONS_KEPT ? [{ deleteMany: { filter: old } }] : []),
  ] as Op[];
}

function versionOf(
  article: KnowledgeArticleDoc,
  noted: Pick<KnowledgeVersionDoc, 'change' | 'by'>,
): KnowledgeVersionDoc {
  const { _id, version, updatedAt, source } = article;
  const from = source === undefined ? {} : { source };
  return {
    _id: versionId(_id, version),
    articleId: _id,
    version,
    at: updatedAt,
    ...noted,
    ...fieldsOf(article),
    ...from,
  };
}

function versionId(articleId: string, version: number): string {
  return `${articleId}:${version}`;
}

export function fieldsOf({ title, body, keywords, active }: ArticleFields): ArticleFields {
  return { title, body, keywords, active };
}
