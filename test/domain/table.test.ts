import { describe, expect, test } from 'vitest';
import { advance } from '../../domain/advance.ts';
import type { Command, Commander, Happening } from '../../domain/commands.ts';
import type { Step } from '../../domain/draft.ts';
import { errors } from '../../domain/errors.ts';
import { happen } from '../../domain/happen.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Chat, Conversation } from '../../domain/state.ts';
import { ownerOf, placeOf, situationOf } from '../../domain/state.ts';
import { refusalsOf } from '../../domain/refusals.ts';
import type { Trigger } from '../../domain/transitions.ts';
import { cellOf, transitions } from '../../domain/transitions.ts';
import {
  alba,
  ana,
  awaiting,
  bruno,
  carla,
  chats,
  DAY,
  ended,
  give,
  hsm,
  hub,
  NOW,
  nobody,
  outputs,
  request,
  rule,
  scene,
  slotOf,
  sofia,
  soporte,
  target,
  text,
  ventas,
  whereIs,
  wrote,
} from './scenes.ts';
import type { Row } from './sheet.ts';
import { commandSheet, happeningSheet, rowsOf } from './sheet.ts';

const columns: Record<string, () => Conversation> = {
  NUEVO: () => nobody(),
  BOT: () => scene(chats.BOT),
  'BOT~': () => scene(chats.BOT, awaiting),
  BANDEJA: () => scene(chats.BANDEJA),
  'BANDEJA~': () => scene(chats.BANDEJA, awaiting),
  CERRADAS: () => scene(chats.CERRADAS),
  'CERRADAS!': () => scene(chats.CERRADAS, ended),
  AGENTE: () => scene(chats.AGENTE),
  'AGENTE~': () => scene(chats.AGENTE, awaiting),
  EXPIRADO: () => scene(chats.EXPIRADO, ended),
};

const people: Record<string, Commander> = { ana, bruno, carla, sofia, alba, hub, rule };

function commandOf(trigger: string, by: Commander): Command {
  const commands: Record<string, Command> = {
    claim: { type: 'claim', slot: slotOf(by) },
    assign: { type: 'assign', target: target(bruno), slot: slotOf(bruno) },
    return: { type: 'return' },
    transfer: { type: 'transfer', target: soporte },
    reply: { type: 'reply', message: text },
    react: { type: 'react', messageId: 'm-1', emoji: '👍' },
    note: { type: 'note', messageId: 'm-note', text: 'ojo' },
    close: { type: 'close', reason: 'listo' },
    toBot: { type: 'toBot' },
    handoff: { type: 'handoff', inbox: soporte, reason: 'pidió una persona' },
    botMessage: { type: 'botMessage', message: text },
    template: { type: 'template', message: hsm, slot: by.agentId ? slotOf(by) : null },
    start: { type: 'start', message: text, slot: by.agentId ? slotOf(by) : null, profile: {} },
    block: { type: 'block' },
    undo: { type: 'undo', online: true, slot: null },
    acknowledge: { type: 'acknowledge', alertId: 'alr_none' },
    read: { type: 'read' },
    unread: { type: 'unread' },
    editContact: { type: 'editContact', patch: { name: 'Lucía' } },
    businessEvent: { type: 'businessEvent', name: 'pago', data: { orden: 7 } },
    openTicket: { type: 'openTicket', ticket: request('tkt_1') },
  };
  const command = commands[trigger];
  if (!command) throw new Error(`no command for ${trigger}`);
  return command;
}

