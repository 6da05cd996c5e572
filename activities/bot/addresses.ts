import { findPhoneNumbersInText, isValidPhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';

export const anyEmail = /[^\s@<>()[\]"',;:]+\s?@\s?[^\s@<>()[\]"',;:]+/gu;
const validEmail = /^[a-z0-9._%+-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

/** An address as it is written, or dictated: "ana punto gomez arroba ejemplo punto com". */
export function emailIn(text: string): string | null {
  for (const [found] of text.replace(/(@\s?[\w-]+),(?=[a-z]{2,4}\b)/gi, '$1.').matchAll(anyEmail)) {
    const address = found
      .replace(/\s/g, '')
      .replace(/[.,;:!?]+$/, '')
      .toLowerCase();
    if (validEmail.test(address) && !address.includes('..')) return address;
  }
  const dictated =
    /([\w.+-]+(?: (?:punto|guion(?: bajo| medio)?) [\w.+-]+)*) ?\(?(?:arroba|@)\)? ?([\w-]+(?: ?(?:punto|\.) ?[\w-]+)+)/i.exec(
      text.replace(/guión/gi, 'guion'),
    );
  if (!dictated) return null;
  const written = (part: string | undefined) =>
    (part ?? '')
      .replace(/ guion bajo /gi, '_')
      .replace(/ guion(?: medio)? /gi, '-')
      .replace(/ ?(?:\bpunto\b|\.) ?/gi, '.');
  const address = `${written(dictated[1])}@${written(dictated[2])}`.toLowerCase();
  return validEmail.test(address) ? address : null;
}

/** Where people write their numbers without the prefix of the country; a mobile number of the first that has one. */
const countries: readonly CountryCode[] = ['AR', 'UY', 'CL', 'ES', 'MX', 'CO', 'PE', 'PY', 'BO'];

/**
 * A phone in E.164. At home Argentines write 0 and 15 or nothing at all where the world writes +54 9: ten digits without a
 * 0 are taken for a mobile. Source: the phone rules of the standards.
 */
export function phoneIn(text: string, asked: boolean): string | null {
  const numbers = findPhoneNumbersInText(text, 'AR');
  const valid = numbers
    .map(({ number, startsAt, endsAt }) => ({ number, typed: text.slice(startsAt, endsAt) }))
    .filter(({ number }) => number.isValid());
  const last = valid.at(-1);
  if (last) return mobileOf(last.number.number, last.typed);
  if (!asked) return null;
  const typed = text.match(/\+?\d[\d\s().-]{6,}\d/)?.[0];
  if (typed === undefined) return null;
  const digits = typed.replace(/\D/g, '');
  if (digits.length > 10 && isValidPhoneNumber(`+${digits}`))
    return parsePhoneNumberFromString(`+${digits}`)?.number ?? null;
  if (digits.length < 9) return null;
  const abroad = countries.map((country) => parsePhoneNumberFromString(typed, country)).filter((one) => one?.isValid());
  const number = abroad.find((one) => one?.getType() === 'MOBILE') ?? abroad[0];
  if (number) return mobileOf(number.number, typed);
  return null;
}

function mobileOf(e164: string, typed: string): string {
  const bare = typed.replace(/\D/g, '');
  return /^\+54[1-8]\d{9}$/.test(e164) && bare.length === 10 ? e164.replace('+54', '+549') : e164;
}
