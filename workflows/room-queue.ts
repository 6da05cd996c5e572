import type { RoomEvent } from '../domain/room-event.ts';
import { CORE_QUEUE, DELIVERY_QUEUE, ROOM_BUILDER_ID, roomEventsWorkflowId, roomNewsWorkflowId } from './queues.ts';
import type { RoomEventsInput } from './room-events.ts';
import type { RoomNews, RoomNewsInput } from './room-news.ts';

/** What tells rooms of a conversation, starting the workflow where it is not running. */
export function newsFor(contactId: string, queue: RoomNews[]) {
  return {
    workflowId: roomNewsWorkflowId(contactId),
    taskQueue: DELIVERY_QUEUE,
    args: [{ contactId, queue }] as [RoomNewsInput],
    signal: 'tell',
    signalArgs: [queue] as [RoomNews[]],
    staticSummary: 'Salas: lo que pasa en un chat',
  };
}

/** What takes events of one group in. */
export function eventsOf(key: string, queue: RoomEvent[]) {
  return {
    workflowId: roomEventsWorkflowId(key),
    taskQueue: DELIVERY_QUEUE,
    args: [{ key, queue }] as [RoomEventsInput],
    signal: 'happened',
    signalArgs: [queue] as [RoomEvent[]],
    staticSummary: 'Salas: lo que pasa en un grupo',
  };
}

/** What has groups made. Any number of times is once. */
export function buildNow() {
  return {
    workflowId: ROOM_BUILDER_ID,
    taskQueue: CORE_QUEUE,
    args: [] as [],
    signal: 'build',
    signalArgs: [] as [],
    staticSummary: 'Salas: creación de grupos',
  };
}
