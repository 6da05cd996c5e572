import { continueAsNew, defineSignal, log, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Output } from '../domain/rows.ts';
import { supervisorTexts } from '../texts/supervisor.ts';
import { arrivals } from './arrivals.ts';
import { fit } from './batches.ts';
import { WHATSAPP_QUEUE } from './queues.ts';

/** One thing that happened in a conversation, as it was of a version. */
export interface RoomNews {
  id: string;
  contactId: string;
  version: number;
  output: Extract<Output, { type: 'message' | 'reaction' | 'edit' | 'status' | 'timeline' | 'alert' }> | FileOutput;
}

/** The file of a customer's line is there, or will not be. */
export interface FileOutput {
  type: 'file';
  messageId: string;
  media: unknown;
}

export interface RoomNewsActivities {
  /** Tells the rooms whom it concerns; done twice it is told once. */
  tellRooms(news: RoomNews): Promise<void>;
}

export interface RoomNewsInput {
  contactId: string;
  queue: RoomNews[];
}

export const tell = defineSignal<[RoomNews[]]>('tell');

const { tellRooms } = proxyActivities<RoomNewsActivities>({
  taskQueue: WHATSAPP_QUEUE,
  startToCloseTimeout: '60 s',
  heartbeatTimeout: '20 s',
  scheduleToCloseTimeout: '24 h',
  retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '10 min' },
  summary: supervisorTexts.activities.tellRooms,
});

/** Tells rooms what happens in one conversation, in order; ends when there is nothing left. */
export async function roomNews(input: RoomNewsInput): Promise<void> {
  const { queue } = arrivals(tell, input.queue, 'More of what happened');
  for (let news = queue[0]; news; news = queue[0]) {
    await tellRooms(news).catch((error: unknown) => log.warn('rooms were not told', { id: news?.id, error }));
    queue.shift();
    if (workflowInfo().continueAsNewSuggested && queue.length > 0 && fit(queue))
      await continueAsNew<typeof roomNews>({ ...input, queue });
  }
}
