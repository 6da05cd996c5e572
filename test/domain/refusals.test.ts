import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command, Commander } from '../../domain/commands.ts';
import { errors, refusalOrder } from '../../domain/errors.ts';
import type { Conversation } from '../../domain/state.ts';
import {
  ana,
  awaiting,
  bruno,
  carla,
  cerradas,
  chats,
  ended,
  general,
  give,
  hsm,
  hub,
  ofAna,
  quietPolicy,
  refused,
  scene,
  slotOf,
  sofia,
  soporte,
  target,
  text,
  ventas,
} from './scenes.ts';

const offline = (by: Commander) => ({ ...by, online: false });
const claim: Command = { type: 'claim', slot: slotOf(bruno) };
const claimFull: Command = { type: 'claim', slot: { full: true } };
const stale = { epoch: 1 };
const blocked = (c: Conversation) => ({ ...c, blocked: true });

describe('of several refusals that apply', () => {
  test('the catalogue keeps the order of the rules', () => {
    expect(refusalOrder).toEqual([
      'not-found',
      'contact-blocked',
      'session-expired',
      'already-claimed',
      'not-owner',
      'stale-epoch',
      'agent-offline',
      'agent-at-capacity',
      'still-with-bot',
      'bot-muted',
      'conversation-open',
      'same-inbox',
      'moved-on',
      'not-now',
    ]);
    for (const code of refusalOrder)
      expect([code, errors[code].status]).toEqual([
        code,
        { 'not-found': 404, 'not-owner': 403 }[code as string] ?? 409,
      ]);
  });

  test.each<[string, string, Conversation, Commander, Command, { epoch?: number }]>([
    ['unseen', 'not-found', scene(chats.BANDEJA), offline(carla), claimFull, stale],
    ['unseen, blocked', 'not-found', blocked(scene(chats.BANDEJA)), offline(carla), claimFull, stale],
    ['blocked', 'contact-blocked', blocked(scene(chats.CERRADAS, ended)), offline(bruno), claimFull, stale],
    ['blocked, expired', 'contact-blocked', blocked(scene(chats.EXPIRADO, ended)), offline(bruno), claimFull, stale],
    ['expired', 'session-expired', scene(chats.EXPIRADO, ended), offline(bruno), claimFull, stale],
    ['closed and expired', 'session-expired', scene(chats.CERRADAS, ended), offline(bruno), claimFull, stale],
    [
      'awaited, not owner',
      'session-expired',
      scene(chats.AGENTE, awaiting),
      offline(bruno),
      { type: 'reply', message: text },
      stale,
    ],
    ['claimed', 'already-claimed', scene(chats.AGENTE), offline(bruno), claimFull, stale],
    ['not owner', 'not-owner', scene(chats.AGENTE), offline(bruno), { type: 'reply', message: text }, stale],
    [
      'not owner, full',
      'not-owner',
      scene(chats.AGENTE),
      offline(bruno),
      { type: 'template', message: hsm, slot: { full: true } },
      stale,
    ],
    ['stale', 'stale-epoch', scene(chats.BANDEJA), offline(bruno), claimFull, stale],
    ['stale, with the bot', 'stale-epoch', scene(chats.BOT), offline(bruno), claimFull, stale],
    ['offline', 'agent-offline', scene(chats.BANDEJA), offline(bruno), claimFull, {}],
    ['offline, with the bot', 'agent-offline', scene(chats.BOT), offline(bruno), claimFull, {}],
    ['full', 'agent-at-capacity', scene(chats.BANDEJA), bruno, claimFull, {}],
    ['full, with the bot', 'agent-at-capacity', scene(chats.BOT), bruno, claimFull, {}],
    ['with the bot', 'still-with-bot', scene(chats.BOT), bruno, claim, {}],
    [
      'open, full',
      'agent-at-capacity',
      scene(chats.BANDEJA),
      bruno,
      { type: 'start', message: text, slot: { full: true }, profile: {} },
      {},
    ],
    ['same inbox, stale', 'stale-epoch', scene(chats.BANDEJA), bruno, { type: 'transfer', target: ventas }, stale],
    [
      'same inbox, offline',
      'agent-offline',
      scene(chats.BANDEJA),
      offline(bruno),
      { type: 'transfer', target: ventas },
      {},
    ],
    ['same inbox', 'same-inbox', scene(chats.BANDEJA), bruno, { type: 'transfer', target: ventas }, {}],
    ['moved on, stale', 'stale-epoch', scene(chats.BOT), sofia, { type: 'undo', online: true, slot: null }, stale],
    ['bot muted, stale', 'stale-epoch', scene(chats.BANDEJA), hub, { type: 'botMessage', message: text }, stale],
    ['not now, offline', 'agent-offline', scene(chats.BANDEJA), offline(bruno), { type: 'reply', message: text }, {}],
    ['not now', 'not-now', scene(chats.BANDEJA), bruno, { type: 'reply', message: text }, {}],
  ])('%s: %s is told', (_, code, c, by, command, rest) => {
    expect(refused(c, by, command, rest).code).toBe(code);
  });

  test('the first of the order wins in every combination a claim can meet', () => {
    const flags = fc.record({
      blocked: fc.boolean(),
      expired: fc.boolean(),
      stale: fc.boolean(),
      offline: fc.boolean(),
      full: fc.boolean(),
      unseen: fc.boolean(),
      place: fc.constantFrom('BOT', 'BANDEJA', 'CERRADAS', 'AGENTE', 'EXPIRADO'),
    });
    fc.assert(
      fc.property(flags, ({ place, ...is }) => {
        const over = place === 'EXPIRADO' || (place === 'CERRADAS' && is.expired);
        const hidden = is.unseen && (place === 'BANDEJA' || place === 'AGENTE');
        const c = scene(chats[place as keyof typeof chats], over ? ended : undefined, { blocked: is.blocked });
        const by = { ...(is.unseen ? carla : bruno), online: !is.offline };
        const applying = [
          hidden && 'not-found',
          is.blocked && 'contact-blocked',
          over && 'session-expired',
          place === 'AGENTE' && 'already-claimed',
          is.stale && 'stale-epoch',
          is.offline && 'agent-offline',
          is.full && 'agent-at-capacity',
          place === 'BOT' && 'still-with-bot',
        ].filter((one) => one !== false);
        const decision = give(c, by, is.full ? claimFull : claim, is.stale ? stale : {});
        expect(decision.ok ? undefined : decision.refusal.code).toBe(applying[0]);
      }),
    );
  });
});

