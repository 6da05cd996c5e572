import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AssignmentRule, Candidate, WaitingChat } from '../../domain/assignment.ts';
import { inOrder, isEligible, nextAssignment, waitingChat } from '../../domain/assignment.ts';
import { bruno, chats, must, open, refused, rule, scene, slotOf, target, ventas } from './scenes.ts';

const rules = fc.constantFrom<AssignmentRule>('round-robin', 'least-busy');
const agentIds = ['agt_a', 'agt_b', 'agt_c', 'agt_d', 'agt_e'];

const waitings = fc.uniqueArray(
  fc.record<WaitingChat>({
    id: fc.string({ minLength: 1, maxLength: 3 }),
    since: fc.nat(5),
    urgent: fc.boolean(),
    givenAwayBy: fc.option(fc.constantFrom(...agentIds)),
    prefers: fc.option(fc.constantFrom(...agentIds)),
  }),
  { selector: ({ id }) => id, maxLength: 8 },
);

const candidates = fc.subarray(agentIds).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc.record<Candidate>({
        id: fc.constant(id),
        online: fc.boolean(),
        onShift: fc.boolean(),
        open: fc.nat(4),
        capacity: fc.nat(4),
        turn: fc.nat(6),
      }),
    ),
  ),
);

const plain = (id: string, since = 0): WaitingChat => ({ id, since, urgent: false, givenAwayBy: null, prefers: null });
const free = (id: string): Candidate => ({ id, online: true, onShift: true, open: 0, capacity: 1_000, turn: 0 });

describe('who gets a chat', () => {
  test('is there, on shift and below capacity, and has not just given this chat away', () => {
    fc.assert(
      fc.property(rules, waitings, candidates, (mode, waiting, people) => {
        const next = nextAssignment(mode, waiting, people);
        if (!next) return;
        const chat = waiting.find(({ id }) => id === next.chatId);
        const agent = people.find(({ id }) => id === next.agentId);
        expect(agent && isEligible(agent)).toBe(true);
        expect(chat?.givenAwayBy).not.toBe(next.agentId);
        expect(people.every(({ turn }) => turn < next.turn)).toBe(true);
      }),
    );
  });

  test('a chat is given whenever there is somebody for it, the first in order first', () => {
    fc.assert(
      fc.property(rules, waitings, candidates, (mode, waiting, people) => {
        const eligible = people.filter(isEligible);
        const givable = inOrder(waiting).filter((chat) => eligible.some(({ id }) => id !== chat.givenAwayBy));
        expect(nextAssignment(mode, waiting, people)?.chatId).toBe(givable[0]?.id);
      }),
    );
  });

  test('least busy: nobody eligible has fewer chats, and of those with as few nobody has waited longer', () => {
    fc.assert(
      fc.property(waitings, candidates, (waiting, people) => {
        const anybodys = waiting.map((chat) => ({ ...chat, givenAwayBy: null, prefers: null }));
        const next = nextAssignment('least-busy', anybodys, people);
        if (!next) return;
        const taken = people.find(({ id }) => id === next.agentId) as Candidate;
        for (const other of people.filter(isEligible)) {
          expect(other.open).toBeGreaterThanOrEqual(taken.open);
          if (other.open === taken.open) expect(other.turn).toBeGreaterThanOrEqual(taken.turn);
        }
      }),
    );
  });

  test('the order is urgent, then longest in the inbox, then by id, however the chats are handed over', () => {
    const order = ['angry-old', 'angry-new', 'old', 'new-a', 'new-b'];
    const waiting = [
      plain('new-b', 9),
      { ...plain('angry-new', 8), urgent: true },
      plain('old', 1),
      plain('new-a', 9),
      { ...plain('angry-old', 2), urgent: true },
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(waiting, { minLength: 5 }), (shuffled) => {
        expect(inOrder(shuffled).map(({ id }) => id)).toEqual(order);
      }),
    );
  });
});

