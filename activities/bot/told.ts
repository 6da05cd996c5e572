import { findPhoneNumbersInText, isValidPhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';
import { nameIn } from './names.ts';
import { wantsPerson } from './wants-person.ts';
import { recogniseSentiment } from './sentiment.ts';
import { isNo, isYes } from './yes-no.ts';
import { smallTalkOf } from './small-talk.ts';

/** What the customer told of themselves, by name of the field, each at most 100 characters. */
export type Told = Record<string, string>;

/**
 * What a line adds to what was told before; `asked` are the fields that were just asked for. What is told later takes the
 * place of what was told earlier, so a correction needs no word of its own. Data inside of code is not the customer's.
 */
export function toldIn(line: string, before: Told, asked: readonly string[]): Told {
  const text = line.replace(/[{[][^{}[\]]*[}\]]/g, ' ').slice(0, 500);
  const told: Told = {};
  const email = emailIn(text);
  if (email !== null) told.email = email;
  const rest = text.replace(anyEmail, ' ');
  const order = orderIn(rest, asked);
  if (order !== null) told.orderNumber = order;
  const parts = (['firstName', 'lastName'] as const).filter((part) => asked.includes(part));
  Object.assign(told, nameIn(withoutData(rest), { known: before, asked: parts }));
  // Who tells one thing of themselves tells the next in the same breath.
  const expected = asked.includes('phone') || Object.keys(told).some((field) => field !== 'orderNumber');
  const phone = phoneIn(order === null ? rest : rest.replace(order, ' '), expected);
  if (phone !== null) told.phone = phone;
  const own = asked.find((field) => !usual.has(field));
  if (own !== undefined && isAnswer(text)) told[own] = text.trim().slice(0, 100);
  return told;
}

const usual = new Set(['firstName', 'lastName', 'phone', 'email', 'orderNumber']);

const anyEmail = /[^\s@<>()[\]"',;:]+\s?@\s?[^\s@<>()[\]"',;:]+/gu;
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

/** "pedido 48213377", "la orden #8841"; a number or a code alone where it was asked for. */
function orderIn(text: string, asked: readonly string[]): string | null {
  const named =
    /(?:pedido|orden|compra|factura|operaci[oó]n|devoluci[oó]n)(?:[\s,:]+(?:es|el|la|n[uú]mero|nro|num|n[°º]?|id|de|con))*[\s.:#°º]*([a-z]{0,4}-?\d{3,14})\b/iu.exec(
      text,
    )?.[1];
  if (named !== undefined) return named.toUpperCase();
  const code = /^\s*#?([a-z]{1,4}-?\d{3,14})\s*[.!]?\s*$/iu.exec(text)?.[1];
  if (code !== undefined) return code.toUpperCase();
  if (!asked.includes('orderNumber')) return null;
  return /(?:^|[\s#])([a-z]{0,4}-?\d{3,14})(?=$|[\s.,;!])/iu.exec(text)?.[1]?.toUpperCase() ?? null;
}

function withoutData(text: string): string {
  return text.replace(/\+?\d[\d\s().-]*/g, ', ').trim();
}

function isAnswer(text: string): boolean {
  const talk = smallTalkOf(text);
  return (
    text.trim() !== '' &&
    !/[?¿]/.test(text) &&
    (talk === null || talk === 'contact') &&
    !isNo(text) &&
    !isYes(text) &&
    wantsPerson(text) === null &&
    recogniseSentiment(text) !== 'ENOJADO'
  );
}
