import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Caller } from '../../domain/caller.ts';
import { AgentModel } from '../../models/agent.ts';
import type { InboxDoc } from '../../models/inbox.ts';
import { InboxModel } from '../../models/inbox.ts';
import { reserveSlot } from '../../models/slots.ts';
import { newWebhookSecret, WebhookModel } from '../../models/webhook.ts';
import { esAr } from '../../texts/es-ar.ts';
import type { Chat } from '../support/chat.ts';
import { newChat, takenChat, waitingChat } from '../support/chat.ts';
import { brokenRuns } from '../support/replays.ts';
import type { Stage } from '../support/stage.ts';
import { openStage, politeBot } from '../support/stage.ts';

const HOUR = 3_600_000;

let stage: Stage;
let ana: Caller;
let bruno: Caller;
let sofia: Caller;
/** Contacts whose look fails, or whose commit does. */
let unseen: Set<string>;
let unwritten: Set<string>;
const slow = { commit: 0, publish: 0 };
const told: string[] = [];

beforeAll(async () => {
  stage = await openStage({
    activities: (real) => ({
      ...real,
      async availability(look) {
        if (unseen.has(look.inboxId)) throw new Error('MongoDB is not connected');
        return real.availability(look);
      },
      async commit(batch) {
        if (unwritten.has(batch.contactId)) throw new Error('MongoDB is not connected');
        await wait(slow.commit);
        return real.commit(batch);
      },
      async publish(batch) {
        await wait(slow.publish);
        return real.publish(batch);
      },
      deliver: async ({ event }) => void told.push((event.data as { message?: { text?: string } }).message?.text ?? ''),
    }),
  });
  ana = await stage.agent('Ana');
  bruno = await stage.agent('Bruno');
  sofia = await stage.agent('Sofía', { role: 'supervisor' });
  // Bruno is away, and a supervisor looks after all inboxes: where Ana is no member, nobody is there.
  await AgentModel.updateOne({ name: 'Bruno' }, { $set: { status: 'away' } });
  await inbox('Guardia', [ana]);
  await inbox('Técnica', [bruno]);
  await inbox('Noche', [ana], { businessHours: { timeZone: 'UTC', weekly: [] } });
});

beforeEach(() => {
  stage.bot = politeBot;
  unseen = new Set();
  unwritten = new Set();
});

afterAll(() => stage.close());

async function inbox(name: string, members: Caller[], fields: Partial<InboxDoc> = {}): Promise<string> {
  const id = await stage.inbox(name, members);
  await InboxModel.updateOne({ _id: id }, { $set: fields });
  return id;
}

/** What the system said, once nobody has to look any more. */
async function systemLines(chat: Chat): Promise<(string | null)[]> {
  await chat.once('the look to be over', (c) => c.autoReply.status !== 'due' || unseen.size > 0);
  return (await chat.transcript()).filter(({ author }) => author.kind === 'system').map(({ text }) => text);
}

/** A chat that the built-in bot hands over with a notice of its own. */
async function handedOver(inboxId: string): Promise<Chat> {
  const handoff = { inboxId, inboxName: inboxId, reason: 'Pidió hablar con una persona' };
  stage.bot = { answer: async () => ({ say: ['Te paso'], memory: {}, handoff }) };
  const chat = newChat(stage);
  await chat.writes('Quiero hablar con una persona');
  await chat.once('the chat to wait', (c) => c.chat.state === 'BANDEJA');
  return chat;
}

test('out of hours the customer is told once, after the notice, however often they write', async () => {
  const chat = await handedOver('inb-noche');
  for (const text of ['¿Hola?', '¿Hay alguien?', 'Bueno, espero']) await chat.writes(text);
  const heard = async () => (await chat.transcript()).filter(({ author }) => author.kind === 'contact').length;
  await expect.poll(heard).toBe(4);
  expect(await systemLines(chat)).toEqual(['Te paso', esAr.outOfHours]);
  const reply = (await chat.transcript()).find(({ text }) => text === esAr.outOfHours);
  expect(reply).toMatchObject({ direction: 'out', status: 'sent' });
  expect((await chat.now()).waitingSince).not.toBeNull();
});

test('where nobody is there the customer is told in the words of the inbox', async () => {
  const usual = await waitingChat(stage, 'inb-técnica');
  expect(await systemLines(usual)).toEqual([esAr.nobodyOnline]);
  const noAgentAvailable = 'Hola {{contacto.nombre}}, en {{bandeja.nombre}} ya te leen.';
  const own = await waitingChat(stage, await inbox('Turnos', [bruno], { autoReply: { noAgentAvailable } }));
  expect(await systemLines(own)).toEqual(['Hola Lucía Gómez, en Turnos ya te leen.']);
});

