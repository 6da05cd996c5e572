import type { TicketSubtype, TicketType } from './ticket-types.ts';

/** Every account has Área General; it cannot be removed. */
export const GENERAL_AREA = 'general';

export interface AreaRules {
  types: readonly TicketType[];
  subtypes: readonly TicketSubtype[];
}

/**
 * The area that takes a ticket, of areas in the order they were made: the first that names its subtype, else the first
 * that names its type; undefined: Área General. Source: the ticket rules of the domain.
 */
export function areaFor<Area extends AreaRules>(
  areas: readonly Area[],
  { type, subtype }: { type: TicketType; subtype: TicketSubtype },
): Area | undefined {
  return areas.find(({ subtypes }) => subtypes.includes(subtype)) ?? areas.find(({ types }) => types.includes(type));
}

/** Addresses as they are kept: lower case, each once, in the order given. */
export function normalEmails(emails: readonly string[]): string[] {
  return [...new Set(emails.map((email) => email.trim().toLowerCase()))];
}
