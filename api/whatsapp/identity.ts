import type { Address } from '../../domain/state.ts';
import { mongoConnected } from '../../models/connect.ts';
import { ConversationModel, knownUnder, lastReachedAt } from '../../models/conversation.ts';
import type { Aliases } from '../conversations/aliases.ts';
import type { Ids } from '../conversations/ids.ts';
import { CHANNEL } from './take.ts';

/**
 * Whose conversation an event belongs to. A person has a user id for this business, a number, or both, and either may
 * change; neither is ever the reason to take two people for one. Needs no MongoDB.
 */
export interface Identity {
  contactOf(address: Address): Promise<string>;
  /** Of these people those whom the store knows under none of their names; one question for all. By `keyOf`. */
  strangers(addresses: readonly Address[]): Promise<Set<string>>;
  /** The same person is known otherwise from now on. */
  move(contactId: string, to: Address): Promise<void>;
}

const REMEMBERED = 50_000;

export function createIdentity({ ids, aliases }: { ids: Ids; aliases: Aliases }): Identity {
  const found = new Map<string, string>();
  const byUser = (userId: string) => ids.contact(CHANNEL, userId);
  const byNumber = (waId: string) => ids.contact(CHANNEL, waId);
  const userName = (userId: string) => ids.alias('user', userId);
  const numberName = (waId: string) => ids.alias('number', waId);
  /** Whose the conversation is that was begun under a number alone. */
  const ownerName = (waId: string) => ids.alias('owner', waId);

  return {
    async contactOf(address) {
      const before = found.get(keyOf(address));
      if (before !== undefined) return before;
      const contactId = await resolve(address);
      const { userId, waId } = address;
      const holder = userId && waId ? await holderOf(waId, contactId) : contactId;
      remember(address, contactId, holder ?? contactId);
      return contactId;
    },

    async strangers(addresses) {
      const strangers = new Set<string>();
      const unmet = addresses.filter((address) => !namesOf(address).some((one) => found.has(keyOf(one))));
      const userIds = unmet.flatMap(({ userId }) => userId ?? []);
      const waIds = unmet.flatMap(({ waId }) => waId ?? []);
      const contactIds = [...userIds.map(byUser), ...waIds.map(byNumber)];
      const stored = mongoConnected() ? await knownUnder({ contactIds, userIds, waIds }).catch(() => null) : null;
      if (!stored) return strangers;
      for (const address of unmet) {
        const { userId, waId } = address;
        const names = [userId && byUser(userId), waId && byNumber(waId), userId, waId];
        if (names.some((name) => name !== undefined && stored.has(name))) continue;
        const contactId = userId === undefined ? byNumber(waId ?? '') : byUser(userId);
        remember(address, contactId);
        strangers.add(keyOf(address));
      }
      return strangers;
    },

    async move(contactId, { userId, waId }) {
      // Whoever has written under the new id already has a conversation of their own.
      if (userId && byUser(userId) !== contactId && !(await isKnown(byUser(userId))))
        await aliases.claim(userName(userId), contactId);
      if (waId) await aliases.claim(numberName(waId), contactId);
      if (waId && userId) await aliases.claim(ownerName(waId), userName(userId));
      if (waId) await holderOf(waId, contactId);
      found.clear();
    },
  };

  function remember(address: Address, contactId: string, holder = contactId): void {
    if (found.size >= REMEMBERED) found.clear();
    found.set(keyOf(address), contactId);
    const { userId, waId } = address;
    // Whoever is known by both is known by each, until somebody else shows up under the number.
    if (userId && waId) found.set(keyOf({ userId }), contactId).set(keyOf({ waId }), holder);
  }

  async function resolve({ userId, waId }: Address): Promise<string> {
    if (userId === undefined) return ofNumber(waId ?? '');
    const given = await aliases.read(userName(userId));
    if (given !== null) return given;
    const own = byUser(userId);
    if (waId === undefined) return own;
    const earlier = (await aliases.read(numberName(waId))) ?? byNumber(waId);
    if (!(await isKnown(earlier)) || (await isKnown(own))) return own;
    // A number that was somebody else's may have been given to this person.
    const owner = await aliases.claim(ownerName(waId), userName(userId));
    return owner === userName(userId) ? aliases.claim(userName(userId), earlier) : own;
  }

  async function ofNumber(waId: string): Promise<string> {
    const holder = await holderOf(waId);
    if (holder !== null) return holder;
    const last = mongoConnected() ? await lastReachedAt(waId).catch(() => null) : null;
    return last ?? byNumber(waId);
  }

  /**
   * Who shows up under a number now, null where nobody is known to have begun with it. A number given to somebody else
   * goes from hand to hand: each name tells who came after whom. With `to` it is theirs from now on, unless they had it
   * before: a message told late brings it back to nobody.
   */
  async function holderOf(waId: string, to?: string): Promise<string | null> {
    const given = await aliases.read(numberName(waId));
    if (given === null && !(await isKnown(byNumber(waId)))) return null;
    let holder = given ?? byNumber(waId);
    let isTaken = false;
    for (;;) {
      isTaken ||= holder === to;
      const name = ids.alias('next', `${waId} ${holder}`);
      const next = to === undefined || isTaken ? await aliases.read(name) : await aliases.claim(name, to);
      if (next === null) return holder;
      holder = next;
    }
  }

  async function isKnown(contactId: string): Promise<boolean> {
    if (await aliases.hasWorkflow(contactId)) return true;
    if (!mongoConnected()) return false;
    return (await ConversationModel.exists({ _id: contactId }).catch(() => null)) !== null;
  }
}

/** All of what somebody shows, and each of it by itself. */
function namesOf(address: Address): Address[] {
  const { userId, waId } = address;
  return [address, ...(userId ? [{ userId }] : []), ...(waId ? [{ waId }] : [])];
}

/** The same for the same names. */
export const keyOf = ({ userId, waId }: Address) => JSON.stringify([userId, waId]);
