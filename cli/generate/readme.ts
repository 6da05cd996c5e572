import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from './page.ts';
import { stateDiagram } from './states-page.ts';

const root = join(import.meta.dirname, '../..');
const block = /(<!-- states -->\n)[^]*?(\n<!-- \/states -->)/;

/** The README is written by hand, save the state diagram between its two marks. */
export const readme: Page = {
  path: 'README.md',
  content: () => withDiagram(readFileSync(join(root, 'README.md'), 'utf8')),
};

export function withDiagram(text: string): string {
  return text.replace(
    block,
    (_, begin: string, end: string) => `${begin}\`\`\`mermaid\n${stateDiagram()}\n\`\`\`${end}`,
  );
}
