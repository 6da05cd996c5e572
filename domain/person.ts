import type { Conversation, Profile } from './state.ts';

/** Contacts that are one person on several channels or under several names there. Each keeps its own conversation. */

/** Why two contacts may not be taken for one person. */
export const unsafeReasons = [
  'same-contact',
  'emails-differ',
  'phones-differ',
  'both-authenticated',
  'blocked-differs',
  'different-agents',
  'linked-elsewhere',
  'too-many',
] as const;
export type UnsafeReason = (typeof unsafeReasons)[number];

/** As many contacts as one person has. */
const MOST_LINKED = 10;

/**
 * What speaks against the two groups being one person: each on its own holds together already. `mine` and `theirs` are
 * the contacts asked for, with all that are linked to them. Source: a merge is refused where it could join two people.
 */
export function unsafeToLink(
  a: Conversation,
  b: Conversation,
  mine: readonly Conversation[],
  theirs: readonly Conversation[],
): UnsafeReason[] {
  if (a.id === b.id) return ['same-contact'];
  const found = contradictions(a, b);
  const others = mine.flatMap((one) => theirs.map((other) => [one, other] as const));
  if (others.some(([one, other]) => !(one.id === a.id && other.id === b.id) && contradictions(one, other).length > 0))
    found.push('linked-elsewhere');
  if (mine.length + theirs.length > MOST_LINKED) found.push('too-many');
  return found;
}

function contradictions(a: Conversation, b: Conversation): UnsafeReason[] {
  const differ = (one: string | null, other: string | null) => one !== null && other !== null && one !== other;
  const agents = [a, b].map(({ chat }) => (chat.state === 'AGENTE' ? chat.agent.id : null));
  const found: [UnsafeReason, boolean][] = [
    ['emails-differ', differ(emailKey(a.profile.email), emailKey(b.profile.email))],
    ['phones-differ', differ(phoneKey(a.profile.phone), phoneKey(b.profile.phone))],
    ['both-authenticated', a.channel === b.channel && a.profile.authenticated && b.profile.authenticated],
    ['blocked-differs', a.blocked !== b.blocked],
    ['different-agents', differ(agents[0] ?? null, agents[1] ?? null)],
  ];
  return found.flatMap(([reason, holds]) => (holds ? [reason] : []));
}

/** What two ways of writing one e-mail address have in common; null for none. */
export function emailKey(email: string | null): string | null {
  return email?.trim().toLowerCase() || null;
}

/**
 * The digits of a number as it is dialled from abroad; null for none. A number with and one without the Argentine 9 stay
 * two: the one may be a landline of somebody else.
 */
export function phoneKey(phone: string | null): string | null {
  return phone?.replace(/\D/g, '').replace(/^00/, '') || null;
}

export const sharedFields = ['name', 'firstName', 'lastName', 'phone', 'email'] as const;
export type SharedField = (typeof sharedFields)[number];

/** What a card lacks and the person's other cards know, and whose card each comes from; the first that knows it. */
export function fillIn(
  profile: Profile,
  others: readonly Pick<Conversation, 'id' | 'profile'>[],
): { fields: Partial<Record<SharedField, string>>; from: Partial<Record<SharedField, string>> } {
  const fields: Partial<Record<SharedField, string>> = {};
  const from: Partial<Record<SharedField, string>> = {};
  for (const field of sharedFields) {
    if (profile[field] !== null) continue;
    const known = others.find((other) => other.profile[field] !== null);
    if (!known) continue;
    fields[field] = known.profile[field] ?? '';
    from[field] = known.id;
  }
  return { fields, from };
}