test('with somebody online and free nothing is said; with every place taken that all are busy, off shift that nobody is there', async () => {
  const chat = await waitingChat(stage, 'inb-guardia');
  await chat.writes('¿Hola?');
  expect(await systemLines(chat)).toEqual([]);
  const carla = await stage.agent('Carla', { capacity: 1 });
  const id = await inbox('Cajas', [carla]);
  await takenChat(stage, carla, id);
  expect(await systemLines(await waitingChat(stage, id))).toEqual([esAr.nobodyAvailable]);
  // The place is taken for this very chat, which a rule is about to give away.
  const dana = await stage.agent('Dana', { capacity: 1 });
  const given = newChat(stage);
  await given.writes('Hola');
  await reserveSlot(dana.agentId ?? '', given.id);
  await given.handoff(await inbox('Ventanilla', [dana]));
  expect(await systemLines(given)).toEqual([]);
  const shifts = { timeZone: 'UTC', weekly: [] };
  await AgentModel.updateOne({ _id: carla.agentId }, { $set: { capacity: 9, shifts } });
  expect(await systemLines(await waitingChat(stage, id))).toEqual([esAr.nobodyOnline]);
});

test('of a personal inbox only its owner counts', async () => {
  const owners = await AgentModel.find({ name: { $in: ['Ana', 'Bruno'] } }).sort({ name: 1 });
  const said = owners.map(async ({ personalInboxId }) => {
    const chat = await waitingChat(stage, 'inb-guardia');
    await chat.transfer(sofia, personalInboxId);
    return systemLines(chat);
  });
  expect(await Promise.all(said)).toEqual([[], [esAr.nobodyOnline]]);
});

test('the next episode is told again', async () => {
  const chat = await waitingChat(stage, 'inb-noche');
  expect(await systemLines(chat)).toEqual([esAr.outOfHours]);
  await chat.give(sofia, { type: 'toBot' });
  await chat.handoff('inb-noche');
  expect(await systemLines(chat)).toEqual([esAr.outOfHours, esAr.outOfHours]);
});

test('a chat claimed before anybody could look is told nothing', async () => {
  const chat = await waitingChat(stage, 'inb-guardia');
  await chat.give(sofia, { type: 'toBot' });
  unwritten.add(chat.id);
  await chat.handoff('inb-noche');
  await chat.claim(ana);
  unwritten.clear();
  expect(await systemLines(chat)).toEqual([]);
});

test('a look that fails holds nothing up, and the next message looks again', async () => {
  unseen.add('inb-noche');
  const chat = await waitingChat(stage, 'inb-noche');
  expect(await systemLines(chat)).toEqual([]);
  unseen.clear();
  await chat.writes('¿Hola?');
  await chat.once('the message to be heard', (c) => c.autoReply.status === 'settled');
  expect(await systemLines(chat)).toEqual([esAr.outOfHours]);
});

test('hours that end while the chat waits are told with the next message', async () => {
  // A zone in which it is past noon now: they are open for an hour at least.
  const ahead = new Date().getUTCHours() - 12;
  const timeZone = `Etc/GMT${ahead < 0 ? '-' : '+'}${Math.abs(ahead)}`;
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '09:00', to: '14:00' }));
  const chat = await waitingChat(stage, await inbox('Mostrador', [ana], { businessHours: { timeZone, weekly } }));
  const looked = await chat.once('somebody to look', (c) => c.autoReply.status === 'looked');
  expect(looked.autoReply.lookAt).toBeGreaterThan(Date.now());
  await stage.pass(chat.id, 3 * HOUR);
  expect(await systemLines(chat)).toEqual([]);
  await chat.batch([{ text: '¿Siguen ahí?' }], Date.now() + 3 * HOUR);
  await chat.once('the customer to be told', (c) => c.autoReply.status === 'settled');
  const [text] = await systemLines(chat);
  expect(text).toBe(esAr.outOfHoursUntil.replace('{{horario.proximo}}', 'mañana a las 9:00'));
});

test('endpoints are told as of any other line, and whichever lane is slow, the history replays', async () => {
  const now = new Date();
  const fields = { name: 'Hub', url: 'http://127.0.0.1:1/', events: [], secret: newWebhookSecret(), active: true };
  await WebhookModel.create([{ _id: 'whk_1', ...fields, createdAt: now, updatedAt: now, version: 1 }]);
  await stage.directory.refresh('webhooks');
  await stage.settings(() => undefined);
  for (const [commit, publish] of [
    [0, 0],
    [60, 0],
    [0, 60],
  ] as const) {
    Object.assign(slow, { commit, publish });
    told.length = 0;
    const chat = await handedOver('inb-noche');
    await chat.writes('¿Hola?');
    expect(await systemLines(chat)).toEqual(['Te paso', esAr.outOfHours]);
    await expect.poll(() => told).toContain(esAr.outOfHours);
    expect(await brokenRuns(stage, chat.id)).toEqual([]);
  }
});
