import { continueAsNew, defineSignal, log, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { RoomEvent } from '../domain/room-event.ts';
import { supervisorTexts } from '../texts/supervisor.ts';
import { arrivals } from './arrivals.ts';
import { fit } from './batches.ts';
import { WHATSAPP_QUEUE } from './queues.ts';

export interface RoomEventActivities {
  /** Does what an event of a group means; done twice it is done once. */
  takeRoomEvent(event: RoomEvent): Promise<void>;
}

export interface RoomEventsInput {
  /** Of the group. */
  key: string;
  queue: RoomEvent[];
}

export const happened = defineSignal<[RoomEvent[]]>('happened');

const { takeRoomEvent } = proxyActivities<RoomEventActivities>({
  taskQueue: WHATSAPP_QUEUE,
  startToCloseTimeout: '60 s',
  heartbeatTimeout: '20 s',
  scheduleToCloseTimeout: '24 h',
  retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '10 min' },
  summary: supervisorTexts.activities.takeRoomEvent,
});

/** Takes in what happens in one group, in order; ends when there is nothing left. */
export async function roomEvents(input: RoomEventsInput): Promise<void> {
  const { queue } = arrivals(happened, input.queue, 'More of what happened in the group');
  for (let event = queue[0]; event; event = queue[0]) {
    await takeRoomEvent(event).catch((error: unknown) =>
      log.warn('an event of a room was not taken', { type: event?.type, error }),
    );
    queue.shift();
    if (workflowInfo().continueAsNewSuggested && queue.length > 0 && fit(queue))
      await continueAsNew<typeof roomEvents>({ ...input, queue });
  }
}
