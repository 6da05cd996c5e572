import { describe, expect, test } from 'vitest';
import type { Happening } from '../../domain/commands.ts';
import type { Policy } from '../../domain/policy.ts';
import type { ReopenTo } from '../../domain/vocabulary.ts';
import {
  ana,
  awaiting,
  cerradas,
  chats,
  DAY,
  ended,
  general,
  HOUR,
  must,
  NOW,
  nobody,
  open,
  outputs,
  quietPolicy,
  rule,
  scene,
  slotOf,
  sofia,
  soporte,
  target,
  tell,
  text,
  ventas,
  whereIs,
  wrote,
} from './scenes.ts';

const rules = (rest: Partial<Policy>) => ({ policy: { ...quietPolicy, ...rest } });
const rested = [
  ['Cerradas', chats.CERRADAS, open],
  ['Cerradas, expired', chats.CERRADAS, ended],
  ['Cerradas, awaiting a reply', chats.CERRADAS, awaiting],
  ['EXPIRADO', chats.EXPIRADO, ended],
] as const;

describe('a first message', () => {
  test('begins with the bot, which is asked for an answer', () => {
    const step = tell(nobody(), wrote(NOW));
    expect(step.conversation).toMatchObject({
      chat: { state: 'BOT' },
      previous: null,
      origin: 'customer',
      waitingSince: NOW,
      unread: true,
      session: { status: 'open', lastCustomerAt: NOW, expiresAt: NOW + DAY },
    });
    expect(step.outputs.map(({ type }) => type)).toEqual(['message', 'timeline', 'askBot']);
  });

  test.each(['bot', 'lastInbox', 'lastAgent'] as const)('waits in General while the bot is off (%s)', (reopenTo) => {
    const step = tell({ ...nobody(), ...rules({ botMode: 'off', reopenTo }) }, wrote(NOW));
    expect(step.conversation.chat).toEqual({ state: 'BANDEJA', inbox: general });
    expect(outputs(step, 'askBot')).toEqual([]);
    expect(outputs(step, 'offerTo')).toEqual([]);
  });
});

describe.each(rested)('a message to a chat at rest in %s', (_, chat, session) => {
  test.each<[ReopenTo, 'builtin' | 'off', string, number]>([
    ['bot', 'builtin', 'BOT', 0],
    ['lastInbox', 'builtin', 'soporte', 0],
    ['lastAgent', 'builtin', 'soporte', 1],
    ['bot', 'off', 'soporte', 0],
  ])('reopens by the account’s rule: %s, bot %s', (reopenTo, botMode, expected, offers) => {
    const before = scene(chat, session, { ...rules({ reopenTo, botMode }), lastInbox: soporte, sentiment: 'ENOJADO' });
    const step = tell(before, wrote(NOW));
    expect(whereIs(step.conversation.chat)).toBe(expected);
    expect(step.conversation.session).toEqual({ status: 'open', lastCustomerAt: NOW, expiresAt: NOW + DAY });
    expect(step.conversation.waitingSince).toBe(NOW);
    expect(outputs(step, 'offerTo')).toEqual(offers ? [{ type: 'offerTo', agentId: 'ana' }] : []);
    expect(outputs(step, 'askBot')).toHaveLength(expected === 'BOT' ? 1 : 0);
    // What angered them last time alerts nobody now.
    expect(outputs(step, 'alert')).toEqual([]);
  });

  test('goes to General when it never waited anywhere', () => {
    for (const policy of [
      rules({ reopenTo: 'lastInbox' }),
      rules({ botMode: 'off' }),
      rules({ reopenTo: 'lastAgent' }),
    ]) {
      const step = tell(scene(chat, session, { ...policy, lastInbox: null, lastAgent: null }), wrote(NOW));
      expect(whereIs(step.conversation.chat)).toBe('general');
      expect(outputs(step, 'offerTo')).toEqual([]);
    }
  });
});

test('an offer to the last agent never overrides who claimed meanwhile', () => {
  const reopened = tell(scene(chats.EXPIRADO, ended, rules({ reopenTo: 'lastAgent' })), wrote(NOW)).conversation;
  const assign = { type: 'assign', target: target(ana), slot: slotOf(ana) } as const;
  expect(whereIs(must(reopened, rule, assign).conversation.chat)).toBe('ana');
  const claimed = must(reopened, sofia, { type: 'claim', slot: slotOf(sofia) }).conversation;
  expect(() => must(claimed, rule, assign)).toThrow('already-claimed');
});

