const STEP = 25;

/** Tells a download's progress at every quarter: a console, a log and a pipe all show it the same way. */
export function progress(say: (line: string) => void, title: string, total: number): (bytes: number) => void {
  let told = 0;
  return (bytes) => {
    if (total <= 0) return;
    const quarter = Math.floor(Math.min(100, (bytes / total) * 100) / STEP) * STEP;
    if (quarter <= told) return;
    told = quarter;
    say(`  ${title}: ${quarter} % of ${Math.round(total / 1e6)} MB`);
  };
}
