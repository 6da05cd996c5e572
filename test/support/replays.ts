import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { inject } from 'vitest';
import type { Stage } from './stage.ts';

/** Repeats every run of a contact, also the last task of each, by the code of today; why some would not repeat. */
export async function brokenRuns(stage: Stage, contactId: string): Promise<string[]> {
  const runIds = await stage.runs(contactId);
  const histories = await Promise.all(
    runIds.map(async (runId) => ({ workflowId: runId, history: { events: await stage.events(contactId, runId) } })),
  );
  const workflowBundle = { codePath: inject('bundlePath') };
  const broken: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, histories)) {
    if (!error) continue;
    const folder = await mkdtemp(join(tmpdir(), 'relevo-broken-'));
    const found = histories.find((one) => one.workflowId === workflowId);
    const path = join(folder, 'history.json');
    if (found) await writeFile(path, historyToJSON(found.history));
    broken.push(`${error.message} (${path})`);
  }
  return broken;
}
