import type { Search } from './search.ts';
import { met, spotsIn } from './search.ts';

/** A part of a text around what a search found. Offsets are UTF-16 code units of `excerpt`, `end` is past the last. */
export interface Excerpt {
  excerpt: string;
  hits: { start: number; end: number }[];
}

const WIDTH = 160;
const BEFORE = 40;

/** The part of the texts that meets the search best, as plain text; null when none does. */
export function excerptOf(texts: readonly string[], search: Search): Excerpt | null {
  let best: Excerpt | null = null;
  for (const text of texts) {
    const hits = [...spotsIn(text)].filter(({ terms }) => met(search, terms) > 0);
    if (hits.length === 0 || (best && hits.length <= best.hits.length)) continue;
    best = around(text, hits);
  }
  return best;
}

function around(text: string, hits: { start: number; end: number }[]): Excerpt {
  const within = (from: number) => hits.filter(({ start, end }) => start >= from && end <= from + WIDTH - BEFORE);
  const first = hits.reduce((found, one) => (within(one.start).length > within(found.start).length ? one : found));
  const [from, to] = [startNear(text, Math.max(0, first.start - BEFORE)), endNear(text, first.start + WIDTH - BEFORE)];
  const lead = from > 0 ? '…' : '';
  const shown = hits.filter(({ start, end }) => start >= from && end <= to);
  return {
    excerpt: `${lead}${text.slice(from, to).replace(/\s/g, ' ')}${to < text.length ? '…' : ''}`,
    hits: shown.map(({ start, end }) => ({ start: start - from + lead.length, end: end - from + lead.length })),
  };
}

/** The begin of a word, where one is near; never the middle of a character. */
function startNear(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, at + BEFORE / 2).search(/\s/);
  return space >= 0 ? at + space + 1 : whole(text, at);
}

function endNear(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.slice(at - BEFORE / 2, at).lastIndexOf(' ');
  return space >= 0 ? at - BEFORE / 2 + space : whole(text, at);
}

function whole(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at - 1 : at;
}
