import { PRESENCE_SWEEP_ID } from '../../workflows/queues.ts';
import { typesOf } from './events.ts';
import type { HistoryEvent, Stage } from './stage.ts';
import { until } from './stage.ts';
import { fastForward } from './time-skipping.ts';

/** The time from one round of the presence sweep to the next. */
const EVERY_MS = 15_000;

export async function sweepEvents({ client }: Stage, runId?: string): Promise<HistoryEvent[]> {
  return (await client.workflow.getHandle(PRESENCE_SWEEP_ID, runId).fetchHistory()).events ?? [];
}

/** Lets the presence sweep go round once more, and waits until it has. */
export async function sweepOnce(stage: Stage): Promise<void> {
  const rounds = async () => {
    const types = typesOf(await sweepEvents(stage));
    const asleep = types.findLastIndex((type) => type === 'TimerStarted') > types.lastIndexOf('MarkerRecorded');
    return asleep ? types.filter((type) => type === 'MarkerRecorded').length : null;
  };
  const before = await until('the sweep to have slept', rounds);
  await fastForward(stage.client, PRESENCE_SWEEP_ID, EVERY_MS);
  await until('the sweep to have gone round', async () => ((await rounds()) ?? 0) > before);
}
