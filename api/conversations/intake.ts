import type { Conversation } from '../../domain/state.ts';
import { findSnapshot } from '../../models/conversation.ts';
import { mongoConnected } from '../../models/connect.ts';
import type { Inbound } from '../../workflows/messages.ts';
import type { Directory } from '../directory.ts';
import { problem } from '../problem.ts';
import type { Gateway } from './gateway.ts';

export interface Arrival {
  contactId: string;
  channel: string;
  externalId: string;
  item: Inbound;
  /** The store was asked and knows no such contact: their workflow is started unless it runs. */
  isNew?: boolean;
}

export interface Intake {
  /** Resolves once the event is durable; refused where it says what became of a message of nobody known; true when it was known to have been taken before. */
  take(arrival: Arrival): Promise<boolean>;
}

interface Queue {
  waiting: { arrival: Arrival; resolve: () => void; reject: (error: unknown) => void }[];
}

const REMEMBERED = 20_000;
/** What one signal takes at most: far below the engine's limit on a payload. */
const AT_ONCE = 50;
const BYTES_AT_ONCE = 256 * 1024;

/**
 * Takes customers' events in, in order per contact: while one signal is on its way, what arrives for the same contact
 * is gathered into the next.
 */
export function createIntake({ gateway, directory }: { gateway: Gateway; directory: Directory }): Intake {
  const queues = new Map<string, Queue>();
  const taken = new Set<string>();

  const drain = async (contactId: string, queue: Queue) => {
    while (queue.waiting.length > 0) {
      const batch = queue.waiting.splice(0, fitting(queue.waiting.map(({ arrival }) => arrival.item)));
      try {
        await send(batch.map(({ arrival }) => arrival));
        for (const { arrival, resolve } of batch) {
          remember(idOf(arrival));
          resolve();
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    queues.delete(contactId);
  };

  const send = async (arrivals: Arrival[]) => {
    const first = arrivals[0];
    if (!first) return;
    const { contactId, channel, externalId } = first;
    const policy = directory.policy(channel);
    const batch = { policy, items: arrivals.map(({ item }) => item) };
    if (first.isNew) return gateway.signalWithStart({ contactId, channel, externalId, policy, snapshot: null }, batch);
    if (await gateway.signal(contactId, batch)) return;
    const snapshot = await snapshotOf(contactId);
    // What became of a message or a case begins no conversation: nothing would ever end it.
    if (arrivals.every(({ item }) => item.kind === 'status' || item.kind === 'helpdesk' || item.kind === 'moved')) {
      if (snapshot === null) throw problem('not-found', { detail: 'There is no such contact on this channel.' });
      if (snapshot === 'load') throw problem('store-unavailable', { retryAfter: 2 });
    }
    const start = { contactId, channel, externalId, policy, snapshot };
    await gateway.signalWithStart(start, batch);
  };

  const remember = (id: string) => {
    taken.add(id);
    if (taken.size > REMEMBERED)
      for (const oldest of taken) {
        taken.delete(oldest);
        break;
      }
  };

  return {
    async take(arrival) {
      if (taken.has(idOf(arrival))) return true;
      await new Promise<void>((resolve, reject) => {
        const queue = queues.get(arrival.contactId);
        if (queue) {
          queue.waiting.push({ arrival, resolve, reject });
          return;
        }
        const fresh: Queue = { waiting: [{ arrival, resolve, reject }] };
        queues.set(arrival.contactId, fresh);
        // What is handed over in one go shares a signal.
        queueMicrotask(() => void drain(arrival.contactId, fresh));
      });
      return false;
    },
  };
}

/** The state to start from; where the store cannot be asked, the workflow itself waits for it. */
export async function snapshotOf(contactId: string): Promise<Conversation | null | 'load'> {
  if (!mongoConnected()) return 'load';
  return findSnapshot(contactId).catch(() => 'load' as const);
}

function idOf({ item }: Arrival): string {
  return item.kind === 'message' ? item.message.id : item.id;
}

/** How many of the items, from the first on, go into one signal; one always does. */
function fitting(items: Inbound[]): number {
  let bytes = 0;
  const tooMany = items.findIndex((item, i) => {
    bytes += JSON.stringify(item).length;
    return i > 0 && (bytes > BYTES_AT_ONCE || i >= AT_ONCE);
  });
  return tooMany === -1 ? items.length : tooMany;
}
