import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AgentModel } from '../../models/agent.ts';
import { ConversationModel } from '../../models/conversation.ts';
import { placesTaken, reserveSlot, withdrawSlot } from '../../models/slots.ts';
import { lookAt } from '../../workflows/assignment-look.ts';
import { assignmentWorkflowId } from '../../workflows/queues.ts';
import { until } from '../support/stage.ts';
import { fastForward } from '../support/time-skipping.ts';
import type { Chat, Floor, Person } from './floor.ts';
import { openFloor, refused, waiting, withBot } from './floor.ts';

/** No presence sweep runs on this floor: whatever is assigned was told of. */
let floor: Floor;

beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());

let inboxes = 0;
async function inbox(members: Person[], mode = 'round-robin'): Promise<string> {
  inboxes += 1;
  const body = { name: `Bandeja ${inboxes}`, members: members.map(({ id }) => id), assignment: { mode } };
  const { status, body: made } = await floor.sofia.post('/v1/inboxes', body);
  expect(status).toBe(201);
  return made.id;
}

const change = async (path: string, body: object) => {
  const answer = await floor.sofia.patch(path, body);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};

const given = (chat: Chat, to: Person) => chat.once(`${to.name} to have it`, ({ place }) => place.agentId === to.id);
const ownerOf = async (chat: Chat) => (await chat.read()).place.agentId as string | undefined;

/** Waits until the rule of an inbox has looked and found nothing more to do. */
async function settled(inboxId: string): Promise<void> {
  const handle = floor.stage.client.workflow.getHandle(assignmentWorkflowId(inboxId));
  await until('the rule to rest', async () => {
    const { events = [] } = await handle.fetchHistory();
    return (
      events?.at(-1)?.timerStartedEventAttributes !== null && events?.at(-1)?.timerStartedEventAttributes !== undefined
    );
  });
}

async function withBots(count: number): Promise<Chat[]> {
  const chats: Chat[] = [];
  for (let i = 0; i < count; i += 1) chats.push(await withBot(floor));
  for (const chat of chats) await chat.once('the bot to have it', ({ state }) => state === 'BOT');
  return chats;
}

const ask = (inboxId: string) => floor.stage.client.workflow.signalWithStart('assignment', lookAt(inboxId));

