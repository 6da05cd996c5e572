import { readdirSync, readFileSync } from 'node:fs';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
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

/** Replays every golden history with a bundle; one line for each that does not: its name and why. */
export async function failures(workflowBundle: WorkflowBundleOption): Promise<string[]> {
  const histories = golden.map(({ name, history }) => ({ workflowId: name, history }));
  const failed: string[] = [];
  const dataConverter = { payloadCodecs: [codec] };
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle, dataConverter }, histories))
    if (error) failed.push(`${workflowId}: ${error.message}`);
  return failed;
}
