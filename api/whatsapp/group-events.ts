import type { ConversationService } from '../conversations/service.ts';
import { lineTaken } from '../../models/room-line.ts';
import { postsTakenIn, roomEventsIn } from '../rooms/told.ts';
import type { WaContact, WaMessage, WaStatus } from './payload.ts';

/** What happened in groups, out of one post. */
export type GroupEvent =
  | { kind: 'message'; message: WaMessage; contact: WaContact | undefined }
  | { kind: 'status'; status: WaStatus }
  /** Of the group itself: its life, its participants, its settings. */
  | { kind: 'change'; field: string; group: unknown };

/** Durable when it resolves: the post is acknowledged then. Groups side by side, the events of each in order. */
export async function takeGroupEvents(
  { takeRoomEvents }: Pick<ConversationService, 'takeRoomEvents'>,
  events: readonly GroupEvent[],
): Promise<void> {
  const statuses = events.flatMap((event) => (event.kind === 'status' ? [event.status] : []));
  await Promise.all(postsTakenIn(statuses).map(({ lineId, wamid }) => lineTaken(lineId, wamid)));
  const told = roomEventsIn({
    groups: events.flatMap((event) => (event.kind === 'change' ? [event.group] : [])),
    messages: events.flatMap((event) => (event.kind === 'message' ? [event.message] : [])),
    statuses,
    contacts: events.flatMap((event) => (event.kind === 'message' && event.contact ? [event.contact] : [])),
  });
  await Promise.all([...told].map(([key, own]) => takeRoomEvents(key, own)));
}
