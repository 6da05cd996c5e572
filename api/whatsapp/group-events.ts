import type { WaContact, WaMessage, WaStatus } from './payload.ts';

/** What happened in groups, out of one post. */
export type GroupEvent =
  | { kind: 'message'; message: WaMessage; contact: WaContact | undefined }
  | { kind: 'status'; status: WaStatus }
  /** Of the group itself: its life, its participants, its settings. */
  | { kind: 'change'; field: string; group: unknown };

/** Durable when it resolves: the post is acknowledged then. */
export async function takeGroupEvents(_events: readonly GroupEvent[]): Promise<void> {}
