import { execFileSync } from 'node:child_process';
import type { PartName } from '../../cli/launcher/run-files.ts';
import { partNames } from '../../cli/launcher/run-files.ts';

/** What each part of the system, and the day itself, has cost so far: seconds of the processor, and memory. */
export function costs(pidOf: (part: PartName) => number | undefined): string {
  const rows = [...partNames.map((name) => [name, pidOf(name)] as const), ['the day itself', process.pid] as const];
  const told = rows.flatMap(([name, pid]) => {
    if (pid === undefined) return [];
    const line = execFileSync('ps', ['-o', 'cputimes=,rss=', '-p', String(pid)], { encoding: 'utf8' });
    const [seconds, kib] = line.trim().split(/\s+/).map(Number);
    return [`${name} ${seconds} s, ${Math.round((kib ?? 0) / 1024)} MiB`];
  });
  return `Processor and memory: ${told.join('; ')}`;
}
