import type { UnsafeReason } from '../domain/person.ts';

/** What an agent reads who wanted to join two contacts. */
export const unsafeTexts = {
  'same-contact': 'Es el mismo contacto.',
  'emails-differ': 'Tienen correos distintos.',
  'phones-differ': 'Tienen teléfonos distintos.',
  'both-authenticated': 'Son dos personas autenticadas en el mismo canal.',
  'blocked-differs': 'Uno está bloqueado y el otro no.',
  'different-agents': 'En este momento los atienden dos agentes distintos.',
  'linked-elsewhere': 'Uno ya está unido a otro contacto que no coincide.',
  'too-many': 'Una persona no puede tener tantos contactos.',
} as const satisfies Record<UnsafeReason, string>;