describe('a message older than its window', () => {
  test('is stored with its own time and opens nothing, in any situation', () => {
    const late = wrote(NOW - DAY, { receivedAt: NOW, mood: 'ENOJADO' });
    for (const [chat, session] of [
      [chats.BOT, open],
      [chats.BANDEJA, open],
      [chats.CERRADAS, ended],
      [chats.AGENTE, awaiting],
      [chats.EXPIRADO, ended],
    ] as const) {
      const before = scene(chat, session);
      const step = tell(before, late);
      expect(step.outputs.map(({ type }) => type)).toEqual(['message']);
      expect(outputs(step, 'message')[0]?.row).toMatchObject({ at: NOW - DAY, receivedAt: NOW, direction: 'in' });
      expect(step.conversation.session.status).toBe(session.status);
      expect(step.conversation.session.expiresAt).toBe(session.expiresAt);
      expect(step.conversation.waitingSince).toBe(before.waitingSince);
    }
  });

  test('of a contact nobody knew leaves the chat expired', () => {
    const step = tell(nobody(), wrote(NOW - DAY, { receivedAt: NOW }));
    expect(step.conversation).toMatchObject({
      chat: { state: 'EXPIRADO' },
      previous: null,
      session: { status: 'expired' },
    });
    expect(outputs(step, 'askBot')).toEqual([]);
  });

  test('is one that comes exactly a window later; a moment sooner it opens what is left', () => {
    const step = tell(scene(chats.EXPIRADO, ended), wrote(NOW - DAY + 1, { receivedAt: NOW }));
    expect(step.conversation).toMatchObject({ chat: { state: 'BOT' }, session: { expiresAt: NOW + 1 } });
  });
});

describe('a reaction', () => {
  test('is kept and opens no session', () => {
    const reacted = { type: 'customerReacted', messageId: 'm-1', emoji: '❤️', at: NOW, profile: {} } as const;
    for (const [, chat, session] of rested) {
      const step = tell(scene(chat, session), reacted);
      expect(step.outputs.map(({ type }) => type)).toEqual(['reaction']);
      expect(step.conversation.session).toEqual(session);
      expect(step.conversation.chat).toEqual(chat);
    }
    expect(outputs(tell(nobody(), reacted), 'reaction')).toHaveLength(1);
  });
});

describe('a blocked contact', () => {
  test('is counted and shown nowhere', () => {
    for (const [, chat, session] of rested) {
      const before = scene(chat, session, { blocked: true });
      const one = tell(before, wrote(NOW));
      const two = tell(one.conversation, {
        type: 'customerReacted',
        messageId: 'm',
        emoji: '👍',
        at: NOW,
        profile: {},
      });
      const late = tell(two.conversation, wrote(NOW - DAY, { receivedAt: NOW }));
      expect([one, two, late].flatMap((step) => step.outputs)).toEqual([]);
      expect(late.conversation).toEqual({ ...before, blockedCount: 3, version: before.version + 3 });
    }
  });

  test('gives up its slot and its deadlines, and who blocks stops the bot', () => {
    const step = must(scene(chats.AGENTE, open, { waitingSince: NOW }), ana, { type: 'block' });
    expect(step.conversation).toMatchObject({
      blocked: true,
      chat: { state: 'BANDEJA', inbox: cerradas },
      waitingSince: null,
    });
    expect(outputs(step, 'releaseSlot')).toHaveLength(1);
    expect(outputs(must(scene(chats.BOT), ana, { type: 'block' }), 'muteBot')).toHaveLength(1);
    expect(must(step.conversation, ana, { type: 'block' }).outputs).toEqual([]);
  });

  test('once unblocked starts as from Cerradas', () => {
    for (const [, chat, session] of rested) {
      const freed = must(scene(chat, session, { blocked: true }), ana, { type: 'unblock' }).conversation;
      expect(freed.chat).toEqual(chat);
      expect(whereIs(tell(freed, wrote(NOW + 1)).conversation.chat)).toBe('BOT');
    }
  });
});

