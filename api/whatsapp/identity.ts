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
  /** `isStranger`: the store was asked, and knows them under none of their names. */
  contactOf(address: Address, isStranger?: boolean): Promise<string>;
  /**
   * Of these people those whom the store knows under none of their names; one question for all. By `keyOf`. The store
   * may not know yet what was taken a moment ago.
   */
  strangers(addresses: readonly Address[]): Promise<Set<string>>;
  /** Whether a conversation has its id from what somebody shows, and not from a name that was given to it later. */
  isNamedAfter(contactId: string, address: Address): boolean;
  /** The same person is known otherwise from now on. */
  move(contactId: string, to: Address): Promise<void>;
}

const REMEMBERED = 50_000;
/** A number alone may become somebody else's, as another process may have been told: it is asked for again. */
const NUMBER_MS = 60_000;

/** What is asked to find one person: each question once. */
interface Questions extends Pick<Aliases, 'read' | 'hasWorkflow'> {
  /** Conversations that are not in the store, as it has answered before. */
  absent: ReadonlySet<string>;
}

export function createIdentity({ ids, aliases }: { ids: Ids; aliases: Aliases }): Identity {
  const found = new Map<string, { contactId: string; until: number }>();
  const byUser = (userId: string) => ids.contact(CHANNEL, userId);
  const byNumber = (waId: string) => ids.contact(CHANNEL, waId);
  const userName = (userId: string) => ids.alias('user', userId);
  const numberName = (waId: string) => ids.alias('number', waId);
  /** Whose the conversation is that was begun under a number alone. */
  const ownerName = (waId: string) => ids.alias('owner', waId);

  return {
    async contactOf(address, isStranger = false) {
      const before = found.get(keyOf(address));
      if (before && Date.now() < before.until) return before.contactId;
      const { userId, waId } = address;
      const questions = asking(
        isStranger ? [...(userId ? [byUser(userId)] : []), ...(waId ? [byNumber(waId)] : [])] : [],
      );
      // What will be asked of a stranger with both names, at once.
      if (isStranger && userId && waId)
        await Promise.all([
          questions.read(userName(userId)),
          questions.read(numberName(waId)),
          questions.hasWorkflow(byNumber(waId)),
        ]);
      const contactId = await resolve(address, questions);
      const holder = userId && waId ? await holderOf(waId, questions, contactId) : contactId;
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
        if (!names.some((name) => name !== undefined && stored.has(name))) strangers.add(keyOf(address));
      }
      return strangers;
    },

    isNamedAfter: (contactId, { userId, waId }) =>
      contactId === (userId === undefined ? byNumber(waId ?? '') : byUser(userId)),

    async move(contactId, { userId, waId }) {
      const questions = asking();
      // Whoever has written under the new id already has a conversation of their own.
      if (userId && byUser(userId) !== contactId && !(await isKnown(byUser(userId), questions)))
        await aliases.claim(userName(userId), contactId);
      if (waId) await aliases.claim(numberName(waId), contactId);
      if (waId && userId) await aliases.claim(ownerName(waId), userName(userId));
      if (waId) await holderOf(waId, questions, contactId);
      found.clear();
    },
  };

  function remember(address: Address, contactId: string, holder = contactId): void {
    if (found.size >= REMEMBERED) found.clear();
    const { userId, waId } = address;
    const byName = { contactId, until: Number.POSITIVE_INFINITY };
    const byNumberAlone = { contactId: holder, until: Date.now() + NUMBER_MS };
    found.set(keyOf(address), userId ? byName : byNumberAlone);
    // Whoever is known by both is known by each, until somebody else shows up under the number.
    if (userId && waId) found.set(keyOf({ userId }), byName).set(keyOf({ waId }), byNumberAlone);
  }

  function asking(absent: readonly string[] = []): Questions {
    const asked = new Map<string, Promise<never>>();
    const once = <T>(question: string, ask: () => Promise<T>): Promise<T> => {
      const answer = asked.get(question) ?? ask();
      asked.set(question, answer as Promise<never>);
      return answer as Promise<T>;
    };
    return {
      absent: new Set(absent),
      read: (name) => once(`name ${name}`, () => aliases.read(name)),
      hasWorkflow: (contactId) => once(`workflow ${contactId}`, () => aliases.hasWorkflow(contactId)),
    };
  }

  async function resolve({ userId, waId }: Address, questions: Questions): Promise<string> {
    if (userId === undefined) return ofNumber(waId ?? '', questions);
    const given = await questions.read(userName(userId));
    if (given !== null) return given;
    const own = byUser(userId);
    if (waId === undefined) return own;
    const earlier = (await questions.read(numberName(waId))) ?? byNumber(waId);
    if (!(await isKnown(earlier, questions)) || (await isKnown(own, questions))) return own;
    // A number that was somebody else's may have been given to this person.
    const owner = await aliases.claim(ownerName(waId), userName(userId));
    return owner === userName(userId) ? aliases.claim(userName(userId), earlier) : own;
  }

  async function ofNumber(waId: string, questions: Questions): Promise<string> {
    const holder = await holderOf(waId, questions);
    if (holder !== null) return holder;
    const last =
      mongoConnected() && !questions.absent.has(byNumber(waId)) ? await lastReachedAt(waId).catch(() => null) : null;
    return last ?? byNumber(waId);
  }

  /**
   * Who shows up under a number now, null where nobody is known to have begun with it. A number given to somebody else
   * goes from hand to hand: each name tells who came after whom. With `to` it is theirs from now on, unless they had it
   * before: a message told late brings it back to nobody.
   */
  async function holderOf(waId: string, questions: Questions, to?: string): Promise<string | null> {
    const given = await questions.read(numberName(waId));
    if (given === null && !(await isKnown(byNumber(waId), questions))) return null;
    let holder = given ?? byNumber(waId);
    let isTaken = false;
    for (;;) {
      isTaken ||= holder === to;
      const name = ids.alias('next', `${waId} ${holder}`);
      const next = to === undefined || isTaken ? await questions.read(name) : await aliases.claim(name, to);
      if (next === null) return holder;
      holder = next;
    }
  }

  async function isKnown(contactId: string, questions: Questions): Promise<boolean> {
    if (await questions.hasWorkflow(contactId)) return true;
    if (questions.absent.has(contactId) || !mongoConnected()) return false;
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