describe('round-robin is fair', () => {
  /** What happens on the floor between two assignments. */
  const happening = fc.oneof(
    { weight: 6, arbitrary: fc.constant({ type: 'assign' as const }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('leaves' as const), who: fc.nat(4) }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('comes' as const), who: fc.nat(4) }) },
    { weight: 1, arbitrary: fc.constant({ type: 'refused' as const }) },
  );

  test('counts of agents who are always eligible differ by at most one, whoever else comes and goes', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 120 }), (happenings) => {
        const people = agentIds.map(free);
        const counts = new Map(agentIds.map((id) => [id, 0]));
        // The first two stay throughout.
        for (const one of happenings) {
          if (one.type === 'leaves' && one.who > 1) (people[one.who] as Candidate).online = false;
          if (one.type === 'comes' && one.who > 1) (people[one.who] as Candidate).online = true;
          if (one.type === 'leaves' || one.type === 'comes') continue;
          const next = nextAssignment('round-robin', [plain('chat')], people);
          // A turn whose chat was refused is as if it had not been.
          if (!next || one.type === 'refused') continue;
          (people.find(({ id }) => id === next.agentId) as Candidate).turn = next.turn;
          counts.set(next.agentId, (counts.get(next.agentId) ?? 0) + 1);
        }
        const [a = 0, b = 0] = agentIds.map((id) => counts.get(id));
        expect(Math.abs(a - b)).toBeLessThanOrEqual(1);
        // Who was away gets no more than their share for having been away.
        for (const id of agentIds.slice(2)) expect(counts.get(id)).toBeLessThanOrEqual(Math.max(a, b) + 1);
      }),
    );
  });
});

describe('what a rule looks at in a conversation', () => {
  const byAna = { kind: 'agent' as const, id: 'ana', name: 'Ana' };
  const previous = { state: 'AGENTE' as const, place: { agentId: 'ana', label: 'Ana' } };
  const given = scene(chats.BANDEJA, open, { previous, movedBy: byAna });

  test('who had the chat and gave it away does not get it back by the rule; who lost it may', () => {
    expect(waitingChat(given).givenAwayBy).toBe('ana');
    for (const movedBy of [
      { kind: 'rule' as const, id: null, name: 'absence' },
      { kind: 'supervisor' as const, id: 'sofia', name: 'Sofía' },
    ])
      expect(waitingChat({ ...given, movedBy }).givenAwayBy).toBeNull();
    expect(waitingChat(scene(chats.BANDEJA, open, { movedBy: byAna })).givenAwayBy).toBeNull();
  });

  test('a chat reopened for whom it was with prefers them, where they are eligible', () => {
    const lastAgent = { id: 'agt_b', name: 'B' };
    const chat = waitingChat(scene(chats.BANDEJA, open, { reason: 'reopen to lastAgent', lastAgent }));
    const people = ['agt_a', 'agt_b'].map(free);
    expect(nextAssignment('round-robin', [chat], people)?.agentId).toBe('agt_b');
    const away = people.map((one) => ({ ...one, online: one.id !== 'agt_b' }));
    expect(nextAssignment('round-robin', [chat], away)?.agentId).toBe('agt_a');
  });
});

describe('a rule’s command', () => {
  const assign = (from: string) => ({ type: 'assign' as const, target: target(bruno), slot: slotOf(bruno), from });

  test('gives a chat that waits in that inbox, and says which rule did', () => {
    const { conversation } = must(scene(chats.BANDEJA), rule, assign('ventas'));
    expect(conversation).toMatchObject({
      chat: { state: 'AGENTE', agent: { id: 'bruno' }, takenFrom: ventas },
      movedBy: { kind: 'rule', name: 'round-robin' },
    });
  });

  test('never takes a chat from an owner, out of Cerradas, or out of an inbox that it has left', () => {
    expect(refused(scene(chats.AGENTE), rule, assign('ventas')).code).toBe('already-claimed');
    expect(refused(scene(chats.CERRADAS), rule, assign('cerradas')).code).toBe('not-now');
    expect(refused(scene(chats.BANDEJA), rule, assign('soporte')).code).toBe('moved-on');
    expect(refused(scene(chats.BOT), rule, assign('ventas')).code).toBe('moved-on');
  });
});
