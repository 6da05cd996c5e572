import type { FieldType } from '../../domain/ticket-types.ts';
import { words } from '../../language/spanish.ts';
import { emailIn, phoneIn } from './addresses.ts';
import { refuses } from './refusal.ts';
import { recogniseSentiment } from './sentiment.ts';
import { smallTalkOf } from './small-talk.ts';
import { wantsPerson } from './wants-person.ts';
import { isNo, isYes } from './yes-no.ts';

/** A field that an account requires besides the usual: its name, and what its values look like. */
export interface WantedField {
  name: string;
  /** What customers read for it, where the account says so. */
  label?: string | undefined;
  type: FieldType;
  /** `#` is a digit, `@` a letter, `*` either; anything else is itself. */
  pattern?: string | undefined;
}

/** The value of the field in a line, as the customer tells it: by its name at any time, bare where it was asked for. */
export function valueIn(text: string, field: WantedField, asked: boolean): string | null {
  const recognise =
    field.pattern === undefined ? recognisers[field.type] : (said: string) => shaped(said, field.pattern ?? '');
  const after = afterName(text, field.name);
  const named = after === null ? null : recognise === null ? sentence(after) : recognise(after);
  if (named !== null || !asked) return named;
  return recognise === null ? answer(text, field.name) : recognise(text);
}

