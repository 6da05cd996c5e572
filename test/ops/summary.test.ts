import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const good = { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'passed' }] };
const bad = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
const broken = { status: 'failed', assertionResults: [] };

describe('the last line of CI', () => {
  test.each([
    ['all is well', { numPassedTests: 2, numFailedTests: 0, testResults: [good] }, 0, 0, '3 passed, 0 failed', 0],
    ['a test fails', { numPassedTests: 3, numFailedTests: 1, testResults: [good, bad] }, 1, 0, '4 passed, 1 failed', 1],
    [
      'a file cannot be loaded',
      { numPassedTests: 2, numFailedTests: 0, testResults: [good, broken] },
      1,
      0,
      '3 passed, 1 failed',
      1,
    ],
    [
      'the run fails without a failed test',
      { numPassedTests: 2, numFailedTests: 0, testResults: [good] },
      1,
      0,
      '3 passed, 1 failed',
      1,
    ],
    ['there is no report', null, 0, 0, '1 passed, 1 failed', 1],
    ['the check fails', { numPassedTests: 2, numFailedTests: 0, testResults: [good] }, 0, 1, '2 passed, 1 failed', 1],
  ])('is right when %s', (_when, report, testsExit, checkExit, line, code) => {
    const folder = mkdtempSync(join(tmpdir(), 'relevo-summary-'));
    try {
      const path = join(folder, 'vitest.json');
      if (report) writeFileSync(path, JSON.stringify(report));
      const run = spawnSync(process.execPath, ['test/ops/summary.ts', path, String(testsExit), String(checkExit)], {
        encoding: 'utf8',
      });
      expect(run.stdout).toBe(`${line}\n`);
      expect(run.status).toBe(code);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('comes from a script that a fresh clone can run', () => {
    const script = readFileSync('.ci/run', 'utf8');
    expect(script).toMatch(/^#!\/usr\/bin\/env bash\n[^]*^set -euo pipefail$/m);
    execFileSync('bash', ['-n', '.ci/run']);
  });
});
