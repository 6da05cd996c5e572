import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const relevo = fileURLToPath(new URL('../../cli/relevo.ts', import.meta.url));

test.each([
  { args: ['strat'], told: 'Did you mean start?', help: 'relevo --help' },
  { args: ['start', '--quickly'], told: "unknown option '--quickly'", help: 'relevo start --help' },
])('what relevo does not know is told with where to look: $args', async ({ args, told, help }) => {
  const failed = await promisify(execFile)(process.execPath, [relevo, ...args]).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining(told) });
  expect(failed).toMatchObject({ stderr: expect.stringContaining(`See \`${help}\`.`) });
});
