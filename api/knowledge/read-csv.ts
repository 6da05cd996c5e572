import { CsvError, parse } from 'csv-parse/sync';
import type { Fault, Field, Piece } from './piece.ts';
import { fieldNamed, keywordsIn, slugOf, yesOrNo } from './piece.ts';

/**
 * The articles of a CSV file, a row each. The first row names the columns: a title and a body, and if there are any
 * keywords, `active` and a key. Fields may be quoted; commas, semicolons or tabs divide them, whichever the first row has.
 */
export function readCsv(content: string): { pieces: Piece[]; faults: Fault[] } {
  const delimiter = delimiterOf(content);
  const rows = rowsOf(content, delimiter);
  if ('reason' in rows) return { pieces: [], faults: [rows] };
  const [header, ...rest] = rows;
  const columns = header?.fields.map(fieldNamed) ?? [];
  if (!columns.includes('title') || !columns.includes('body')) {
    const reason =
      'The first row has to name the columns, among them `title` and `body` (or `pregunta` and `respuesta`)';
    return { pieces: [], faults: [{ line: 1, title: null, reason }] };
  }
  const pieces: Piece[] = [];
  const faults: Fault[] = [];
  for (const { fields, line } of rest) {
    if (fields.length > columns.length) {
      const reason = `The row has ${fields.length} fields, the first row ${columns.length}: quote what holds \`${delimiter}\``;
      faults.push({ line, title: fields[columns.indexOf('title')] ?? null, reason });
      continue;
    }
    const value = (field: Field) => fields[columns.indexOf(field)] ?? '';
    const title = value('title');
    const active = yesOrNo(value('active'));
    if (active === null) {
      faults.push({ line, title, reason: 'Expected `active` yes or no' });
      continue;
    }
    const key = value('key').slice(0, 100) || slugOf(title);
    const said = active === undefined ? {} : { active };
    pieces.push({ line, key, title, body: value('body'), keywords: keywordsIn(value('keywords')), ...said });
  }
  return { pieces, faults };
}

interface Row {
  fields: string[];
  /** Where it begins, from 1 on. */
  line: number;
}

function rowsOf(content: string, delimiter: string): Row[] | Fault {
  const options = { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, trim: true, info: true };
  try {
    const parsed = parse(content, options) as unknown as { record: string[]; info: { lines: number } }[];
    return parsed
      .map(({ record, info }) => {
        const breaks = record.join('').split(/\r\n|\r|\n/).length - 1;
        return { fields: record.map((field) => field.replace(/\r\n?/g, '\n')), line: info.lines - breaks };
      })
      .filter(({ fields }) => fields.some((field) => field !== ''));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { line: Number(error.lines ?? 1), title: null, reason: error.message };
  }
}

/** What stands most often in the first line, outside of quotes. */
function delimiterOf(content: string): string {
  const first = (content.split(/\r\n|\r|\n/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (sign: string) => first.split(sign).length - 1;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
