import MiniSearch from 'minisearch';
import type { KnowledgeArticle } from './bot.ts';
import { askedTerms, isLight, searchTerms, searchWords } from './search-terms.ts';

export interface Found {
  article: KnowledgeArticle;
  /** 0 to 1: the share of the question that the article speaks of, by weight of its words. */
  score: number;
}

/** From this score on, an article is an answer and not only a neighbour. */
export const goodEnough = 0.65;

/**
 * Articles that speak of the question, best first, at most ten. Of a text with several clauses the one that an article
 * covers best counts. Words are compared by stem and group of synonyms, without accents, and with a typo in longer ones.
 * The index is kept for as long as the articles stay the same.
 */
export function searchKnowledge(articles: readonly KnowledgeArticle[], query: string): Found[] {
  if (articles.length === 0) return [];
  const index = indexOf(articles);
  const best = new Map<string, number>();
  for (const question of questionsIn(query)) {
    for (const [id, score] of coverage(index, question)) best.set(id, Math.max(score, best.get(id) ?? 0));
  }
  return [...best]
    .map(([id, score]) => ({ article: index.byId.get(id) as KnowledgeArticle, score }))
    .sort(
      (a, b) =>
        b.score - a.score || b.article.updatedAt - a.article.updatedAt || (a.article.id < b.article.id ? -1 : 1),
    )
    .slice(0, 10);
}

/** The text as a whole and, of a longer one, its lines and sentences. */
function questionsIn(text: string): string[] {
  const parts = text.split(partEnd).filter((part) => part.trim() !== '');
  return parts.length > 1 ? [text, ...parts.slice(-mostParts)] : [text];
}

const mostParts = 12;
/** Also before a second question: "el horario y si aceptan tarjeta". */
const partEnd =
  /[\n?!;]+|[.,](?=\s|$)|\s(?:y|e|o)\s(?=(?:si|cuando|como|donde|cual|cuales|que|tienen|hacen|aceptan|puedo|se puede)\s)/i;

/** The share of the question's weight that each article covers, by article id. */
function coverage({ index, known, weightOf }: Index, question: string): Map<string, number> {
  const asked = new Set(askedTerms(question, known));
  const scores = new Map<string, number>();
  let total = 0;
  for (const term of asked) {
    const hits = index.search(term, { fuzzy: false, prefix: false });
    // A light word that an article lacks says nothing against it.
    const weight = weightOf(term) * (isLight(term) ? lightShare : 1);
    total += weight;
    for (const hit of hits) scores.set(hit.id, (scores.get(hit.id) ?? 0) + weight * strengthOf(hit.match));
  }
  for (const [id, score] of scores) scores.set(id, score / total);
  return scores;
}

const lightShare = 0.2;

/** A title or keyword says what an article is about; a word of the body may be there by the way. */
const fieldStrength: Record<string, number> = { keywords: 1, title: 1, body: 0.8 };

function strengthOf(match: Record<string, string[]>): number {
  return Math.max(0, ...Object.values(match).flatMap((fields) => fields.map((field) => fieldStrength[field] ?? 0)));
}

interface Index {
  index: MiniSearch<KnowledgeArticle>;
  byId: Map<string, KnowledgeArticle>;
  known: { words: ReadonlySet<string>; terms: ReadonlySet<string> };
  weightOf(term: string): number;
}

function build(articles: readonly KnowledgeArticle[]): Index {
  const index = new MiniSearch<KnowledgeArticle>({
    fields: ['title', 'keywords', 'body'],
    extractField: (article, field) => {
      const value = article[field as keyof KnowledgeArticle];
      return Array.isArray(value) ? value.join('. ') : String(value);
    },
    tokenize: (text) => searchTerms(text),
    processTerm: (term) => term,
    // A query is a term already.
    searchOptions: { tokenize: (term) => [term] },
  });
  const byId = new Map(articles.map((article) => [article.id, article]));
  index.addAll([...byId.values()]);

  const frequency = new Map<string, number>();
  const knownWords = new Set<string>();
  for (const article of byId.values()) {
    const text = `${article.title}\n${article.keywords.join('\n')}\n${article.body}`;
    for (const word of searchWords(text)) knownWords.add(word);
    for (const term of new Set(searchTerms(text))) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  // What no article speaks of weighs as much as what one does: it may be the very thing that is asked.
  return {
    index,
    byId,
    known: { words: knownWords, terms: new Set(frequency.keys()) },
    weightOf: (term) => inverse(byId.size, frequency.get(term) ?? 1),
  };
}

/** Rare words weigh more than common ones, by a factor that stays small: a shop's articles share few words. */
function inverse(articles: number, having: number): number {
  return 1 + Math.log((articles + 1) / (having + 0.5)) / Math.log(articles + 2);
}

const kept = new Map<string, Index>();

function indexOf(articles: readonly KnowledgeArticle[]): Index {
  const version = articles.map((article) => `${article.id}@${article.updatedAt}`).join('\n');
  const found = kept.get(version);
  if (found !== undefined) return found;
  const built = build(articles);
  if (kept.size >= 4) kept.delete(kept.keys().next().value as string);
  kept.set(version, built);
  return built;
}