function happenTo(c: Conversation, trigger: string): Step {
  const bot = (rest: Partial<Policy>) => ({ ...c, policy: { ...c.policy, ...rest } });
  const tell = (of: Conversation, happening: Happening) => happen(of, happening, null, NOW);
  switch (trigger) {
    case 'customerWrote':
      return tell(c, wrote(NOW));
    case 'customerWroteBotOff':
      return tell(bot({ botMode: 'off', reopenTo: 'lastAgent' }), wrote(NOW));
    case 'customerWroteInbox':
      return tell(bot({ reopenTo: 'lastInbox' }), wrote(NOW));
    case 'customerWroteAgent':
      return tell(bot({ reopenTo: 'lastAgent' }), wrote(NOW));
    case 'customerReacted':
      return tell(c, { type: 'customerReacted', messageId: 'm-1', emoji: '❤️', at: NOW, profile: {} });
    case 'customerEdited':
      return tell(c, { type: 'customerEdited', messageId: 'm-1', text: 'otra cosa', at: NOW });
    case 'statusTold':
      return tell(c, {
        type: 'statusTold',
        messageId: 'm-1',
        status: 'failed',
        at: NOW,
        reason: 'window-closed',
        detail: null,
        sent: { at: NOW, isTemplate: false },
      });
    case 'customerWroteLate':
      return tell(c, wrote(NOW - DAY, { receivedAt: NOW }));
    case 'customerWroteBlocked':
      return tell({ ...c, blocked: true }, wrote(NOW));
    case 'botHandedOff':
      return tell(c, { type: 'botHandedOff', inbox: soporte, reason: 'pidió una persona' });
    case 'botSaid':
      return tell(c, { type: 'botSaid', messages: [text] });
    case 'windowClosedByProvider':
      return tell(c, { type: 'windowClosedByProvider', sentAt: NOW, reason: '131047' });
    case 'inboxRemoved':
      return tell(c, { type: 'inboxRemoved', inboxId: ventas.id, by: 'Sofía' });
    case 'sessionEnded':
      return c.session.status === 'open'
        ? advance(c, (c.session.expiresAt ?? 0) + 1)
        : { conversation: c, outputs: [] };
    case 'awaitedReplyMissed':
      return c.session.status === 'awaiting-reply'
        ? advance(c, (c.session.expiresAt ?? 0) + 1)
        : { conversation: c, outputs: [] };
    default:
      throw new Error(`nothing happens as ${trigger}`);
  }
}

/** What stands for a whole step: done in place, moved, or nothing. */
function expectStep(before: Conversation, { conversation: after, outputs: all }: Step, row: Row, expected: string) {
  const timeline = all.flatMap((one) => (one.type === 'timeline' ? [one.row] : []));
  const changedOwner = ownerOf(before)?.id !== ownerOf(after)?.id;
  expect(after.epoch > before.epoch, 'a new epoch exactly when the owner changes').toBe(changedOwner);
  expect(after.epoch).toBeGreaterThanOrEqual(before.epoch);
  if (expected === '-') {
    expect(after).toEqual(before);
    expect(all).toEqual([]);
    return;
  }
  if (expected === '/') {
    expect(after).toEqual(before);
    expect(all).toHaveLength(1);
    return;
  }
  expect(after.version).toBeGreaterThan(before.version);
  if (expected === '=') {
    expect(after.chat.state).toBe(before.chat.state);
    if (row.trigger !== 'inboxRemoved') expect(after.chat).toEqual(before.chat);
    expect(after.since).toBe(before.since);
    expect(after.previous).toEqual(before.previous);
    expect(timeline.every((one) => one.from === one.to)).toBe(true);
    return;
  }
  expect(whereIs(after.chat)).toBe(expected.slice(1));
  const from = before.chat.state === 'NUEVO' ? null : { state: before.chat.state, place: placeOf(before.chat) };
  expect(after.previous).toEqual(from);
  const moves = timeline.filter((one) => one.command === row.line);
  expect(moves).toHaveLength(1);
  expect(moves[0]).toMatchObject({
    from: from?.state ?? null,
    fromPlace: from?.place ?? null,
    to: after.chat.state,
    toPlace: placeOf(after.chat),
    reason: after.reason,
    actor: after.movedBy,
  });
  expect(after.since).toBe(moves[0]?.at);
  const actor = people[row.by];
  expect(after.movedBy).toMatchObject(
    actor ? { kind: actor.role, id: actor.agentId, name: actor.name } : { kind: row.by },
  );
}

/** What the code's own table says of a cell has to cover what really happened. */
function expectCovered(trigger: string, before: Chat, after: Chat) {
  const name = trigger
    .replace(/^customerWrote(BotOff|Inbox|Agent)$/, 'customerWrote')
    .replace('botHandedOff', 'handoff');
  if (!(name in transitions)) return;
  const cell = cellOf(name as Trigger, situationOf(before));
  const to = situationOf(after);
  if (cell === 'ignore') expect(after).toEqual(before);
  else if ('to' in cell)
    expect([...cell.to]).toContain(to === situationOf(before) && cell.to.includes('same') ? 'same' : to);
}

