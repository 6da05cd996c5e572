import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance } from '../../domain/advance.ts';
import type { Command, Commander } from '../../domain/commands.ts';
import type { DeadlineKind } from '../../domain/deadlines.ts';
import { deadline, deadlines } from '../../domain/deadlines.ts';
import type { Step } from '../../domain/draft.ts';
import type { Policy } from '../../domain/policy.ts';
import { defaultPolicy } from '../../domain/policy.ts';
import type { Chat, Conversation, Session } from '../../domain/state.ts';
import { isEscalated } from '../../domain/state.ts';
import {
  ana,
  awaiting,
  bruno,
  chats,
  DAY,
  ended,
  HOUR,
  hsm,
  MINUTE,
  must,
  NOW,
  open,
  outputs,
  quietPolicy,
  scene,
  slotOf,
  sofia,
  soporte,
  target,
  tell,
  text,
  WROTE,
  wrote,
} from './scenes.ts';

const END = WROTE + DAY;
const policy: Policy = defaultPolicy;

/** A scene under the default rules, standing since NOW. */
function standing(chat: Chat, rest: Partial<Conversation> = {}, session: Session = open): Conversation {
  return scene(chat, session, { policy, since: NOW, ...rest });
}

const waiting = standing(chats.BANDEJA, { waitingSince: WROTE });
const unanswered = standing(chats.AGENTE, { waitingSince: NOW });
const alerts = (step: Step) => outputs(step, 'alert').map(({ row }) => [row.kind, row.level, row.raisedAt - NOW]);

describe('the instant of a deadline', () => {
  const none = null;
  const kinds: DeadlineKind[] = [
    'expiry',
    'awaitingReply',
    'unattended',
    'unanswered',
    'windowClosing',
    'angry',
    'quiet',
  ];
  const end = awaiting.expiresAt;
  test.each<[string, Conversation, (number | null)[]]>([
    ['BOT', standing(chats.BOT, { waitingSince: WROTE }), [END, none, none, none, none, none, none]],
    ['BANDEJA', waiting, [END, none, NOW + 5 * MINUTE, none, END - HOUR, none, none]],
    ['Cerradas', standing(chats.CERRADAS), [END, none, none, none, none, none, none]],
    ['Cerradas, expired', standing(chats.CERRADAS, {}, ended), [none, none, none, none, none, none, NOW + 30 * DAY]],
    ['AGENTE, all answered', standing(chats.AGENTE), [END, none, none, none, END - HOUR, none, none]],
    ['AGENTE, customer waiting', unanswered, [END, none, none, NOW + 10 * MINUTE, END - HOUR, none, none]],
    ['AGENTE, awaiting a reply', standing(chats.AGENTE, {}, awaiting), [none, end, none, none, none, none, none]],
    [
      'BANDEJA, awaiting a reply',
      standing(chats.BANDEJA, {}, awaiting),
      [none, end, NOW + 5 * MINUTE, none, none, none, none],
    ],
    ['EXPIRADO', standing(chats.EXPIRADO, {}, ended), [none, none, none, none, none, none, NOW + 30 * DAY]],
  ])('in %s', (_, c, expected) => {
    expect(kinds.map((kind) => deadline(kind, c))).toEqual(expected);
    const instants = deadlines(c).map(({ at }) => at);
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
  });

  test('of a quiet contact counts from its last message or move', () => {
    const c = standing(chats.EXPIRADO, { lastMessageAt: NOW + HOUR }, ended);
    expect(deadline('quiet', c)).toBe(NOW + HOUR + 30 * DAY);
  });

  test('takes the inbox’s own times before the account’s', () => {
    const own = { ...chats.BANDEJA.inbox, unattendedAfter: MINUTE, unansweredAfter: 2 * MINUTE };
    expect(deadline('unattended', { ...waiting, chat: { state: 'BANDEJA', inbox: own } })).toBe(NOW + MINUTE);
    expect(deadline('unanswered', { ...unanswered, chat: { ...chats.AGENTE, takenFrom: own } })).toBe(NOW + 2 * MINUTE);
  });

  test('counts the owner’s time from when they took the chat, not from when the customer began to wait', () => {
    expect(deadline('unanswered', { ...unanswered, waitingSince: WROTE })).toBe(NOW + 10 * MINUTE);
    expect(deadline('unanswered', { ...unanswered, waitingSince: NOW + MINUTE })).toBe(NOW + 11 * MINUTE);
  });

  test('is none for a window that closes sooner than its warning', () => {
    const short = { ...policy, window: HOUR, windowClosingBefore: HOUR };
    expect(deadline('windowClosing', { ...waiting, policy: short })).toBe(null);
    expect(deadline('windowClosing', { ...waiting, policy: { ...short, windowClosingBefore: HOUR - 1 } })).not.toBe(
      null,
    );
  });
});

