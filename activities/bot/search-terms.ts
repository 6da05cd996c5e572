import { groups, lightWords, sayings } from './data/synonyms.ts';
import { stopWords } from '../../language/stop-words.ts';
import { clauses, oneTypoApart, sound, stem } from '../../language/spanish.ts';

/** The terms by which articles and questions are compared: a stem as it sounds, or the name of its group. */
export function searchTerms(text: string): string[] {
  return tellingWords(text).map(termOf);
}

/** The same of a question, with the typos of words that no article has mended by those that one has. */
export function askedTerms(text: string, known: { words: ReadonlySet<string>; terms: ReadonlySet<string> }): string[] {
  return tellingWords(text).map((word) => {
    const term = termOf(word);
    return known.terms.has(term) || light.has(term) ? term : termOf(mendedBy(known.words, word));
  });
}

function tellingWords(text: string): string[] {
  return searchWords(text).filter((word) => !saysNothing(word) && word.length > 1 && !/^\d{4,}$/.test(word));
}

/** `perro` sounds to us as `pero` does, and is no such word. */
function saysNothing(word: string): boolean {
  return stopWords.has(word) || (!word.includes('rr') && stopSounds.has(sound(word)));
}

/** The folded words of a text that searching reads, for mending typos against. */
export function searchWords(text: string): string[] {
  return clauses(text).flatMap((clause) => plainly(clause).trim().split(' '));
}

export function isLight(term: string): boolean {
  return light.has(term);
}

/** The known word that an unknown one is a typo of, or the word itself. First letters are seldom mistyped. */
function mendedBy(known: ReadonlySet<string>, word: string): string {
  if (word.length < 5 || known.has(word) || spelled.has(word) || /\d/.test(word)) return word;
  let mended = word;
  for (const other of known) {
    if (other.length < 5 || !oneTypoApart(word, other)) continue;
    if (other[0] === word[0]) return other;
    mended = other;
  }
  return mended;
}

function plainly(clause: string): string {
  let text = clause;
  for (const [pattern, words] of sayings) text = text.replace(pattern, words);
  return text.replace(/ {2,}/g, ' ');
}

function termOf(word: string): string {
  const plain = practice(sound(stem(word)));
  return groupOf.get(plain) ?? plain;
}

/** Who practises something and what they practise are one: `dermatóloga` and `dermatología`, `pediatra` and `pediatría`. */
function practice(term: string): string {
  return term.replace(/(?<=.{4})loji$/, 'log').replace(/(?<=.iatr)i$/, '');
}

/** People write `hasen` for `hacen`. */
const stopSounds = new Set([...stopWords].map(sound));
const groupOf = new Map(
  groups.flatMap((group) => group.map((word) => [sound(stem(foldedWord(word))), `${group[0]}`] as const)),
);
const light = new Set(lightWords.map((word) => termOf(foldedWord(word))));
const spelled = new Set(groups.flat().map(foldedWord));

function foldedWord(word: string): string {
  return (clauses(word)[0] ?? '').trim();
}
