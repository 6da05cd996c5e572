import { describe, expect, test } from 'vitest';
import type { Situation } from '../../domain/bot-decisions.ts';
import { stepsOf } from '../../domain/bot-decisions.ts';
import { handoffStep } from '../../domain/handoff-method.ts';

describe('the order of decisions', () => {
  const calm = { wish: false, angry: false };
  test.each([
    [{ solved: true, ticket: false, ...calm }, ['answer']],
    [{ solved: true, ticket: true, ...calm }, ['answer']],
    [{ solved: false, ticket: true, ...calm }, ['ticket']],
    [{ solved: false, ticket: false, ...calm }, ['offer']],
    [{ solved: false, ticket: true, wish: true, angry: false }, ['ticket', 'hand-off']],
    [{ solved: false, ticket: true, wish: false, angry: true }, ['ticket', 'hand-off']],
    [{ solved: false, ticket: false, wish: false, angry: true }, ['hand-off']],
    [{ solved: true, ticket: true, wish: true, angry: true }, ['hand-off']],
  ] as [Situation, string[]][])('%j', (situation, steps) => expect(stepsOf(situation)).toEqual(steps));

  test('something is always done', () => {
    for (let bits = 0; bits < 16; bits++) {
      const situation = { solved: !!(bits & 1), ticket: !!(bits & 2), wish: !!(bits & 4), angry: !!(bits & 8) };
      expect(stepsOf(situation).length).toBeGreaterThan(0);
    }
  });
});

describe('the handoff method', () => {
  const visitor = { agreed: true, authenticated: true, email: false, emailAsks: 0 };
  const anyone = { ...visitor, authenticated: false };
  test.each([
    ['inbox', { ...visitor, agreed: false }, 'ask-person'],
    ['inbox', visitor, 'to-inbox'],
    ['inbox', anyone, 'ask-email'],
    ['inbox', { ...anyone, emailAsks: 1 }, 'ask-email'],
    ['inbox', { ...anyone, emailAsks: 2 }, 'to-inbox'],
    ['inbox', { ...anyone, email: true }, 'to-inbox'],
    ['zendesk', visitor, 'ask-email'],
    ['zendesk', { ...visitor, emailAsks: 2 }, 'to-inbox'],
    ['gorgias', { ...visitor, email: true }, 'to-helpdesk'],
    ['message', anyone, 'show-message'],
    ['message', { ...visitor, agreed: false }, 'show-message'],
  ] as const)('%s, %j: %s', (method, whom, step) => expect(handoffStep(method, whom)).toBe(step));
});
