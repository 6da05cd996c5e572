import type { TicketSubtype } from '../../domain/ticket-types.ts';
import { ticketSubtypes, ticketTypeOf } from '../../domain/ticket-types.ts';
import { clauses, fold, oneTypoApart, sound, words } from '../../language/spanish.ts';
import { generalSigns, houseSigns, matters, ownSigns, pastSigns, settledSigns, vocabulary } from './data/matters.ts';
import { topicsOf } from './choose-inbox.ts';
import { recogniseSentiment } from './sentiment.ts';
import { smallTalkOf } from './small-talk.ts';
import { wantsPerson } from './wants-person.ts';

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
  const telling = texts.filter((text) => [null, 'unhelped'].includes(smallTalkOf(text)));
  for (const text of telling.toReversed()) {
    const found = isSettled(text) ? null : clearest(text);
    if (found !== null) return plain(found);
  }
  const found = telling.length > 1 ? clearest(telling.slice(-4).join('\n')) : null;
  return found === null ? null : plain(found);
}

function plain({ subtype, particular, general }: Matter & { general: boolean }): Matter | null {
  return general ? null : { subtype, particular };
}

/** Whether the text says that nothing is left to be done, or that the customer lets it be. */
export function isSettled(text: string): boolean {
  const said = mended(text);
  return has(settledSigns, said) && best(said) === null && !/[?¿]/.test(text);
}

const enough = 2;
/** What the words of a text, without a sign of a matter, have to say of a topic. */
const enoughOfTopics = 1;

function clearest(text: string): (Matter & { general: boolean }) | null {
  const said = mended(text);
  const found = best(said) ?? (isPraise(text) ? null : byTopics(withoutWish(text)));
  if (found === null) return null;
  const past = has(pastSigns, said);
  const after = ticketTypeOf(found) === 'POSTVENTA';
  return {
    subtype: found,
    particular: after && past,
    general: after && !past && !has(ownSigns, said) && has(generalSigns, said),
  };
}

const has = (signs: readonly RegExp[], said: string) => signs.some((sign) => sign.test(said));

function best(said: string): TicketSubtype | null {
  let first: { subtype: TicketSubtype; score: number } | null = null;
  for (const subtype of ticketSubtypes) {
    const score = scoreOf(subtype, said);
    if (score >= enough && score > (first?.score ?? 0)) first = { subtype, score };
  }
  return first?.subtype ?? null;
}

const isPraise = (text: string) => recogniseSentiment(text) === 'POSITIVO' && !/[?¿]/.test(text);

/** "Quiero una persona" asks for nothing that is sold. */
function withoutWish(text: string): string {
  return mended(
    clauses(text)
      .filter((clause) => wantsPerson(clause) === null)
      .join('\n'),
  );
}

/** What the thesaurus of topics makes of a text that has no sign: asked before a purchase, or told after one. */
function byTopics(said: string): TicketSubtype | null {
  if (said.trim() === '') return null;
  const topics = topicsOf([said]);
  const before = strongest(topics, saleTopics);
  const after = strongest(topics, afterSaleTopics);
  const bought = topics.get('order') ?? 0;
  const aside = Math.max(...asideTopics.map((id) => topics.get(id) ?? 0));
  const [first, total] = after.total + bought > before.total ? [after, after.total + bought] : [before, before.total];
  if (total < enoughOfTopics || aside > total || has(houseSigns, said)) return null;
  const told = bought > 0 || after.total >= 2 * enoughOfTopics || has(ownSigns, said) || has(pastSigns, said);
  if (first === after && !told) return null;
  return first.subtype ?? 'PROBLEMA_CON_LA_ENTREGA';
}

function strongest(topics: Map<string, number>, of: readonly (readonly [topic: string, subtype: TicketSubtype])[]) {
  const weights = of.map(([topic, subtype]) => ({ subtype, weight: topics.get(topic) ?? 0 }));
  const [first] = [...weights].sort((a, b) => b.weight - a.weight);
  return {
    subtype: first !== undefined && first.weight > 0 ? first.subtype : null,
    total: weights.reduce((sum, { weight }) => sum + weight, 0),
  };
}

const saleTopics = [
  ['stock', 'ESPECIFICACIONES_Y_STOCK'],
  ['price', 'PRECIOS_PAGOS_Y_PROMOCIONES'],
  ['shipping-offer', 'PRECIOS_PAGOS_Y_PROMOCIONES'],
  ['buy', 'ESPECIFICACIONES_Y_STOCK'],
] as const;
const afterSaleTopics = [
  ['returns', 'DEVOLUCION'],
  ['change', 'CAMBIO_O_CANCELACION'],
  ['warranty', 'GARANTIA'],
  ['complaint', 'QUEJAS'],
  ['account', 'PROBLEMAS_CON_LA_CUENTA'],
  ['delivery', 'PROBLEMA_CON_LA_ENTREGA'],
  ['tracking', 'PROBLEMA_CON_LA_ENTREGA'],
  ['invoice', 'PROBLEMAS_CON_LA_CUENTA'],
  ['technical', 'GARANTIA'],
] as const;
/** No ticket is about these. */
const asideTopics = ['jobs', 'booking', 'collections'] as const;

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
  return word.length < 7
    ? word
    : (long.find((other) => other.length >= word.length && oneTypoApart(word, other)) ?? word);
}