describe('a session', () => {
  test('ends exactly one window after the customer’s last message', () => {
    const c = tell(standing(chats.AGENTE), wrote(NOW)).conversation;
    const quiet = { ...c, policy: quietPolicy };
    expect(advance(quiet, NOW + DAY - 1)).toEqual({ conversation: quiet, outputs: [] });
    const step = advance(quiet, NOW + DAY + 5 * HOUR);
    expect(step.conversation).toMatchObject({ chat: { state: 'EXPIRADO' }, since: NOW + DAY, waitingSince: null });
    expect(step.conversation.session).toMatchObject({ status: 'expired', expiresAt: NOW + DAY });
    expect(outputs(step, 'releaseSlot')).toEqual([{ type: 'releaseSlot', agentId: 'ana', slot: 'slot-ana' }]);
  });

  test('is counted from the customer’s own time when a message comes late but in time', () => {
    const c = tell(scene(chats.EXPIRADO, ended), wrote(NOW - 20 * HOUR, { receivedAt: NOW })).conversation;
    expect(c.session).toEqual({ status: 'open', lastCustomerAt: NOW - 20 * HOUR, expiresAt: NOW + 4 * HOUR });
  });

  test('is not shortened by an older message that arrives after a newer one', () => {
    const c = tell(scene(chats.BANDEJA), wrote(WROTE - HOUR, { receivedAt: NOW })).conversation;
    expect(c.session).toEqual(open);
  });

  test('ends in Cerradas without moving the chat', () => {
    const step = advance(standing(chats.CERRADAS), END);
    expect(step.conversation).toMatchObject({ chat: chats.CERRADAS, since: NOW, session: { status: 'expired' } });
    expect(outputs(step, 'timeline').map(({ row }) => [row.command, row.at])).toEqual([['session-ended', END]]);
    const missed = advance(standing(chats.CERRADAS, {}, awaiting), awaiting.expiresAt ?? 0);
    expect(missed.conversation).toMatchObject({ chat: chats.CERRADAS, session: { status: 'expired' } });
  });

  test('mutes the bot when it ends with it', () => {
    expect(outputs(advance(standing(chats.BOT), END), 'muteBot')).toHaveLength(1);
  });

  test('that awaits a reply for a whole window frees the agent', () => {
    const sent = must(scene(chats.EXPIRADO, ended), ana, { type: 'template', message: hsm, slot: slotOf(ana) });
    expect(sent.conversation.session).toMatchObject({ status: 'awaiting-reply', expiresAt: NOW + DAY });
    expect(advance(sent.conversation, NOW + DAY - 1).outputs).toEqual([]);
    const step = advance(sent.conversation, NOW + DAY);
    expect(step.conversation).toMatchObject({ chat: { state: 'EXPIRADO' }, since: NOW + DAY });
    expect(outputs(step, 'releaseSlot')).toHaveLength(1);
  });
});

