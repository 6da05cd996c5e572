import MiniSearch from 'minisearch';
import type { KnowledgeArticle } from './bot.ts';
import { topics } from './data/topics.ts';
import { contentStems, oneTypoApart } from './spanish.ts';
import { compileTerms, phraseOf, sound } from './terms.ts';

export interface Found {
  article: KnowledgeArticle;
  /** 0 to 1: how much of the question the article speaks of, title and keywords before the body. */
  score: number;
}

/** From this score on, an article is an answer and not only a neighbour. */
export const goodEnough = 0.42;

/**
 * Articles that speak of the question, best first, at most ten. Words are compared by stem, without accents, and with
 * one or two typos in longer ones. The index is kept for as long as the articles stay the same.
 */
export function searchKnowledge(articles: readonly KnowledgeArticle[], query: string): Found[] {
  const asked = [...new Set(contentStems(query).map(sound))];
  if (asked.length === 0 || articles.length === 0) return [];
  const { index, byId, weightOf } = indexOf(articles);
  const topicStems = relatedStems(query);

  const scores = new Map<string, number>();
  let total = 0;
  for (const stem of asked) {
    const weight = weightOf(stem);
    total += weight;
    const best = new Map<string, number>();
    for (const hit of index.search(stem, { fuzzy: fuzziness, prefix: false })) {
      best.set(hit.id, strengthOf(stem, hit.match));
    }
    for (const [id, strength] of best) scores.set(id, (scores.get(id) ?? 0) + weight * strength);
  }
  // Words of the same subject count for something where the customer's own word is missing.
  if (topicStems.length > 0) {
    const related = index.search(topicStems.join(' '), { fuzzy: false, prefix: false, fields: ['title', 'keywords'] });
    for (const hit of related) {
      const now = scores.get(hit.id) ?? 0;
      scores.set(hit.id, now + Math.min(total - now, total * relatedShare));
    }
  }
  return [...scores]
    .map(([id, score]) => ({ article: byId.get(id) as KnowledgeArticle, score: Math.min(1, score / total) }))
    .sort(
      (a, b) =>
        b.score - a.score || b.article.updatedAt - a.article.updatedAt || (a.article.id < b.article.id ? -1 : 1),
    )
    .slice(0, 10);
}

/** Less than `goodEnough`: a shared subject alone is no answer. */
const relatedShare = 0.2;

function fuzziness(term: string): number {
  if (/\d/.test(term) || term.length < 5) return 0;
  return term.length < 6 ? 1 : 2;
}

const fieldStrength: Record<string, number> = { keywords: 1, title: 1, body: 0.65 };

function strengthOf(stem: string, match: Record<string, string[]>): number {
  let best = 0;
  for (const [term, fields] of Object.entries(match)) {
    const exactness = term === stem ? 1 : oneTypoApart(term, stem) ? 0.75 : 0.5;
    for (const field of fields) best = Math.max(best, exactness * (fieldStrength[field] ?? 0));
  }
  return best;
}

function relatedStems(query: string): string[] {
  const phrase = phraseOf(query);
  const spoken = thesaurus.filter((topic) => topic.all.count(phrase) > 0);
  return spoken.length === 0 || spoken.length > 3 ? [] : [...new Set(spoken.flatMap((topic) => topic.stems))];
}

const thesaurus = topics.map((topic) => ({
  all: compileTerms([...topic.terms, ...topic.strong]),
  stems: [...topic.names, ...topic.strong.filter((term) => !/\s/.test(term))].flatMap(contentStems).map(sound),
}));

interface Index {
  index: MiniSearch<KnowledgeArticle>;
  byId: Map<string, KnowledgeArticle>;
  weightOf(stem: string): number;
}

function build(articles: readonly KnowledgeArticle[]): Index {
  const index = new MiniSearch<KnowledgeArticle>({
    fields: ['title', 'keywords', 'body'],
    extractField: (article, field) => {
      const value = article[field as keyof KnowledgeArticle];
      return Array.isArray(value) ? value.join(' ') : String(value);
    },
    tokenize: (text) => contentStems(text).map(sound),
    processTerm: (term) => term,
    // A query is stems already.
    searchOptions: { tokenize: (stems) => stems.split(' ') },
  });
  const byId = new Map(articles.map((article) => [article.id, article]));
  index.addAll([...byId.values()]);

  const frequency = new Map<string, number>();
  for (const article of byId.values()) {
    const own = new Set(contentStems(`${article.title} ${article.keywords.join(' ')} ${article.body}`).map(sound));
    for (const stem of own) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  }
  const inverse = (count: number) => Math.log(1 + (byId.size + 1) / (count + 0.5));
  // A word no article has tells less than a rare one: it is often a name, a number or a way of speaking.
  const unknown = inverse(0) * 0.45;
  return {
    index,
    byId,
    weightOf: (stem) => {
      const count = frequency.get(stem);
      return count === undefined ? unknown : inverse(count);
    },
  };
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
