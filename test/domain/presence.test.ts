import { expect, test } from 'vitest';
import { isOnline } from '../../domain/presence.ts';
import { MINUTE, NOW } from './scenes.ts';

const present = { active: true, status: 'online' as const, lastHeartbeatAt: NOW };

test('an online agent stays online until two minutes without a sign of life', () => {
  expect(isOnline(present, NOW, 2 * MINUTE)).toBe(true);
  expect(isOnline(present, NOW + 2 * MINUTE - 1, 2 * MINUTE)).toBe(true);
  expect(isOnline(present, NOW + 2 * MINUTE, 2 * MINUTE)).toBe(false);
});

test('a sign of life never overrides away, an agent who is not active or one who was never there', () => {
  expect(isOnline({ ...present, status: 'away' }, NOW, 2 * MINUTE)).toBe(false);
  expect(isOnline({ ...present, active: false }, NOW, 2 * MINUTE)).toBe(false);
  expect(isOnline({ ...present, lastHeartbeatAt: null }, NOW, 2 * MINUTE)).toBe(false);
});
