import { describe, expect, test } from 'vitest';
import type { Command, Commander } from '../../domain/commands.ts';
import type { Conversation } from '../../domain/state.ts';
import {
  ana,
  bruno,
  chats,
  ended,
  give,
  hsm,
  hub,
  nobody,
  refused,
  rule,
  scene,
  slotOf,
  sofia,
  soporte,
  target,
  text,
} from './scenes.ts';

const claim: Command = { type: 'claim', slot: slotOf(bruno) };
const blocked = (c: Conversation) => ({ ...c, blocked: true });

describe('being online', () => {
  const cells: [Command['type'], Command, Conversation, Commander, boolean][] = [
    ['claim', claim, scene(chats.BANDEJA), bruno, true],
    ['claim', claim, scene(chats.BANDEJA), sofia, true],
    ['reply', { type: 'reply', message: text }, scene(chats.AGENTE), ana, true],
    ['react', { type: 'react', messageId: 'm', emoji: null }, scene(chats.AGENTE), ana, true],
    ['return', { type: 'return' }, scene(chats.AGENTE), ana, true],
    ['return', { type: 'return' }, scene(chats.AGENTE), sofia, false],
    ['transfer', { type: 'transfer', target: soporte }, scene(chats.AGENTE), ana, true],
    ['transfer', { type: 'transfer', target: soporte }, scene(chats.BANDEJA), bruno, true],
    ['transfer', { type: 'transfer', target: soporte }, scene(chats.AGENTE), sofia, false],
    ['close', { type: 'close', reason: null }, scene(chats.AGENTE), ana, true],
    ['close', { type: 'close', reason: null }, scene(chats.AGENTE), sofia, false],
    ['template', { type: 'template', message: hsm, slot: null }, scene(chats.EXPIRADO, ended), ana, true],
    ['template', { type: 'template', message: hsm, slot: null }, scene(chats.EXPIRADO, ended), sofia, true],
    ['template', { type: 'template', message: hsm, slot: null }, scene(chats.EXPIRADO, ended), hub, false],
    ['start', { type: 'start', message: text, slot: null, profile: {} }, nobody(), ana, true],
    ['start', { type: 'start', message: text, slot: null, profile: {} }, nobody(), hub, false],
    ['assign', { type: 'assign', target: target(bruno), slot: null }, scene(chats.BANDEJA), sofia, false],
    ['toBot', { type: 'toBot' }, scene(chats.AGENTE), ana, false],
    ['note', { type: 'note', messageId: 'n', text: 'x' }, scene(chats.AGENTE), ana, false],
    ['block', { type: 'block' }, scene(chats.AGENTE), ana, false],
    ['unblock', { type: 'unblock' }, blocked(scene(chats.CERRADAS)), ana, false],
    [
      'undo',
      { type: 'undo', online: false, slot: null },
      scene(chats.BANDEJA, undefined, { undo: { chat: chats.AGENTE, command: 'return' } }),
      sofia,
      false,
    ],
  ];

  test.each(cells)('%s asks for it as the rules say', (_, command, c, by, needed) => {
    const decision = give(c, { ...by, online: false }, command);
    expect(decision.ok ? null : decision.refusal.code).toBe(needed ? 'agent-offline' : null);
    expect(give(c, by, command).ok).toBe(true);
  });

  test.each<[string, Command]>([
    ['return', { type: 'return' }],
    ['transfer', { type: 'transfer', target: soporte }],
    ['close', { type: 'close', reason: null }],
    ['reply', { type: 'reply', message: text }],
  ])('a supervisor needs it too to %s a chat of their own', (_, command) => {
    const own = scene({ ...chats.AGENTE, agent: { id: 'sofia', name: 'Sofía' } });
    expect(refused(own, { ...sofia, online: false }, command).code).toBe('agent-offline');
    expect(give(own, sofia, command).ok).toBe(true);
  });
});

describe('the agent to assign to', () => {
  const assign = (rest: object, slot: { id: string } | { full: true } | null = slotOf(bruno)): Command => ({
    type: 'assign',
    target: { ...target(bruno), ...rest },
    slot,
  });

  test.each<[string, Command, string]>([
    ['offline', assign({ online: false }), 'agent-offline'],
    ['inactive', assign({ active: false }), 'agent-offline'],
    ['full', assign({}, { full: true }), 'agent-at-capacity'],
    ['without access', assign({ inboxIds: ['general'] }), 'not-found'],
    ['without access and offline', assign({ inboxIds: ['general'], online: false }), 'not-found'],
    ['offline and full', assign({ online: false }, { full: true }), 'agent-offline'],
  ])('is judged as in a claim: %s', (_, command, code) => {
    for (const by of [sofia, rule]) expect(refused(scene(chats.BANDEJA), by, command).code).toBe(code);
    expect(refused(scene(chats.AGENTE), sofia, command).code).toBe(code);
  });

  test('needs a free slot also when the supervisor hands over a chat of their own', () => {
    const own = scene({ ...chats.AGENTE, agent: { id: 'sofia', name: 'Sofía' } });
    expect(refused(own, sofia, assign({}, { full: true })).code).toBe('agent-at-capacity');
  });

  test('needs no access where everyone has it', () => {
    for (const chat of [chats.BOT, chats.CERRADAS])
      expect(give(scene(chat), sofia, assign({ inboxIds: ['general'] })).ok).toBe(true);
  });
});
