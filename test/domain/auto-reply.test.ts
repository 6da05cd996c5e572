import { describe, expect, test } from 'vitest';
import { inboxToLookAt, noteLooked } from '../../domain/auto-reply.ts';
import type { Happening } from '../../domain/commands.ts';
import type { Conversation } from '../../domain/state.ts';
import {
  ana,
  chats,
  HOUR,
  MINUTE,
  must,
  NOW,
  nobody,
  open,
  outputs,
  quietPolicy,
  scene,
  slotOf,
  sofia,
  soporte,
  tell,
  ventas,
  WROTE,
  wrote,
} from './scenes.ts';

const handedOff: Happening = { type: 'botHandedOff', inbox: ventas, reason: null };
const replied = (inboxId = 'ventas'): Happening => ({
  type: 'autoReplied',
  inboxId,
  message: { messageId: 'm-auto', type: 'text', text: 'Fuera de horario' },
});
const said = (c: Conversation, inboxId?: string, now = NOW) =>
  outputs(tell(c, replied(inboxId), now), 'message').length;

const bot = scene(chats.BOT);
const waiting = tell(bot, handedOff).conversation;
const told = tell(waiting, replied()).conversation;
const claimed = must(waiting, ana, { type: 'claim', slot: slotOf(ana) }).conversation;
const writes = (c: Conversation, at = NOW) => tell(c, wrote(at), at).conversation;

describe('somebody looks for people', () => {
  test('when the bot hands the chat over, and when a customer comes back straight to an inbox', () => {
    expect(inboxToLookAt(waiting)?.id).toBe('ventas');
    const off = { ...quietPolicy, botMode: 'off' as const };
    expect(inboxToLookAt(writes(nobody('webchat', off), WROTE))?.id).toBe('general');
    expect(inboxToLookAt(writes(scene(chats.CERRADAS, open, { policy: off })))?.id).toBe('ventas');
  });

  test('anew in another inbox, until the customer has been told', () => {
    const seen = noteLooked(waiting, 'ventas', null);
    expect(inboxToLookAt(seen)).toBeNull();
    const moved = (c: Conversation) => must(c, sofia, { type: 'transfer', target: soporte }).conversation;
    expect(inboxToLookAt(moved(seen))?.id).toBe('soporte');
    expect(inboxToLookAt(moved(told))).toBeNull();
  });

  test('with the first message after the hours have changed, and with none before', () => {
    const seen = noteLooked(waiting, 'ventas', NOW + HOUR);
    expect(seen.version).toBe(waiting.version);
    expect(inboxToLookAt(writes(seen, NOW + HOUR - MINUTE))).toBeNull();
    expect(inboxToLookAt(writes(seen, NOW + HOUR))?.id).toBe('ventas');
    expect(inboxToLookAt(writes(noteLooked(waiting, 'ventas', null), NOW + HOUR))).toBeNull();
  });

  test('for nobody where an agent puts a chat that nobody waits in', () => {
    const closed = must(claimed, ana, { type: 'close', reason: null }).conversation;
    const back = must(closed, ana, { type: 'transfer', target: soporte }).conversation;
    expect(inboxToLookAt(back)).toBeNull();
    expect(inboxToLookAt(writes(back))?.id).toBe('soporte');
  });
});

describe('the customer is told', () => {
  test('by the system, once, and still waits', () => {
    const step = tell(waiting, replied());
    expect(outputs(step, 'message')).toMatchObject([
      { row: { direction: 'out', author: { kind: 'system' }, text: 'Fuera de horario' } },
    ]);
    expect(step.conversation.waitingSince).toBe(waiting.waitingSince);
    expect(said(told)).toBe(0);
    expect(said(writes(told))).toBe(0);
  });

  test.each([
    ['by the bot', bot],
    ['once an agent has the chat', claimed],
    ['after an agent gave it back', must(claimed, ana, { type: 'return' }).conversation],
    ['while blocked', must(waiting, sofia, { type: 'block' }).conversation],
    ['once it is closed', must(waiting, sofia, { type: 'close', reason: null }).conversation],
    ['where people were there', noteLooked(waiting, 'ventas', null)],
  ])('nothing %s', (_, conversation) => {
    expect(tell(conversation, replied())).toEqual({ conversation, outputs: [] });
  });

  test('nothing of an inbox that the chat has left, nor past the end of the session', () => {
    expect(said(must(waiting, sofia, { type: 'transfer', target: soporte }).conversation)).toBe(0);
    expect(said(waiting, 'ventas', WROTE + quietPolicy.window)).toBe(0);
  });

  test('again in the next episode: after a close, the end of the session, or the bot', () => {
    const lastInbox = { policy: { ...quietPolicy, reopenTo: 'lastInbox' as const } };
    const closed = must({ ...told, ...lastInbox }, sofia, { type: 'close', reason: null }).conversation;
    expect(said(writes(closed))).toBe(1);
    expect(
      said(writes({ ...told, ...lastInbox }, WROTE + quietPolicy.window), 'ventas', WROTE + quietPolicy.window),
    ).toBe(1);
    const back = must(told, sofia, { type: 'toBot' }).conversation;
    expect(said(tell(back, handedOff).conversation)).toBe(1);
  });

  test('not again where the close is undone', () => {
    const closed = must(told, sofia, { type: 'close', reason: null }).conversation;
    const undone = must(closed, sofia, { type: 'undo', online: true, slot: null }).conversation;
    expect(said(writes(undone))).toBe(0);
  });
});
