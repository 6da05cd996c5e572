import { describe, expect, test } from 'vitest';
import type { UnsafeReason } from '../../domain/person.ts';
import { emailKey, fillIn, phoneKey, unsafeToLink } from '../../domain/person.ts';
import type { Chat, Conversation, Profile } from '../../domain/state.ts';
import { chats, scene } from './scenes.ts';

const contact = (
  id: string,
  profile: Partial<Profile> = {},
  rest: Partial<Conversation> = {},
  chat: Chat = chats.BOT,
) => {
  const base = scene(chat);
  return { ...base, id, profile: { ...base.profile, ...profile }, ...rest };
};
const judged = (a: Conversation, b: Conversation) => unsafeToLink(a, b, [a], [b]);
const bruno = { ...chats.AGENTE, agent: { id: 'bruno', name: 'Bruno' } };

describe('two contacts', () => {
  test.each<[string, Conversation, Conversation, UnsafeReason[]]>([
    ['that say nothing against it', contact('a'), contact('b'), []],
    [
      'of the same number, written otherwise',
      contact('a', { phone: '+54 9 381 555-1234' }),
      contact('b', { phone: '005493815551234' }),
      [],
    ],
    [
      'of the same address, written otherwise',
      contact('a', { email: 'Lu@Example.com' }),
      contact('b', { email: 'lu@example.com' }),
      [],
    ],
    [
      'with other addresses',
      contact('a', { email: 'lu@a.com' }),
      contact('b', { email: 'lu@b.com' }),
      ['emails-differ'],
    ],
    [
      'with numbers alike but for the 9',
      contact('a', { phone: '5493815551234' }),
      contact('b', { phone: '543815551234' }),
      ['phones-differ'],
    ],
    [
      'authenticated on one channel',
      contact('a', { authenticated: true }),
      contact('b', { authenticated: true }),
      ['both-authenticated'],
    ],
    [
      'authenticated on two',
      contact('a', { authenticated: true }),
      contact('b', { authenticated: true }, { channel: 'whatsapp' }),
      [],
    ],
    ['one of them blocked', contact('a', {}, { blocked: true }), contact('b'), ['blocked-differs']],
    ['with two agents', contact('a', {}, {}, chats.AGENTE), contact('b', {}, {}, bruno), ['different-agents']],
    ['with one agent', contact('a', {}, {}, chats.AGENTE), contact('b', {}, {}, chats.AGENTE), []],
    ['that are one', contact('a'), contact('a'), ['same-contact']],
    [
      'with several reasons',
      contact('a', { email: 'a@a.com', phone: '1' }),
      contact('b', { email: 'b@b.com', phone: '2' }, { blocked: true }),
      ['emails-differ', 'phones-differ', 'blocked-differs'],
    ],
  ])('%s', (_, a, b, expected) => {
    expect(judged(a, b)).toEqual(expected);
    expect(judged(b, a)).toEqual(expected);
  });

  test('are not linked when a third that is linked to one contradicts the other', () => {
    const [a, b] = [contact('a', { email: 'lu@a.com' }), contact('b')];
    const third = contact('c', { email: 'lu@c.com' });
    expect(unsafeToLink(b, a, [b, third], [a])).toEqual(['linked-elsewhere']);
    expect(unsafeToLink(b, a, [b], [a])).toEqual([]);
    const many = Array.from({ length: 10 }, (_, i) => contact(`m-${i}`));
    expect(unsafeToLink(many[0] ?? b, a, many, [a])).toEqual(['too-many']);
  });
});

test('what a card lacks comes from the first that knows it; what it has stands', () => {
  const own = contact('a', { name: 'Lu', email: null, phone: null }).profile;
  const others = [contact('b', { name: 'Lucía', phone: '1' }), contact('c', { phone: '2', email: 'lu@c.com' })];
  expect(fillIn(own, others)).toEqual({
    fields: { phone: '1', email: 'lu@c.com' },
    from: { phone: 'b', email: 'c' },
  });
});

test('no number and no address have no key', () => {
  expect([phoneKey(null), phoneKey('s/n'), emailKey(null), emailKey(' ')]).toEqual([null, null, null, null]);
});
