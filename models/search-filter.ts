import { foldWords, phoneDigits } from '../language/fold-words.ts';
import type { Search, Wanted } from '../language/search.ts';
import { parseSearch } from '../language/search.ts';
import { phraseFilter } from './text-filter.ts';
import { NOTE } from './transcript-terms.ts';

type Filter = Record<string, unknown>;

const nothing: Filter = { _id: { $in: [] } };

/** Whoever is given no notes does not find by them either. */
export interface Reader {
  notes: boolean;
}

/**
 * The conversations that a search is about, as a condition on their documents: every word begins a word of the contact or
 * is in the transcript, or the digits begin the phone number. Phrases are words here. Visibility is a condition beside it.
 */
export function chatFilter(q: string, reader: Reader): Filter {
  const digits = phoneDigits(q);
  const words = parseSearch(q).tokens.map(({ name, pieces }) => {
    const named = name === null ? [] : [{ words: begins(name) }];
    const told = pieces.length === 0 ? [] : [{ $and: pieces.map((one) => ({ terms: among(one, reader) })) }];
    return { $or: [...named, ...told] };
  });
  const either = [...(words.length > 0 ? [{ $and: words }] : []), ...(digits ? [{ words: begins(digits) }] : [])];
  return either.length > 0 ? { $or: either } : nothing;
}

/** Documents by their `words` alone: every word of the search begins one of them, or its digits a phone number. */
export function wordsFilter(q: string): Filter {
  const digits = phoneDigits(q);
  const words = foldWords(q).map((word) => ({ words: begins(word) }));
  const either = [...(words.length > 0 ? [{ $and: words }] : []), ...(digits ? [{ words: begins(digits) }] : [])];
  return either.length > 0 ? { $or: either } : nothing;
}

/** Conversations by their transcripts alone, for documents that keep `terms` as conversations do. */
export function transcriptFilter(q: string, reader: Reader): Filter {
  const wanted = piecesOf(parseSearch(q));
  return wanted.length > 0 ? { $and: wanted.map((one) => ({ terms: among(one, reader) })) } : nothing;
}

/** The lines that hold every word and phrase of a search, as a condition on messages. */
export function lineFilter(q: string, reader: Reader): Filter {
  const search = parseSearch(q);
  const wanted = piecesOf(search);
  if (wanted.length === 0) return nothing;
  const words = wanted.map((one) => ({ terms: among(one, { notes: false }) }));
  const phrases = search.phrases.map((phrase) => {
    const pattern = phraseFilter(phrase);
    return { $or: [{ text: pattern }, { 'edits.text': pattern }] };
  });
  return { $and: [...words, ...phrases, given(reader)] };
}

/** The lines that hold any word of a search. */
export function anyWord(search: Search, reader: Reader): Filter {
  const wanted = { terms: [] as string[], prefixes: [] as string[] };
  for (const { terms, prefixes } of piecesOf(search)) {
    wanted.terms.push(...terms);
    wanted.prefixes.push(...prefixes);
  }
  return { terms: among(wanted, { notes: false }), ...given(reader) };
}

function piecesOf({ tokens }: Search): Wanted[] {
  return tokens.flatMap(({ pieces }) => pieces);
}

/** What was taken back is found by nobody, nor is an edit whose message has not come. */
function given({ notes }: Reader): Filter {
  return { seq: { $exists: true }, deletedAt: null, ...(notes ? {} : { direction: { $ne: 'note' } }) };
}

function among({ terms, prefixes }: Wanted, { notes }: Reader): Filter {
  const marks = notes ? ['', NOTE] : [''];
  return {
    $in: marks.flatMap((mark) => [
      ...terms.map((term) => mark + term),
      ...prefixes.map((prefix) => new RegExp(`^${escaped(mark + prefix)}`)),
    ]),
  };
}

const begins = (word: string): Filter => ({ $regex: `^${escaped(word)}` });

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
