import { searchTerms } from '../search-terms.ts';
import { words } from '../../../language/spanish.ts';
import { emails } from './mask.ts';

/** What a model may say to a customer is judged here, by its text alone. */

/** Plain text without markup, control and direction characters, cut at a word. */
export function cleaned(text: string, longest: number): string {
  const plain = text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n]/gu, '')
    .replace(/<[^>\n]*>/g, '')
    .replace(/\[([^\]\n]*)\]\(([^)\s]*)\)/g, '$1 $2')
    .replace(/\*+|__+|~~+|`+|^#+ |[{}]{2,}/gm, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (plain.length <= longest) return plain;
  const cut = plain.slice(0, longest - 1);
  const end = cut.search(/\s\S*$/);
  return `${end > 0 ? cut.slice(0, end) : cut}…`;
}

/** The questions of a text, each whole; what stands around them is left out, since nothing vouches for it. */
export function questionsOf(text: string): string {
  const asked = text.match(/¿[^¿?]+\?/g) ?? text.match(/[^.!?\n]+\?/g) ?? [];
  return asked.map((one) => one.trim()).join(' ');
}

const links =
  /(?:https?:\/\/|www\.)[^\s<>"')]+|(?<![\p{L}\d@.])[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.[a-z]{2,}(?:\/[^\s<>"')]*)?/giu;
const numbers = /\d+(?:[.,:]\d+)*/g;
const money = /(?:\$|us\$|usd|ars|€)\s*$/i;
const counted = /^\s*(?:%|por ciento|pesos|d[oó]lares|usd|ars|cuotas|lucas|mil\b)/i;

/**
 * Whether every link, address and number of the text comes out of `vouched`. A customer's own address and long numbers
 * (an order, a phone) may be told back to them, but never as an amount.
 */
export function vouchesForAll(text: string, vouched: string, own: string): boolean {
  const sources = vouched.toLowerCase();
  const mine = own.toLowerCase();
  const addresses = text.match(emails) ?? [];
  if (addresses.some((one) => !sources.includes(one.toLowerCase()) && !mine.includes(one.toLowerCase()))) return false;
  const bare = text.replace(emails, ' ');
  const linked = (bare.match(links) ?? []).map((one) => one.toLowerCase().replace(/[.,;:!?]+$/, ''));
  if (linked.some((one) => !sources.includes(one))) return false;
  const known = new Set((sources.match(numbers) ?? []).map(digitsOf));
  const told = new Set((mine.match(/\d[\d .()-]*\d|\d/g) ?? []).map(digitsOf));
  return [...bare.replace(links, ' ').matchAll(numbers)].every(({ 0: number, index }) => {
    if (known.has(digitsOf(number))) return true;
    const isAmount =
      money.test(bare.slice(Math.max(0, index - 6), index)) || counted.test(bare.slice(index + number.length));
    return !isAmount && digitsOf(number).length >= 5 && told.has(digitsOf(number));
  });
}

const digitsOf = (number: string) => number.replace(/\D/g, '');

/** Whether the text speaks of what the articles speak of: at least this share of its telling words. */
export function restsOn(text: string, articles: string, share = 0.4): boolean {
  const said = [...new Set(searchTerms(text))];
  const known = new Set(searchTerms(articles));
  return said.length > 0 && said.filter((term) => known.has(term)).length >= said.length * share;
}

/** Whether the text repeats what the model was told of its task: so many words in a row. */
export function repeats(text: string, secrets: readonly string[], inARow = 6): boolean {
  const said = ` ${words(text).join(' ')} `;
  return secrets.some((secret) => {
    const told = words(secret);
    return told.some(
      (_, start) => start + inARow <= told.length && said.includes(` ${told.slice(start, start + inARow).join(' ')} `),
    );
  });
}

/** Whether the text asks for what no company asks for in a chat. */
export function asksForSecrets(text: string): boolean {
  const said = ` ${words(text).join(' ')} `;
  return (
    / (?:cvv|cvc|pin|token|codigo de (?:seguridad|verificacion)|numero de (?:tu |la |su )?tarjeta|datos de (?:tu |la |su )?tarjeta) /.test(
      said,
    ) ||
    /(?:cual es|decime|pasame|mandame|enviame|escribime|dame|me das|me pasas|me decis|me mandas|confirma(?:me|s)?|indica(?:me|s)?) (?:[a-z]+ ){0,4}(?:contrasena|clave|password)/.test(
      said,
    )
  );
}
