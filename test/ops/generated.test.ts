import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { envExample } from '../../cli/generate/env-example.ts';
import { errorsPage } from '../../cli/generate/errors-page.ts';
import { withDiagram } from '../../cli/generate/readme.ts';
import { stateDiagram, statesPage } from '../../cli/generate/states-page.ts';
import { writePages } from '../../cli/generate/write-pages.ts';
import { envVariables } from '../../config/env.ts';
import { errors } from '../../domain/errors.ts';
import { transitions } from '../../domain/transitions.ts';

describe('generated files', () => {
  test('are written when stale and left alone when not; a check writes nothing and names them', async () => {
    const root = mkdtempSync(join(tmpdir(), 'relevo-generated-'));
    try {
      const pages = [
        { path: 'docs/a.md', content: () => 'a' },
        { path: 'b.md', content: async () => 'b' },
      ];
      expect(await writePages(pages, root, { check: true })).toEqual(['docs/a.md', 'b.md']);
      expect(existsSync(join(root, 'b.md'))).toBe(false);
      expect(await writePages(pages, root, { check: false })).toEqual(['docs/a.md', 'b.md']);
      expect(await writePages(pages, root, { check: true })).toEqual([]);
      writeFileSync(join(root, 'docs/a.md'), 'by hand');
      expect(await writePages(pages, root, { check: true })).toEqual(['docs/a.md']);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  test('.env.example names every variable of the configuration and sets none', async () => {
    const text = await envExample.content();
    for (const { name } of envVariables) expect(text).toMatch(new RegExp(`^# ${name}=`, 'm'));
    expect(text).not.toMatch(/^[^#\n]/m);
  });

  test('the error page has every code once', async () => {
    const text = await errorsPage.content();
    for (const code of Object.keys(errors)) expect(text.split(`\n| \`${code}\` `)).toHaveLength(2);
  });

  test('the state page has every trigger in both tables', async () => {
    const text = await statesPage.content();
    for (const trigger of Object.keys(transitions)) expect(text.split(`\n| \`${trigger}\` `)).toHaveLength(3);
  });

  test('the diagram starts from nothing and shows the moves of the table', () => {
    const diagram = stateDiagram();
    expect(diagram).toMatch(/^stateDiagram-v2\n {2}\[\*\] --> BOT: customerWrote/);
    expect(diagram).toMatch(/^ {2}BANDEJA --> AGENTE: claim, assign/m);
    expect(diagram).not.toMatch(/reply|note/);
  });

  test('the OpenAPI document is the same in every process, and describes every route it names', () => {
    const print = `import('./cli/generate/openapi.ts')
      .then(({ openapiDocument }) => openapiDocument.content())
      .then((text) => process.stdout.write(text))`;
    const run = () => execFileSync(process.execPath, ['-e', print], { encoding: 'utf8', maxBuffer: 1e8 });
    const text = run();
    expect(run()).toBe(text);
    const { openapi, paths } = JSON.parse(text) as { openapi: string; paths: Record<string, Record<string, object>> };
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths)).toEqual(Object.keys(paths).sort());
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        expect(operation, `${method} ${path}`).toMatchObject({ summary: expect.any(String), tags: expect.any(Array) });
      }
    }
  });

  test('the diagram in the README stands between its marks, and nothing else is touched', () => {
    const text = 'before\n<!-- states -->\nold\n<!-- /states -->\nafter';
    const written = withDiagram(text);
    expect(written).toMatch(
      /^before\n<!-- states -->\n```mermaid\nstateDiagram-v2\n[^]*```\n<!-- \/states -->\nafter$/,
    );
    expect(withDiagram(written)).toBe(written);
    expect(withDiagram('no marks')).toBe('no marks');
  });
});
