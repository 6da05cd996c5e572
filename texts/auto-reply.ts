import type { Texts } from './es-ar.ts';
import { render, variablesOf } from './render.ts';

/** What an inbox's own auto-reply may name. */
export const autoReplyVariables = ['contacto.nombre', 'bandeja.nombre', 'horario.proximo'] as const;
export type AutoReplyValues = Record<(typeof autoReplyVariables)[number], string | null>;

export function knowsVariables(text: string): boolean {
  return variablesOf(text).every((name) => (autoReplyVariables as readonly string[]).includes(name));
}

/** The inbox's own text, or the account's, which tells the next opening where that is known. */
export function outOfHoursText(own: string | undefined, values: AutoReplyValues, texts: Texts): string {
  return render(own ?? (values['horario.proximo'] ? texts.outOfHoursUntil : texts.outOfHours), values).text;
}

/** The inbox's own text, or the account's for whether all who are there are busy or nobody is. */
export function nobodyAvailableText(
  why: 'busy' | 'offline',
  own: string | undefined,
  values: AutoReplyValues,
  texts: Texts,
): string {
  return render(own ?? (why === 'busy' ? texts.nobodyAvailable : texts.nobodyOnline), values).text;
}
