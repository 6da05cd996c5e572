import type { Conversation, Profile } from './state.ts';

const WHATSAPP = 'whatsapp';

/**
 * What the contact's card says, by name of the field. Who writes from a WhatsApp number has told their phone by that; one
 * who is known there by a user id alone has not. A name of several words is a first and a last name.
 */
export function cardOf({ channel, externalId, profile }: Conversation): Record<string, string> {
  const { firstName, lastName, phone, email, custom } = profile;
  const parts = partsOf(profile);
  const number = channel === WHATSAPP && /^\d{7,15}$/.test(externalId) ? `+${externalId}` : null;
  const card = {
    ...custom,
    firstName: firstName ?? parts.firstName,
    lastName: lastName ?? parts.lastName,
    phone: phone ?? number,
    email,
  };
  return Object.fromEntries(Object.entries(card).flatMap(([field, value]) => (value?.trim() ? [[field, value]] : [])));
}

/** Of four words or more the first two are given names. Signs and numbers are no name. */
function partsOf({ name, firstName, lastName }: Profile): { firstName: string | null; lastName: string | null } {
  const words = name?.trim().split(/\s+/) ?? [];
  const none = { firstName: null, lastName: null };
  if (firstName !== null || lastName !== null || words.length > 6) return none;
  if (!words.every((word) => /^\p{L}[\p{L}'’.-]*$/u.test(word)) || (words[0]?.length ?? 0) < 2) return none;
  const given = words.length > 3 ? 2 : 1;
  return { firstName: words.slice(0, given).join(' '), lastName: words.slice(given).join(' ') || null };
}

/** What the card says, for whoever takes the chat over. */
export function briefData({ name, firstName, lastName, phone, email, custom }: Profile): Record<string, string> {
  const known = Object.entries({ name, firstName, lastName, phone, email });
  return { ...Object.fromEntries(known.filter((pair): pair is [string, string] => pair[1] !== null)), ...custom };
}
