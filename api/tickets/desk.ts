import { setTimeout as pause } from 'node:timers/promises';
import type { Caller } from '../../domain/caller.ts';
import type { Actor } from '../../domain/state.ts';
import type { Ticket, TicketChange, TicketEnvelope, TicketOutput, TicketRequest } from '../../domain/tickets.ts';
import { wireTicket } from '../../domain/wire.ts';
import { ConversationModel } from '../../models/conversation.ts';
import type { Registered } from '../../models/register-ticket.ts';
import { registerTicket } from '../../models/register-ticket.ts';
import type { TicketDoc } from '../../models/ticket.ts';
import { findTicket } from '../../models/ticket.ts';
import { visibleTo } from '../../models/visibility-filter.ts';
import type { TicketInput } from '../../workflows/ticket-messages.ts';
import { ticketOfCommand } from '../conversations/ids.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';

const PATIENCE_MS = 5_000;

export type TicketView = ReturnType<typeof wireTicket>;

/** Tickets as callers open, change and see them. */
export interface TicketDesk {
  open(order: OpenOrder): Promise<TicketView>;
  change(ticketId: string, caller: Caller, commandId: string, change: TicketChange): Promise<TicketView>;
  /** What was said in a chat is told only to who may see the chat now. */
  viewsOf(docs: TicketDoc[], caller: Caller): Promise<TicketView[]>;
  viewOf(doc: TicketDoc, withChat: boolean): TicketView;
}

export interface OpenOrder {
  contactId: string;
  caller: Caller;
  commandId: string;
  epoch: number | undefined;
  request: Omit<TicketRequest, 'id'>;
}

export function actorOf({ role, agentId, name }: Caller): Actor {
  return { kind: role, id: agentId, name };
}

export function createTicketDesk({ conversations, directory, env, logger }: Deps): TicketDesk {
  const chatUrl = (contactId: string) => `${env.publicUrl}/chats/${contactId}`;

  const viewOf = (doc: TicketDoc, withChat: boolean) =>
    wireTicket(doc.ticket, { ...doc, chatUrl: chatUrl(doc.contactId) }, withChat);

  /** Read your own writes: the ticket itself writes the same. While the store is away it has no number yet. */
  const stored = async (ticket: Ticket, outputs: TicketOutput[]): Promise<Registered | null> => {
    try {
      return await registerTicket(ticket, outputs);
    } catch (error) {
      logger.warn({ err: error, ticketId: ticket.id }, 'a ticket is not in the read model yet; it will write itself');
      return null;
    }
  };

  const viewNow = async (ticket: Ticket, given: Pick<Registered, 'number' | 'areaId'> | null, caller: Caller) => {
    const doc = await findTicket(ticket.id).catch(() => null);
    const place = { number: null, areaId: null, ...given, chatUrl: chatUrl(ticket.contactId) };
    const [seen] = doc ? await seenBy([doc], caller) : [caller.role !== 'agent'];
    return wireTicket(ticket, doc && doc.v <= ticket.version ? { ...place, history: doc.history } : place, seen);
  };

  /** Whether the caller may see each one's chat now, asked in one go. */
  const seenBy = async (docs: TicketDoc[], caller: Caller): Promise<boolean[]> => {
    if (caller.role !== 'agent') return docs.map(() => true);
    const ids = [...new Set(docs.map(({ contactId }) => contactId))];
    const viewer = conversations.facts.viewer(caller);
    const seen = await ConversationModel.find({ $and: [{ _id: { $in: ids } }, visibleTo(viewer)] }, { _id: 1 }).lean();
    const visible = new Set(seen.map(({ _id }) => _id));
    return docs.map(({ contactId }) => visible.has(contactId));
  };

  return {
    async open({ contactId, caller, commandId, epoch, request }) {
      const id = ticketOfCommand(commandId);
      const command = () => ({ type: 'openTicket' as const, ticket: { ...request, id } });
      const { result } = await conversations.order({ contactId, caller, commandId, epoch, command });
      const opened = result.outputs.find((one) => one.type === 'ticketOpened');
      if (opened?.type !== 'ticketOpened') {
        return viewOf(await written(id), true);
      }
      const { ticket } = opened;
      const given = await stored(ticket, []);
      return wireTicket(ticket, { number: null, areaId: null, ...given, chatUrl: chatUrl(contactId) });
    },

    async change(ticketId, caller, commandId, change) {
      const policy = directory.ticketPolicy();
      const envelope: TicketEnvelope = { id: commandId, change, by: actorOf(caller), policy };
      const snapshot = async (): Promise<TicketInput | null> => {
        const doc = await findTicket(ticketId);
        return doc && { ticket: doc.ticket, policy, committed: doc.v, mailed: doc.mailed ?? false };
      };
      const result = await conversations.changeTicket(ticketId, envelope, snapshot);
      if (!result) throw problem('not-found');
      const given = (await stored(result.ticket, result.outputs)) ?? result.registered;
      return viewNow(result.ticket, given, caller);
    },

    async viewsOf(docs, caller) {
      const seen = await seenBy(docs, caller);
      return docs.map((doc, i) => viewOf(doc, seen[i] ?? false));
    },

    viewOf,
  };
}

/** A repeat finds the ticket of the first request, which may be about to be written. */
async function written(ticketId: string): Promise<TicketDoc> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(50)) {
    const doc = await findTicket(ticketId);
    if (doc) return doc;
  }
  throw problem('store-unavailable', { retryAfter: 1 });
}
