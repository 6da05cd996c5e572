import type { Conversation, InboxRef } from './state.ts';

/** Variables of shortcuts that are always known; besides them every field of a contact's own, as `contacto.<field>`. */
export const shortcutVariables = [
  'contacto.nombre',
  'contacto.apellido',
  'contacto.telefono',
  'contacto.email',
  'agente.nombre',
  'bandeja.nombre',
  'empresa.nombre',
] as const;

/** What a shortcut's variables stand for; null: there is no value. */
export type ShortcutValues = Record<string, string | null>;

/** Whether a variable may stand in a shortcut: a known one, or a field of the contact's own. */
export function isShortcutVariable(name: string): boolean {
  return (shortcutVariables as readonly string[]).includes(name) || /^contacto\.[\w.-]{1,64}$/.test(name);
}

/** The values for one conversation, as whoever is about to write sees it. Blank is no value. */
export function shortcutValues(
  { profile, chat }: Conversation,
  names: { agent: string; inbox: (inbox: InboxRef) => string; company: string },
): ShortcutValues {
  const inbox = chat.state === 'BANDEJA' ? chat.inbox : chat.state === 'AGENTE' ? chat.takenFrom : null;
  const custom = Object.entries(profile.custom).map(([field, value]) => [`contacto.${field}`, filled(value)] as const);
  return {
    ...Object.fromEntries(custom),
    'contacto.nombre': filled(profile.firstName) ?? filled(profile.name),
    'contacto.apellido': filled(profile.lastName),
    'contacto.telefono': filled(profile.phone),
    'contacto.email': filled(profile.email),
    'agente.nombre': filled(names.agent),
    'bandeja.nombre': inbox && inbox.kind !== 'CERRADAS' ? filled(names.inbox(inbox)) : null,
    'empresa.nombre': filled(names.company),
  };
}

function filled(value: string | null): string | null {
  return value?.trim() || null;
}
