import { clauses, oneTypoApart } from '../../language/spanish.ts';
import {
  fedUpWithBots,
  identity,
  mendable,
  notPeople,
  rejections,
  rightlySpelled,
  wishes,
} from './data/person-wishes.ts';

/**
 * Whether the customer asks for a person: `yes`, `no` (says that none is needed), or null when the text says neither.
 * Of several clauses that speak of it the last one decides.
 */
export function wantsPerson(text: string): 'yes' | 'no' | null {
  let wish: 'yes' | 'no' | null = null;
  for (const clause of clauses(text)) wish = wishOf(mendTypos(clause)) ?? wish;
  return wish;
}

/** Whether the customer asks what or who they are talking to; that is a question, not a wish for a person. */
export function asksWhoItIs(text: string): boolean {
  return clauses(text).some((clause) => identity.test(clause));
}

function wishOf(clause: string): 'yes' | 'no' | null {
  if (identity.test(clause)) return null;
  const subject = clause.replace(notPeople, ' ');
  if (rejections.some((pattern) => pattern.test(subject))) return 'no';
  if (fedUpWithBots.test(subject)) return 'yes';
  return wishes.some((pattern) => pattern.test(subject)) ? 'yes' : null;
}

function mendTypos(clause: string): string {
  return clause.replace(/[a-z]{5,}/g, (word) =>
    rightlySpelled.has(word) ? word : (mendable.find((known) => oneTypoApart(word, known)) ?? word),
  );
}