/** Whether a line that has no value of the field seems to be meant as one: "123" where a DNI was asked for. */
export function looksMeant(text: string, { name, type }: Pick<WantedField, 'name' | 'type'>): boolean {
  if (type === 'text' || text.includes('?')) return false;
  if (type === 'email') return /@|arroba/i.test(text);
  const label = new Set(words(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')));
  const besides = words(text).filter(
    (word) => !/\d/.test(word) && word !== 'es' && !unsaying.has(word) && !label.has(word),
  );
  return /\d/.test(text) && besides.length <= 1;
}

const longest = 100;

/** Null where any words may be the value. */
const recognisers: Record<FieldType, ((text: string) => string | null) | null> = {
  text: null,
  number: (text) => /(?<![\p{L}\d.,@-])\d+(?:[.,]\d+)*(?![\p{L}\d@])/u.exec(text)?.[0] ?? null,
  code: codeIn,
  email: emailIn,
  phone: (text) => phoneIn(text, true),
  date: dateIn,
  document: (text) => /(?<![\d.-])\d{1,2}[. ]?\d{3}[. ]?\d{3}(?![\d-])/.exec(text)?.[0].replace(/\D/g, '') ?? null,
  taxId: (text) => {
    const found = /(?<!\d)(2[034567]|3[034])[-. ]?(\d{2}\.?\d{3}\.?\d{3})[-. ]?(\d)(?!\d)/.exec(text);
    return found ? `${found[1]}-${(found[2] ?? '').replaceAll('.', '')}-${found[3]}` : null;
  },
  address: addressIn,
};

/** What a field is by its name: an account need not say that a `dni` is a document. */
export function typeOfField(name: string): FieldType {
  const said = ` ${words(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')).join(' ')} `;
  return wellKnown.find(([names]) => names.test(said))?.[1] ?? 'text';
}

const wellKnown: readonly [RegExp, FieldType][] = [
  [/ (?:mail|email|correo) /, 'email'],
  [/ (?:telefono|celular|whatsapp|movil|phone) /, 'phone'],
  [/ (?:dni|documento|document) /, 'document'],
  [/ (?:cuit|cuil|tax) /, 'taxId'],
  [/ (?:fecha|date|nacimiento) /, 'date'],
  [/ (?:direccion|domicilio|address) /, 'address'],
  [/ (?:cantidad|monto|importe|edad|altura|total|codigo postal|cp|unidades|piso|quantity|amount) /, 'number'],
  [
    / (?:factura|comprobante|recibo|remito|pedido|orden|compra|serie|cliente|socio|contrato|legajo|guia|seguimiento|poliza|patente|tracking|codigo|cbu|numero|nro|invoice|order|customer|client|serial|number|code) /,
    'code',
  ],
];

const unsaying = new Set('numero nro n de del la el los las su tu mi number of the'.split(' '));

/** What follows the name of the field, past "es", ":" and the like; null where the line does not name it. */
function afterName(text: string, name: string): string | null {
  const said = words(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')).filter((word) => !unsaying.has(word));
  if (said.length === 0) return null;
  const plain = text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  const label = said.join('(?:\\W+(?:de|del|la|el))*\\W+');
  const found = new RegExp(
    `(?<![\\p{L}\\d])${label}(?![\\p{L}\\d])[\\s,]*(?:(?:es|era|seria|numero|nro|num|n|el|la|:|=|#|°|º|\\.|-)[\\s,]*)*`,
    'iu',
  ).exec(plain);
  return found === null ? null : plain === text ? text.slice(found.index + found[0].length) : restOf(text, found);
}

/** Accents count as letters of their own once they are taken off: the rest is counted from the end. */
function restOf(text: string, found: RegExpExecArray): string {
  const left = found.input.length - found.index - found[0].length;
  const folded = (part: string) => part.normalize('NFD').replace(/[\u0300-\u036f]/g, '').length;
  let start = text.length;
  while (start > 0 && folded(text.slice(start)) < left) start--;
  return text.slice(start);
}

function shaped(text: string, pattern: string): string | null {
  const signs: Record<string, string> = { '#': '\\d', '@': '\\p{L}', '*': '[\\p{L}\\d]' };
  const source = Array.from(pattern, (sign) => signs[sign] ?? sign.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('');
  return new RegExp(`(?<![\\p{L}\\d])${source}(?![\\p{L}\\d])`, 'iu').exec(text)?.[0].toUpperCase() ?? null;
}

/** Letters, digits and dashes with a digit among them: no address, no phone, no date. */
function codeIn(text: string): string | null {
  const free = text.replace(/\S+@\S+/g, ' ').replace(/\+\d[\d\s().-]+/g, ' ');
  if (dateIn(free) !== null) return null;
  const found = free.match(/(?<![\p{L}\d/-])(?=[\p{L}\d/-]*\d)[\p{L}\d]+(?:[-/][\p{L}\d]+)*(?![\p{L}\d])/gu) ?? [];
  const alone = found.length === 1 && found[0] === text.trim().replace(/[.!]$/, '').replace(/^#/, '');
  const code = found.find((one) => one.length >= 3 || alone);
  return code !== undefined && code.length <= 40 ? code.toUpperCase() : null;
}

const months = 'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre';
const weekdays = 'lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo';

/** A day as it is written; nothing is made of "ayer", which whoever works the ticket off can read beside its date. */
function dateIn(text: string): string | null {
  const said = new RegExp(
    `(?<![\\d/-])(?:\\d{4}-\\d{2}-\\d{2}|(\\d{1,2})[/.-](\\d{1,2})(?:[/.-](?:\\d{4}|\\d{2}))?|\\d{1,2}[º°]? de (?:${months})(?: (?:de |del )?\\d{4})?)(?![\\d/-])|(?<!\\p{L})(?:hoy|ayer|anteayer|(?:el )?(?:${weekdays})(?: pasado)?)(?!\\p{L})`,
    'iu',
  ).exec(text);
  if (!said) return null;
  const [whole, day, month] = said;
  return day !== undefined && (Number(day) > 31 || Number(month) > 12 || Number(month) === 0) ? null : whole;
}

/** A street with its number, and what follows it in the same sentence. */
function addressIn(text: string): string | null {
  if (/[?¿@]/.test(text)) return null;
  const found =
    /(?:(?:vivo|vivimos|estoy|queda|env[ií]en(?:lo|la)?|manden(?:lo|la)?|es|en|a|mi|direcci[oó]n|domicilio|calle:?)[\s:,]+)*((?:\d{1,2} de )?\p{L}[\p{L}\d.'’°º ]{2,50}?,? ?(?:n[°º]? ?|al |altura )?(?:\d{1,5}|s\/n)(?!\d)[^\n?!;]{0,60})/iu.exec(
      text,
    )?.[1];
  if (found === undefined || recogniseSentiment(text) === 'ENOJADO' || words(found).length > 16) return null;
  return found.trim().replace(/[.,]$/, '').slice(0, longest);
}

function sentence(text: string): string | null {
  const said = text.split(/[\n!?¿;]/)[0]?.trim() ?? '';
  return said === '' || words(said).length > 12 ? null : said.slice(0, longest);
}

/** Any words, where they answer: no question, courtesy, refusal, complaint or wish, and no address of theirs. */
function answer(text: string, name: string): string | null {
  const said = text.trim();
  const talk = smallTalkOf(said);
  const feeling = recogniseSentiment(said);
  const aside =
    said === '' ||
    /[?¿@]/.test(said) ||
    talk !== null ||
    isNo(said) ||
    isYes(said) ||
    refuses(said) ||
    wantsPerson(said) !== null ||
    feeling === 'ENOJADO' ||
    feeling === 'NEGATIVO' ||
    words(said).length > 20 ||
    phoneIn(said, false) !== null;
  return aside ? null : (afterName(said, name) ?? said).slice(0, longest);
}
