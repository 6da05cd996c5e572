import { describe, expect, test } from 'vitest';
import type { Chat } from '../../domain/state.ts';
import { canSee } from '../../domain/visibility.ts';
import {
  alba,
  ana,
  bruno,
  carla,
  cerradas,
  chats,
  general,
  hub,
  must,
  ofAna,
  refused,
  scene,
  sofia,
  soporte,
  text,
  ventas,
} from './scenes.ts';

const places: [where: string, chat: Chat, ana: boolean, bruno: boolean, carla: boolean][] = [
  ['BOT', chats.BOT, true, true, true],
  ['EXPIRADO', chats.EXPIRADO, true, true, true],
  ['Cerradas', chats.CERRADAS, true, true, true],
  ['General', { state: 'BANDEJA', inbox: general }, true, true, true],
  ['Ventas', { state: 'BANDEJA', inbox: ventas }, true, true, false],
  ['Soporte', { state: 'BANDEJA', inbox: soporte }, false, false, false],
  ['the inbox of Ana', { state: 'BANDEJA', inbox: ofAna }, true, false, false],
  ['Ana, out of Ventas', chats.AGENTE, true, false, false],
  ['Ana, out of General', { ...chats.AGENTE, takenFrom: general }, true, false, false],
  ['Ana, out of Cerradas', { ...chats.AGENTE, takenFrom: cerradas }, true, false, false],
  [
    'Bruno, out of the inbox of Ana',
    { ...chats.AGENTE, agent: { id: 'bruno', name: 'Bruno' }, takenFrom: ofAna },
    false,
    true,
    false,
  ],
];

describe.each(places)('a chat with %s', (_, chat, ...seen) => {
  test('is seen by the agents it should be', () => {
    expect([ana, bruno, carla].map((by) => canSee(by, chat))).toEqual(seen);
  });

  test('is seen by supervisors, admins and integrators', () => {
    expect([sofia, alba, hub].map((by) => canSee(by, chat))).toEqual([true, true, true]);
  });
});

describe('sight', () => {
  test('of an agent without a record opens nothing that is somebody’s', () => {
    const nameless = { ...ana, agentId: null };
    expect(canSee(nameless, chats.AGENTE)).toBe(false);
    expect(canSee(nameless, chats.BOT)).toBe(true);
  });

  test('follows the present place: who had the chat has no right left', () => {
    const c = must(scene(chats.AGENTE), ana, { type: 'transfer', target: soporte }).conversation;
    expect(canSee(ana, c.chat)).toBe(false);
    expect(refused(c, ana, { type: 'note', messageId: 'n', text: 'x' }).code).toBe('not-found');
  });

  test('does not change the answer to the command that ends it', () => {
    const step = must(scene(chats.AGENTE), ana, {
      type: 'transfer',
      target: soporte,
      note: { messageId: 'n', text: 'x' },
    });
    expect(step.conversation.chat).toEqual({ state: 'BANDEJA', inbox: soporte });
    expect(must(scene(chats.AGENTE), ana, { type: 'reply', message: text }).conversation.chat).toEqual(chats.AGENTE);
  });
});
