import type { Logger } from '../../config/logger.ts';
import type { Address } from '../../domain/state.ts';
import { commitRows } from '../../models/commit.ts';
import { mongoConnected } from '../../models/connect.ts';
import type { Ids } from '../conversations/ids.ts';
import type { Arrival, Intake } from '../conversations/intake.ts';
import type { Directory } from '../directory.ts';
import { Problem } from '../problem.ts';
import { takeAccountEvent } from './account-events.ts';
import type { GroupEvent } from './group-events.ts';
import type { Identity } from './identity.ts';
import { keyOf } from './identity.ts';
import { inParallel } from './in-parallel.ts';
import type { WaChange, WaMessage } from './payload.ts';
import { allOf, changesIn, waContact, waMessage, waStatus, waUserIdUpdate } from './payload.ts';
import type { Party } from './take.ts';
import { arrivalOf, CHANNEL, digitsOf, movedOf, movedTo, partyOf, statusOf, timeOf, trackedIn } from './take.ts';

export interface InboundDeps {
  ids: Ids;
  intake: Intake;
  directory: Pick<Directory, 'policy'>;
  identity: Identity;
  /** Durable when it resolves. */
  takeGroups: (events: readonly GroupEvent[]) => Promise<void>;
  /** Of the business number; what is for another number is not ours to take. */
  phoneNumberId: string | undefined;
  logger: Pick<Logger, 'warn' | 'debug'>;
}

/** As many contacts are taken in at once. */
const AT_ONCE = 48;

/** What a post holds, told apart by what becomes of it. */
interface Told {
  messages: { message: WaMessage; party: Party }[];
  groups: GroupEvent[];
  later: (() => Promise<Arrival | null>)[];
}

/** Takes one post of Meta's in; durable when it resolves. False where it is none of WhatsApp's. */
export function createInbound({ ids, intake, directory, identity, takeGroups, phoneNumberId, logger }: InboundDeps) {
  return async (body: unknown): Promise<boolean> => {
    const changes = changesIn(body);
    if (!changes) return false;
    const now = Date.now();
    const told: Told = { messages: [], groups: [], later: [] };
    for (const change of changes) {
      if (!isOfOurs(change)) continue;
      read(change, told, now);
      await takeAccountEvent(change, logger);
    }
    await takeMessages(told.messages, now);
    if (told.groups.length > 0) await takeGroups(told.groups);
    // What is told of messages comes after them: it may be of one in the same post.
    await inParallel(told.later, AT_ONCE, async (arrivalOf) => {
      const arrival = await arrivalOf();
      if (arrival && !(await written(arrival))) await taken(arrival);
    });
    return true;
  };

  function isOfOurs({ field, value }: WaChange): boolean {
    const number = value.metadata?.phone_number_id;
    if (!number || !phoneNumberId || number === phoneNumberId) return true;
    logger.warn({ field, number }, 'WhatsApp told of another number');
    return false;
  }

  function read({ field, value }: WaChange, told: Told, now: number): void {
    const contacts = allOf(waContact, value.contacts);
    for (const group of value.groups ?? []) told.groups.push({ kind: 'change', field, group });
    for (const message of allOf(waMessage, value.messages)) {
      const party = partyOf(message, contacts);
      if (message.group_id)
        told.groups.push({ kind: 'message', message, contact: contacts.find((one) => one.wa_id === message.from) });
      else if (!party) logger.warn({ type: message.type }, 'a message of WhatsApp tells not whom it is from');
      else if (message.type === 'system') {
        const to = movedTo(message);
        if (to) told.later.push(() => moved(party, to, message.id));
      } else told.messages.push({ message, party });
    }
    for (const status of allOf(waStatus, value.statuses)) {
      if (status.recipient_type === 'group') told.groups.push({ kind: 'status', status });
      else told.later.push(async () => statusOf(ids, await contactOfStatus(status), status, now));
    }
    for (const { user_id, wa_id, timestamp } of allOf(waUserIdUpdate, value.user_id_update)) {
      const waId = digitsOf(wa_id);
      const address = { userId: user_id.current, ...(waId ? { waId } : {}) };
      const event = `${user_id.previous} ${user_id.current} ${timeOf({ timestamp }, 0)}`;
      told.later.push(() => moved({ userId: user_id.previous }, address, event));
    }
  }

  /** Contacts side by side, the messages of each in the order of the provider's time. */
  async function takeMessages(messages: Told['messages'], now: number): Promise<void> {
    const bySender = Map.groupBy(messages, ({ party }) => keyOf(party));
    const strangers = await identity.strangers([...bySender.values()].flatMap(([first]) => first?.party ?? []));
    await inParallel([...bySender], AT_ONCE, async ([key, own]) => {
      const [first] = own;
      if (!first) return;
      const contactId = await identity.contactOf(first.party, strangers.has(key));
      const isNew = strangers.has(key) && identity.isNamedAfter(contactId, first.party);
      const ordered = own.toSorted((a, b) => timeOf(a.message, now) - timeOf(b.message, now));
      const taking = ordered.map(({ message, party }) =>
        intake.take({ ...arrivalOf(ids, contactId, party, message, now), isNew }),
      );
      await Promise.all(taking);
    });
  }

  async function contactOfStatus(status: Parameters<typeof trackedIn>[0]): Promise<string> {
    const tracked = trackedIn(status);
    if (tracked) return tracked.contactId;
    const waId = digitsOf(status.recipient_id);
    const userId = status.recipient_user_id;
    return identity.contactOf({ ...(userId ? { userId } : {}), ...(waId ? { waId } : {}) });
  }

  async function moved(from: Address, to: Address, event: string): Promise<Arrival> {
    const contactId = await identity.contactOf(from);
    await identity.move(contactId, to);
    return movedOf(ids, contactId, to, event);
  }

  /**
   * That a message went well moves no conversation: while the store is there and nobody outside is to be told, it is
   * written at once and costs no history. Whether that was done.
   */
  async function written({ contactId, item }: Arrival): Promise<boolean> {
    if (item.kind !== 'status' || item.report.status === 'failed' || !item.report.ref) return false;
    if (!mongoConnected() || directory.policy(CHANNEL).webhooks) return false;
    try {
      await commitRows(contactId, [{ type: 'status', row: { contactId, ...item.report } }]);
      return true;
    } catch {
      return false;
    }
  }

  /** What is told of somebody nobody knows is of a message that Relevo never sent. */
  async function taken(arrival: Arrival): Promise<void> {
    try {
      await intake.take(arrival);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'not-found') throw error;
      logger.debug({ contactId: arrival.contactId }, 'WhatsApp told of somebody who is not known');
    }
  }
}
