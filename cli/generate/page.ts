/** A file that is written by the code and never by hand. */
export interface Page {
  /** From the root of the project. */
  path: string;
  content: () => string | Promise<string>;
}

/** Said at the top of a generated Markdown page. */
export const markdownNotice = (source: string): string =>
  `<!-- Written by \`npm run generate\` from ${source}. Change that, not this page. -->\n`;

/** A Markdown table with its columns aligned, so that a diff shows what changed. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const escaped = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((name, column) => Math.max(name.length, ...escaped.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(head), rule, ...escaped.map(line)].join('\n');
}
