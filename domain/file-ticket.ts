import type { BotTicket } from './bot.ts';
import { cardOf } from './card.ts';
import type { Draft } from './draft.ts';
import { record } from './draft.ts';
import { defaultTicketRules } from './policy.ts';
import type { Actor, Conversation } from './state.ts';
import type { TicketSubtype } from './ticket-types.ts';
import { ticketFields, ticketTypeOf } from './ticket-types.ts';
import type { TicketRequest } from './tickets.ts';
import { openTicket } from './tickets.ts';

const WEBCHAT = 'webchat';

/** Tickets of one session that a conversation remembers. */
const KEPT = 20;

/** Opens a ticket out of a conversation. The chat stays where it is: neither ever changes the other. */
export function fileTicket(d: Draft, request: TicketRequest, actor: Actor): void {
  const { subtype } = request;
  record(d, d.c.chat, 'ticket', actor, subtype, { ticketId: request.id, type: request.type, subtype });
  const fields = { ...knownOf(d.c, subtype), ...toldOf(request) };
  const missing = needed(d.c, subtype).filter((field) => fields[field] === undefined);
  const ticket = openTicket(
    { ...request, fields },
    {
      contactId: d.c.id,
      contactName: nameOf(d.c),
      reportedBy: actor,
      complete: missing.length === 0,
      missing,
      upToSeq: d.c.seq,
    },
    d.now,
  );
  d.c.tickets = [...(d.c.tickets ?? []), { id: request.id, subtype }].slice(-KEPT);
  d.out.push({ type: 'ticketOpened', ticket });
}

/**
 * Opens what the bot proposes, if the account lets it: only while the bot has the chat, and one of a subtype in a
 * session, however often it is proposed. Whether anything came of it.
 */
export function fileBotTicket(d: Draft, proposed: BotTicket, bot: Actor): boolean {
  const { subtypes } = d.c.policy.tickets ?? defaultTicketRules;
  const { subtype } = proposed;
  if (d.c.chat.state !== 'BOT' || !subtypes.includes(subtype)) return false;
  if (d.c.tickets?.some((one) => one.subtype === subtype)) return false;
  // One step files at most one, and the order of arrival is the contact's own: no other ticket has this id.
  const id = `tkt_${d.c.id.replace(/^c_/, '')}_${(d.c.seq + 1).toString(36)}`;
  fileTicket(d, { ...proposed, id, type: ticketTypeOf(subtype) }, bot);
  return true;
}

/** Whether this very ticket was opened before. */
export function isFiled(c: Conversation, ticketId: string): boolean {
  return c.tickets?.some(({ id }) => id === ticketId) ?? false;
}

/** The names of all that a subtype asks for. */
function needed(c: Conversation, subtype: TicketSubtype): string[] {
  const { fields: more } = c.policy.tickets ?? defaultTicketRules;
  return [...new Set([...ticketFields, ...(more[subtype] ?? [])])];
}

/** What of it the card has, and how else they are reached. */
function knownOf(c: Conversation, subtype: TicketSubtype): Record<string, string> {
  const fields = new Set([...needed(c, subtype), 'email']);
  return Object.fromEntries(Object.entries(cardOf(c)).filter(([field]) => fields.has(field)));
}

function toldOf({ fields }: TicketRequest): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
}

/** The fields that the contact's card has. */
export function knownFields(c: Conversation): string[] {
  return Object.keys(cardOf(c));
}

/** Whether their channel, or an integrator, vouches for who they are: only a web visitor may be anybody. */
export function isAuthenticated({ channel, profile }: Conversation): boolean {
  return profile.authenticated || channel !== WEBCHAT;
}

function nameOf({ profile: { name, firstName, lastName } }: Conversation): string | null {
  return name ?? ([firstName, lastName].filter(Boolean).join(' ') || null);
}
