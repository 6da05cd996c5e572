import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRemoved } from '../../activities/removed.ts';
import { AgentModel } from '../../models/agent.ts';
import { InboxModel } from '../../models/inbox.ts';
import type { Chat, Floor } from '../api/floor.ts';
import { openFloor, waiting } from '../api/floor.ts';
import { until } from '../support/stage.ts';

let floor: Floor;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());

/** What every worker does from time to time, until there is nothing left to do. */
async function lookAgain(): Promise<void> {
  const removed = createRemoved(floor.stage.client);
  await until('nothing to be left behind', async () => {
    await removed.moveOn();
    return !(await removed.anyChats());
  });
}

test('a chat that came to an agent just removed goes back to its inbox', async () => {
  const gone = await floor.person('Gonzalo');
  const chat = await waiting(floor);
  await chat.done(gone, 'claim');
  await AgentModel.updateOne({ _id: gone.id }, { $set: { active: false, deletedAt: new Date() } });
  await lookAgain();
  const { place, state, movedBy } = await chat.read();
  expect([state, place.inboxId, movedBy.kind]).toEqual(['BANDEJA', 'general', 'rule']);
  const { body } = await floor.sofia.get(`${chat.path}/timeline`);
  expect(body.items.at(-1)).toMatchObject({ command: 'return', reason: 'agent removed' });
});

test('a chat that came to an inbox just removed goes to General', async () => {
  const { body } = await floor.sofia.post('/v1/inboxes', { name: 'Efímera' });
  const chat = await waiting(floor, body.id);
  expect((await chat.read()).place.inboxId).toBe(body.id);
  await InboxModel.updateOne({ _id: body.id }, { $set: { deletedAt: new Date() } });
  await lookAgain();
  await chat.once('the chat to be in General', ({ place }) => place.inboxId === 'general');
});

test('the chats of an inbox that is removed go to General, and whoever has it hears them come', async () => {
  const { body } = await floor.sofia.post('/v1/inboxes', { name: 'Feria', members: [floor.bruno.id] });
  const [here, taken] = [await waiting(floor, body.id), await waiting(floor, body.id)];
  await taken.done(floor.bruno, 'claim');
  const [ana, bruno] = await Promise.all([floor.ana, floor.bruno].map((who) => who.hears()));
  expect((await floor.sofia.delete(`/v1/inboxes/${body.id}`)).status).toBe(204);
  const came = await ana?.once(
    'the chat to come',
    ({ event, data }) => event === 'conversation.changed' && data.id === here.id,
  );
  expect(came?.data).toMatchObject({
    place: { inboxId: 'general' },
    change: {
      command: 'inbox-removed',
      reason: 'Feria',
      fromPlace: { inboxName: 'Feria' },
      actor: { kind: 'supervisor' },
    },
  });
  await bruno?.once(
    'it to come to all members',
    ({ event, data }) => event === 'conversation.changed' && data.id === here.id,
  );
  // Who is attended stays so, and does not go back to where nothing is.
  expect((await taken.read()).place.agentId).toBe(floor.bruno.id);
  await taken.done(floor.bruno, 'return');
  expect((await taken.read()).place.inboxId).toBe('general');
  await Promise.all([ana?.leave(), bruno?.leave()]);
});

test('a chat that an agent just removed took from an inbox just removed goes to General at once', async () => {
  const gone = await floor.person('Gerardo');
  const { body } = await floor.sofia.post('/v1/inboxes', { name: 'Breve', members: [gone.id] });
  const chat = await waiting(floor, body.id);
  await chat.done(gone, 'claim');
  const deletedAt = new Date();
  await AgentModel.updateOne({ _id: gone.id }, { $set: { active: false, deletedAt } });
  await InboxModel.updateOne({ _id: body.id }, { $set: { deletedAt } });
  expect(await createRemoved(floor.stage.client).moveOn()).toBe(1);
  await chat.once(
    'the chat to be in General',
    ({ state, place }) => state === 'BANDEJA' && place.inboxId === 'general',
  );
});

test('whatever is done while an agent and an inbox are removed, no chat stays with either', async () => {
  const gone = await floor.person('Graciela');
  const inbox = (await floor.sofia.post('/v1/inboxes', { name: 'Fugaz', members: [gone.id] })).body.id;
  const chats: Chat[] = [];
  for (let i = 0; i < 8; i += 1) chats.push(await waiting(floor, i % 2 ? inbox : 'general'));
  const answers = await Promise.all([
    ...chats.map((chat) => chat.give(gone, 'claim')),
    floor.sofia.delete(`/v1/agents/${gone.id}`),
    floor.sofia.delete(`/v1/inboxes/${inbox}`),
    ...chats.map((chat, i) =>
      i % 3 === 0
        ? chat.give(floor.sofia, 'assign', { agentId: gone.id })
        : chat.give(floor.sofia, 'transfer', i % 3 === 1 ? { agentId: gone.id } : { inboxId: inbox }),
    ),
  ]);
  for (const { status, text } of answers) expect(status, text).toBeLessThan(500);
  await lookAgain();
  for (const chat of chats) {
    const { place } = await chat.once('the chat to be elsewhere', (now) => now.place.agentId !== gone.id);
    expect(place.inboxId ?? null).not.toBe(inbox);
  }
});
