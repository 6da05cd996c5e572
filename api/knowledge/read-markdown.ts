import type { Heading, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { parse } from 'yaml';
import type { Fault, Field, Piece } from './piece.ts';
import { fieldNamed, keywordsIn, slugOf, wordsIn, yesOrNo } from './piece.ts';
import { inline, plainText } from './plain-markdown.ts';

/**
 * The articles of a Markdown file. With a `title` in its front matter the file is one article. Else every heading of the
 * file's highest level begins one; keywords and `active` of the front matter hold for all of them. A file without headings
 * is one article, with the file's name as its title.
 */
export function readMarkdown(content: string, path: string): { pieces: Piece[]; faults: Fault[] } {
  const front = frontMatterOf(content.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  if ('reason' in front) return { pieces: [], faults: [front] };
  const { fields, text, lines } = front;
  const active = yesOrNo(fields.active);
  if (active === null)
    return { pieces: [], faults: [{ line: 1, title: null, reason: 'Expected `active` true or false' }] };
  const common = { keywords: keywordsIn(fields.keywords), ...(active === undefined ? {} : { active }) };
  const root = fromMarkdown(text);
  const title = wordsIn(fields.title);
  if (title === null) return { pieces: [], faults: [{ line: 1, title: null, reason: 'Expected `title` a text' }] };
  if (title !== '') {
    return { pieces: [{ line: 1, key: '', title, body: plainText(root.children, root), ...common }], faults: [] };
  }
  const level = Math.min(...root.children.filter(isHeading).map(({ depth }) => depth));
  if (level === Number.POSITIVE_INFINITY) {
    const body = plainText(root.children, root);
    return { pieces: [{ line: lines + 1, key: '', title: titleOfPath(path), body, ...common }], faults: [] };
  }
  return sectionsOf(root, level, lines, common);
}

function sectionsOf(
  root: Root,
  level: number,
  lines: number,
  common: Pick<Piece, 'keywords' | 'active'>,
): { pieces: Piece[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const pieces: Piece[] = [];
  const starts = root.children.flatMap((node, i) => (isHeading(node) && node.depth === level ? [i] : []));
  const lead = plainText(root.children.slice(0, starts[0]), root);
  if (lead !== '') {
    const reason =
      'The text before the first heading belongs to no article: put it under one, or give the file a `title`';
    faults.push({ line: lines + 1, title: null, reason });
  }
  for (const [place, start] of starts.entries()) {
    const heading = root.children[start] as Heading;
    const title = inline(heading.children).trim();
    const body = plainText(root.children.slice(start + 1, starts[place + 1]), root);
    pieces.push({ line: lines + (heading.position?.start.line ?? 1), key: slugOf(title), title, body, ...common });
  }
  return { pieces, faults };
}

const isHeading = (node: RootContent): node is Heading => node.type === 'heading';

/** What stands between two lines of `---` at the very beginning, the text after it, and how many lines come before that. */
function frontMatterOf(text: string): { fields: Partial<Record<Field, unknown>>; text: string; lines: number } | Fault {
  const found = /^---[ \t]*\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\n|$)/.exec(text);
  if (!found) return { fields: {}, text, lines: 0 };
  let given: unknown;
  try {
    given = parse(found[1] ?? '', { maxAliasCount: 0 });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return { line: 1, title: null, reason: `The front matter is no valid YAML: ${reason}` };
  }
  const entries = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  const fields = Object.fromEntries(entries.map(([name, value]) => [fieldNamed(name) ?? '', value]));
  return { fields, text: text.slice(found[0].length), lines: found[0].split('\n').length - 1 };
}

function titleOfPath(path: string): string {
  const name = (path.split('/').at(-1) ?? path).replace(/\.[^.]*$/, '').replace(/[-_]+/g, ' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
}
