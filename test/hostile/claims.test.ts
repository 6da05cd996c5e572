import { afterAll, beforeAll, expect, test } from 'vitest';
import { AgentModel } from '../../models/agent.ts';
import { ConversationModel } from '../../models/conversation.ts';
import type { Floor, Person } from '../api/floor.ts';
import { openFloor, waiting } from '../api/floor.ts';
import { until } from '../support/stage.ts';

let floor: Floor;
let team: Person[];
beforeAll(async () => {
  floor = await openFloor();
  team = [];
  for (let i = 0; i < 20; i += 1) team.push(await floor.person(`Agente ${i}`));
}, 60_000);
afterAll(() => floor.close());

/** The places that agents hold are those of the chats they have. */
async function expectSlotsToAgree(agentIds: string[]): Promise<void> {
  await until('places and chats to agree', async () => {
    for (const agentId of agentIds) {
      const held = (await AgentModel.findById(agentId).lean())?.slots.map((slot) => slot.contactId).sort();
      const owned = (await ConversationModel.find({ state: 'AGENTE', agentId }, { _id: 1 }).lean()).map(
        ({ _id }) => _id,
      );
      expect(held).toEqual(owned.sort());
    }
    return true;
  });
}

test('of twenty claims over HTTP at once one wins, nineteen learn who has it, and nobody waits long', async () => {
  const chat = await waiting(floor);
  const asked = performance.now();
  const answers = await Promise.all(team.map((agent) => chat.give(agent, 'claim')));
  expect(performance.now() - asked).toBeLessThan(10_000);
  const winner = team[answers.findIndex(({ status }) => status === 200)];
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const { status, body } of answers.filter((one) => one.status !== 200)) {
    expect([status, body.code, body.owner]).toEqual([409, 'already-claimed', { id: winner?.id, name: winner?.name }]);
  }
  await expectSlotsToAgree(team.map(({ id }) => id));
});

test('of ten chats claimed at once by an agent with one place, one is given', async () => {
  const single = await floor.person('Uno', { capacity: 1 });
  const chats = await Promise.all(Array.from({ length: 10 }, () => waiting(floor)));
  const answers = await Promise.all(chats.map((chat) => chat.give(single, 'claim')));
  const codes = answers.map(({ status, body }) => (status === 200 ? 'won' : body.code)).sort();
  expect(codes).toEqual([...Array.from({ length: 9 }, () => 'agent-at-capacity'), 'won']);
  await expectSlotsToAgree([single.id]);
});

test('an agent with one place who gives a chat back while claiming others never has two', async () => {
  const single = await floor.person('Una', { capacity: 1 });
  const chats = await Promise.all(Array.from({ length: 5 }, () => waiting(floor)));
  let current = chats[0];
  await current?.done(single, 'claim');
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(chats.map((chat) => chat.give(single, chat === current ? 'return' : 'claim')));
    await expectSlotsToAgree([single.id]);
    const owned = await ConversationModel.find({ state: 'AGENTE', agentId: single.id }, { _id: 1 }).lean();
    expect(owned.length).toBeLessThanOrEqual(1);
    current = chats.find(({ id }) => id === owned[0]?._id) ?? chats[round];
    if (owned.length === 0)
      await until('a free place', async () => (await current?.give(single, 'claim'))?.status === 200);
  }
});

test('a message sent many times at once under one Idempotency-Key is one line', async () => {
  const chat = await waiting(floor);
  await chat.done(floor.ana, 'claim');
  const send = () =>
    chat.give(floor.ana, 'messages', { type: 'text', text: 'una sola vez' }, { 'idempotency-key': 'one' });
  const answers = await Promise.all(Array.from({ length: 10 }, send));
  for (const { status, body } of answers) if (status !== 201) expect(body.code).toBe('idempotency-in-progress');
  const again = await until('the answer to be kept', async () => {
    const answer = await send();
    return answer.status === 201 ? answer : null;
  });
  const lines = await chat.lines(2);
  const written = lines.filter(({ text }) => text === 'una sola vez');
  expect(written.map(({ id }) => id)).toEqual([again.body.id]);
});
