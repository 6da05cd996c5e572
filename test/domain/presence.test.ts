import { expect, test } from 'vitest';
import { roleAllows } from '../../domain/caller.ts';
import { isOnline } from '../../domain/presence.ts';

const now = 1_000_000;
const online = { active: true, status: 'online' as const, lastHeartbeatAt: now };

test('an agent is online by choice and with a sign of life within the time allowed', () => {
  expect(isOnline(online, now, 120_000)).toBe(true);
  expect(isOnline(online, now + 119_999, 120_000)).toBe(true);
  expect(isOnline(online, now + 120_000, 120_000)).toBe(false);
});

test('away, never seen or not active is not online', () => {
  expect(isOnline({ ...online, status: 'away' }, now, 120_000)).toBe(false);
  expect(isOnline({ ...online, lastHeartbeatAt: null }, now, 120_000)).toBe(false);
  expect(isOnline({ ...online, active: false }, now, 120_000)).toBe(false);
});

test('a role covers the roles below it, and an integrator is no person', () => {
  expect(roleAllows('admin', ['agent'])).toBe(true);
  expect(roleAllows('supervisor', ['agent'])).toBe(true);
  expect(roleAllows('agent', ['supervisor'])).toBe(false);
  expect(roleAllows('supervisor', ['admin'])).toBe(false);
  expect(roleAllows('integrator', ['agent', 'supervisor', 'admin'])).toBe(false);
  expect(roleAllows('integrator', ['agent', 'integrator'])).toBe(true);
  expect(roleAllows('admin', ['integrator'])).toBe(false);
});
