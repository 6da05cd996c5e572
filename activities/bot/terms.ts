import { sound, stem, words } from '../../language/spanish.ts';

/** A text made ready to be searched for terms: its words, its stems, and its stems as they sound. */
export interface Phrase {
  /** Folded words in order, with a space around each. */
  plain: string;
  /** Sounds of the stems. */
  stems: ReadonlySet<string>;
  /** The same in order, with a space around each. */
  sounds: string;
}

export interface Terms {
  /** How many of the terms the text has. */
  count(phrase: Phrase): number;
}

export function phraseOf(text: string): Phrase {
  const all = words(text);
  const sounds = all.map((word) => sound(stem(word)));
  return { plain: ` ${all.join(' ')} `, stems: new Set(sounds), sounds: ` ${sounds.join(' ')} ` };
}

/** Terms as `data/topics.ts` writes them: `=exact`, single words by stem, several words as a phrase of stems. */
export function compileTerms(terms: readonly string[]): Terms {
  const exact: string[] = [];
  const stems: string[] = [];
  const phrases: string[] = [];
  for (const term of terms) {
    const parts = words(term);
    if (term.startsWith('=')) exact.push(` ${parts.join(' ')} `);
    else if (parts.length === 1) stems.push(...parts.map((word) => sound(stem(word))));
    else phrases.push(` ${parts.map((word) => sound(stem(word))).join(' ')} `);
  }
  const distinctStems = [...new Set(stems)];
  const distinctPhrases = [...new Set(phrases)];
  return {
    count: (phrase) =>
      exact.filter((word) => phrase.plain.includes(word)).length +
      distinctStems.filter((one) => phrase.stems.has(one)).length +
      distinctPhrases.filter((one) => phrase.sounds.includes(one)).length,
  };
}
