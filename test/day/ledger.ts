import { RelevoProblem } from '../../client/src/index.ts';
import type { Schemas } from '../../client/src/index.ts';

/** When a request went, and when its answer came. Milliseconds of the one clock of this machine. */
export interface Span {
  sentAt: number;
  ackAt: number;
}

export type Asked<T> = (Span & { ok: true; value: T }) | (Span & { ok: false; code: string; owner?: { id: string } });

/** A customer's message that the API has taken. */
export interface Taken extends Span {
  contactId: string;
  messageId: string;
}

/** A line that a person's 201 answered for. */
export interface Said extends Span {
  contactId: string;
  messageId: string;
  agentId: string;
  direction: 'out' | 'note';
  text: string;
}

export interface Claim extends Span {
  contactId: string;
  agentId: string;
  /** `won`, or the code of the refusal. */
  outcome: string;
  owner: string | null;
}

/** What was in force from some moment within the span on. */
export interface Capacity extends Span {
  agentId: string;
  capacity: number;
}
export interface Members extends Span {
  inboxId: string;
  members: ReadonlySet<string>;
}

/** A version of a chat that a command's answer has shown. */
export interface Shown {
  version: number;
  ackAt: number;
}

/** Everything that the day's people and programs were told. The checks hold it against what is read in the end. */
export interface Ledger {
  taken: Taken[];
  said: Said[];
  claims: Claim[];
  capacities: Capacity[];
  members: Members[];
  shown: Map<string, Shown[]>;
  /** Writes nobody knows the fate of: no answer came, however often they were sent. */
  unsure: { what: string; contactId: string; error: string }[];
  /** Milliseconds that each kind of request took. */
  took: Map<string, number[]>;
  refused: Map<string, number>;
  /** Asks, keeps the time, and tells a refusal from an answer that never came. */
  ask<T>(what: string, contactId: string, call: () => Promise<T>): Promise<Asked<T>>;
  /** The same for a command, whose answer shows a version of the chat. */
  command(what: string, contactId: string, call: () => Promise<Conversation>): Promise<Asked<Conversation>>;
}

type Conversation = Pick<Schemas['Conversation'], 'contactId' | 'version' | 'state' | 'place' | 'epoch'>;

export function createLedger(): Ledger {
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  const push = <T>(map: Map<string, T[]>, key: string, value: T) => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };
  const ledger: Ledger = {
    taken: [],
    said: [],
    claims: [],
    capacities: [],
    members: [],
    shown: new Map(),
    unsure: [],
    took: new Map(),
    refused: new Map(),
    async ask(what, contactId, call) {
      const sentAt = Date.now();
      try {
        const value = await call();
        const ackAt = Date.now();
        push(ledger.took, what, ackAt - sentAt);
        return { ok: true, value, sentAt, ackAt };
      } catch (error) {
        const ackAt = Date.now();
        const known = error instanceof RelevoProblem && error.status < 500;
        const code = known ? (error.code ?? String(error.status)) : 'unsure';
        count(ledger.refused, `${what}: ${known ? code : String(error)}`);
        if (!known) ledger.unsure.push({ what, contactId, error: String(error) });
        const owner = known && error.owner ? { owner: error.owner } : {};
        return { ok: false, code, sentAt, ackAt, ...owner };
      }
    },
    async command(what, contactId, call) {
      const asked = await ledger.ask(what, contactId, call);
      if (asked.ok) push(ledger.shown, contactId, { version: asked.value.version, ackAt: asked.ackAt });
      return asked;
    },
  };
  return ledger;
}
