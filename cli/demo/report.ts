import type { Conversation } from './api.ts';
import type { Choice } from './played-labelled.ts';
import { table, where } from './tell.ts';

export interface Played {
  title: string;
  contactId: string;
  conversation: Conversation;
}

export function tableOfStates(played: readonly Played[]): string {
  const rows = played.map(({ title, conversation: c }) => [
    title,
    where(c.state, c.place.label),
    where(c.previousState, c.previousPlace?.label),
    c.session.status,
    c.sentiment,
    c.escalated ? 'sí' : '',
  ]);
  return table(['conversación', 'estado', 'estado previo', 'sesión', 'ánimo', 'escalado'], rows);
}

export function tableOfChoices(choices: readonly Choice[]): string {
  const name = (inbox: string | null) => inbox ?? 'se queda con el bot';
  const rows = [...choices]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, expected, chosen }) => [id, name(expected), name(chosen), expected === chosen ? '✓' : '✗']);
  const right = choices.filter(({ expected, chosen }) => expected === chosen).length;
  const share = choices.length === 0 ? 0 : Math.round((100 * right) / choices.length);
  return [
    table(['conversación', 'según la etiqueta', 'eligió el bot', ''], rows),
    '',
    `  El bot acertó ${right} de ${choices.length} (${share} %).`,
  ].join('\n');
}

/** What has to be seen on the timelines for the demo to have shown everything. */
const transitions = [
  'write',
  'handoff',
  'claim',
  'assign',
  'return',
  'transfer',
  'close',
  'bot',
  'start',
  'template',
  'undo',
  'block',
  'unblock',
  'event',
  'escalate',
  'acknowledge',
  'session-ended',
  'awaited-reply-missed',
];

/** Transitions that were never played. */
export function missingTransitions(seen: ReadonlySet<string>): string[] {
  return transitions.filter((name) => !seen.has(name));
}
