import { anyEmail, emailIn, phoneIn } from './addresses.ts';
import type { WantedField } from './field-values.ts';
import { typeOfField, valueIn } from './field-values.ts';
import { nameIn } from './names.ts';

/** What the customer told of themselves, by name of the field, each at most 100 characters. */
export type Told = Record<string, string>;

const usual = new Set(['firstName', 'lastName', 'phone', 'email', 'orderNumber']);

/** The fields of these names that are not among the usual, as the account describes them or their names tell. */
export function wantedOf(
  names: readonly string[],
  described: Readonly<Record<string, Omit<WantedField, 'name'>>> = {},
) {
  return names
    .filter((name) => !usual.has(name))
    .map((name): WantedField => ({ ...(described[name] ?? { type: typeOfField(name) }), name }));
}

/**
 * What a line adds to what was told before; `asked` are the fields that were just asked for, `wanted` those that may be
 * told besides. What is told later takes the place of what was told earlier, so a correction needs no word of its own.
 * An answer that is something else goes where it belongs. Data inside of code is not the customer's.
 */
export function toldIn(
  line: string,
  before: Told,
  asked: readonly string[],
  wanted: readonly WantedField[] = wantedOf(asked),
): Told {
  const text = line.replace(/[{[][^{}[\]]*[}\]]/g, ' ').slice(0, 500);
  const told: Told = {};
  const email = emailIn(text);
  if (email !== null) told.email = email;
  let rest = text.replace(anyEmail, ' ');
  for (const field of wanted.filter(({ type }) => type !== 'text')) {
    const value = valueIn(field.type === 'email' ? text : rest, field, asked.includes(field.name));
    if (value === null) continue;
    told[field.name] = value;
    rest = withoutValue(rest, value);
  }
  const order = orderIn(rest, asked);
  if (order !== null) told.orderNumber = order;
  const parts = (['firstName', 'lastName'] as const).filter((part) => asked.includes(part));
  Object.assign(told, nameIn(withoutData(rest), { known: before, asked: parts }));
  // Who tells one thing of themselves tells the next in the same breath.
  const expected = asked.includes('phone') || Object.keys(told).some((field) => field !== 'orderNumber');
  const phone = phoneIn(order === null ? rest : rest.replace(order, ' '), expected);
  if (phone !== null) told.phone = phone;
  const open = Object.keys(told).every((field) => field === 'orderNumber');
  for (const field of wanted.filter(({ type }) => type === 'text')) {
    const value = valueIn(text, field, open && asked.includes(field.name));
    if (value === null) continue;
    if (asked.includes(field.name) && !/pedido|orden/i.test(text)) delete told.orderNumber;
    told[field.name] = value;
  }
  return told;
}

/** The value as it was typed, with any dots, dashes and spaces in it. */
function withoutValue(text: string, value: string): string {
  const typed = Array.from(value.replace(/[^\p{L}\d]/gu, '')).join('[^\\p{L}\\d]*');
  return text.replace(new RegExp(typed, 'iu'), ' ');
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
