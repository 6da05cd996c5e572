import { createHash, randomBytes } from 'node:crypto';
import { GraphRefusal } from './errors.ts';

/** A phone with WhatsApp. `waId` is the number in digits. */
export interface Phone {
  waId: string;
  userId: string;
  name: string;
}

/** A message as a phone shows it; `from` null is the business. */
export interface Line {
  id: string;
  at: number;
  from: string | null;
  /** The phone that the business talks with, or the group. */
  chat: string;
  type: string;
  /** What the type holds, as the Graph API names it. */
  content: Record<string, unknown>;
  quotes: string | null;
  reactions: Record<string, string>;
}

export interface Group {
  id: string;
  subject: string;
  description: string;
  inviteLink: string;
  approval: boolean;
  participants: string[];
  /** People who asked to join; by the id of the request. */
  requests: Record<string, string>;
  /** Who was taken out by the business comes back by no link. */
  removed: string[];
  suspended: boolean;
  pinned: string[];
  createdAt: number;
}

export interface StoredMedia {
  id: string;
  mimeType: string;
  bytes: Buffer;
  fileName?: string;
}

/** Everything there is in the simulated WhatsApp, in memory. */
export interface World {
  phones: Map<string, Phone>;
  groups: Map<string, Group>;
  lines: Line[];
  media: Map<string, StoredMedia>;
  /** When the window of a chat was last opened, in milliseconds. */
  heardAt: Map<string, number>;
  blocked: Set<string>;
  phone(waId: string, name?: string): Phone;
  /** A participant by what the API calls them: a number in any form, or a user id. */
  find(input: string): Phone | undefined;
  line(line: Omit<Line, 'id' | 'at' | 'reactions'>): Line;
  store(mimeType: string, bytes: Buffer, fileName?: string): StoredMedia;
  newGroup(fields: Pick<Group, 'subject' | 'description' | 'approval'>): Group;
  /** Looks on: called after every change. */
  changed(): void;
  watch(look: () => void): () => void;
}

/** Participants besides the business. */
export const GROUP_LIMIT = 8;

export function createWorld(): World {
  const watchers = new Set<() => void>();
  let count = 0;
  const world: World = {
    phones: new Map(),
    groups: new Map(),
    lines: [],
    media: new Map(),
    heardAt: new Map(),
    blocked: new Set(),

    phone(number, name) {
      const waId = digits(number);
      if (waId === '') throw new GraphRefusal(100, 'Expected a phone by its number, such as 5493815551234');
      const known = world.phones.get(waId);
      if (known) return known;
      const phone = {
        waId,
        userId: `AR.${createHash('sha256').update(waId).digest('hex').slice(0, 18)}`,
        name: name ?? waId,
      };
      world.phones.set(waId, phone);
      world.changed();
      return phone;
    },

    find: (input) =>
      world.phones.get(digits(input)) ?? [...world.phones.values()].find(({ userId }) => userId === input),

    line(fields) {
      const line = { ...fields, id: wamid(++count), at: Date.now(), reactions: {} };
      world.lines.push(line);
      world.changed();
      return line;
    },

    store(mimeType, bytes, fileName) {
      const stored = { id: numericId(), mimeType, bytes, ...(fileName ? { fileName } : {}) };
      world.media.set(stored.id, stored);
      return stored;
    },

    newGroup(fields) {
      const id = `Y2FwaV9ncm91cDo${randomBytes(24).toString('base64url')}`;
      const group: Group = {
        ...fields,
        id,
        inviteLink: newLink(),
        participants: [],
        requests: {},
        removed: [],
        suspended: false,
        pinned: [],
        createdAt: Date.now(),
      };
      world.groups.set(id, group);
      world.changed();
      return group;
    },

    changed() {
      for (const look of watchers) look();
    },
    watch(look) {
      watchers.add(look);
      return () => watchers.delete(look);
    },
  };
  return world;
}

export const newLink = () => `https://chat.whatsapp.com/${randomBytes(16).toString('base64url')}`;
export const numericId = () => String(randomBytes(6).readUIntBE(0, 6)).padStart(15, '1');
export const digits = (number: string) => number.replace(/\D/g, '');

function wamid(count: number): string {
  return `wamid.${Buffer.from(`simulated:${count}:${randomBytes(9).toString('hex')}`).toString('base64')}`;
}