describe('an escalation', () => {
  test('is raised at its instant, and again after twice the time each', () => {
    const step = advance({ ...waiting, session: { ...open, expiresAt: NOW + DAY } }, NOW + HOUR);
    expect(alerts(step)).toEqual([
      ['unattended', 1, 5 * MINUTE],
      ['unattended', 2, 10 * MINUTE],
      ['unattended', 3, 20 * MINUTE],
      ['unattended', 4, 40 * MINUTE],
    ]);
    expect(new Set(outputs(step, 'alert').map(({ row }) => row.id)).size).toBe(4);
    expect(isEscalated(step.conversation)).toBe(true);
    expect(outputs(step, 'timeline').map(({ row }) => row.command)).toEqual(Array(4).fill('escalate'));
    expect(advance(waiting, NOW + 5 * MINUTE - 1).outputs).toEqual([]);
  });

  test('of an owner who does not answer comes after ten minutes, and stays one episode while they do not', () => {
    const later = tell(advance(unanswered, NOW + 12 * MINUTE).conversation, wrote(NOW + 13 * MINUTE));
    const step = advance(later.conversation, NOW + 25 * MINUTE);
    expect(alerts(step)).toEqual([['unanswered', 2, 20 * MINUTE]]);
  });

  const enders: [string, Conversation, Commander, Command][] = [
    ['claim', waiting, bruno, { type: 'claim', slot: slotOf(bruno) }],
    ['assign', waiting, sofia, { type: 'assign', target: target(bruno), slot: slotOf(bruno) }],
    ['transfer', waiting, bruno, { type: 'transfer', target: soporte }],
    ['assign', unanswered, sofia, { type: 'assign', target: target(bruno), slot: slotOf(bruno) }],
    ['transfer', unanswered, ana, { type: 'transfer', target: soporte }],
    ['reply', unanswered, ana, { type: 'reply', message: text }],
    ['reply', unanswered, ana, { type: 'template', message: hsm, slot: null }],
  ];
  test.each(enders)('ends when someone acts: %s', (how, c, by, command) => {
    const raised = advance(c, NOW + 10 * MINUTE);
    const ids = outputs(raised, 'alert').map(({ row }) => row.id);
    expect(ids.length).toBeGreaterThan(0);
    const step = must(raised.conversation, by, command, {}, NOW + 11 * MINUTE);
    expect(outputs(step, 'alertsEnded').map(({ ended: one }) => one)).toEqual([
      { ids, at: NOW + 11 * MINUTE, by: { kind: by.role, id: by.agentId, name: by.name }, how },
    ]);
    expect(isEscalated(step.conversation)).toBe(false);
  });

  test('ends when a supervisor acknowledges it, and is not raised again in the same episode', () => {
    const raised = advance(waiting, NOW + 5 * MINUTE);
    const id = outputs(raised, 'alert')[0]?.row.id ?? '';
    const step = must(raised.conversation, sofia, { type: 'acknowledge', alertId: id }, {}, NOW + 6 * MINUTE);
    expect(outputs(step, 'alertsEnded')).toMatchObject([{ ended: { ids: [id], how: 'acknowledge' } }]);
    expect(isEscalated(step.conversation)).toBe(false);
    expect(advance(step.conversation, NOW + 10 * HOUR).outputs).toEqual([]);
    // Twice is once.
    const again = must(step.conversation, sofia, { type: 'acknowledge', alertId: id }, {}, NOW + 7 * MINUTE);
    expect(again.outputs).toEqual([]);
    // The next episode is a new one.
    const taken = must(step.conversation, ana, { type: 'claim', slot: slotOf(ana) }, {}, NOW + 8 * MINUTE).conversation;
    const back = must(taken, ana, { type: 'return' }, {}, NOW + 9 * MINUTE).conversation;
    expect(alerts(advance(back, NOW + 14 * MINUTE))).toEqual([['unattended', 1, 14 * MINUTE]]);
  });

  test('is not ended by a note nor by marking the chat', () => {
    const raised = advance(unanswered, NOW + 10 * MINUTE).conversation;
    for (const command of [{ type: 'note', messageId: 'n', text: 'x' }, { type: 'unread' }] as const) {
      const step = must(raised, ana, command, {}, NOW + 11 * MINUTE);
      expect(isEscalated(step.conversation)).toBe(true);
    }
  });
});

