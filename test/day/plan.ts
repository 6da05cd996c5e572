import { chanceOf } from './chance.ts';

/** How a customer comes to people: not at all, by asking the bot, by being angry, or handed over by the integrator. */
export type Way = 'bot' | 'asks' | 'angry' | 'handed';

/** What one customer does, whatever the others do. */
export interface Plan {
  externalId: string;
  name: string;
  /** A number that only their lines hold, to search for. */
  token: string;
  way: Way;
  /** The place in the floor's list of inboxes to be handed to, from 0. */
  inbox: number;
  /** Lines at first, all at once where `burst`. */
  lines: number;
  burst: boolean;
  /** Sends every line twice, as providers do. */
  twice: boolean;
  /** Loses patience while waiting in the inbox. */
  angryLater: boolean;
  /** Comes back after the close. */
  back: boolean;
  /** The chat stays with whoever takes it when the day is over. */
  stays: boolean;
}

/** One chat in so many stays with its agent. */
const STAYS_EVERY = 97;
const FIRST_TOKEN = 700_001;
/** In a chat's name: nobody closes it today. */
export const TOMORROW = 'sigue mañana';

export function planOf(seed: string, n: number, { inboxes, calm }: { inboxes: number; calm: number }): Plan {
  const chance = chanceOf(seed, 'customer', n);
  const roll = chance.share();
  const isCalm = chance.falls(0.06) && n % STAYS_EVERY !== 1;
  const stays = n % STAYS_EVERY === 1;
  const way: Way =
    isCalm || stays ? 'handed' : roll < 0.1 ? 'bot' : roll < 0.28 ? 'asks' : roll < 0.38 ? 'angry' : 'handed';
  return {
    externalId: `cliente-${n}`,
    name: stays ? `Cliente ${n} ${TOMORROW}` : `Cliente ${n}`,
    token: String(FIRST_TOKEN + n),
    way,
    inbox: isCalm ? calm : chance.whole(0, inboxes - 1),
    lines: chance.whole(1, 3),
    burst: chance.falls(0.3),
    twice: chance.falls(0.1),
    angryLater: way === 'handed' && !isCalm && chance.falls(0.12),
    back: way !== 'bot' && !stays && !isCalm && chance.falls(0.08),
    stays,
  };
}
