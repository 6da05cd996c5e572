import type { LiveEvent, Schemas } from '../../client/src/index.ts';

/** What the integrator knows of a chat out of its live events. */
export interface Known {
  state: Schemas['Conversation']['state'];
  inboxId: string | undefined;
  version: number;
  /** The customer waits for somebody. */
  waits: boolean;
  /** Lines that people wrote. */
  answers: number;
}

/** What customers see of their chats: an integrator's stream, heard by many. */
export interface Board {
  heed(event: LiveEvent): void;
  of(contactId: string): Known | undefined;
  /** Whether it came to hold within the time. */
  until(contactId: string, ms: number, holds: (known: Known) => boolean): Promise<boolean>;
}

export function createBoard(): Board {
  const all = new Map<string, Known>();
  const waiting = new Map<string, Set<() => void>>();
  const tell = (contactId: string) => {
    for (const look of waiting.get(contactId) ?? []) look();
  };
  const known = (contactId: string): Known => {
    const one = all.get(contactId) ?? { state: 'BOT', inboxId: undefined, version: 0, waits: true, answers: 0 };
    all.set(contactId, one);
    return one;
  };
  return {
    heed({ event, data }) {
      if (event === 'conversation.changed') {
        const { contactId, state, place, version, waitingSince } = data;
        Object.assign(known(contactId), { state, inboxId: place.inboxId, version, waits: waitingSince !== null });
        tell(contactId);
      }
      if (event === 'message.created' && data.author.kind === 'agent') {
        known(data.contactId).answers += 1;
        tell(data.contactId);
      }
    },
    of: (contactId) => all.get(contactId),
    until(contactId, ms, holds) {
      return new Promise((resolve) => {
        const looks = waiting.get(contactId) ?? new Set();
        waiting.set(contactId, looks);
        const end = (held: boolean) => {
          clearTimeout(timer);
          looks.delete(look);
          if (looks.size === 0) waiting.delete(contactId);
          resolve(held);
        };
        const look = () => {
          const one = all.get(contactId);
          if (one && one.version > 0 && holds(one)) end(true);
        };
        const timer = setTimeout(() => end(false), ms);
        looks.add(look);
        look();
      });
    },
  };
}
