import type { BotTicket } from './bot.ts';
import type { Draft } from './draft.ts';
import { record } from './draft.ts';
import { defaultTicketRules } from './policy.ts';
import type { Actor, Conversation } from './state.ts';
import { ticketFields, ticketTypeOf } from './ticket-types.ts';
import type { TicketRequest } from './tickets.ts';
import { openTicket } from './tickets.ts';

const WHATSAPP = 'whatsapp';
const WEBCHAT = 'webchat';

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
  const known = new Set(knownFields(c));
  const told = (field: string) => known.has(field) || (fields[field] ?? '').trim() !== '';
  return [...ticketFields, ...(more[subtype] ?? [])].filter((field) => !told(field));
}

/** The fields that the contact's card has. Who writes from WhatsApp has told their phone by that. */
export function knownFields({ channel, externalId, profile }: Conversation): string[] {
  const { firstName, lastName, phone, email, custom } = profile;
  const card: Record<string, string | null> = { ...custom, firstName, lastName, phone, email };
  if (channel === WHATSAPP) card['phone'] ??= externalId;
  return Object.keys(card).filter((field) => (card[field] ?? '').trim() !== '');
}

/** Whether their channel, or an integrator, vouches for who they are: only a web visitor may be anybody. */
export function isAuthenticated({ channel, profile }: Conversation): boolean {
  return profile.authenticated || channel !== WEBCHAT;
}

function nameOf({ profile: { name, firstName, lastName } }: Conversation): string | null {
  return name ?? ([firstName, lastName].filter(Boolean).join(' ') || null);
}
