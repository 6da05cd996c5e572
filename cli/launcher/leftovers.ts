import { endProcess } from './processes.ts';
import type { PartName } from './run-files.ts';
import { partNames, readRun, removeRun } from './run-files.ts';

/** What the parts of a killed launcher get to end by themselves, in milliseconds. */
const limits: Record<PartName, number> = { api: 5_500, worker: 5_500, temporal: 5_000, mongo: 10_000 };

/**
 * Ends, in order, what a launcher that was killed has left running. A process of another identity is
 * never touched. Resolves to whether there was any.
 */
export async function endLeftovers(home: string, say: (line: string) => void): Promise<boolean> {
  let any = false;
  for (const name of partNames) {
    const record = readRun(home, name);
    if (record) {
      any = true;
      const how = await endProcess(record, limits[name]);
      say(`Left from before: ${name} (process ${record.pid}), ${how === 'forced' ? 'ended by force' : 'ended'}.`);
    }
    removeRun(home, name);
  }
  return any;
}
