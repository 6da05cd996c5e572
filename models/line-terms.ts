import type { Later } from '../domain/delivery.ts';
import type { EditRow, MessageRow } from '../domain/rows.ts';
import { termsOf } from '../language/search.ts';

type Said = Pick<MessageRow, 'type' | 'text' | 'media' | 'content'> & Pick<Later, 'edits'>;

/** What a line says in words, the present text or caption first, then what it was edited from, its file and content. */
export function lineTexts({ type, text, media, content, edits = [] }: Said): string[] {
  const fileName = (media as { fileName?: unknown } | null)?.fileName;
  // A template's content is what its text was filled with.
  const told = type === 'template' ? [] : wordsIn(content);
  const texts = [text, ...edits.map((edit) => edit.text)].toReversed();
  return [...texts, fileName, ...told].filter((one): one is string => typeof one === 'string' && one !== '');
}

/** The terms by which a line is found. */
export function lineTerms(line: Said): string[] {
  const terms = known.get(line) ?? termsOf(lineTexts(line));
  known.set(line, terms);
  return terms;
}

/** A commit asks for those of a line twice: for the line and for its conversation. */
const known = new WeakMap<Said, string[]>();

/** The terms that an edit adds to its line. */
export function editTerms({ text }: EditRow): string[] {
  return text === null ? [] : termsOf([text]);
}

/** Names of the fields that places, cards, buttons and orders have for people. */
const shown = new Set([
  'name',
  'formatted_name',
  'address',
  'title',
  'description',
  'body',
  'text',
  'caption',
  'label',
]);
const DEPTH = 6;
const TEXTS = 20;

function wordsIn(content: unknown, depth = 0): string[] {
  if (typeof content !== 'object' || content === null || depth > DEPTH) return [];
  return Object.entries(content)
    .flatMap(([key, value]) =>
      typeof value === 'string' ? (shown.has(key) ? [value] : []) : wordsIn(value, depth + 1),
    )
    .slice(0, TEXTS);
}
