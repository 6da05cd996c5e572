export interface Score {
  label: string;
  /** How many conversations carry the label. */
  due: number;
  /** How many the bot gave it. */
  given: number;
  right: number;
}

/** Per label: how often it was due, given, and both. */
export function scoreOf(pairs: readonly { wanted: string; got: string }[]): Score[] {
  const labels = [...new Set(pairs.flatMap(({ wanted, got }) => [wanted, got]))].sort();
  return labels.map((label) => ({
    label,
    due: pairs.filter(({ wanted }) => wanted === label).length,
    given: pairs.filter(({ got }) => got === label).length,
    right: pairs.filter(({ wanted, got }) => wanted === label && got === label).length,
  }));
}

const share = (right: number, of: number) => (of === 0 ? '–' : `${Math.round((100 * right) / of)} %`);

/** Precision: of those given the label, how many it was due. Recall: of those it was due, how many were given it. */
export function tableOf(scores: Record<string, Score[]>): string {
  const rows = Object.entries(scores).flatMap(([question, ones]) =>
    ones.map(
      ({ label, due, given, right }) =>
        `| ${question} | ${label} | ${due} | ${given} | ${share(right, given)} | ${share(right, due)} |`,
    ),
  );
  return ['| question | label | due | given | precision | recall |', '|---|---|--:|--:|--:|--:|', ...rows].join('\n');
}
