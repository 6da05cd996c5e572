import { describe, expect, test } from 'vitest';
import type { Command } from '../../domain/commands.ts';
import { revive } from '../../domain/state.ts';
import {
  ana,
  bruno,
  cerradas,
  chats,
  general,
  give,
  hub,
  must,
  NOW,
  ofAna,
  open,
  outputs,
  quietPolicy,
  refused,
  rule,
  scene,
  slotOf,
  sofia,
  soporte,
  target,
  tell,
  text,
  ventas,
} from './scenes.ts';

describe('concurrent claims', () => {
  test('of twenty exactly one succeeds and nineteen learn who has it', () => {
    for (const chat of [chats.BANDEJA, chats.CERRADAS, { state: 'BANDEJA', inbox: general } as const]) {
      let c = scene(chat);
      const answers = Array.from({ length: 20 }, (_, i) => {
        const by = { ...bruno, agentId: `a${i}`, name: `Agente ${i}` };
        const decision = give(c, by, { type: 'claim', slot: slotOf(by) });
        if (decision.ok) c = decision.step.conversation;
        return decision;
      });
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      for (const answer of answers.slice(1))
        expect(answer).toEqual({
          ok: false,
          refusal: { code: 'already-claimed', owner: { id: 'a0', name: 'Agente 0' } },
        });
    }
  });

  test('the winner’s own repeat changes nothing, also offline, full or with the epoch from before', () => {
    const c = scene(chats.AGENTE);
    const repeats: [Command, boolean][] = [
      [{ type: 'claim', slot: { id: 'slot-other' } }, true],
      [{ type: 'claim', slot: { full: true } }, false],
    ];
    for (const [command, online] of repeats)
      expect(must(c, { ...ana, online }, command, { epoch: c.epoch - 1 })).toEqual({ conversation: c, outputs: [] });
  });

  test('an assignment to who has it already changes nothing', () => {
    const c = scene(chats.AGENTE);
    const command: Command = { type: 'assign', target: target(ana), slot: null };
    expect(must(c, sofia, command)).toEqual({ conversation: c, outputs: [] });
  });
});

describe('a slot', () => {
  test('is confirmed with the claim and released with the return', () => {
    const claimed = must(scene(chats.BANDEJA), ana, { type: 'claim', slot: { id: 's1' } });
    expect(outputs(claimed, 'confirmSlot')).toEqual([{ type: 'confirmSlot', agentId: 'ana', slot: 's1' }]);
    const back = must(claimed.conversation, ana, { type: 'return' });
    expect(outputs(back, 'releaseSlot')).toEqual([{ type: 'releaseSlot', agentId: 'ana', slot: 's1' }]);
  });

  test('passes from one agent to the other with an assignment', () => {
    const step = must(scene(chats.AGENTE), sofia, { type: 'assign', target: target(bruno), slot: { id: 's2' } });
    expect(outputs(step, 'releaseSlot')).toEqual([{ type: 'releaseSlot', agentId: 'ana', slot: 'slot-ana' }]);
    expect(outputs(step, 'confirmSlot')).toEqual([{ type: 'confirmSlot', agentId: 'bruno', slot: 's2' }]);
    // It still counts as taken from where the first agent had it.
    expect(must(step.conversation, bruno, { type: 'return' }).conversation.chat).toEqual({
      state: 'BANDEJA',
      inbox: ventas,
    });
  });
});

describe('a returned chat', () => {
  test.each([
    ['the inbox it was taken from', ventas, 'ventas'],
    ['a personal inbox', ofAna, 'de-ana'],
    ['General when it was Cerradas', cerradas, 'general'],
  ])('goes to %s', (_, takenFrom, expected) => {
    for (const by of [ana, sofia, rule]) {
      const { conversation } = must(scene({ ...chats.AGENTE, takenFrom }), by, { type: 'return' });
      expect(conversation.chat).toMatchObject({ state: 'BANDEJA', inbox: { id: expected } });
    }
  });

  test('goes to General when its inbox is gone', () => {
    const gone = tell(scene(chats.AGENTE), { type: 'inboxRemoved', inboxId: 'ventas', by: 'Sofía' }).conversation;
    expect(gone.chat).toMatchObject({ state: 'AGENTE', takenFrom: general, slot: 'slot-ana' });
    expect(must(gone, ana, { type: 'return' }).conversation.chat).toEqual({ state: 'BANDEJA', inbox: general });
  });
});

describe('an inbox that is removed', () => {
  const removed = (inboxId: string) => ({ type: 'inboxRemoved', inboxId, by: 'Sofía' }) as const;

  test('hands its chats to General and says so', () => {
    const step = tell(scene(chats.BANDEJA), removed('ventas'));
    expect(step.conversation).toMatchObject({
      chat: { inbox: general },
      previous: { state: 'BANDEJA', place: { label: 'Ventas' } },
    });
    expect(outputs(step, 'timeline').map(({ row }) => row.command)).toEqual(['inbox-removed']);
  });

  test('is no place to reopen to', () => {
    const c = tell(
      scene(chats.CERRADAS, open, { policy: { ...quietPolicy, reopenTo: 'lastInbox' } }),
      removed('ventas'),
    );
    expect(c.conversation).toMatchObject({ chat: chats.CERRADAS, lastInbox: general });
  });

  test('means nothing to chats that had nothing to do with it', () => {
    const c = scene(chats.AGENTE);
    expect(tell(c, removed('otra'))).toEqual({ conversation: c, outputs: [] });
  });
});

describe('a handoff', () => {
  test('of a chat that people have already is the same answer without effect', () => {
    for (const chat of [chats.BANDEJA, chats.AGENTE]) {
      const c = scene(chat);
      expect(must(c, hub, { type: 'handoff', inbox: soporte, reason: null })).toEqual({ conversation: c, outputs: [] });
    }
  });
});

describe('a transfer', () => {
  test('carries its note, which the customer never gets', () => {
    const step = must(scene(chats.AGENTE), ana, {
      type: 'transfer',
      target: soporte,
      note: { messageId: 'n', text: 'pide factura A' },
    });
    expect(outputs(step, 'message').map(({ row }) => [row.direction, row.text])).toEqual([['note', 'pide factura A']]);
  });
});

describe('a refusal', () => {
  test('names what is in the way and leaves nothing to do', () => {
    expect(refused(scene(chats.AGENTE), bruno, { type: 'reply', message: text })).toEqual({
      code: 'not-owner',
      owner: { id: 'ana', name: 'Ana' },
    });
  });
});

test('a conversation that starts again goes on above its last numbers and above the clock', () => {
  const c = scene(chats.CERRADAS);
  for (const now of [NOW, NOW - 365 * 86_400_000]) {
    const again = revive(c, now);
    for (const key of ['version', 'epoch', 'seq'] as const) {
      expect(again[key]).toBeGreaterThan(c[key]);
      expect(again[key]).toBeGreaterThanOrEqual(now);
    }
    expect({ ...again, version: 0, epoch: 0, seq: 0 }).toEqual({ ...c, version: 0, epoch: 0, seq: 0 });
  }
});
