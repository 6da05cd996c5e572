import type { Relevo, Schemas } from '../../client/src/index.ts';
import { all } from '../../cli/demo/api.ts';
import type { MessageRow, TimelineRow } from '../../domain/rows.ts';

/** Where a chat is. */
export interface Spot {
  state: Schemas['Conversation']['state'];
  inboxId: string | undefined;
  agentId: string | undefined;
}

/** A contact's whole history, oldest first, as it is read when the day is over. */
export interface Chat {
  contactId: string;
  now: Schemas['ListedConversation'];
  timeline: TimelineRow[];
  messages: MessageRow[];
}

/** Everything that was written. */
export interface History {
  chats: Map<string, Chat>;
  /** All places of a chat from one moment to another; null: it was not there yet. */
  spots(contactId: string, from: number, to: number): (Spot | null)[];
  /** How many milliseconds ago a chat had left a place for another; 0: it is there. */
  leftBefore(contactId: string, spot: Spot, at: number): number;
}

const READERS = 12;

/** Reads every chat there is, with its timeline and transcript, as a supervisor does. */
export async function readHistory(relevo: Relevo, told: (share: number) => void): Promise<History> {
  const chats = new Map<string, Chat>();
  const listed: Schemas['ListedConversation'][] = [];
  for await (const one of relevo.paginate('/v1/conversations', { params: { query: { view: 'all' } } }))
    listed.push(one);
  const waiting = [...listed];
  const reader = async () => {
    for (let now = waiting.pop(); now; now = waiting.pop()) {
      const { contactId } = now;
      const params = { path: { contactId } };
      const [timeline, messages] = await Promise.all([
        all(relevo.paginate('/v1/conversations/{contactId}/timeline', { params })),
        all(relevo.paginate('/v1/conversations/{contactId}/messages', { params })),
      ]);
      const rows = timeline.map(({ at, ...row }) => ({ ...row, at: Date.parse(at) }) as TimelineRow);
      const lines = messages.map(({ at, receivedAt, ...row }) => {
        return { ...row, v: 0, at: Date.parse(at), receivedAt: Date.parse(receivedAt) } as unknown as MessageRow;
      });
      chats.set(contactId, { contactId, now, timeline: rows, messages: lines });
      if (chats.size % 250 === 0) told(chats.size / listed.length);
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
  return createHistory([...chats.values()]);
}

export function createHistory(all: Chat[]): History {
  const chats = new Map(all.map((one) => [one.contactId, one]));
  return {
    chats,
    spots: (contactId, from, to) => spotsOf(chats.get(contactId), from, to),
    leftBefore(contactId, spot, at) {
      const rows = chats.get(contactId)?.timeline.filter((row) => row.at <= at) ?? [];
      const last = rows.findLastIndex((row) => isAt(spotOf(row), spot));
      const left = last === -1 ? undefined : rows[last + 1];
      return left ? at - left.at : 0;
    },
  };
}

function isAt(one: Spot, other: Spot): boolean {
  if (one.state !== other.state || one.agentId !== other.agentId) return false;
  return one.state !== 'BANDEJA' || one.inboxId === other.inboxId;
}

export function spotOf({ to, toPlace }: Pick<TimelineRow, 'to' | 'toPlace'>): Spot {
  return { state: to, inboxId: toPlace.inboxId, agentId: toPlace.agentId };
}

function spotsOf(chat: Chat | undefined, from: number, to: number): (Spot | null)[] {
  const rows = chat?.timeline ?? [];
  const first = rows.findLastIndex(({ at }) => at <= from);
  const found: (Spot | null)[] = first === -1 ? [null] : [];
  for (let i = Math.max(0, first); i < rows.length; i += 1) {
    const row = rows[i];
    if (!row || row.at > to) break;
    found.push(spotOf(row));
  }
  return found;
}
