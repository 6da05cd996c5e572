import { createMask } from './model/mask.ts';
import { toldIn } from './told.ts';

/**
 * A question without what is recognised of the person who asks: addresses, long numbers, orders, and names as they tell
 * them or as the card has them. What stands in their place says what it was.
 */
export function withoutPersonalData(question: string, contactName: string | null): string {
  return question
    .split('\n')
    .map((line) => withoutData(line, contactName))
    .join('\n');
}

function withoutData(line: string, contactName: string | null): string {
  const { firstName = '', lastName = '', orderNumber = '' } = toldIn(line, {}, []);
  const told = `${firstName} ${lastName}`.split(' ').filter((name) => name.length > 1);
  const hidden = createMask()
    .hide(line.replace(dictated, '[e-mail]').replace(street, '$1 [dirección]'))
    .replace(/\[email-\d+\]/g, '[e-mail]')
    .replace(/\[numero-\d+\]/g, '[número]');
  const unnamed = told.reduce((text, name) => without(text, name, '[nombre]', 'giu'), hidden);
  const named = capitalised(contactName).reduce((text, name) => without(text, name, '[nombre]', 'gu'), unnamed);
  return (orderNumber === '' ? named : without(named, orderNumber, '[número]', 'giu')).replace(
    /\[nombre\](?: (?:de |del )?\[nombre\])+/g,
    '[nombre]',
  );
}

/** "ana punto gomez arroba ejemplo punto com" */
const dictated = /[\w.+-]+(?: (?:punto|gui[oó]n) [\w.+-]+)* ?\(?arroba\)? ?[\w-]+(?: ?(?:punto|\.) ?[\w-]+)+/gi;
const street =
  /\b(viv[oi]mos en|vivo en|mi direcci[oó]n(?: es|:)?|mi domicilio(?: es|:)?)\s+[^,.?!\n\d]{2,40}\d{1,5}\b/giu;

/** Names are also words: those of the card count where they are written as names. */
function capitalised(name: string | null): string[] {
  return (name ?? '').split(/\s+/).filter((word) => /^\p{Lu}\p{L}{2,}$/u.test(word));
}

function without(text: string, word: string, by: string, flags: string): string {
  const escaped = word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, flags), by);
}
