import type { KnowledgeArticle } from './bot.ts';
import { type Found, goodEnough, searchKnowledge } from './search-knowledge.ts';
import { contentStems } from './spanish.ts';
import type { Turn } from './turn.ts';

/** What the knowledge base says to the turn, or null. Never what was said in the last lines: that would be a loop. */
export function answerFrom(
  articles: readonly KnowledgeArticle[],
  turn: Pick<Turn, 'subject' | 'before' | 'botSaid'>,
): string | null {
  const direct = clear(searchKnowledge(articles, turn.subject));
  const found =
    direct.length === 0 && leansOnBefore(turn)
      ? clear(searchKnowledge(articles, `${turn.before}\n${turn.subject}`))
      : direct;
  const said = (text: string) => turn.botSaid.some((line) => line.includes(text.slice(0, 60)));
  const [best] = found;
  if (best === undefined) return null;
  for (const { article, score } of found) {
    if (score < best.score * 0.9) break;
    const whole = fitAnswer(article.body, turn.subject);
    if (!said(whole)) return whole;
    // A further question on the same article gets the sentence that speaks of it.
    const sentence = sentenceFor(article.body, turn.subject);
    if (
      sentence !== null &&
      sentence !== whole &&
      !turn.botSaid.some((line) => line.endsWith(sentence) && !line.includes(whole))
    )
      return sentence;
  }
  return null;
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
  const asked = new Set(contentStems(question));
  return new Set(contentStems(text).filter((stem) => asked.has(stem))).size;
}

function clear(found: Found[]): Found[] {
  return found.filter(({ score }) => score >= goodEnough);
}

/** A short question that starts as a continuation: "¿y con transferencia?". */
function leansOnBefore(turn: Pick<Turn, 'subject' | 'before'>): boolean {
  return turn.before !== null && turn.subject.length < 60 && /^(?:y|e|o|pero|entonces|tambien)\b/.test(turn.subject);
}