describe('what the channel tells of a person', () => {
  test('fills the card and never overwrites what a person edited', () => {
    const told = (name: string) => ({ ...wrote(NOW), profile: { name, phone: '549381' } }) as ReturnType<typeof wrote>;
    const first = tell(nobody(), told('Lu')).conversation;
    expect(first.profile).toMatchObject({ name: 'Lu', phone: '549381', edited: [] });
    const edited = must(first, ana, { type: 'editContact', patch: { name: 'Lucía' } }).conversation;
    expect(tell(edited, told('Lu 🌸')).conversation.profile).toMatchObject({ name: 'Lucía', edited: ['name'] });
  });
});

describe('the bot', () => {
  const said: Happening = { type: 'botSaid', messages: [text] };

  test('leaves a question it could not answer with the line that says so, and with none that is not said', () => {
    const gap = { question: '¿Alquilan?', inboxId: 'ventas' };
    const missed: Happening = { type: 'botSaid', messages: [text], gap };
    const step = tell(scene(chats.BOT), missed);
    const [line] = outputs(step, 'message');
    const { contactId, seq } = line?.row ?? {};
    expect(outputs(step, 'gap').map(({ row }) => row)).toEqual([
      { id: `${contactId}:${seq}`, contactId, ...gap, at: NOW },
    ]);
    expect(outputs(tell(scene(chats.AGENTE), missed), 'gap')).toEqual([]);
  });

  test('speaks only while it has the chat and the session is open', () => {
    const step = tell(scene(chats.BOT, open, { waitingSince: NOW }), said);
    expect(outputs(step, 'message').map(({ row }) => [row.direction, row.author.kind])).toEqual([['out', 'bot']]);
    expect(step.conversation.waitingSince).toBe(null);
    for (const [chat, session] of [
      [chats.BOT, awaiting],
      [chats.BANDEJA, open],
      [chats.AGENTE, open],
      [chats.CERRADAS, open],
      [chats.EXPIRADO, ended],
    ] as const)
      expect(tell(scene(chat, session), said).outputs).toEqual([]);
  });

  test('whose answer came too late is on the timeline, and the chat stays', () => {
    const step = tell(scene(chats.AGENTE), { type: 'botAnswerDiscarded', reason: 'the chat has left the bot' });
    expect(outputs(step, 'timeline')[0]?.row).toMatchObject({
      command: 'bot-answer-discarded',
      from: 'AGENTE',
      to: 'AGENTE',
    });
    expect(step.conversation.chat).toEqual(chats.AGENTE);
  });

  test('is muted by whatever takes the chat from it, and asked again when a waiting customer comes back', () => {
    const taken = must(scene(chats.BOT, open, { waitingSince: NOW }), sofia, {
      type: 'assign',
      target: target(ana),
      slot: slotOf(ana),
    });
    expect(outputs(taken, 'muteBot')).toHaveLength(1);
    expect(taken.conversation.chat).toMatchObject({ takenFrom: general });
    expect(outputs(must(taken.conversation, ana, { type: 'toBot' }), 'askBot')).toHaveLength(1);
  });

  test('that names no place for people gives the chat to General', () => {
    const handed = tell(scene(chats.BOT), { type: 'botHandedOff', inbox: cerradas, reason: null });
    expect(handed.conversation.chat).toEqual({ state: 'BANDEJA', inbox: general });
  });

  test('that was switched off leaves its chats to people with the next message', () => {
    const step = tell(scene(chats.BOT, open, rules({ botMode: 'off' })), wrote(NOW));
    expect(step.conversation.chat).toEqual({ state: 'BANDEJA', inbox: ventas });
    expect(outputs(step, 'muteBot')).toHaveLength(1);
  });
});

describe('the provider’s word that the window is closed', () => {
  test('ends the session there and then', () => {
    const closed = { type: 'windowClosedByProvider', sentAt: NOW, reason: '131047' } as const;
    const step = tell(scene(chats.AGENTE), closed);
    expect(step.conversation).toMatchObject({
      chat: { state: 'EXPIRADO' },
      reason: '131047',
      movedBy: { kind: 'channel' },
      session: { status: 'expired', expiresAt: NOW },
    });
    expect(outputs(step, 'releaseSlot')).toHaveLength(1);
    // The customer's next message opens it anew.
    const again = tell(step.conversation, wrote(NOW + HOUR)).conversation;
    expect(again).toMatchObject({ chat: { state: 'BOT' }, session: { expiresAt: NOW + HOUR + DAY } });
  });
});
