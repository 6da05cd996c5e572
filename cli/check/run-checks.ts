import { styleText } from 'node:util';

export interface Outcome {
  ok: boolean;
  output: string;
}

export interface Check {
  name: string;
  run: () => Promise<Outcome>;
  /** Puts right what can be put right without thinking. */
  fix?: () => Promise<Outcome>;
}

/** Runs every check, one line each and the reasons below a failed one; resolves to how many failed. */
export async function runChecks(
  checks: readonly Check[],
  { mend, say }: { mend: boolean; say: (line: string) => void },
): Promise<number> {
  let failed = 0;
  for (const { name, run, fix } of checks) {
    const started = performance.now();
    if (mend) await fix?.();
    const { ok, output } = await run();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    say(`${name.padEnd(18)} ${ok ? styleText('green', 'ok') : styleText('red', 'FAILED')}  ${seconds} s`);
    if (ok) continue;
    failed += 1;
    say(output.trimEnd().replace(/^/gm, '  '));
  }
  return failed;
}
