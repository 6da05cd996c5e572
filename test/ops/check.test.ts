import { spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { runChecks } from '../../cli/check/run-checks.ts';

describe('npm run check', () => {
  test('tells every check, one line each, also after one has failed, and why that one did', async () => {
    const lines: string[] = [];
    const failed = await runChecks(
      [
        { name: 'types', run: async () => ({ ok: false, output: 'a.ts(1,1): wrong\n' }) },
        { name: 'lint', run: async () => ({ ok: true, output: 'noise' }) },
      ],
      { mend: false, say: (line) => lines.push(stripVTControlCharacters(line)) },
    );
    expect(failed).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^types +FAILED {2}\d+\.\d s$/),
      '  a.ts(1,1): wrong',
      expect.stringMatching(/^lint +ok {2}\d+\.\d s$/),
    ]);
  });

  test('mends only when asked to, and then judges what is left', async () => {
    let stale = true;
    const check = {
      name: 'format',
      run: async () => ({ ok: !stale, output: '' }),
      fix: async () => {
        stale = false;
        return { ok: true, output: '' };
      },
    };
    const say = () => undefined;
    expect(await runChecks([check], { mend: false, say })).toBe(1);
    expect(await runChecks([check], { mend: true, say })).toBe(0);
  });

  test('explains itself, and refuses options it does not know', () => {
    const run = (...args: string[]) => spawnSync(process.execPath, ['cli/check.ts', ...args], { encoding: 'utf8' });
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('import boundaries') });
    expect(run('--fxi')).toMatchObject({ status: 2, stderr: expect.stringContaining('--fxi') });
  });
});
