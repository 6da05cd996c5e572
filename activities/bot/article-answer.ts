import type { KnowledgeArticle } from './bot.ts';
import { type Found, goodEnough, searchKnowledge } from './search-knowledge.ts';
import { searchTerms } from './search-terms.ts';
import type { Turn } from './turn.ts';

/** An article's words, or that all of it was said in the last lines already: to say it again would be a loop. */
export type Answer = { text: string } | 'told';

/** What the knowledge base says to the turn, or null when no article covers the question. */
export function answerFrom(
  articles: readonly KnowledgeArticle[],
  turn: Pick<Turn, 'subject' | 'before' | 'botSaid'>,
): Answer | null {
  const direct = clear(searchKnowledge(articles, turn.subject));
  const found =
    direct.length === 0 && leansOnBefore(turn)
      ? clear(searchKnowledge(articles, `${turn.before}\n${turn.subject}`))
      : direct;
  const [best] = found;
  if (best === undefined) return null;
  for (const { article, score } of found) {
    if (score < best.score * 0.9) break;
    const text = newIn(article.body, turn);
    if (text !== null) return { text };
  }
  return 'told';
}

/** The article as it answers the question; when that was said, the one sentence that speaks of it, if it was not. */
function newIn(body: string, { subject, botSaid }: Pick<Turn, 'subject' | 'botSaid'>): string | null {
  const whole = fitAnswer(body, subject);
  if (!botSaid.some((line) => line.includes(whole.slice(0, 60)))) return whole;
  const sentence = sentenceFor(body, subject);
  const told = botSaid.some((line) => sentence !== null && line.endsWith(sentence) && !line.includes(whole));
  return sentence === whole || told ? null : sentence;
}

/** What of an article is said: all of a short one, the paragraphs nearest to the question of a long one. */
export function fitAnswer(body: string, question: string, longest = 1000): string {
  const whole = body.trim();
  if (whole.length <= longest) return whole;
  const paragraphs = whole
    .split(/\n\s*\n/)
    .map((text, place) => ({ text: text.trim(), place, hits: hitsOf(text, question) }));
  const chosen: typeof paragraphs = [];
  let length = 0;
  for (const paragraph of [...paragraphs].sort((a, b) => b.hits - a.hits || a.place - b.place)) {
    if (chosen.length > 0 && (paragraph.hits === 0 || length + paragraph.text.length > longest)) break;
    chosen.push(paragraph);
    length += paragraph.text.length;
  }
  const text = chosen
    .sort((a, b) => a.place - b.place)
    .map((paragraph) => paragraph.text)
    .join('\n\n');
  return text.length <= longest ? text : `${text.slice(0, text.lastIndexOf(' ', longest))}…`;
}

function sentenceFor(body: string, question: string): string | null {
  const sentences = body
    .split(/(?<=[.!?])\s+|\n+/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
  const [best] = sentences.map((text) => ({ text, hits: hitsOf(text, question) })).sort((a, b) => b.hits - a.hits);
  return best !== undefined && best.hits > 0 ? best.text : null;
}

function hitsOf(text: string, question: string): number {
  const asked = new Set(searchTerms(question));
  return new Set(searchTerms(text).filter((term) => asked.has(term))).size;
}

function clear(found: Found[]): Found[] {
  return found.filter(({ score }) => score >= goodEnough);
}

/** A short question that starts as a continuation: "¿y con transferencia?". */
export function leansOnBefore(turn: Pick<Turn, 'subject' | 'before'>): boolean {
  return turn.before !== null && turn.subject.length < 60 && /^(?:y|e|o|pero|entonces|tambien)\b/.test(turn.subject);
}
