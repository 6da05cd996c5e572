import type { Address } from '../../domain/state.ts';
import { mongoConnected } from '../../models/connect.ts';
import { ConversationModel } from '../../models/conversation.ts';
import type { Aliases } from '../conversations/aliases.ts';
import type { Ids } from '../conversations/ids.ts';
import { CHANNEL } from './take.ts';

/**
 * Whose conversation an event belongs to. A person has a user id for this business, a number, or both, and either may
 * change; neither is ever the reason to take two people for one. Needs no MongoDB.
 */
export interface Identity {
  contactOf(address: Address): Promise<string>;
  /** The same person is known otherwise from now on. */
  move(contactId: string, to: Address): Promise<void>;
}

const REMEMBERED = 50_000;
/** In the place of the user id where a number is known to lead to somebody without one. */
const NOBODY = '-';

export function createIdentity({ ids, aliases }: { ids: Ids; aliases: Aliases }): Identity {
  const found = new Map<string, string>();
  const byUser = (userId: string) => ids.contact(CHANNEL, userId);
  const byNumber = (waId: string) => ids.contact(CHANNEL, waId);
  const userName = (userId: string) => ids.alias('user', userId);
  const numberName = (waId: string) => ids.alias('number', waId);

  return {
    async contactOf(address) {
      const key = keyOf(address);
      const before = found.get(key);
      if (before !== undefined) return before;
      const contactId = await resolve(address);
      if (found.size >= REMEMBERED) found.clear();
      found.set(key, contactId);
      return contactId;
    },

    async move(contactId, { userId, waId }) {
      // Whoever has written under the new id already has a conversation of their own.
      if (userId && byUser(userId) !== contactId && !(await isKnown(byUser(userId))))
        await aliases.claim(userName(userId), contactId);
      if (waId) await aliases.claim(numberName(waId), `${userId ? userName(userId) : NOBODY} ${contactId}`);
      found.clear();
    },
  };

  async function resolve({ userId, waId }: Address): Promise<string> {
    if (userId === undefined) return ofNumber(waId ?? '');
    const given = await aliases.read(userName(userId));
    if (given !== null) return given;
    const own = byUser(userId);
    if (waId === undefined || (await isKnown(own))) return own;
    const earlier = await metByNumber(userId, waId, own);
    return earlier === null ? own : aliases.claim(userName(userId), earlier);
  }

  /** The conversation that this person had before their user id was told, if the number was theirs then. */
  async function metByNumber(userId: string, waId: string, own: string): Promise<string | null> {
    const mine = `${userName(userId)} ${own}`;
    const whose = await aliases.claim(numberName(waId), mine);
    if (whose === mine) return (await isKnown(byNumber(waId))) ? byNumber(waId) : null;
    const [user, contactId = own] = whose.split(' ');
    if (user === userName(userId)) return contactId;
    // A number that was somebody else's has been given to this person.
    if (user !== NOBODY) return null;
    const first = await aliases.claim(ids.alias('adopted', waId), userName(userId));
    return first === userName(userId) ? contactId : null;
  }

  async function ofNumber(waId: string): Promise<string> {
    const whose = await aliases.read(numberName(waId));
    if (whose === null) return byNumber(waId);
    const [user = NOBODY, contactId = byNumber(waId)] = whose.split(' ');
    return (user === NOBODY ? null : await aliases.read(user)) ?? contactId;
  }

  async function isKnown(contactId: string): Promise<boolean> {
    if (await aliases.hasWorkflow(contactId)) return true;
    if (!mongoConnected()) return false;
    return (await ConversationModel.exists({ _id: contactId }).catch(() => null)) !== null;
  }
}

const keyOf = ({ userId, waId }: Address) => JSON.stringify([userId, waId]);
