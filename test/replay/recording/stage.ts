import { setTimeout as wait } from 'node:timers/promises';
import { createIds, messageOfCommand } from '../../../api/conversations/ids.ts';
import type { Gateway } from '../../../api/conversations/gateway.ts';
import type { Command, Commander, Content, InboundMessage } from '../../../domain/commands.ts';
import type { Policy } from '../../../domain/policy.ts';
import { defaultTicketRules } from '../../../domain/policy.ts';
import type { Conversation } from '../../../domain/state.ts';
import type { Ticket, TicketChange, TicketPolicy } from '../../../domain/tickets.ts';
import { changeTicket, openTicket } from '../../../domain/tickets.ts';
import { findTicket } from '../../../models/ticket.ts';
import type { State } from '../../../domain/vocabulary.ts';
import type { CommandResult, StartInput } from '../../../workflows/messages.ts';
import { calm } from './actors.ts';

const LIMIT_MS = 20_000;
const ids = createIds('Z29sZGVuIGhpc3RvcmllcyBvZiB0aGlzIHByb2plY3Q=');

/** One contact of a story. Ids are derived from the story's name, so that a new recording has the same. */
export interface Stage {
  contactId: string;
  /** The rules that go with every message and command from now on. */
  rules(change: Partial<Policy>): void;
  /** The next signal starts the workflow from this, if it is not running. */
  begin(snapshot: StartInput['snapshot']): void;
  /** One post of a channel: all of the items are one signal. Resolves to their ids. */
  writes(...items: (string | Partial<InboundMessage>)[]): Promise<string[]>;
  reacts(messageId: string, emoji: string | null): Promise<void>;
  /** Throws when it is refused. */
  command(by: Commander, command: Command): Promise<CommandResult>;
  /** Commands a contact that may be unknown so far. */
  start(by: Commander, command: Command): Promise<CommandResult>;
  inboxRemoved(inboxId: string): Promise<void>;
  ticket(ticketId: string, change: TicketChange): Promise<Ticket>;
  /** A change of a ticket that was dismissed a month ago, and whose workflow has ended since. */
  oldTicket(ticketId: string, change: TicketChange): Promise<Ticket>;
  /** The id of the ticket's first alert, once it has been raised. */
  ticketAlert(ticketId: string): Promise<string>;
  content(text: string, type?: Content['type']): Content;
  slot(): { id: string };
  /** Waits until the conversation is so. */
  until(what: string, holds: (c: Conversation) => boolean): Promise<Conversation>;
  in(state: State): Promise<Conversation>;
}

export function createStage(gateway: Gateway, story: string, channel = 'webchat'): Stage {
  const contactId = ids.contact(channel, story);
  let policy: Policy = calm;
  let snapshot: StartInput['snapshot'] = null;
  let count = 0;
  const next = (what: string) => `${story}-${what}-${++count}`;
  const startInput = () => ({ contactId, channel, externalId: story, policy, snapshot });
  const envelope = (by: Commander, command: Command) => ({ id: next('command'), command, by, policy });
  const profile = { name: 'Carla Prueba', authenticated: true };

  const stage: Stage = {
    contactId,
    rules(change) {
      policy = { ...policy, ...change, version: policy.version + 1 };
    },
    begin(given) {
      snapshot = given;
    },
    async writes(...items) {
      const now = Date.now();
      const messages = items.map((item) => ({
        id: ids.message(contactId, next('message')),
        type: 'text' as const,
        text: null,
        at: now,
        receivedAt: now,
        ...(typeof item === 'string' ? { text: item } : item),
      }));
      await gateway.signalWithStart(startInput(), {
        policy,
        items: messages.map((message) => ({ kind: 'message' as const, message, profile })),
      });
      return messages.map(({ id }) => id);
    },
    async reacts(messageId, emoji) {
      const id = ids.message(contactId, next('reaction'));
      const item = { kind: 'reaction' as const, id, messageId, emoji, at: Date.now(), profile };
      await gateway.signalWithStart(startInput(), { policy, items: [item] });
    },
    async command(by, command) {
      return done(story, command, await gateway.update(contactId, envelope(by, command)));
    },
    async start(by, command) {
      return done(story, command, await gateway.updateWithStart(startInput(), envelope(by, command)));
    },
    async inboxRemoved(inboxId) {
      await gateway.inboxRemoved(contactId, inboxId, 'Sofía');
    },
    async ticket(ticketId, change) {
      const envelope = { id: next('change'), change, by: sofiaActs, policy: ticketPolicy(policy) };
      const result = await gateway.changeTicket(ticketId, envelope, async () => null);
      if (!result) throw new Error(`${story}: there is no ticket ${ticketId}`);
      return result.ticket;
    },
    async oldTicket(ticketId, change) {
      const request = { id: ticketId, type: 'VENTA', subtype: 'POTENCIAL_CLIENTE', summary: null, fields: {} } as const;
      const of = { contactId, contactName: null, reportedBy: sofiaActs, complete: false, upToSeq: 1 };
      const opened = openTicket(request, of, Date.now() - 31 * DAY);
      const rules = ticketPolicy(policy);
      const dismissal = { type: 'change', state: 'DESESTIMADO', comment: null } as const;
      const { ticket } = changeTicket(
        opened,
        { id: 'dismissal', change: dismissal, by: sofiaActs, policy: { ...rules, unattendedAfter: DAY * 40 } },
        Date.now() - 30 * DAY,
      );
      const envelope = { id: next('change'), change, by: sofiaActs, policy: rules };
      const start = { ticket, policy: rules, committed: ticket.version, mailed: true };
      const result = await gateway.changeTicket(ticketId, envelope, async () => start);
      if (!result) throw new Error(`${story}: there is no ticket ${ticketId}`);
      return result.ticket;
    },
    async ticketAlert(ticketId) {
      for (const end = Date.now() + LIMIT_MS; Date.now() < end; await wait(40)) {
        const doc = await findTicket(ticketId);
        const [id] = doc?.ticket.escalation?.alertIds ?? [];
        if (id) return id;
      }
      throw new Error(`${story}: no alert of ${ticketId}`);
    },
    content(text, type = 'text') {
      return { messageId: messageOfCommand(next('content')), type, text };
    },
    slot: () => ({ id: `slt_${next('slot')}` }),
    async until(what, holds) {
      const end = Date.now() + LIMIT_MS;
      for (;;) {
        const { found: now } = await gateway.query(contactId);
        if (now && holds(now)) return now;
        if (Date.now() > end) throw new Error(`${story}: waited for ${what}; it is ${JSON.stringify(now?.chat)}`);
        await wait(40);
      }
    },
    in: (state) => stage.until(state, ({ chat }) => chat.state === state),
  };
  return stage;
}

function done(story: string, command: Command, result: Awaited<ReturnType<Gateway['update']>>): CommandResult {
  if (!result) throw new Error(`${story}: nothing runs that could take ${command.type}`);
  if ('refused' in result) throw new Error(`${story}: ${command.type} refused: ${result.refused.refusal.code}`);
  return result;
}

const DAY = 86_400_000;
const sofiaActs = { kind: 'supervisor', id: 'agt_sofia', name: 'Sofía' } as const;

function ticketPolicy({ version, webhooks, tickets = defaultTicketRules }: Policy): TicketPolicy {
  return { version, webhooks, unattendedAfter: tickets.unattendedAfter };
}
