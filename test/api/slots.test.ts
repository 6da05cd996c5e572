import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AgentModel, newAgent } from '../../models/agent.ts';
import { connectMongo, disconnectMongo } from '../../models/connect.ts';
import { newId } from '../../models/ids.ts';
import { createIndexes } from '../../models/indexes.ts';
import { confirmSlot, placesTaken, releaseSlot, reserveSlot, withdrawSlot } from '../../models/slots.ts';
import { databaseUri } from './api.ts';

beforeAll(async () => {
  await connectMongo(databaseUri());
  await createIndexes();
});
afterAll(async () => {
  await mongoose.connection.db?.dropDatabase();
  await disconnectMongo();
});

async function agentWith(capacity: number): Promise<string> {
  const agent = newAgent({ _id: newId('agt'), name: 'Ana', personalInboxId: newId('inb'), capacity });
  await AgentModel.create(agent);
  return agent._id;
}
const slotsOf = async (id: string) => (await AgentModel.findById(id).lean())?.slots ?? [];
const reserved = async (agent: string, contact: string) => {
  const reservation = await reserveSlot(agent, contact);
  if (!reservation.ok) throw new Error(reservation.reason);
  return reservation.id;
};

test('of fifty reservations at once exactly as many succeed as there are places', async () => {
  const agent = await agentWith(5);
  const results = await Promise.all(Array.from({ length: 50 }, (_, index) => reserveSlot(agent, `c${index}`)));
  expect(results.filter(({ ok }) => ok)).toHaveLength(5);
  for (const result of results) if (!result.ok) expect(result.reason).toBe('full');
  expect(await slotsOf(agent)).toHaveLength(5);
});

test('one contact takes one place, however often it is reserved at once', async () => {
  const agent = await agentWith(1);
  await Promise.all(Array.from({ length: 20 }, () => reserved(agent, 'c')));
  expect(placesTaken(await slotsOf(agent))).toBe(1);
  expect(await reserveSlot(agent, 'other')).toMatchObject({ ok: false, reason: 'full' });
});

test('of two commands on one chat the refused one gives nothing of the other back, in whatever order they end', async () => {
  const agent = await agentWith(1);
  const [won, lost, late] = [await reserved(agent, 'c'), await reserved(agent, 'c'), await reserved(agent, 'c')];
  await withdrawSlot(agent, lost);
  expect(await reserveSlot(agent, 'other')).toMatchObject({ ok: false, reason: 'full' });
  await confirmSlot(agent, won, 'c');
  await withdrawSlot(agent, late);
  expect(await slotsOf(agent)).toMatchObject([{ id: won, confirmed: true }]);
});

test('a chat given back and taken again keeps its place in between', async () => {
  const agent = await agentWith(1);
  const before = await reserved(agent, 'c');
  await confirmSlot(agent, before, 'c');
  const again = await reserved(agent, 'c');
  await releaseSlot(agent, before);
  expect(await reserveSlot(agent, 'other')).toMatchObject({ ok: false, reason: 'full' });
  await confirmSlot(agent, again, 'c');
  expect(await slotsOf(agent)).toMatchObject([{ id: again, confirmed: true }]);
});

test('the same reservation asked for again is one', async () => {
  const agent = await agentWith(5);
  const twice = await Promise.all([1, 2].map(() => reserveSlot(agent, 'c', { id: 'slt_fixed' })));
  expect(twice).toEqual([1, 2].map(() => ({ ok: true, id: 'slt_fixed' })));
  expect(await slotsOf(agent)).toHaveLength(1);
});

test('a turn counts once its place is lasting, the highest of any order, and is as if it had not been when given back', async () => {
  const agent = await agentWith(5);
  const turnsOf = async () => (await AgentModel.findById(agent).lean())?.turns;
  const turn = async (contact: string, number: number) => {
    const place = await reserveSlot(agent, contact, { turn: { inboxId: 'ventas', number } });
    return place.ok ? place.id : '';
  };
  const [first, second, refused] = [await turn('a', 4), await turn('b', 7), await turn('c', 9)];
  await withdrawSlot(agent, refused);
  await confirmSlot(agent, second, 'b');
  await confirmSlot(agent, first, 'a');
  await confirmSlot(agent, first, 'a');
  expect(await turnsOf()).toEqual({ ventas: 7 });
});

test('a clock that jumps lets go of reservations only: one made far ahead of the clock lapses too', async () => {
  const agent = await agentWith(2);
  const [lasting, ahead] = [await reserved(agent, 'a'), await reserved(agent, 'b')];
  await confirmSlot(agent, lasting);
  for (const jump of [86_400_000, -86_400_000]) {
    await AgentModel.updateOne({ _id: agent }, { $set: { 'slots.$[].at': new Date(Date.now() + jump) } });
    expect(placesTaken(await slotsOf(agent))).toBe(1);
  }
  expect((await reserveSlot(agent, 'c')).ok).toBe(true);
  expect((await slotsOf(agent)).map(({ id }) => id)).not.toContain(ahead);
  expect(await reserveSlot(agent, 'd')).toMatchObject({ ok: false, reason: 'full' });
});

test('lowered below the load, a capacity takes nothing away and gives nothing until the load is below it', async () => {
  const agent = await agentWith(3);
  const held = [];
  for (const contact of ['a', 'b', 'c']) held.push(await reserved(agent, contact));
  for (const id of held) await confirmSlot(agent, id);
  await AgentModel.updateOne({ _id: agent }, { $set: { capacity: 2 } });
  expect(await slotsOf(agent)).toHaveLength(3);
  for (const id of held.slice(0, 2)) {
    expect(await reserveSlot(agent, 'd')).toMatchObject({ ok: false, reason: 'full' });
    await releaseSlot(agent, id);
  }
  expect((await reserveSlot(agent, 'd')).ok).toBe(true);
});

test('a reservation that was never confirmed lapses after a minute, a confirmed one does not', async () => {
  const agent = await agentWith(2);
  const [confirmed, forgotten] = [await reserved(agent, 'a'), await reserved(agent, 'b')];
  await confirmSlot(agent, confirmed);
  const old = new Date(Date.now() - 61_000);
  await AgentModel.updateOne({ _id: agent }, { $set: { 'slots.$[].at': old } });
  expect((await reserveSlot(agent, 'c')).ok).toBe(true);
  expect((await slotsOf(agent)).map(({ id }) => id)).not.toContain(forgotten);
  expect(await reserveSlot(agent, 'd')).toMatchObject({ ok: false, reason: 'full' });
});

test('a late release frees its own reservation only', async () => {
  const agent = await agentWith(1);
  const old = await reserved(agent, 'a');
  await releaseSlot(agent, old);
  const fresh = await reserved(agent, 'a');
  await releaseSlot(agent, old);
  expect((await slotsOf(agent)).map(({ id }) => id)).toEqual([fresh]);
});

test('an agent who is unknown, inactive or removed has no places', async () => {
  const [inactive, removed] = [await agentWith(5), await agentWith(5)];
  await AgentModel.updateOne({ _id: inactive }, { $set: { active: false } });
  await AgentModel.updateOne({ _id: removed }, { $set: { deletedAt: new Date() } });
  for (const id of [inactive, removed, 'agt_unknown']) {
    expect(await reserveSlot(id, 'c')).toEqual({ ok: false, reason: 'unknown' });
  }
});

test('a contact id that looks like a field or an operator is only text', async () => {
  const agent = await agentWith(2);
  await reserved(agent, '$capacity');
  await reserved(agent, '$$NOW');
  expect((await slotsOf(agent)).map(({ contactId }) => contactId)).toEqual(['$capacity', '$$NOW']);
});
