import { describe, expect, test } from 'vitest';
import type { Command, Commander, Happening } from '../../domain/commands.ts';
import { advance } from '../../domain/advance.ts';
import { deadline } from '../../domain/deadlines.ts';
import type { Conversation } from '../../domain/state.ts';
import {
  ana,
  bruno,
  cerradas,
  chats,
  DAY,
  general,
  hub,
  must,
  NOW,
  open,
  outputs,
  refused,
  scene,
  slotOf,
  sofia,
  soporte,
  tell,
  text,
  ventas,
  whereIs,
  wrote,
} from './scenes.ts';

const undo = (online = true, slot: { id: string } | { full: true } | null = { id: 'slot-again' }): Command => ({
  type: 'undo',
  online,
  slot,
});

const moves: [string, Conversation, Command][] = [
  ['transfer', scene(chats.AGENTE), { type: 'transfer', target: soporte }],
  ['return', scene(chats.AGENTE), { type: 'return' }],
  ['close', scene(chats.AGENTE), { type: 'close', reason: null }],
];
const after = (c: Conversation, command: Command, by: Commander = sofia) => must(c, by, command).conversation;

describe.each(moves)('undoing a %s', (name, before, command) => {
  test('gives the chat back to its agent as a new transition', () => {
    const moved = after(before, command);
    const step = must(moved, sofia, undo());
    expect(step.conversation.chat).toEqual({ ...chats.AGENTE, slot: 'slot-again' });
    expect(step.conversation.epoch).toBe(before.epoch + 2);
    expect(step.conversation.previous?.state).toBe('BANDEJA');
    expect(outputs(step, 'timeline').map(({ row }) => [row.command, row.reason])).toEqual([['undo', name]]);
    expect(outputs(step, 'confirmSlot')).toEqual([{ type: 'confirmSlot', agentId: 'ana', slot: 'slot-again' }]);
    expect(refused(step.conversation, sofia, undo()).code).toBe('moved-on');
  });

  test.each<[string, Command]>([
    ['offline', undo(false)],
    ['full', undo(true, { full: true })],
    ['without a reserved slot', undo(true, null)],
    ['not who a place was reserved with', { type: 'undo', online: true, slot: { id: 'slot-b' }, agentId: 'bruno' }],
  ])('leaves it in the inbox it was taken from when the agent is %s', (_, command2) => {
    const step = must(after(before, command), sofia, command2);
    expect(step.conversation.chat).toEqual({ state: 'BANDEJA', inbox: ventas });
    expect(outputs(step, 'confirmSlot')).toEqual([]);
    const fromClosed = scene({ ...chats.AGENTE, takenFrom: cerradas });
    expect(must(after(fromClosed, command), sofia, command2).conversation.chat).toEqual({
      state: 'BANDEJA',
      inbox: general,
    });
  });

  test('leaves a customer waiting who waited', () => {
    const asked = tell(before, wrote(NOW)).conversation;
    const back = after(after(asked, command), undo());
    expect([asked.waitingSince, back.waitingSince]).toEqual([NOW, NOW]);
    expect(deadline('unanswered', back)).not.toBeNull();
    const answered = after(asked, { type: 'reply', message: text }, ana);
    expect(after(after(answered, command), undo()).waitingSince).toBeNull();
  });

  const since: [string, (c: Conversation) => Conversation][] = [
    ['a customer wrote', (c) => tell(c, wrote(NOW)).conversation],
    ['a message came late', (c) => tell(c, wrote(NOW - DAY, { receivedAt: NOW })).conversation],
    ['somebody claimed it', (c) => after(c, { type: 'claim', slot: slotOf(sofia) })],
    ['it was claimed and returned', (c) => after(after(c, { type: 'claim', slot: slotOf(sofia) }), { type: 'toBot' })],
    ['the session ended', (c) => advance(c, NOW + DAY).conversation],
    [
      'the provider closed the window',
      (c) =>
        tell(c, { type: 'windowClosedByProvider', sentAt: NOW, reason: '131047' } satisfies Happening).conversation,
    ],
    ['the contact was blocked for a while', (c) => after(after(c, { type: 'block' }), { type: 'unblock' })],
    ['it was transferred on', (c) => after(c, { type: 'transfer', target: general })],
  ];
  test.each(since)('is refused once %s', (what, happened) => {
    const decision = happened(after(before, command));
    // A transfer can itself be undone: then it is the last one.
    if (what === 'it was transferred on')
      expect(whereIs(must(decision, sofia, undo()).conversation.chat)).not.toBe('ana');
    else expect(refused(decision, sofia, undo()).code).toBe('moved-on');
  });

  test('stands although somebody read the chat', () => {
    const read = after(after({ ...before, unread: true }, command), { type: 'read' });
    expect(must(read, sofia, undo()).conversation.chat).toMatchObject({ state: 'AGENTE' });
  });
});

describe('undoing a move between inboxes', () => {
  test('of a chat that nobody had brings it back where it waited', () => {
    const moved = after(scene(chats.BANDEJA), { type: 'transfer', target: soporte }, bruno);
    expect(must(moved, sofia, undo()).conversation.chat).toEqual(chats.BANDEJA);
    const closed = after(scene(chats.BANDEJA), { type: 'close', reason: null });
    expect(must(closed, sofia, undo()).conversation.chat).toEqual(chats.BANDEJA);
  });

  test('out of Cerradas brings it back there', () => {
    const moved = after(scene(chats.CERRADAS), { type: 'transfer', target: soporte }, bruno);
    expect(must(moved, sofia, undo()).conversation.chat).toEqual(chats.CERRADAS);
  });

  test('is done once: an undo cannot be undone', () => {
    const moved = after(scene(chats.BANDEJA), { type: 'transfer', target: soporte }, bruno);
    expect(refused(must(moved, sofia, undo()).conversation, sofia, undo()).code).toBe('moved-on');
  });

  test('is refused once the inbox it went to is gone and General has it', () => {
    const moved = after(scene(chats.AGENTE), { type: 'transfer', target: soporte });
    const gone = tell(moved, { type: 'inboxRemoved', inboxId: soporte.id, by: 'Sofía' }).conversation;
    expect(gone.chat).toEqual({ state: 'BANDEJA', inbox: general });
    expect(refused(gone, sofia, undo()).code).toBe('moved-on');
  });

  test('is refused once the inbox it came from is gone', () => {
    const moved = after(scene(chats.BANDEJA), { type: 'transfer', target: soporte }, bruno);
    const gone = tell(moved, { type: 'inboxRemoved', inboxId: ventas.id, by: 'Sofía' }).conversation;
    expect(refused(gone, sofia, undo()).code).toBe('moved-on');
  });
});

test('neither a claim, an assignment nor a handoff can be undone', () => {
  const handed = after(scene(chats.BOT), { type: 'handoff', inbox: ventas, reason: null }, hub);
  const claimed = after(scene(chats.BANDEJA), { type: 'claim', slot: slotOf(ana) }, ana);
  const answered = after(claimed, { type: 'reply', message: text }, ana);
  for (const c of [handed, claimed, answered, scene(chats.BANDEJA, open)])
    expect(refused(c, sofia, undo()).code).toBe('moved-on');
});
