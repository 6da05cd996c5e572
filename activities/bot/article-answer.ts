import { contentStems } from './spanish.ts';

/** What of an article is said: all of a short one, the paragraphs nearest to the question of a long one. */
export function fitAnswer(body: string, question: string, longest = 1000): string {
  const whole = body.trim();
  if (whole.length <= longest) return whole;
  const asked = new Set(contentStems(question));
  const paragraphs = whole.split(/\n\s*\n/).map((text, place) => ({
    text: text.trim(),
    place,
    hits: new Set(contentStems(text).filter((stem) => asked.has(stem))).size,
  }));
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