describe.each(rowsOf(commandSheet))('$trigger by $by', (row) => {
  test.each(row.cells)('in %s: %s', (column, expected) => {
    const by = people[row.by] as Commander;
    // The alert on top of unread shows that commands leave what is none of their business.
    const before = { ...(columns[column] as () => Conversation)(), unread: true };
    const decision = give(before, by, commandOf(row.trigger, by));
    if (expected === '?' || expected in errors) {
      expect(decision.ok).toBe(false);
      if (decision.ok || expected === '?') return;
      expect(decision.refusal.code).toBe(expected);
      const owner = ownerOf(before);
      if (expected === 'already-claimed' || (expected === 'not-owner' && owner))
        expect(decision.refusal.owner).toEqual(owner);
      return;
    }
    expect(decision).toMatchObject({ ok: true });
    if (!decision.ok) return;
    expectStep(before, decision.step, row, expected);
    if (expected !== '-') expectCovered(row.trigger, before.chat, decision.step.conversation.chat);
  });
});

describe.each(rowsOf(happeningSheet))('$trigger', (row) => {
  test.each(row.cells)('in %s: %s', (column, expected) => {
    if (row.trigger === 'customerWroteBlocked' && column === 'NUEVO') return;
    const before = (columns[column] as () => Conversation)();
    const given = row.trigger === 'customerWroteBlocked' ? { ...before, blocked: true } : before;
    const step = happenTo(before, row.trigger);
    expectStep(given, step, row, expected);
    if (expected !== '-') expectCovered(row.trigger, before.chat, step.conversation.chat);
  });
});

describe('the table', () => {
  test('has a line here for every trigger of the code', () => {
    const here = new Set([...rowsOf(commandSheet), ...rowsOf(happeningSheet)].map(({ trigger }) => trigger));
    // These have tests of their own: they need more than a situation, or nobody commands them.
    const elsewhere = ['unblock', 'escalate', 'helpdeskHandoff'];
    expect(
      Object.keys(transitions)
        .filter((trigger) => !here.has(trigger))
        .sort(),
    ).toEqual(elsewhere.sort());
  });

  test('lets the bot hand off to a helpdesk only while it has the chat', () => {
    const bot = { ...hub, role: 'bot' as Commander['role'] };
    for (const [column, make] of Object.entries(columns)) {
      const decision = give({ ...make(), waitingSince: NOW }, bot, { type: 'helpdeskHandoff', reason: 'zendesk' });
      expect([column, decision.ok]).toEqual([column, column.startsWith('BOT')]);
      if (decision.ok) expect(whereIs(decision.step.conversation.chat)).toBe('cerradas');
    }
  });

  test('lets nobody give a command that is not theirs', () => {
    const notTheirs: [Command['type'], Commander[]][] = [
      ['claim', [hub, rule]],
      ['assign', [hub, ana]],
      ['return', [hub]],
      ['transfer', [hub]],
      ['reply', [hub, rule]],
      ['react', [hub, rule]],
      ['note', [hub, rule]],
      ['close', [hub, rule]],
      ['toBot', [hub, rule]],
      ['handoff', [ana, sofia, rule]],
      ['botMessage', [ana, sofia, rule]],
      ['template', [rule]],
      ['start', [rule]],
      ['block', [hub, rule]],
      ['undo', [hub, ana, rule]],
      ['acknowledge', [hub, ana, rule]],
      ['businessEvent', [ana, sofia, rule]],
      ['openTicket', [rule]],
      ['editContact', [rule]],
    ];
    for (const [type, callers] of notTheirs)
      for (const by of callers)
        for (const [column, make] of Object.entries(columns)) {
          const before = make();
          const decision = give(before, by, commandOf(type, by));
          const untouched = !decision.ok || decision.step.conversation === before;
          expect([type, by.role, column, untouched]).toEqual([type, by.role, column, true]);
          if (!decision.ok) expect(refusalsOf(type)).toContain(decision.refusal.code);
        }
  });

  test('writes what a step says as its own rows', () => {
    const reply = give(scene(chats.AGENTE), ana, commandOf('reply', ana));
    expect(reply.ok && outputs(reply.step, 'message')[0]?.row).toMatchObject({
      direction: 'out',
      author: { kind: 'agent', id: 'ana', name: 'Ana' },
      text: 'Hola',
      at: NOW,
    });
    const note = give(scene(chats.AGENTE), ana, commandOf('note', ana));
    expect(note.ok && outputs(note.step, 'message')[0]?.row).toMatchObject({ direction: 'note', status: null });
  });
});
