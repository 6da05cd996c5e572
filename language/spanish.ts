import { stemmer } from '@orama/stemmers/spanish';
import { abbreviations, stopWords } from './stop-words.ts';

/** Lower case, no accents, stretched letters shortened: `¡HOLAAA, qué tál!` becomes `¡hola, que tal!`. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/([a-z])\1{2,}/g, '$1')
    .replace(/([aious])\1+\b/g, '$1');
}

/** Folded words in order, with the abbreviations of chats written out. */
export function words(text: string): string[] {
  const found: string[] = fold(text).match(/[a-z0-9]+/g) ?? [];
  return found.flatMap((word) => abbreviations.get(word)?.split(' ') ?? [word]);
}

/** The text as clauses of folded words, each padded with spaces so that a pattern finds whole words. */
export function clauses(text: string): string[] {
  return text
    .split(/(?<!\d)[.,](?!\d)|[!¡?¿;:…\n"«»()]+|[.,](?=\s|$)/)
    .map((part) => words(part).join(' '))
    .filter((part) => part !== '')
    .map((part) => ` ${part} `);
}

/**
 * The stem of one folded word. Customers rarely type accents, so folded words are compared; `-ción` gets its accent back
 * because the stemmer needs it to see the suffix, and `-sión`, which people mix up with it, becomes the same.
 */
export function stem(word: string): string {
  const stemmed = stems.get(word) ?? fold(stemmer(word.replace(/[cs]ion$/, 'ción').replace(/[cs]iones$/, 'ciones')));
  if (stems.size < 20_000) stems.set(word, stemmed);
  return stemmed;
}

/** Letters that sound alike become one, so that `debolusion` meets `devolución`. */
export function sound(word: string): string {
  return word
    .replace(/h/g, '')
    .replace(/v/g, 'b')
    .replace(/c(?=[ei])|z/g, 's')
    .replace(/qu(?=[ei])|k/g, 'c')
    .replace(/ll/g, 'y')
    .replace(/g(?=[ei])/g, 'j')
    .replace(/m(?=[bp])/g, 'n')
    .replace(/([a-z])\1/g, '$1');
}

/** Stems of the words that carry meaning, in order, repeated ones kept. */
export function contentStems(text: string): string[] {
  return words(text)
    .filter((word) => !stopWords.has(word) && (word.length > 1 || /\d/.test(word)))
    .map(stem);
}

/** Whether the words differ by at most one letter added, missing, changed or swapped with its neighbour. */
export function oneTypoApart(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const restA = a.slice(start);
  const restB = b.slice(start);
  if (restA.length === restB.length) {
    const swapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
    return swapped || restA.slice(1) === restB.slice(1);
  }
  return restA.length > restB.length ? restA.slice(1) === restB : restB.slice(1) === restA;
}

const stems = new Map<string, string>();
