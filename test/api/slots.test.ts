import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AgentModel, newAgent } from '../../models/agent.ts';
import { connectMongo, disconnectMongo } from '../../models/connect.ts';
import { newId } from '../../models/ids.ts';
import { createIndexes } from '../../models/indexes.ts';
import { confirmSlot, releaseSlot, reserveSlot } from '../../models/slots.ts';
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
  const agent = await agentWith(5);
  const results = await Promise.all(Array.from({ length: 20 }, () => reserved(agent, 'c')));
  expect(new Set(results).size).toBe(1);
  expect(await slotsOf(agent)).toHaveLength(1);
});

test('a full agent still finds the place that a contact has', async () => {
  const agent = await agentWith(1);
  const id = await reserved(agent, 'c');
  expect(await reserveSlot(agent, 'other')).toEqual({ ok: false, reason: 'full' });
  expect(await reserved(agent, 'c')).toBe(id);
});

test('a reservation that was never confirmed lapses after a minute, a confirmed one does not', async () => {
  const agent = await agentWith(2);
  const [confirmed, forgotten] = [await reserved(agent, 'a'), await reserved(agent, 'b')];
  await confirmSlot(agent, confirmed);
  const old = new Date(Date.now() - 61_000);
  await AgentModel.updateOne({ _id: agent }, { $set: { 'slots.$[].at': old } });
  expect((await reserveSlot(agent, 'c')).ok).toBe(true);
  expect((await slotsOf(agent)).map(({ id }) => id)).not.toContain(forgotten);
  expect(await reserveSlot(agent, 'd')).toEqual({ ok: false, reason: 'full' });
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