describe('a chat that waits is given as soon as there is somebody for it', () => {
  test('who is there when it comes, by the rule, as the timeline says', async () => {
    const rita = await floor.person('Rita');
    const chat = await waiting(floor, await inbox([rita]));
    await given(chat, rita);
    const entry = await until('the timeline', async () =>
      (await chat.timeline()).find((one) => one.command === 'assign'),
    );
    expect(entry).toMatchObject({
      actor: { kind: 'rule', id: null, name: 'round-robin' },
      from: 'BANDEJA',
      to: 'AGENTE',
    });
    expect((await chat.done(rita, 'messages', { type: 'text', text: 'Hola' })).direction).toBe('out');
  });

  test('a place that becomes free', async () => {
    const rita = await floor.person('Rita', { capacity: 1 });
    const inboxId = await inbox([rita]);
    const [first, second] = [await waiting(floor, inboxId), await waiting(floor, inboxId)];
    await given(first, rita);
    expect(await ownerOf(second)).toBeUndefined();
    await first.done(rita, 'close');
    await given(second, rita);
  });

  test('a place that a refused claim gives back without a word', async () => {
    const rita = await floor.person('Rita', { capacity: 1 });
    const claim = await reserveSlot(rita.id, 'ctc_of-another-chat');
    const inboxId = await inbox([rita]);
    const chat = await waiting(floor, inboxId);
    await settled(inboxId);
    expect(await ownerOf(chat)).toBeUndefined();
    await withdrawSlot(rita.id, claim.ok ? claim.id : '');
    await given(chat, rita);
  });

  test('somebody who comes online, becomes a member, is active again, gets more places, or whose shift it is', async () => {
    const [away, stranger, inactive, full, offShift] = (await Promise.all(
      ['Ausente', 'Ajena', 'Inactiva', 'Llena', 'De franco'].map((name) => floor.person(name)),
    )) as [Person, Person, Person, Person, Person];
    await away.goes('away');
    await change(`/v1/agents/${inactive.id}`, { active: false });
    await change(`/v1/agents/${full.id}`, { capacity: 0 });
    const never = { timeZone: 'America/Argentina/Buenos_Aires', weekly: [] };
    expect(await change(`/v1/agents/${offShift.id}`, { shifts: never })).toMatchObject({
      shifts: never,
      onShift: false,
    });

    const ways: [Person, (inboxId: string) => Promise<unknown>][] = [
      [away, () => away.goes('online')],
      [stranger, (inboxId) => change(`/v1/inboxes/${inboxId}`, { members: [stranger.id] })],
      [
        inactive,
        async () => {
          await change(`/v1/agents/${inactive.id}`, { active: true });
          await inactive.goes('online');
        },
      ],
      [full, () => change(`/v1/agents/${full.id}`, { capacity: 1 })],
      [offShift, () => change(`/v1/agents/${offShift.id}`, { shifts: null })],
    ];
    await Promise.all(
      ways.map(async ([person, act]) => {
        const inboxId = await inbox(person === stranger ? [] : [person]);
        const chat = await waiting(floor, inboxId);
        await settled(inboxId);
        expect(await ownerOf(chat), person.name).toBeUndefined();
        await act(inboxId);
        await given(chat, person);
      }),
    );
  });

  test('an inbox that gets a rule while chats wait in it', async () => {
    const rita = await floor.person('Rita');
    const inboxId = await inbox([rita], 'manual');
    const chat = await waiting(floor, inboxId);
    await change(`/v1/inboxes/${inboxId}`, { assignment: { mode: 'least-busy' } });
    await given(chat, rita);
    expect((await chat.read()).movedBy).toMatchObject({ kind: 'rule', name: 'least-busy' });
    // With nothing more to do the rule ends; the next chat starts it again.
    await settled(inboxId);
    // It ends on the way there.
    await fastForward(floor.stage.client, assignmentWorkflowId(inboxId), 31_000).catch(() => undefined);
    const handle = floor.stage.client.workflow.getHandle(assignmentWorkflowId(inboxId));
    await until('the rule to end', async () => (await handle.describe()).status.name === 'COMPLETED');
    await given(await waiting(floor, inboxId), rita);
  });

  test('outside of the shift claiming stays possible, and the rule sleeps until the shift begins', async () => {
    const rita = await floor.person('Rita');
    const hour = (Math.floor(Date.now() / 3_600_000) + 2) % 24;
    const from = `${String(hour).padStart(2, '0')}:00`;
    const weekly = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
      day,
      from,
      to: hour === 23 ? '24:00' : `${String(hour + 1).padStart(2, '0')}:00`,
    }));
    await change(`/v1/agents/${rita.id}`, { shifts: { timeZone: 'UTC', weekly } });
    const inboxId = await inbox([rita]);
    const chat = await waiting(floor, inboxId);
    await settled(inboxId);
    const { events } = await floor.stage.client.workflow.getHandle(assignmentWorkflowId(inboxId)).fetchHistory();
    const sleep = Number(events?.at(-1)?.timerStartedEventAttributes?.startToFireTimeout?.seconds);
    expect(sleep).toBeGreaterThan(3_600 - 60);
    expect(sleep).toBeLessThanOrEqual(2 * 3_600);
    await chat.done(rita, 'claim');
  });
});

