import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AgentModel } from '../../models/agent.ts';
import { ConversationModel } from '../../models/conversation.ts';
import type { HttpClient } from '../api/api.ts';
import type { Floor, Person } from '../api/floor.ts';
import { openFloor, waiting } from '../api/floor.ts';
import { keysFor } from '../api/site.ts';
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

test('two tabs of one agent are one agent: one chat, one place, one answer, whichever tab is first', async () => {
  const [one] = team as [Person, ...Person[]];
  const chat = await waiting(floor);
  const claims = await Promise.all([chat.give(one, 'claim'), chat.give(one, 'claim')]);
  expect(claims.map(({ status, body }) => [status, body.epoch])).toEqual([
    [200, claims[0]?.body.epoch],
    [200, claims[0]?.body.epoch],
  ]);
  await expectSlotsToAgree([one.id]);
  const said = { type: 'text', text: 'Ya lo veo' };
  const tabs = await Promise.all(
    [1, 2].map(() => chat.give(one, 'messages', said, { 'idempotency-key': `${chat.id}-answer` })),
  );
  expect(new Set(tabs.map(({ body }) => body.id)).size).toBeLessThanOrEqual(2);
  for (const { status, body } of tabs) expect([201, 409], body.code).toContain(status);
  // What one tab ended the other learns with its next word; nothing goes out any more.
  const epoch = claims[0]?.body.epoch;
  expect((await chat.give(one, 'close', { epoch })).status).toBe(200);
  const late = await chat.give(one, 'messages', { ...said, epoch });
  expect([late.status, late.body.code]).toEqual([409, 'stale-epoch']);
  const lines = await chat.lines(2);
  expect(lines.filter(({ direction }) => direction === 'out')).toHaveLength(1);
  await expectSlotsToAgree([one.id]);
});

test('five hundred desks never seen before are all answered, each with one look at the store and one for its key', async () => {
  for (let i = 0; i < 5; i += 1) await waiting(floor);
  const keys = await keysFor(Array.from({ length: 500 }, (_, i) => team[i % team.length] as Person));
  const desks = keys.map((key) => floor.site.as(key));
  await floor.sofia.get('/v1/conversations?view=unassigned');
  const before = { lists: await looks('conversations'), keys: await looks('keys') };
  const took: number[] = [];
  const poll = async (desk: HttpClient) => {
    const asked = performance.now();
    const { status, body, text } = await desk.get('/v1/conversations?view=unassigned&sort=waiting&limit=5');
    took.push(performance.now() - asked);
    expect(status, text).toBe(200);
    expect(body.items).toHaveLength(5);
  };
  const cpu = process.cpuUsage();
  await Promise.all(desks.map(poll));
  const { user, system } = process.cpuUsage(cpu);
  expect((await looks('conversations')) - before.lists).toBeLessThanOrEqual(desks.length * 1.05);
  const keyLooks = (await looks('keys')) - before.keys;
  expect(keyLooks).toBeLessThanOrEqual(desks.length * 1.05);
  const p95 = took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? 0;
  const work = (user + system) / 1000 / desks.length;
  console.log(
    `500 desks at once: p95 of a list ${Math.round(p95)} ms, ${work.toFixed(1)} ms of work a desk, client and all, ${keyLooks} looks for keys`,
  );
  expect(work).toBeLessThan(20);
  // How long it takes depends on what else the machine does; nobody is left without an answer.
  expect(p95).toBeLessThan(20_000);
  const beats = await Promise.all(desks.map((desk) => desk.post('/v1/agents/me/heartbeat')));
  expect(beats.filter(({ status }) => status !== 200).map(({ body }) => body)).toEqual([]);
});

/** How often the store has read a collection. */
async function looks(collection: string): Promise<number> {
  const { totals } = (await mongoose.connection.getClient().db('admin').command({ top: 1 })) as {
    totals: Record<string, { queries: { count: number } }>;
  };
  return totals[`${mongoose.connection.name}.${collection}`]?.queries.count ?? 0;
}
