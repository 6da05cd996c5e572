import { readdirSync, readFileSync } from 'node:fs';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { replayRuns } from '../../cli/replay/run-histories.ts';
import { payloadCodec } from '../../config/payload-codec.ts';
import { goldenKey } from './recording/key.ts';

type History = ReturnType<typeof historyFromJSON>;

export const folder = new URL('histories/', import.meta.url);
export const codec = payloadCodec(Buffer.from(goldenKey, 'base64'));

export const golden: { name: string; history: History }[] = readdirSync(folder)
  .sort()
  .map((file) => ({
    name: file.replace(/\.json$/, ''),
    history: historyFromJSON(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
  }));

/** Replays every golden history with a bundle; one line for each that does not: its name, where, and why. */
export async function failures(workflowBundle: WorkflowBundleOption): Promise<string[]> {
  const runs = golden.map(({ name, history }) => ({ workflowId: name, runId: '', history }));
  const failed: string[] = [];
  for await (const { recorded, divergence, unreadable } of replayRuns(runs, {
    workflowBundle,
    dataConverter: { payloadCodecs: [codec] },
  })) {
    if (unreadable) failed.push(`${recorded.workflowId}: ${unreadable}`);
    if (divergence)
      failed.push(`${recorded.workflowId}: event ${divergence.eventId}, ${divergence.expected}: ${divergence.came}`);
  }
  return failed;
}