describe('who is given nothing', () => {
  test('whoever gave a chat away does not get it back at once', async () => {
    const [rita, hugo] = [await floor.person('Rita'), await floor.person('Hugo')];
    const inboxId = await inbox([rita]);
    const chat = await waiting(floor, inboxId);
    await given(chat, rita);
    await chat.done(rita, 'return');
    await settled(inboxId);
    expect(await ownerOf(chat)).toBeUndefined();
    await change(`/v1/inboxes/${inboxId}`, { members: [rita.id, hugo.id] });
    await given(chat, hugo);
  });

  test('supervisors, who look after all inboxes, unless they were made members', async () => {
    const carla = await floor.person('Carla', { role: 'supervisor' });
    const rita = await floor.person('Rita', { capacity: 1 });
    const inboxId = await inbox([rita]);
    const [first, second] = [await waiting(floor, inboxId), await waiting(floor, inboxId)];
    await given(first, rita);
    await settled(inboxId);
    expect(await ownerOf(second)).toBeUndefined();
    await change(`/v1/inboxes/${inboxId}`, { members: [rita.id, carla.id] });
    await given(second, carla);
  });

  test('who already has more chats than a lowered capacity, until there are fewer; none is taken away', async () => {
    const rita = await floor.person('Rita', { capacity: 3 });
    const inboxId = await inbox([rita]);
    const chats: Chat[] = [];
    for (let i = 0; i < 3; i += 1) chats.push(await waiting(floor, inboxId));
    for (const chat of chats) await given(chat, rita);
    expect(await change(`/v1/agents/${rita.id}`, { capacity: 1 })).toMatchObject({ capacity: 1, load: 3 });
    const next = await waiting(floor, inboxId);
    for (const chat of chats.slice(0, 2)) {
      expect(refused(await next.give(rita, 'claim'))).toEqual([409, 'agent-at-capacity']);
      await settled(inboxId);
      expect(await ownerOf(next)).toBeUndefined();
      await chat.done(rita, 'close');
    }
    expect(await ownerOf(chats[2] as Chat)).toBe(rita.id);
    await chats[2]?.done(rita, 'close');
    await given(next, rita);
  });

  test('who lost access keeps the chat they have, may answer and return it, and gets and takes no other', async () => {
    const rita = await floor.person('Rita');
    const inboxId = await inbox([rita]);
    const chat = await waiting(floor, inboxId);
    await given(chat, rita);
    await change(`/v1/inboxes/${inboxId}`, { members: [] });
    const other = await waiting(floor, inboxId);
    await settled(inboxId);
    expect(await ownerOf(other)).toBeUndefined();
    expect(refused(await other.give(rita, 'claim'))).toEqual([404, 'not-found']);
    await chat.done(rita, 'messages', { type: 'text', text: 'Sigo con vos' });
    expect((await chat.done(rita, 'return')).place.inboxId).toBe(inboxId);
    expect((await rita.get(chat.path)).status).toBe(404);
  });

  test('personal inboxes and Cerradas have no rule, and say so', async () => {
    const { personalInboxId } = (await floor.ana.get('/v1/agents/me')).body;
    for (const id of [personalInboxId, 'cerradas']) {
      const answer = await floor.sofia.patch(`/v1/inboxes/${id}`, { assignment: { mode: 'round-robin' } });
      expect(refused(answer)).toEqual([400, 'invalid-request']);
      expect(answer.body.errors).toMatchObject([{ path: 'assignment.mode' }]);
      await change(`/v1/inboxes/${id}`, { assignment: { mode: 'manual' } });
    }
  });
});

