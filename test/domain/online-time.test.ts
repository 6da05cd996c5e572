import fc from 'fast-check';
import { expect, test } from 'vitest';
import { onlineTime } from '../../domain/online-time.ts';
import type { Presence, PresenceChange, PresenceEvent } from '../../domain/presence.ts';
import { isOnline, presenceAfter } from '../../domain/presence.ts';

const on = (at: number) => ({ status: 'online' as const, at });
const off = (at: number) => ({ status: 'away' as const, at });

test('periods within the range are added up', () => {
  expect(onlineTime('away', [on(10), off(30), on(50), off(55)], 0, 100)).toBe(25);
});

test('a period that the range cuts counts by the part within it', () => {
  expect(onlineTime('online', [off(20), on(90)], 10, 100)).toBe(20);
});

test('a period without a change in the range counts whole or not at all', () => {
  expect(onlineTime('online', [], 10, 100)).toBe(90);
  expect(onlineTime('away', [], 10, 100)).toBe(0);
  expect(onlineTime('online', [], 10, 10)).toBe(0);
});

test('the same status told twice counts once', () => {
  expect(onlineTime('away', [on(10), on(20), off(30), off(40)], 0, 100)).toBe(20);
});

const TIMEOUT = 7;
const END = 120;
type Act = { at: number; event: PresenceEvent };

const chose = (status: 'online' | 'away', cause: 'choice' | 'left' = 'choice'): PresenceEvent => ({
  type: 'chose',
  status,
  cause,
});
const event = fc.oneof<fc.Arbitrary<PresenceEvent>[]>(
  fc.constant(chose('online')),
  fc.constant(chose('away')),
  fc.constant(chose('away', 'left')),
  fc.constant({ type: 'signOfLife' as const }),
  fc.constant({ type: 'nothing' as const }),
);
const life = fc
  .uniqueArray(fc.record({ at: fc.integer({ min: 0, max: END }), event }), { selector: ({ at }) => at, maxLength: 40 })
  .map((acts) => acts.sort((a, b) => a.at - b.at));

/** The records that a life leaves, and the presence at its end. */
function recorded(acts: Act[]): { presence: Presence; changes: PresenceChange[] } {
  let presence: Presence = { active: true, status: 'away', lastHeartbeatAt: null };
  const changes: PresenceChange[] = [];
  for (const { at, event: happened } of acts) {
    const step = presenceAfter(presence, happened, at, TIMEOUT);
    presence = step.presence;
    changes.push(...step.changes);
  }
  return { presence, changes };
}

/** Asks at every instant whether the agent counted as online then. */
function counted(acts: Act[], from: number, to: number): number {
  let presence: Presence = { active: true, status: 'away', lastHeartbeatAt: null };
  let total = 0;
  for (let now = 0; now < to; now += 1) {
    for (const act of acts) if (act.at === now) presence = presenceAfter(presence, act.event, now, TIMEOUT).presence;
    if (now >= from && isOnline(presence, now, TIMEOUT)) total += 1;
  }
  return total;
}

test('the online time of any life in any range equals a recount instant by instant, however seldom anybody swept', () => {
  const range = fc.tuple(fc.integer({ min: 0, max: END }), fc.integer({ min: 0, max: END }));
  fc.assert(
    fc.property(life, range, (acts, [a, b]) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const past = acts.filter(({ at }) => at <= to);
      const { presence, changes } = recorded(past);
      const all = [...changes, ...presenceAfter(presence, { type: 'nothing' }, to, TIMEOUT).changes];
      const before = all.findLast(({ at }) => at < from)?.status ?? 'away';
      const within = all.filter(({ at }) => at >= from && at < to);
      expect(onlineTime(before, within, from, to)).toBe(counted(acts, from, to));
    }),
    { numRuns: 2_000 },
  );
});

test('the records of any life change the status each time and follow each other in time', () => {
  fc.assert(
    fc.property(life, (acts) => {
      const { changes } = recorded(acts);
      for (const [i, { status, at }] of changes.entries()) {
        expect(status).toBe(i % 2 === 0 ? 'online' : 'away');
        expect(at).toBeGreaterThanOrEqual(changes[i - 1]?.at ?? 0);
      }
    }),
  );
});
