import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance } from '../../domain/advance.ts';
import { can, commandNames } from '../../domain/can.ts';
import type { Command, Commander } from '../../domain/commands.ts';
import { decide } from '../../domain/decide.ts';
import { isRepeat } from '../../domain/refusals.ts';
import type { Chat, Conversation, Session } from '../../domain/state.ts';
import {
  alba,
  ana,
  awaiting,
  bruno,
  carla,
  chats,
  ended,
  hsm,
  hub,
  NOW,
  ofAna,
  open,
  quietPolicy,
  request,
  rule,
  scene,
  sofia,
  soporte,
  target,
  text,
} from './scenes.ts';

/** A command with facts as good as they can be. */
function best(type: keyof typeof commandNames, freeSlot: boolean): Command {
  const slot = freeSlot ? { id: 'slot-x' } : { full: true as const };
  const commands: Record<keyof typeof commandNames, Command> = {
    claim: { type: 'claim', slot },
    assign: { type: 'assign', target: { ...target(bruno), id: 'diego', inboxIds: null }, slot: { id: 'slot-d' } },
    return: { type: 'return' },
    transfer: { type: 'transfer', target: soporte },
    close: { type: 'close', reason: null },
    toBot: { type: 'toBot' },
    handoff: { type: 'handoff', inbox: soporte, reason: null },
    template: { type: 'template', message: hsm, slot },
    undo: { type: 'undo', online: true, slot: { id: 'slot-u' } },
    reply: { type: 'reply', message: text },
    react: { type: 'react', messageId: 'm', emoji: '👍' },
    note: { type: 'note', messageId: 'n', text: 'x' },
    botMessage: { type: 'botMessage', message: text },
    businessEvent: { type: 'businessEvent', name: 'pago', data: null },
    openTicket: { type: 'openTicket', ticket: request('tkt_1') },
    read: { type: 'read' },
    unread: { type: 'unread' },
    block: { type: 'block' },
    unblock: { type: 'unblock' },
  };
  return commands[type];
}

const inOrder: [Chat, Session][] = [
  [chats.BOT, open],
  [chats.BOT, awaiting],
  [chats.BANDEJA, open],
  [chats.BANDEJA, awaiting],
  [{ state: 'BANDEJA', inbox: ofAna }, open],
  [chats.CERRADAS, open],
  [chats.CERRADAS, awaiting],
  [chats.CERRADAS, ended],
  [chats.AGENTE, open],
  [chats.AGENTE, awaiting],
  [{ ...chats.AGENTE, agent: { id: 'sofia', name: 'Sofía' } }, open],
  [chats.EXPIRADO, ended],
];

const conversations: fc.Arbitrary<Conversation> = fc
  .record({
    at: fc.constantFrom(...inOrder),
    blocked: fc.boolean(),
    unread: fc.boolean(),
    undo: fc.constantFrom(null, { chat: chats.AGENTE, command: 'close' as const }),
    botMode: fc.constantFrom('builtin' as const, 'off' as const),
  })
  .map(({ at: [chat, session], blocked, unread, undo, botMode }) => {
    const rests = chat.state === 'EXPIRADO' || (chat.state === 'BANDEJA' && chat.inbox.kind === 'CERRADAS');
    const policy = { ...quietPolicy, botMode };
    return scene(chat, session, {
      blocked: blocked && rests,
      unread,
      undo: chat.state === 'BANDEJA' ? undo : null,
      policy,
    });
  });

const callers: fc.Arbitrary<Commander> = fc
  .record({ by: fc.constantFrom(ana, bruno, carla, sofia, alba, hub, rule), online: fc.boolean() })
  .map(({ by, online }) => ({ ...by, online: by === hub || by === rule || online }));

describe('what a caller can do', () => {
  test('is what decide lets them do and what is not done already', () => {
    fc.assert(
      fc.property(conversations, callers, fc.boolean(), fc.nat({ max: 48 * 3_600_000 }), (c, by, freeSlot, later) => {
        const now = NOW + later;
        const offered = can(c, by, freeSlot, now);
        for (const [type, name] of Object.entries(commandNames)) {
          const command = best(type as keyof typeof commandNames, freeSlot);
          const decision = decide(c, { id: 'x', command, by, policy: c.policy }, now);
          const pointless = isRepeat(advance(c, now).conversation, command, by);
          expect([type, offered.includes(name)]).toEqual([type, decision.ok && !pointless]);
        }
      }),
      { numRuns: 800 },
    );
  });

  test('is named like the routes', () => {
    const routes =
      'claim assign return transfer close bot handoff template undo messages reactions notes bot-messages events tickets read unread block unblock';
    expect(Object.values(commandNames)).toEqual(routes.split(' '));
  });

  test.each<[string, Conversation, Commander, string]>([
    ['Bruno before a waiting chat', scene(chats.BANDEJA), bruno, 'claim transfer notes tickets unread block'],
    [
      'Ana with her chat',
      scene(chats.AGENTE),
      ana,
      'return transfer close bot template messages reactions notes tickets unread block',
    ],
    [
      'Ana awaiting a reply',
      scene(chats.AGENTE, awaiting),
      ana,
      'return transfer close template notes tickets unread block',
    ],
    ['Carla before a chat she may not see', scene(chats.BANDEJA), carla, ''],
    ['Bruno before a chat with the bot', scene(chats.BOT), bruno, 'notes tickets unread block'],
    ['Sofía before a chat with the bot', scene(chats.BOT), sofia, 'assign notes tickets unread block'],
    ['Bruno after the session', scene(chats.EXPIRADO, ended), bruno, 'template notes tickets unread block'],
    ['Bruno before a closed chat', scene(chats.CERRADAS), bruno, 'claim transfer template notes tickets unread block'],
    [
      'Bruno before a blocked contact',
      scene(chats.CERRADAS, open, { blocked: true }),
      bruno,
      'notes tickets unread unblock',
    ],
    ['an integrator before a chat with the bot', scene(chats.BOT), hub, 'handoff bot-messages events tickets'],
    ['an integrator before a chat of people', scene(chats.AGENTE), hub, 'events tickets'],
  ])('%s', (_, c, by, expected) => {
    expect(can(c, by, true, NOW)).toEqual(expected === '' ? [] : expected.split(' '));
  });

  test('holds no command that the deadlines of now have made impossible', () => {
    const late = scene(chats.AGENTE);
    expect(can(late, ana, true, (open.expiresAt ?? 0) - 1)).toContain('messages');
    expect(can(late, ana, true, open.expiresAt ?? 0)).toEqual(['template', 'notes', 'tickets', 'unread', 'block']);
  });

  test('holds no claim nor template without a free slot', () => {
    expect(can(scene(chats.BANDEJA), bruno, false, NOW)).not.toContain('claim');
    expect(can(scene(chats.EXPIRADO, ended), bruno, false, NOW)).not.toContain('template');
    expect(can(scene(chats.AGENTE), ana, false, NOW)).toContain('template');
  });
});