describe('an angry customer', () => {
  test('who is left in an inbox is told again at the next level, after twice the time each, until somebody acts', () => {
    const first = tell(waiting, wrote(NOW, { mood: 'ENOJADO' })).conversation;
    const only = { ...first, policy: { ...quietPolicy, unattendedAfter: 5 * MINUTE }, since: NOW };
    const angry = (step: Step) => alerts(step).filter(([kind]) => kind === 'angry-customer');
    expect(angry(advance(only, NOW + 40 * MINUTE))).toEqual([
      ['angry-customer', 2, 5 * MINUTE],
      ['angry-customer', 3, 15 * MINUTE],
      ['angry-customer', 4, 35 * MINUTE],
    ]);
    const later = advance(only, NOW + 6 * MINUTE).conversation;
    const alertId = later.escalations['angry-customer']?.alertIds[1] ?? '';
    const known = must(later, sofia, { type: 'acknowledge', alertId }, {}, NOW + 6 * MINUTE).conversation;
    expect(angry(advance(known, NOW + HOUR))).toEqual([]);
    const taken = must(later, bruno, { type: 'claim', slot: slotOf(bruno) }, {}, NOW + 6 * MINUTE).conversation;
    expect(angry(advance(taken, NOW + HOUR))).toEqual([]);
  });

  test('in an inbox is told at once, and once', () => {
    const first = tell(waiting, wrote(NOW, { mood: 'ENOJADO' }));
    expect(alerts(first)).toEqual([['angry-customer', 1, 0]]);
    expect(alerts(tell(first.conversation, wrote(NOW + 1, { mood: 'ENOJADO' })))).toEqual([]);
  });

  test('who was with the bot is told when the chat reaches an inbox', () => {
    const angry = tell(standing(chats.BOT), { type: 'moodRecognised', sentiment: 'ENOJADO' });
    expect(alerts(angry)).toEqual([]);
    const handed = tell(angry.conversation, { type: 'botHandedOff', inbox: soporte, reason: null });
    expect(alerts(handed)).toEqual([['angry-customer', 1, 0]]);
  });

  test('with an agent is not told until the chat waits again', () => {
    const angry = tell(standing(chats.AGENTE), wrote(NOW, { mood: 'ENOJADO' }));
    expect(alerts(angry)).toEqual([]);
    expect(alerts(must(angry.conversation, ana, { type: 'return' }))).toEqual([['angry-customer', 1, 0]]);
  });

  test('is not told of a chat that rests in Cerradas', () => {
    const angry = standing(chats.AGENTE, { sentiment: 'ENOJADO' });
    expect(alerts(must(angry, ana, { type: 'close', reason: null }))).toEqual([]);
  });

  test('who calms down ends it', () => {
    const angry = tell(waiting, { type: 'moodRecognised', sentiment: 'ENOJADO' });
    const calm = tell(angry.conversation, { type: 'moodRecognised', sentiment: 'POSITIVO' });
    expect(outputs(calm, 'alertsEnded')).toHaveLength(1);
    expect(isEscalated(calm.conversation)).toBe(false);
  });
});

describe('a window about to close', () => {
  const only: Policy = { ...quietPolicy, windowClosingBefore: HOUR };

  test('is told one hour before, with the customer waiting, and again at each half of what is left', () => {
    for (const chat of [chats.BANDEJA, chats.AGENTE]) {
      const c = standing(chat, { waitingSince: WROTE, policy: only });
      expect(advance(c, END - HOUR - 1).outputs).toEqual([]);
      const left = alerts(advance(c, END - 1)).map(([kind, level, at]) => [kind, level, END - NOW - Number(at)]);
      expect(left).toEqual(
        [60, 30, 15, 7.5, 3.75, 1.875].map((minutes, i) => ['window-closing', i + 1, minutes * MINUTE]),
      );
    }
  });

  test('is not told when nobody waits, nor with the bot, nor in Cerradas', () => {
    expect(alerts(advance(standing(chats.AGENTE, { policy: only }), END))).toEqual([]);
    for (const chat of [chats.BOT, chats.CERRADAS])
      expect(alerts(advance(standing(chat, { waitingSince: WROTE, policy: only }), END))).toEqual([]);
  });

  test('is told at once of a chat that reaches an inbox within that hour', () => {
    const late = standing(chats.BOT, { policy: only });
    const at = END - 20 * MINUTE;
    const handed = tell(late, { type: 'botHandedOff', inbox: soporte, reason: null }, at).conversation;
    expect(alerts(advance(handed, at))).toEqual([['window-closing', 1, at - NOW]]);
  });

  test('is not told again while the customer still waits and somebody has acknowledged it', () => {
    const told = advance(standing(chats.AGENTE, { waitingSince: WROTE, policy: only }), END - MINUTE);
    const alertId = outputs(told, 'alert')[0]?.row.id ?? '';
    const known = must(told.conversation, sofia, { type: 'acknowledge', alertId }, {}, END - MINUTE).conversation;
    const wroteOn = tell(known, wrote(END - MINUTE)).conversation;
    expect(alerts(advance(wroteOn, END + DAY - 2 * MINUTE))).toEqual([]);
  });

  test('begins anew with the customer’s next message', () => {
    const told = advance(standing(chats.AGENTE, { waitingSince: WROTE, policy: only }), END - MINUTE).conversation;
    const answered = must(told, ana, { type: 'reply', message: text }, {}, END - MINUTE).conversation;
    const again = tell(answered, wrote(END - MINUTE)).conversation;
    expect(deadline('windowClosing', again)).toBe(END - MINUTE + DAY - HOUR);
  });
});

