import { clauses } from '../../language/spanish.ts';
import { isLight, searchTerms } from './search-terms.ts';
import { subjectOf } from './small-talk.ts';

/** More words than these tell no better what a question is about. */
const MOST_TERMS = 12;
/** Two questions are one from this share of common terms on. */
const ALIKE = 0.6;

/** What questions are compared by: the distinct terms of what is asked, in their order. Never empty for words. */
export function questionTerms(question: string): string[] {
  const said = question.replace(personal, ' ');
  const terms = [...new Set(searchTerms(subjectOf(said)))];
  const telling = terms.filter((term) => !isLight(term));
  const found = telling.length > 0 ? telling : terms;
  return (found.length > 0 ? found : [`=${clauses(said).join('').trim()}`]).slice(0, MOST_TERMS);
}

/** What stands in the place of personal data, and what leads up to it, is no word of the question: "mi mail es [e-mail]". */
const personal =
  /(?:\b(?:mi|el|es|soy|me llamo|e-?mail|mail|correo|celu(?:lar)?|tel(?:[eé]fono)?|n[uú]mero|dni)[\s:,]+)*\[(?:nombre|número|e-mail|dirección)\]/giu;

/**
 * The one of several groups that a question belongs to, by twice their common terms over the terms of both; null when
 * none is alike. Of equal ones the first: who calls gives them in an order of their own.
 */
export function groupOf<G extends { terms: readonly string[] }>(
  terms: readonly string[],
  groups: readonly G[],
): G | null {
  let best: { group: G; alike: number } | null = null;
  for (const group of groups) {
    const common = terms.filter((term) => group.terms.includes(term)).length;
    const alike = (2 * common) / (terms.length + group.terms.length);
    if (alike >= ALIKE && alike > (best?.alike ?? 0)) best = { group, alike };
  }
  return best?.group ?? null;
}