describe('a chat one may not see', () => {
  const mine = scene(chats.AGENTE);
  const others: [string, Command][] = [
    ['claim', claim],
    ['reply', { type: 'reply', message: text }],
    ['return', { type: 'return' }],
    ['close', { type: 'close', reason: null }],
    ['note', { type: 'note', messageId: 'n', text: 'x' }],
    ['block', { type: 'block' }],
    ['read', { type: 'read' }],
    ['template', { type: 'template', message: hsm, slot: null }],
  ];

  test.each(others)('does not exist for %s by who had nothing to do with it', (_, command) => {
    expect(refused(mine, carla, command)).toEqual({ code: 'not-found' });
    expect(refused(scene(chats.BANDEJA), carla, command)).toEqual({ code: 'not-found' });
    expect(refused(scene({ state: 'BANDEJA', inbox: ofAna }), bruno, command)).toEqual({ code: 'not-found' });
  });

  test.each(others)('names its owner to %s by who has access to the inbox it came from', (_, command) => {
    const refusal = refused(mine, bruno, command);
    expect(['already-claimed', 'not-owner']).toContain(refusal.code);
    expect(refusal.owner).toEqual({ id: 'ana', name: 'Ana' });
  });

  test.each([general, cerradas])('is known to everyone when it came from $name', (takenFrom) => {
    const c = scene({ ...chats.AGENTE, takenFrom });
    expect(refused(c, carla, { ...claim })).toEqual({ code: 'already-claimed', owner: { id: 'ana', name: 'Ana' } });
  });

  test('names its owner to who shows an epoch that was theirs, whatever the reason', () => {
    const owners = [
      { epoch: 10, agentId: 'carla' },
      { epoch: 12, agentId: 'ana' },
    ];
    const c = scene(chats.AGENTE, undefined, { owners, epoch: 12 });
    const owner = { id: 'ana', name: 'Ana' };
    const reply: Command = { type: 'reply', message: text };
    expect(refused(c, carla, reply, { epoch: 10 })).toEqual({ code: 'not-owner', owner });
    expect(refused(c, carla, claim, { epoch: 10 })).toEqual({ code: 'already-claimed', owner });
    expect(refused({ ...c, session: awaiting }, carla, reply, { epoch: 10 })).toEqual({
      code: 'session-expired',
      owner,
    });
    // Neither an epoch of somebody else's nor one that nobody had opens anything.
    expect(refused(c, carla, reply, { epoch: 12 })).toEqual({ code: 'not-found' });
    expect(refused(c, carla, reply, { epoch: 11 })).toEqual({ code: 'not-found' });
    expect(refused(c, carla, reply)).toEqual({ code: 'not-found' });
  });

  test('is not there to be started anew either', () => {
    expect(refused(scene(chats.BANDEJA), carla, { type: 'start', message: text, slot: null, profile: {} }).code).toBe(
      'not-found',
    );
  });
});

