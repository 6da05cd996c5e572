import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Later, Told, ToldStatus } from '../../domain/delivery.ts';
import { presentOf, statusOf, toldStatuses } from '../../domain/delivery.ts';
import {
  awaiting,
  chats,
  DAY,
  ended,
  must,
  NOW,
  ana,
  hsm,
  open,
  outputs,
  scene,
  slotOf,
  tell,
  WROTE,
  wrote,
} from './scenes.ts';

const told = (...all: [ToldStatus, number][]): NonNullable<Later['told']> =>
  Object.fromEntries(all.map(([status, at]): [string, Told] => [status, { at, reason: null, detail: null }]));

describe('the status of a message', () => {
  test.each<[string, NonNullable<Later['told']>, string]>([
    ['nothing', told(), 'sent'],
    ['unknown', told(['unknown', 1]), 'unknown'],
    ['sent after unknown', told(['unknown', 2], ['sent', 1]), 'sent'],
    ['delivered', told(['sent', 1], ['delivered', 2]), 'delivered'],
    ['read without delivered', told(['read', 2]), 'read'],
    ['read, and a late delivered', told(['read', 1], ['delivered', 5], ['sent', 6]), 'read'],
    ['failed, and a late sent', told(['failed', 1], ['sent', 5]), 'failed'],
    ['failed after all', told(['delivered', 1], ['failed', 2]), 'failed'],
    ['failed, at the same time as delivered', told(['delivered', 2], ['failed', 2]), 'failed'],
    ['failed, and confirmed by the device after that', told(['failed', 1], ['delivered', 2]), 'delivered'],
    ['failed, and read after that', told(['failed', 3], ['delivered', 2], ['read', 4]), 'read'],
  ])('of which was told: %s', (_, all, expected) => {
    expect(statusOf('sent', all)).toBe(expected);
  });

  test('is not the customer’s to have: a line of theirs and a note keep what they are', () => {
    expect(statusOf('received', told(['read', 1]))).toBe('received');
    expect(statusOf(null, told(['failed', 1]))).toBe(null);
  });

  test('never goes back as more is told, unless it fails', () => {
    const reports = fc.array(fc.tuple(fc.constantFrom(...toldStatuses), fc.nat({ max: 9 })), { maxLength: 8 });
    const rank = ['queued', 'unknown', 'sent', 'delivered', 'read'];
    fc.assert(
      fc.property(reports, (all) => {
        let known: NonNullable<Later['told']> = {};
        for (const [status, at] of all) {
          const before = statusOf('queued', known);
          if ((known[status]?.at ?? Number.POSITIVE_INFINITY) > at) known = { ...known, ...told([status, at]) };
          const after = statusOf('queued', known);
          if (before !== 'failed' && after !== 'failed')
            expect(rank.indexOf(after ?? '')).toBeGreaterThanOrEqual(rank.indexOf(before ?? ''));
          if (before === 'failed' && after !== 'failed') expect(['delivered', 'read']).toContain(after);
        }
      }),
    );
  });
});

test('a line says what its newest edit says, and keeps all it said before', () => {
  const edits = [
    { text: 'dos', at: 2 },
    { text: 'tres', at: 3 },
  ];
  const line = { direction: 'in', text: 'uno', at: 1 } as const;
  expect(presentOf(line, { edits })).toEqual({
    text: 'tres',
    edits: [{ text: 'uno', at: 1 }, edits[0]],
    editedAt: 3,
    deletedAt: null,
  });
  expect(presentOf(line, {})).toEqual({ text: 'uno', edits: [], editedAt: null, deletedAt: null });
  // Nobody outside changes what we said.
  expect(presentOf({ ...line, direction: 'out' }, { edits, deletedAt: 4 })).toMatchObject({
    text: 'uno',
    deletedAt: null,
  });
});

describe('what is told of a message', () => {
  const failed = {
    type: 'statusTold',
    messageId: 'm',
    status: 'failed',
    at: NOW,
    reason: 'window-closed',
    detail: null,
  } as const;
  const sent = (at: number, isTemplate = false) => ({ at, isTemplate });

  test('leaves the conversation as it was, version and all', () => {
    const before = scene(chats.AGENTE, open, { unread: true, waitingSince: WROTE });
    for (const status of toldStatuses) {
      const step = tell(before, { ...failed, status, reason: null, sent: sent(NOW) });
      expect(step.conversation).toEqual(before);
      expect(step.outputs.map(({ type }) => type)).toEqual(['status']);
    }
  });

  test('ends the session when the window is closed, but not for what went before the customer’s last message', () => {
    const before = scene(chats.AGENTE);
    expect(tell(before, { ...failed, sent: sent(WROTE + 1) }).conversation.chat.state).toBe('EXPIRADO');
    for (const went of [sent(WROTE - 1), sent(WROTE), null]) {
      expect(tell(before, { ...failed, sent: went }).conversation).toEqual(before);
    }
    const again = tell(scene(chats.EXPIRADO, ended), wrote(NOW)).conversation;
    expect(tell(again, { ...failed, sent: sent(NOW - 1000) }).conversation).toEqual(again);
  });

  test('ends the wait for an answer when the template failed, and frees the agent; an older one does not', () => {
    const c = must(scene(chats.EXPIRADO, ended), ana, {
      type: 'template',
      message: hsm,
      slot: slotOf(ana),
    }).conversation;
    const unreachable = { ...failed, reason: 'unreachable' } as const;
    expect(tell(c, { ...unreachable, sent: sent(NOW - DAY, true) }).conversation).toEqual(c);
    const step = tell(c, { ...unreachable, sent: sent(NOW, true) });
    expect(step.conversation).toMatchObject({ chat: { state: 'EXPIRADO' }, session: { status: 'expired' } });
    expect(outputs(step, 'releaseSlot')).toHaveLength(1);
    const waits = scene(chats.AGENTE, awaiting);
    expect(tell(waits, { ...unreachable, sent: sent(NOW, false) }).conversation).toEqual(waits);
  });
});

describe('an edit of the customer', () => {
  const edited = { type: 'customerEdited', messageId: 'm', text: 'quise decir mañana', at: NOW } as const;

  test('reopens nothing, wakes no bot and is no message', () => {
    for (const [chat, session] of [
      [chats.BOT, open],
      [chats.CERRADAS, ended],
      [chats.AGENTE, open],
      [chats.EXPIRADO, ended],
    ] as const) {
      const before = scene(chat, session);
      const { version: _, ...after } = tell(before, edited).conversation;
      expect(before).toMatchObject(after);
      expect(tell(before, edited).outputs.map(({ type }) => type)).toEqual(['edit']);
    }
  });

  test('of a blocked contact is counted and shown nowhere', () => {
    const step = tell(scene(chats.CERRADAS, open, { blocked: true, blockedCount: 2 }), edited);
    expect([step.conversation.blockedCount, step.outputs]).toEqual([3, []]);
  });
});
