import type { ShortcutValues } from '../domain/shortcuts.ts';
import { isShortcutVariable, shortcutVariables } from '../domain/shortcuts.ts';
import type { Rendered } from './render.ts';
import { render, variablesOf } from './render.ts';

/** What is wrong with the variables of a shortcut's text, in a sentence; null when nothing is. */
export function shortcutFault(text: string): string | null {
  const unknown = variablesOf(text).filter((name) => !isShortcutVariable(name));
  const known = `known are ${shortcutVariables.join(', ')} and contacto.<field> for a field of the contact`;
  if (unknown.length > 0) return `Unknown variable ${unknown.map(placeholder).join(', ')}: ${known}`;
  // What is left of braces would be sent as it stands.
  return /\{\{|\}\}/.test(render(text).text) ? `Expected variables as {{name}}: ${known}` : null;
}

/** A shortcut with its values in place. A variable without one stays as it is written, so that nobody sends a gap. */
export function renderShortcut(text: string, values: ShortcutValues): Rendered {
  const { missing } = render(text, values);
  const gaps = Object.fromEntries(missing.map((name) => [name, placeholder(name)]));
  return { text: render(text, { ...values, ...gaps }).text, missing };
}

const placeholder = (name: string) => `{{${name}}}`;