describe('the epoch', () => {
  test('is refused once ownership has moved, even back to the same person', () => {
    const taken = give({ ...scene(chats.BANDEJA), epoch: 40 }, ana, { type: 'claim', slot: slotOf(ana) });
    if (!taken.ok) throw new Error('refused');
    const first = taken.step.conversation;
    expect(first.epoch).toBe(41);
    const back = give(first, ana, { type: 'return' }, { epoch: 41 });
    const again = back.ok && give(back.step.conversation, ana, { type: 'claim', slot: slotOf(ana) }, { epoch: 42 });
    if (!again || !again.ok) throw new Error('refused');
    expect(again.step.conversation.epoch).toBe(43);
    expect(refused(again.step.conversation, ana, { type: 'reply', message: text }, { epoch: 41 }).code).toBe(
      'stale-epoch',
    );
    expect(give(again.step.conversation, ana, { type: 'reply', message: text }, { epoch: 43 }).ok).toBe(true);
  });
});

describe('particular refusals', () => {
  test('a chat is not transferred into Cerradas', () => {
    expect(refused(scene(chats.AGENTE), ana, { type: 'transfer', target: cerradas }).code).toBe('invalid-target');
  });

  test('a chat goes to any inbox, also one its sender has no access to, or somebody’s own', () => {
    for (const inbox of [soporte, general, ofAna])
      expect(give(scene(chats.AGENTE), ana, { type: 'transfer', target: inbox }).ok).toBe(true);
    expect(give(scene(chats.AGENTE), ana, { type: 'transfer', target: ventas }).ok).toBe(true);
  });

  test('a bot that is off gets no chat', () => {
    const policy = { ...quietPolicy, botMode: 'off' as const };
    expect(refused(scene(chats.AGENTE, undefined, { policy }), ana, { type: 'toBot' }).code).toBe('not-now');
    expect(refused(scene(chats.AGENTE), ana, { type: 'toBot' }, { policy: { ...policy, version: 9 } }).code).toBe(
      'not-now',
    );
  });

  test('an owner needs no free slot for a template of their own chat, everybody else does', () => {
    const full: Command = { type: 'template', message: hsm, slot: { full: true } };
    expect(give(scene(chats.AGENTE), ana, full).ok).toBe(true);
    expect(refused(scene(chats.EXPIRADO, ended), ana, full).code).toBe('agent-at-capacity');
    expect(refused(scene(chats.CERRADAS), ana, full).code).toBe('agent-at-capacity');
  });

  test.each<[string, Command, Commander]>([
    ['claim', claim, bruno],
    ['assign', { type: 'assign', target: target(bruno), slot: slotOf(bruno) }, sofia],
    ['transfer', { type: 'transfer', target: soporte }, sofia],
    ['template', { type: 'template', message: hsm, slot: slotOf(bruno) }, bruno],
    ['start', { type: 'start', message: text, slot: slotOf(bruno), profile: {} }, bruno],
    ['to bot', { type: 'toBot' }, sofia],
    ['undo', { type: 'undo', online: true, slot: null }, sofia],
    ['bot message', { type: 'botMessage', message: text }, hub],
    ['reply', { type: 'reply', message: text }, sofia],
    ['reaction', { type: 'react', messageId: 'm', emoji: '👍' }, sofia],
    ['handoff', { type: 'handoff', inbox: ventas, reason: null }, hub],
  ])('nothing goes to a blocked contact nor gets their chat: %s', (_, command, by) => {
    for (const c of [scene(chats.CERRADAS), scene(chats.CERRADAS, ended), scene(chats.EXPIRADO, ended)])
      expect(refused(blocked(c), by, command).code).toBe('contact-blocked');
  });
});
