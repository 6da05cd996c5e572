import { foldWords } from './fold-words.ts';
import { fillers, functionWords } from './search-stop-words.ts';
import { fold, sound, stem } from './spanish.ts';
import { abbreviations } from './stop-words.ts';

/** How much of a text is read, in characters, and how many terms are taken from it: a line is no book. */
const READ = 10_000;
const TERMS = 256;
const WORD = 40;
/** A search of more words than these says no more. */
const TOKENS = 12;
/** Shorter beginnings of words would find nearly everything. */
const TYPED = 3;

/** One word of a search as transcripts are asked for it: any of the terms, or of the terms that begin so. */
export interface Wanted {
  terms: string[];
  prefixes: string[];
}

/** One word as it was typed. `name` is compared with the beginnings of names; `pieces` with transcripts, all of them. */
export interface Token {
  name: string | null;
  pieces: Wanted[];
}

export interface Search {
  tokens: Token[];
  /** The words of what stood in quotes, folded, in order. */
  phrases: string[][];
}

/** A word of a text, where it stands, and the terms that it is found by. */
export interface Spot {
  start: number;
  end: number;
  terms: string[];
}

const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*|\p{Extended_Pictographic}/gu;

/** The distinct terms of texts, without words that every text has: stems as they sound, numbers, emoji. */
export function termsOf(texts: readonly string[]): string[] {
  const words = new Set(texts.flatMap((text) => text.slice(0, READ).match(wordPattern) ?? []));
  return [...new Set([...words].flatMap((word) => piecesOf(word).flatMap(termsOfWord)))].slice(0, TERMS);
}

/** The words of a text in order. */
export function* spotsIn(text: string): Generator<Spot> {
  for (const match of text.slice(0, READ).matchAll(wordPattern)) {
    const terms = piecesOf(match[0]).flatMap(termsOfWord);
    yield { start: match.index, end: match.index + match[0].length, terms };
  }
}

/**
 * A search as people type it. Words of grammar and courtesy are left out unless nothing else is left; the last word may
 * be unfinished; what stands in quotes is a phrase, whose words are whole. No two searches of equal words differ.
 */
export function parseSearch(q: string): Search {
  const quoted = [...q.matchAll(/"([^"]+)"|“([^”]+)”|«([^»]+)»/g)];
  const phrases = quoted.map(([, a, b, c]) => foldedIn(a ?? b ?? c ?? '')).filter((words) => words.length > 0);
  const rest = quoted.reduce((left, [whole]) => left.replace(whole, ' '), q);
  const typed = tokensIn(rest);
  const last = phrases.length > 0 && rest.trim() === '' ? undefined : typed.at(-1);
  const all = [...phrases.flatMap((words) => tokensIn(words.join(' '))), ...typed];
  const telling = all.filter((word) => foldedIn(word).some((piece) => !fillers.has(piece)));
  const said = telling.length > 0 ? telling : all;
  const tokens = [...new Set(said)].slice(0, TOKENS).map((word) => tokenOf(word, word === last));
  return { tokens, phrases };
}

/** How many different words of a search these terms meet. */
export function met({ tokens }: Search, terms: readonly string[]): number {
  return tokens.filter(({ pieces }) => pieces.some((one) => terms.some((term) => meets(one, term)))).length;
}

function meets({ terms, prefixes }: Wanted, term: string): boolean {
  return terms.includes(term) || prefixes.some((prefix) => term.startsWith(prefix));
}

/** Signs alone are no words, except where they are pictures. */
function tokensIn(text: string): string[] {
  const words = foldWords(text).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return [...words, ...(text.match(/\p{Extended_Pictographic}/gu) ?? [])];
}

function tokenOf(word: string, unfinished: boolean): Token {
  const pieces = foldedIn(word).filter((piece) => !functionWords.has(piece));
  const wanted = pieces.map((piece, i) => wantedOf(piece, unfinished && i === pieces.length - 1));
  return { name: /[\p{L}\p{N}]/u.test(word) ? word : null, pieces: wanted };
}

function wantedOf(word: string, unfinished: boolean): Wanted {
  if (!unfinished || word.length < TYPED) return { terms: termsOfWord(word), prefixes: [] };
  const stems = [word, ...completions(word)].flatMap(termsOfWord);
  return { terms: [...new Set(stems)], prefixes: soundsOfBeginning(word).filter((one) => one.length > 1) };
}

/** What a word may become whose ending has been begun: `facturac` is on its way to `facturación`. */
function completions(word: string): string[] {
  return endings.flatMap((ending) =>
    Array.from({ length: ending.length - 1 }, (_, i) => ending.slice(0, i + 1))
      .filter((begun) => (begun.length > 1 || begun === 'c' || begun === 's') && word.endsWith(begun))
      .map((begun) => word.slice(0, -begun.length))
      .filter((root) => root.length >= TYPED)
      .map((root) => root + ending),
  );
}

const endings = (
  'acion aciones icion cion ciones sion siones amiento imiento mente ando iendo aron ieron aste iste amos imos ' +
  'adora idad able ible'
).split(' ');

/** How the last letter of a beginning sounds depends on the one that follows: `garc` begins both `garca` and `garci`. */
function soundsOfBeginning(word: string): string[] {
  const following = ['a', 'i', 'p'].filter((letter) => !word.endsWith(letter));
  const sounds = following.map((letter) => sound(word + letter).slice(0, -1));
  return [...new Set([...sounds, ...(word.endsWith('l') ? [sound(`${word}l`)] : [])])];
}

function foldedIn(text: string): string[] {
  return (text.slice(0, READ).match(wordPattern) ?? []).flatMap(plainPieces);
}

function piecesOf(word: string): string[] {
  return plainPieces(word).filter((piece) => !functionWords.has(piece));
}

function plainPieces(word: string): string[] {
  const plain = fold(word.normalize('NFD').replace(/\p{M}/gu, '')).slice(0, WORD);
  return abbreviations.get(plain)?.split(' ') ?? [plain];
}

/** `reclamos` is a noun in the plural as well as a verb, and stems as each of them. */
function termsOfWord(word: string): string[] {
  const readings = /.[aei]mos$/.test(word) ? [word, word.slice(0, -1)] : [word];
  return [...new Set(readings.map((one) => sound(stem(one)) || one))];
}
