import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { boundaryViolations } from '../../cli/check/boundaries.ts';

const roots: string[] = [];

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

describe('import boundaries', () => {
  test('stand in the project', () => {
    expect(boundaryViolations(process.cwd())).toEqual([]);
  });

  test.each([
    ['domain/a.ts', "import { z } from 'zod';"],
    ['domain/a.ts', "import { readFileSync } from 'node:fs';"],
    ['domain/a.ts', "import type { X } from '../models/agent.ts';"],
    ['domain/deep/a.ts', "export * from '../../workflows/messages.ts';"],
    ['workflows/a.ts', "import { randomUUID } from 'node:crypto';"],
    ['workflows/a.ts', "import { readFileSync } from 'fs';"],
    ['workflows/a.ts', "import { createActivities } from '../activities/index.ts';"],
    ['workflows/a.ts', "import {\n  type Activities,\n  createActivities,\n} from '../activities/index.ts';"],
    ['workflows/a.ts', "import { Client } from '@temporalio/client';"],
    ['workflows/a.ts', "const later = await import('../models/agent.ts');"],
    ['models/a.ts', "import '../api/app.ts';"],
    ['models/a.ts', "import type { Snapshot } from '../workflows/messages.ts';"],
    ['api/routes/a.ts', "import { send } from '../../activities/channels/webchat.ts';"],
    ['api/a.ts', "import { findServers } from '../cli/servers/find.ts';"],
    ['worker/a.ts', "import { fake } from '../test/fakes/bot.ts';"],
  ])('refuse in %s: %s', (path, line) => {
    expect(boundaryViolations(projectWith(path, `const first = 1;\n${line}\n`))).toEqual([
      expect.stringMatching(new RegExp(`^${path}:[2-5] imports `)),
    ]);
  });

  test.each([
    ['domain/deep/a.ts', "import { errors } from '../errors.ts';"],
    ['workflows/a.ts', "import { condition } from '@temporalio/workflow';"],
    ['workflows/a.ts', "import type { Activities } from '../activities/index.ts';"],
    ['workflows/a.ts', "import { decide } from '../domain/decide.ts';"],
    ['api/routes/a.ts', "import { assertAllowedTarget } from '../../activities/outgoing/target.ts';"],
    ['api/a.ts', "import { recogniseSentiment } from '../activities/bot/sentiment.ts';"],
    ['api/a.ts', "import { claim } from '../workflows/messages.ts';"],
    ['domain/a.ts', "// import { z } from 'zod';\nexport const word = \"import x from 'zod'\";"],
  ])('allow in %s: %s', (path, line) => {
    expect(boundaryViolations(projectWith(path, `${line}\n`))).toEqual([]);
  });
});

function projectWith(path: string, text: string): string {
  const root = mkdtempSync(join(tmpdir(), 'relevo-boundaries-'));
  roots.push(root);
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return root;
}
