import type { BotTicket } from './bot.ts';
import type { Draft } from './draft.ts';
import { record } from './draft.ts';
import { defaultTicketRules } from './policy.ts';
import type { Actor, Conversation } from './state.ts';
import { ticketFields, ticketTypeOf } from './ticket-types.ts';
import type { TicketRequest } from './tickets.ts';
import { openTicket } from './tickets.ts';

/** Tickets of one session that a conversation remembers. */
const KEPT = 20;

/** Opens a ticket out of a conversation. The chat stays where it is: neither ever changes the other. */
export function fileTicket(d: Draft, request: TicketRequest, actor: Actor): void {
  const { subtype } = request;
  record(d, d.c.chat, 'ticket', actor, subtype, { ticketId: request.id, type: request.type, subtype });
  const ticket = openTicket(
    request,
    {
      contactId: d.c.id,
      contactName: nameOf(d.c),
      reportedBy: actor,
      complete: missingFields(d.c, request).length === 0,
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

/** What a subtype asks for and nobody has told yet: neither with the request nor on the contact's card. */
export function missingFields(
  c: Conversation,
  { subtype, fields }: Pick<TicketRequest, 'subtype' | 'fields'>,
): string[] {
  const { fields: more } = c.policy.tickets ?? defaultTicketRules;
  const { firstName, lastName, phone, email, custom } = c.profile;
  const known: Record<string, string | null | undefined> = { ...custom, firstName, lastName, phone, email };
  const told = (field: string) => (fields[field] ?? known[field] ?? '').trim() !== '';
  return [...ticketFields, ...(more[subtype] ?? [])].filter((field) => !told(field));
}

function nameOf({ profile: { name, firstName, lastName } }: Conversation): string | null {
  return name ?? ([firstName, lastName].filter(Boolean).join(' ') || null);
}
