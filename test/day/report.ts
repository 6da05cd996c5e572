import type { Finding } from './checks/finding.ts';
import type { Played } from './day.ts';

/** Violations of one promise that are told one by one. */
const TOLD = 8;

/** The table of promises, as Markdown, and below it what was not kept. */
export function tableOf(findings: Finding[]): string {
  const rows = findings.map(
    ({ promise, checked, violations }) =>
      `| ${promise} | ${checked} | ${violations.length === 0 ? 'kept' : `**${violations.length} times not**`} |`,
  );
  const broken = findings.flatMap(({ promise, violations }) =>
    violations.length === 0
      ? []
      : [`\n${promise}:`, ...violations.slice(0, TOLD).map((one) => `  - ${one}`), ...more(violations.length - TOLD)],
  );
  return ['| promise | looked at | |', '|---|---|---|', ...rows, ...broken].join('\n');
}

const more = (count: number) => (count > 0 ? [`  - and ${count} more`] : []);

/** How fast the system was while it was played. */
export function speedOf({ ledger, seconds }: Played): string {
  const rows = [...ledger.took]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([what, took]) => {
      const sorted = [...took].sort((a, b) => a - b);
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
      return `| ${what} | ${took.length} | ${at(0.5)} ms | ${at(0.95)} ms | ${at(0.99)} ms |`;
    });
  const all = [...ledger.took.values()].reduce((total, { length }) => total + length, 0);
  const refused = [...ledger.refused].sort(([, a], [, b]) => b - a).map(([what, count]) => `${what} ${count}`);
  return [
    '| request | count | p50 | p95 | p99 |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    `${all} requests in ${seconds.toFixed(0)} s, ${(all / seconds).toFixed(0)} a second. Refused: ${refused.join(', ') || 'none'}`,
  ].join('\n');
}
