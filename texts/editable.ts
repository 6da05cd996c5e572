import { autoReplyVariables } from './auto-reply.ts';
import type { Texts } from './es-ar.ts';
import { esAr } from './es-ar.ts';
import { render, variablesOf } from './render.ts';

export const textNames = Object.keys(esAr) as [keyof Texts, ...(keyof Texts)[]];

const autoReplies: ReadonlySet<keyof Texts> = new Set([
  'outOfHours',
  'outOfHoursUntil',
  'nobodyAvailable',
  'nobodyOnline',
]);

/** The variables that a text may use: those for which there is a value where it is said. */
export function variablesFor(name: keyof Texts): readonly string[] {
  return autoReplies.has(name) ? autoReplyVariables : variablesOf(esAr[name]);
}

/** What is wrong with a text that is to replace one of the catalogue, in a sentence; null when nothing is. */
export function textFault(name: keyof Texts, text: string): string | null {
  const allowed = variablesFor(name);
  const known =
    allowed.length === 0 ? 'It has no variables' : `Known are ${allowed.map((one) => `{{${one}}}`).join(', ')}`;
  const unknown = variablesOf(text).filter((one) => !allowed.includes(one));
  if (unknown.length > 0) return `Unknown variable ${unknown.map((one) => `{{${one}}}`).join(', ')}. ${known}`;
  // What is left of braces would be said as it stands.
  return /\{\{|\}\}/.test(render(text).text) ? `Expected variables as {{name}}. ${known}` : null;
}
