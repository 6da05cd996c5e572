import type { OwnTexts, Texts } from './es-ar.ts';
import { esAr } from './es-ar.ts';

export interface Rendered {
  text: string;
  /** Names of the variables that had no value; they are left out of the text. */
  missing: string[];
}

/**
 * Puts values in the place of `{{name}}`. A value is text and nothing else: a placeholder inside a value stays as it is.
 */
export function render(template: string, variables: Record<string, string | null | undefined> = {}): Rendered {
  const missing: string[] = [];
  const text = template.replace(/\{\{\s*([\p{L}\p{N}_.-]+)\s*\}\}/gu, (_, name: string) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value !== null && value !== undefined && value !== '') return value;
    if (!missing.includes(name)) missing.push(name);
    return '';
  });
  return { text, missing };
}

/** The variables a template asks for, each once, in order. */
export function variablesOf(template: string): string[] {
  return render(template).missing;
}

/** The catalogue with the account's own texts in place; an empty one does not replace. */
export function withOwnTexts(own: OwnTexts): Texts {
  const kept = Object.entries(own).filter(
    ([name, text]) => Object.hasOwn(esAr, name) && typeof text === 'string' && text.trim() !== '',
  );
  return { ...esAr, ...Object.fromEntries(kept) };
}
