import type { TicketSubtype } from '../../domain/ticket-types.ts';
import { ticketSubtypes, ticketTypeOf } from '../../domain/ticket-types.ts';
import { fold, oneTypoApart, sound, words } from '../../language/spanish.ts';
import { generalSigns, matters, ownSigns, settledSigns, vocabulary } from './data/matters.ts';
import { smallTalkOf } from './small-talk.ts';

/** What the customer's lines are about, as the tickets of an account name it. */
export interface Matter {
  subtype: TicketSubtype;
  /** It is about something of their own (a parcel, a fault, a purchase): a general article does not settle it. */
  particular: boolean;
}

/**
 * The matter of the lines, oldest first; null where they name none, or only ask for the rules of the house after a sale.
 * The last line that is clear by itself decides, then all of them together.
 */
export function matterOf(texts: readonly string[]): Matter | null {
  const telling = texts.filter((text) => smallTalkOf(text) === null);
  for (const text of telling.toReversed()) {
    const found = clearest(text);
    if (found !== null) return found.general ? null : found;
  }
  const found = telling.length > 1 ? clearest(telling.slice(-4).join('\n')) : null;
  return found === null || found.general ? null : found;
}

/** Whether the text says that nothing is left to be done, or that the customer lets it be. */
export function isSettled(text: string): boolean {
  const said = mended(text);
  return settledSigns.some((sign) => sign.test(said)) && best(said) === null;
}

const enough = 2;

function clearest(text: string): (Matter & { general: boolean }) | null {
  const said = mended(text);
  const found = best(said);
  if (found === null) return null;
  const own = ownSigns.some((sign) => sign.test(said));
  const after = ticketTypeOf(found) === 'POSTVENTA';
  return { subtype: found, particular: after && own, general: after && !own && generalSigns.some((sign) => sign.test(said)) };
}

function best(said: string): TicketSubtype | null {
  let first: { subtype: TicketSubtype; score: number } | null = null;
  for (const subtype of ticketSubtypes) {
    const score = scoreOf(subtype, said);
    if (score >= enough && score > (first?.score ?? 0)) first = { subtype, score };
  }
  return first?.subtype ?? null;
}

/** The strongest sign counts whole, each further one less: many words of one kind do not outweigh all others. */
function scoreOf(subtype: TicketSubtype, said: string): number {
  const weights = matters[subtype]
    .filter(([, sign]) => sign.test(said))
    .map(([weight]) => weight)
    .sort((a, b) => b - a);
  return weights.reduce((sum, weight, place) => sum + weight / (place + 1), 0);
}

function mended(text: string): string {
  return ` ${words(text).map(mend).join(' ')} `;
}

const known = new Set(vocabulary.map(fold));
const bySound = new Map([...known].map((word) => [sound(word), word]));
const long = [...known].filter((word) => word.length >= 7);

function mend(word: string): string {
  if (word.length < 3 || known.has(word)) return word;
  const same = bySound.get(sound(word));
  if (same !== undefined) return same;
  return word.length < 7 ? word : (long.find((other) => other.length >= word.length && oneTypoApart(word, other)) ?? word);
}
