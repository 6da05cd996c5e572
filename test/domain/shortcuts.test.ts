import { expect, test } from 'vitest';
import { isShortcutVariable, shortcutValues, shortcutVariables } from '../../domain/shortcuts.ts';
import type { Conversation, Profile } from '../../domain/state.ts';
import { renderShortcut, shortcutFault } from '../../texts/shortcut.ts';
import { cerradas, chats, scene, ventas } from './scenes.ts';

const lucia: Partial<Profile> = {
  name: 'Lucía Gómez',
  firstName: 'Lucía',
  lastName: 'Gómez',
  custom: { pedido: '81' },
};
const names = { agent: 'Ana', inbox: ({ name }: { name: string }) => name, company: 'La Tienda' };
const of = (profile: Partial<Profile>, chat: Conversation['chat'] = chats.AGENTE) => {
  const conversation = scene(chat);
  return shortcutValues({ ...conversation, profile: { ...conversation.profile, ...profile } }, names);
};

test('every variable that has a value is put in', () => {
  const text =
    'Hola {{contacto.nombre}} {{ contacto.apellido }}, soy {{agente.nombre}} de {{bandeja.nombre}} ({{empresa.nombre}}), por el pedido {{contacto.pedido}}.';
  expect(renderShortcut(text, of(lucia))).toEqual({
    text: 'Hola Lucía Gómez, soy Ana de Ventas (La Tienda), por el pedido 81.',
    missing: [],
  });
});

test('a value that is missing is told once and its variable stays, so that no gap is sent', () => {
  const text = '{{contacto.email}} o {{contacto.telefono}}, {{contacto.email}}, {{contacto.talle}}';
  expect(renderShortcut(text, of({ ...lucia, email: '  ' }))).toEqual({
    text,
    missing: ['contacto.email', 'contacto.telefono', 'contacto.talle'],
  });
});

test('without a first name the name is taken', () => {
  expect(of({ name: 'Lu', firstName: null })['contacto.nombre']).toBe('Lu');
});

test('the inbox is where the chat waits or was taken from, and none in Cerradas, with the bot or expired', () => {
  expect(of({}, { state: 'BANDEJA', inbox: ventas })['bandeja.nombre']).toBe('Ventas');
  expect(of({}, chats.AGENTE)['bandeja.nombre']).toBe('Ventas');
  for (const chat of [chats.BOT, chats.EXPIRADO, { state: 'BANDEJA', inbox: cerradas } as const]) {
    expect(of({}, chat)['bandeja.nombre']).toBeNull();
  }
});

test('a value is text and nothing else, and a field of the contact never hides a known one', () => {
  const values = of({ firstName: '{{empresa.nombre}}', custom: { nombre: 'Otra', __proto__x: 'y' } });
  expect(renderShortcut('{{contacto.nombre}}', values).text).toBe('{{empresa.nombre}}');
});

test.each([...shortcutVariables, 'contacto.numero_de_pedido', 'contacto.dni-2'])('%s may be used', (name) => {
  expect(isShortcutVariable(name)).toBe(true);
  expect(shortcutFault(`Hola {{${name}}}`)).toBeNull();
});

test.each(['nombre', 'agente.email', 'empresa', 'contacto.', 'cliente.nombre', 'toString'])(
  '%s is refused, with those that are known',
  (name) => {
    const fault = shortcutFault(`Hola {{${name}}}`);
    expect(fault).toContain(`{{${name}}}`);
    for (const known of shortcutVariables) expect(fault).toContain(known);
  },
);

test.each(['Hola {{contacto nombre}}', 'Hola {{contacto.nombre}', 'Hola {{}}', '}} hola'])(
  '%j would be sent as it stands and is refused',
  (text) => {
    expect(shortcutFault(text)).toContain('{{name}}');
  },
);

test('text with single braces is left alone', () => {
  expect(shortcutFault('El código es {81}')).toBeNull();
});
