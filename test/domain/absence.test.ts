import { expect, test } from 'vitest';
import type { Commander } from '../../domain/commands.ts';
import {
  ana,
  bruno,
  chats,
  give,
  must,
  NOW,
  outputs,
  refused,
  rule,
  scene,
  tell,
  text,
  ventas,
  wrote,
} from './scenes.ts';

const absence: Commander = { ...rule, name: 'absence' };
const back = (ifVersion: number) => ({ type: 'return' as const, reason: 'absence', ifVersion });

test('the rule gives an absent agent’s chat back to its inbox, with its reason, and frees the place', () => {
  const chat = scene(chats.AGENTE);
  const step = must(chat, absence, back(chat.version), { epoch: chat.epoch });
  expect(step.conversation.chat).toEqual({ state: 'BANDEJA', inbox: ventas });
  expect(step.conversation).toMatchObject({ movedBy: { kind: 'rule', name: 'absence' }, reason: 'absence' });
  expect(outputs(step, 'timeline').at(-1)?.row).toMatchObject({ command: 'return', reason: 'absence' });
  expect(outputs(step, 'releaseSlot')).toHaveLength(1);
});

test('an answer that came first keeps the chat with its agent, and one that comes after is refused', () => {
  const chat = scene(chats.AGENTE);
  const answered = must(chat, ana, { type: 'reply', message: text }).conversation;
  expect(refused(answered, absence, back(chat.version), { epoch: chat.epoch }).code).toBe('moved-on');
  const returned = must(chat, absence, back(chat.version), { epoch: chat.epoch }).conversation;
  expect(refused(returned, ana, { type: 'reply', message: text }).code).not.toBe('moved-on');
});

test('a customer’s message meanwhile leaves the chat to the next look', () => {
  const chat = scene(chats.AGENTE);
  const written = tell(chat, wrote(NOW)).conversation;
  expect(refused(written, absence, back(chat.version), { epoch: chat.epoch }).code).toBe('moved-on');
  expect(give(written, absence, back(written.version), { epoch: chat.epoch }).ok).toBe(true);
});

test('a chat that has another owner by now is left to them', () => {
  const chat = scene(chats.AGENTE);
  const inbox = must(chat, ana, { type: 'return' }).conversation;
  const taken = must(inbox, bruno, { type: 'claim', slot: { id: 'slot-bruno' } }).conversation;
  expect(refused(taken, absence, back(taken.version), { epoch: chat.epoch }).code).toBe('stale-epoch');
});

test('a person’s return has no reason and no condition, as before', () => {
  const chat = scene(chats.AGENTE);
  expect(must(chat, ana, { type: 'return' }).conversation.reason).toBeNull();
});
