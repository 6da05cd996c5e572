import { afterAll, beforeAll, expect, test } from 'vitest';
import { AgentModel } from '../../models/agent.ts';
import { sweepPresence } from '../../models/presence.ts';
import type { Floor, Person } from './floor.ts';
import { closed, openFloor, waiting, withBot } from './floor.ts';

let floor: Floor;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());

const when = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`;
const silent = (person: Person) =>
  AgentModel.updateOne({ _id: person.id }, { $set: { lastHeartbeatAt: new Date('2026-01-02T03:04:05Z') } });

async function claimRefused(person: Person): Promise<{ code: string; detail: string; help: string }> {
  return (await (await waiting(floor)).give(person, 'claim')).body;
}

test('an agent who is away by choice is told so, since when, and what to send', async () => {
  const person = await floor.person('Gina');
  await person.goes('away');
  const { code, detail, help } = await claimRefused(person);
  expect([code, detail]).toEqual(['agent-offline', expect.stringMatching(`^You are away since ${when}: by choice.$`)]);
  expect(help).toContain('POST /v1/agents/me/presence');
  expect(help).toContain('POST /v1/agents/me/heartbeat');
});

test('an agent whose signs of life stopped is told since when, whether swept or not', async () => {
  const person = await floor.person('Hilda');
  await silent(person);
  const told = 'You are away since 2026-01-02T03:06:05Z: no heartbeat for PT2M.';
  expect((await claimRefused(person)).detail).toBe(told);
  await sweepPresence(120_000);
  expect((await claimRefused(person)).detail).toBe(told);
});

test('an agent who has never been online is told so', async () => {
  const person = await floor.person('Iris');
  await AgentModel.updateOne({ _id: person.id }, { $set: { status: 'away', lastHeartbeatAt: null } });
  expect((await claimRefused(person)).detail).toBe('You have not been online yet.');
});

test('who is away and writes into a chat that nobody has learns both', async () => {
  const person = await floor.person('Juana');
  await person.goes('away');
  const reply = { type: 'text', text: 'hola' };
  const both = expect.stringMatching(/by choice\. Nobody has this chat: once online, claim it first\.$/);
  for (const chat of [await waiting(floor), await closed(floor)]) {
    const { body } = await chat.give(person, 'messages', reply);
    expect([body.code, body.detail]).toEqual(['agent-offline', both]);
  }
  const { body } = await (await withBot(floor)).give(person, 'messages', reply);
  expect([body.code, body.detail]).toEqual(['agent-offline', expect.stringMatching(/: by choice\.$/)]);
});

test('at a target who is away nothing is told of the caller', async () => {
  const person = await floor.person('Karen');
  await person.goes('away');
  const { body } = await (await waiting(floor)).give(floor.sofia, 'assign', { agentId: person.id });
  expect([body.code, body.detail]).toEqual(['agent-offline', 'The agent to assign to is not online.']);
});
