import { expect, test } from 'vitest';
import type { RoomMessage } from '../../domain/room-message.ts';
import { caseMeant, meaningOf } from '../../domain/room-message.ts';
import { nextToMake, personalRoomName, retryAfter, warningsOf } from '../../domain/rooms.ts';

const main = { kind: 'SOPORTE', ownerId: null, contactId: null, other: false } as const;
const own = { kind: 'PERSONAL', ownerId: 'juan', contactId: 'c1', other: false } as const;
const juan = { id: 'juan', active: true, registration: 'registered' } as const;
const said = (text: string, more: Partial<RoomMessage> = {}): RoomMessage => ({
  kind: 'text',
  text,
  room: own,
  author: juan,
  quoted: null,
  ...more,
});

test.each<[string, RoomMessage, object]>([
  ['any words in a room of one’s own go to the customer', said('Hola'), { act: 'reply', text: 'Hola' }],
  ['a picture goes with its caption', said('mirá', { kind: 'file' }), { act: 'reply', text: 'mirá' }],
  [
    '/cliente sends what follows, whatever it looks like',
    said('/cliente /fin de mes'),
    { act: 'reply', text: '/fin de mes' },
  ],
  ['/CLIENTE over lines', said('/CLIENTE uno\ndos'), { act: 'reply', text: 'uno\ndos' }],
  ['/fin with a reason', said(' /fin resuelto '), { act: 'close', reason: 'resuelto' }],
  ['/fin alone', said('/fin'), { act: 'close', reason: null }],
  ['/info', said('/info'), { act: 'info' }],
  ['an unknown command reaches nobody', said('/finalizar'), { act: 'answer', answer: 'unknownCommand' }],
  ['a slash alone neither', said('/'), { act: 'answer', answer: 'unknownCommand' }],
  [
    'without a case nothing is sent',
    said('Hola', { room: { ...own, contactId: null } }),
    { act: 'answer', answer: 'noCaseHere' },
  ],
  [
    'nor what somebody else writes there',
    said('Hola', { author: { ...juan, id: 'ana' } }),
    { act: 'answer', answer: 'roomOfAnother' },
  ],
  ['nor what a stranger writes', said('Hola', { author: null }), { act: 'answer', answer: 'strange' }],
  [
    'nor of somebody inactive',
    said('Hola', { author: { ...juan, active: false } }),
    { act: 'answer', answer: 'inactive' },
  ],
  [
    'nor what was written for a case that is over',
    said('Hola', { room: { ...own, contactId: null, other: true } }),
    { act: 'answer', answer: 'anotherCase' },
  ],
  [
    'nor what is said under a line of another case',
    said('Tu clave es 1234', { quoted: { kind: 'line', contactId: 'c0' } }),
    { act: 'answer', answer: 'anotherCase' },
  ],
  [
    'nor a command under one',
    said('/fin', { quoted: { kind: 'line', contactId: 'c0' } }),
    { act: 'answer', answer: 'anotherCase' },
  ],
  [
    'nor a reaction to one',
    said('', { kind: 'reaction', quoted: { kind: 'line', contactId: 'c0' } }),
    { act: 'answer', answer: 'anotherCase' },
  ],
  [
    'under a line of the same case it is sent',
    said('Hola', { quoted: { kind: 'line', contactId: 'c1' } }),
    { act: 'reply', text: 'Hola' },
  ],
  ['what cannot be sent on is said', said('', { kind: 'other' }), { act: 'answer', answer: 'unsupported' }],
  ['a reaction is one', said('', { kind: 'reaction' }), { act: 'react' }],
  [
    'a case is taken by quoting it with anything',
    said('voy', { room: main, quoted: { kind: 'case', contactId: 'c9' } }),
    { act: 'claim', contactId: 'c9' },
  ],
  [
    'also with a picture',
    said('', { kind: 'file', room: main, quoted: { kind: 'case', contactId: 'c9' } }),
    { act: 'claim', contactId: 'c9' },
  ],
  ['agents talk among themselves in peace', said('¿almorzamos?', { room: main }), { act: 'nothing' }],
  ['and quote each other', said('dale', { room: main, quoted: { kind: 'other' } }), { act: 'nothing' }],
  [
    'a quote that nobody knows is asked for again',
    said('voy', { room: main, quoted: { kind: 'lost' } }),
    { act: 'answer', answer: 'lostQuote' },
  ],
  [
    'a command in the main room is sent elsewhere',
    said('/fin', { room: main }),
    { act: 'answer', answer: 'commandElsewhere' },
  ],
])('%s', (_, message, meaning) => {
  expect(meaningOf(message)).toEqual(meaning);
});

test.each(['LISTO', 'listo!', ' Listo. ', '*LISTO*', '✅ listo'])(
  '%s, quoting one’s own registration, registers',
  (text) => {
    const asked = said(text, {
      room: main,
      author: { ...juan, registration: 'pending' },
      quoted: { kind: 'registration', agentId: 'juan' },
    });
    expect(meaningOf(asked)).toEqual({ act: 'register' });
    expect(meaningOf({ ...asked, quoted: { kind: 'registration', agentId: 'ana' } })).toMatchObject({
      answer: 'registrationOfAnother',
    });
    expect(meaningOf({ ...asked, quoted: null })).toMatchObject({ answer: 'notRegistered' });
    expect(meaningOf({ ...asked, quoted: { kind: 'case', contactId: 'c9' } })).toMatchObject({
      answer: 'notRegistered',
    });
  },
);

test('what was written before a case came into the room is not for it, down to the second', () => {
  const room = { contactId: 'c1', caseSince: 5_400 };
  expect([4_000, 4_999, 5_000, 6_000].map((at) => caseMeant(room, at))).toEqual([null, null, 'c1', 'c1']);
  expect(caseMeant({ ...room, caseSince: null }, 0)).toBe('c1');
});

test('names that say nothing or are long are warned of, good ones are not', () => {
  for (const name of ['Test', 'Grupo 1', 'grupo', 'Prueba 2', '12', 'Sala N° 3'])
    expect(warningsOf(name)).toEqual(['says-nothing']);
  for (const name of ['🎫 Soporte Técnico - UltraWiFi', '💰 Ventas Nuevos Clientes', '👔 Supervisión y Escalaciones'])
    expect(warningsOf(name)).toEqual([]);
  expect(warningsOf('Soporte Técnico de la Zona Norte y Sur')).toEqual(['too-long']);
  expect(personalRoomName('SOPORTE', 'Juan Pérez', 2)).toBe('Chat soporte Juan N°2');
});

test('between the groups of two agents lies the pace, those of one follow each other, main ones wait for nobody', () => {
  const room = (id: string, agentId: string | null, notBefore = 0) => ({
    id,
    agentId,
    createdAt: Number(id),
    notBefore,
  });
  const last = { agentId: 'ana', at: 1000 };
  expect(nextToMake([room('1', 'ana'), room('2', 'bruno')], last, 1001, 90)).toMatchObject({ id: '1', at: 1001 });
  expect(nextToMake([room('2', 'bruno')], last, 1001, 90)).toMatchObject({ id: '2', at: 1090 });
  expect(nextToMake([room('2', 'bruno'), room('3', null)], last, 1001, 90)).toMatchObject({ id: '3', at: 1001 });
  expect(nextToMake([room('1', 'ana', 1500), room('2', 'bruno')], last, 1001, 90)).toMatchObject({ id: '2', at: 1090 });
  expect(nextToMake([], last, 1001, 90)).toBeNull();
  expect([1, 2, 5, 9].map((attempts) => retryAfter(attempts, 60))).toEqual([60, 120, 960, 960]);
});