describe('order and fairness', () => {
  test('one place at a time, chats are given in order: the angry one first, then the longest waiting', async () => {
    const rita = await floor.person('Rita', { capacity: 1 });
    await rita.goes('away');
    const inboxId = await inbox([rita]);
    const chats = [await waiting(floor, inboxId), await waiting(floor, inboxId), await waiting(floor, inboxId)];
    const [first, second, angry] = chats as [Chat, Chat, Chat];
    await angry.writes('SON UNOS LADRONES, NADIE ME RESPONDE!!!');
    await angry.once('the mood', ({ sentiment }) => sentiment === 'ENOJADO');
    await until('the list to know', () => ConversationModel.exists({ _id: angry.id, sentiment: 'ENOJADO' }));
    await rita.goes('online');
    for (const chat of [angry, first, second]) {
      await given(chat, rita);
      await chat.done(rita, 'close');
    }
  });

  test('of many chats at once every agent gets as many as the others, give or take one', async () => {
    const people = await Promise.all(['Uno', 'Dos', 'Tres'].map((name) => floor.person(name)));
    const inboxId = await inbox(people);
    const chats = await withBots(10);
    await Promise.all(chats.map((chat) => chat.done(floor.hub, 'handoff', { inboxId })));
    const theirs = { agentId: { $in: people.map(({ id }) => id) }, state: 'AGENTE' } as const;
    await until('all to be given', async () => (await ConversationModel.countDocuments(theirs)) === 10);
    const counts = await Promise.all(
      people.map(({ id }) => ConversationModel.countDocuments({ agentId: id, state: 'AGENTE' })),
    );
    expect(counts.toSorted()).toEqual([3, 3, 4]);
  });

  test('people who claim meanwhile and two rules that share them: one owner each, and nobody ever over capacity', async () => {
    const people = await Promise.all(['Uno', 'Dos', 'Tres'].map((name) => floor.person(name, { capacity: 2 })));
    const ids = people.map(({ id }) => id);
    const shared = [await inbox(people), await inbox(people, 'least-busy')];
    let over = 0;
    const done = new AbortController();
    const watch = async () => {
      while (!done.signal.aborted) {
        const agents = await AgentModel.find({ _id: { $in: ids } }).lean();
        over = Math.max(over, ...agents.map(({ slots }) => placesTaken(slots)));
        const owned = await ConversationModel.aggregate<{ n: number }>([
          { $match: { agentId: { $in: ids }, state: 'AGENTE' } },
          { $group: { _id: '$agentId', n: { $sum: 1 } } },
        ]);
        over = Math.max(over, ...owned.map(({ n }) => n));
        await pause(20);
      }
    };
    const watched = watch();
    const chats = await withBots(10);
    try {
      await Promise.all(
        chats.map(async (chat, i) => {
          await chat.done(floor.hub, 'handoff', { inboxId: shared[i % 2] });
          for (const answer of await Promise.all(people.map((person) => chat.give(person, 'claim'))))
            expect(['ok', 'already-claimed', 'agent-at-capacity', 'not-owner', 'not-found']).toContain(
              answer.status === 200 ? 'ok' : answer.body.code,
            );
        }),
      );
      await until('every place to be taken', async () => {
        const taken = await ConversationModel.countDocuments({ agentId: { $in: ids }, state: 'AGENTE' });
        return taken === 6;
      });
    } finally {
      done.abort();
      await watched;
    }
    expect(over).toBe(2);
    for (const chat of chats)
      expect((await chat.timeline()).filter(({ to }) => to === 'AGENTE').length).toBeLessThan(2);
    await until('places and chats to agree', async () => {
      const agents = await AgentModel.find({ _id: { $in: ids } }).lean();
      return agents.every(({ slots }) => slots.length === 2 && slots.every(({ confirmed }) => confirmed));
    });
  });
});

test('a worker that ends between reserving and assigning loses nothing: the same place and the same turn go on', async () => {
  const [rita, hugo] = [await floor.person('Rita'), await floor.person('Hugo')];
  const inboxId = await inbox([rita, hugo], 'manual');
  const chat = await waiting(floor, inboxId);
  const left = await reserveSlot(hugo.id, chat.id, { turn: { inboxId, number: 1 } });
  await change(`/v1/inboxes/${inboxId}`, { assignment: { mode: 'round-robin' } });
  await given(chat, hugo);
  await until('the place to be lasting', async () => {
    const { slots, turns } = (await AgentModel.findById(hugo.id).lean()) ?? { slots: [] };
    expect(slots).toMatchObject([{ id: left.ok && left.id, confirmed: true }]);
    expect(turns).toEqual({ [inboxId]: 1 });
    return true;
  });
  expect((await AgentModel.findById(rita.id).lean())?.slots).toEqual([]);
  await given(await waiting(floor, inboxId), rita);
  await given(await waiting(floor, inboxId), hugo);
});

test('a chat that moved on between reserving and assigning is left alone, and place and turn are as before', async () => {
  const [rita, hugo] = [await floor.person('Rita'), await floor.person('Hugo')];
  const inboxId = await inbox([rita, hugo], 'manual');
  const chat = await waiting(floor, inboxId);
  await reserveSlot(rita.id, chat.id, { turn: { inboxId, number: 1 } });
  await chat.done(hugo, 'claim');
  await change(`/v1/inboxes/${inboxId}`, { assignment: { mode: 'round-robin' } });
  await ask(inboxId);
  await until(
    'the place to be given back',
    async () => (await AgentModel.findById(rita.id).lean())?.slots.length === 0,
  );
  expect(await ownerOf(chat)).toBe(hugo.id);
  expect((await AgentModel.findById(rita.id).lean())?.turns ?? {}).toEqual({});
});