describe('time that passed unwatched', () => {
  test('fires every missed deadline in its order at its own instant', () => {
    const step = advance(waiting, NOW + 3 * DAY);
    const lines = outputs(step, 'timeline').map(({ row }) => [row.reason ?? row.command, row.at]);
    expect(lines).toEqual([
      ['unattended 1', NOW + 5 * MINUTE],
      ['unattended 2', NOW + 10 * MINUTE],
      ['unattended 3', NOW + 20 * MINUTE],
      ['unattended 4', NOW + 40 * MINUTE],
      ['unattended 5', NOW + 80 * MINUTE],
      ['unattended 6', NOW + 160 * MINUTE],
      ['unattended 7', NOW + 320 * MINUTE],
      ['unattended 8', NOW + 640 * MINUTE],
      ['unattended 9', NOW + 1280 * MINUTE],
      ...[60, 30, 15, 7.5, 3.75, 1.875].map((minutes, i) => [`window-closing ${i + 1}`, END - minutes * MINUTE]),
      ['session-ended', END],
    ]);
    expect(step.conversation).toMatchObject({ chat: { state: 'EXPIRADO' }, escalations: {} });
  });

  test('comes before the message or command that follows it', () => {
    const step = tell(standing(chats.AGENTE, { policy: quietPolicy }), wrote(END + HOUR));
    expect(outputs(step, 'timeline').map(({ row }) => [row.from, row.to, row.at])).toEqual([
      ['AGENTE', 'EXPIRADO', END],
      ['EXPIRADO', 'BOT', END + HOUR],
    ]);
  });

  test('never runs back when rules with shorter times come into force', () => {
    const shorter = { ...policy, version: 5, unattendedAfter: 1 };
    const step = must(waiting, sofia, { type: 'unread' }, { policy: shorter }, NOW + 4 * MINUTE);
    for (const { row } of outputs(step, 'alert')) expect(row.raisedAt).toBeGreaterThanOrEqual(NOW);
  });

  test('in one leap ends as in many steps', () => {
    const starts = fc.constantFrom(
      waiting,
      unanswered,
      standing(chats.BOT, { waitingSince: WROTE }),
      standing(chats.CERRADAS),
      standing(chats.AGENTE, {}, awaiting),
      standing(chats.BANDEJA, { waitingSince: WROTE }, awaiting),
      tell(waiting, wrote(NOW, { mood: 'ENOJADO' })).conversation,
      standing(chats.EXPIRADO, {}, ended),
    );
    const stops = fc.array(fc.nat({ max: 3 * DAY }), { maxLength: 12 });
    const rules = fc.record({
      unattendedAfter: fc.integer({ min: 0, max: 2 * HOUR }),
      unansweredAfter: fc.integer({ min: 0, max: 2 * HOUR }),
      windowClosingBefore: fc.integer({ min: 0, max: 2 * DAY }),
    });
    fc.assert(
      fc.property(starts, stops, rules, (start, times, times2) => {
        const from = { ...start, policy: { ...policy, ...times2 } };
        const end = NOW + 3 * DAY;
        const leap = advance(from, end);
        let step: Step = { conversation: from, outputs: [] };
        for (const at of [...times.map((time) => NOW + time).sort((a, b) => a - b), end]) {
          const next = advance(step.conversation, at);
          step = { conversation: next.conversation, outputs: [...step.outputs, ...next.outputs] };
        }
        expect(step).toEqual(leap);
        expect(advance(leap.conversation, end).outputs).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
