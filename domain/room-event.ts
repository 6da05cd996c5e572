import type { ChannelFile } from './received-file.ts';
import type { Instant, MessageType } from './vocabulary.ts';

/** Somebody in a group, as the messenger tells of them. */
export interface RoomPerson {
  /** The number in digits; null where it is hidden. */
  waId: string | null;
  userId: string | null;
  name: string | null;
}

/** What the messenger tells of a group. `id`: told twice it is one. */
export type RoomEvent = { id: string; at: Instant } & (
  | {
      type: 'message';
      groupId: string;
      from: RoomPerson;
      messageType: MessageType;
      text: string | null;
      media: ChannelFile | null;
      /** The messenger's id of what is quoted, or reacted to. */
      quotes: string | null;
      emoji: string | null;
    }
  | {
      type: 'created';
      requestId: string;
      /** What it was asked to be called; absent where the messenger does not say. */
      subject?: string | null;
      groupId: string | null;
      inviteLink: string | null;
      problem: number | null;
    }
  | { type: 'joined' | 'left'; groupId: string; people: RoomPerson[] }
  | { type: 'asked'; groupId: string; requestId: string; person: RoomPerson }
  | { type: 'suspended' | 'cleared' | 'deleted'; groupId: string }
  /** A post of ours came to nothing. */
  | { type: 'failed'; groupId: string; wamid: string; problem: number }
);
