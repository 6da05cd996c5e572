import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { supervisorTexts } from '../texts/supervisor.ts';

export interface RoomBuilderActivities {
  /** Asks the messenger for what is due of groups: one that is wanted, or that is to go. Milliseconds until there is more; null: nothing is left. */
  buildRooms(): Promise<{ again: number | null }>;
}

const { buildRooms } = proxyActivities<RoomBuilderActivities>({
  startToCloseTimeout: '60 s',
  heartbeatTimeout: '20 s',
  retry: { initialInterval: '2 s', maximumInterval: '5 min' },
  summary: supervisorTexts.activities.buildRooms,
});

const LINGER_MS = 30_000;

export const build = defineSignal('build');

/** Makes groups as they are wanted, at the pace that the messenger bears. Knows nothing but that there may be something to do. */
export async function roomBuilder(): Promise<void> {
  let asked = false;
  setHandler(
    build,
    () => {
      asked = true;
    },
    { description: 'A group is wanted, has come about, or is to go' },
  );
  for (;;) {
    asked = false;
    const { again } = await buildRooms();
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof roomBuilder>();
    if (again === 0) continue;
    const woken = await condition(() => asked, again ?? LINGER_MS, { summary: supervisorTexts.timers.roomBuilder });
    if (!woken && again === null) return;
  }
}
