import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrivalOf } from '../../api/conversations/arrival.ts';
import { statusesOf } from '../../api/conversations/later.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Chat } from '../support/chat.ts';
import { newChat, takenChat, waitingChat } from '../support/chat.ts';
import { typesOf } from '../support/events.ts';
import type { StartInput } from '../../workflows/messages.ts';
import type { Stage } from '../support/stage.ts';
import { openStage, until } from '../support/stage.ts';

let stage: Stage;
let ana: Caller;

beforeAll(async () => {
  stage = await openStage();
  ana = await stage.agent('Ana');
  const warm = await takenChat(stage, ana);
  await warm.writes('para calentar');
  await warm.reply(ana, 'listo');
  await warm.stored();
});

afterAll(() => stage.close());

/** What the history grows by, once all that follows from an act is written. */
async function grownBy(chat: Chat, act: () => Promise<unknown>): Promise<string[]> {
  const before = (await settled(chat)).length;
  await act();
  return typesOf((await settled(chat)).slice(before));
}

/** The history once nothing is under way. Nobody asks the workflow meanwhile: a query in the middle costs a task. */
const settled = (chat: Chat) =>
  until('nothing to be under way', async () => {
    const events = await stage.events(chat.id);
    const last = typesOf(events).at(-1) ?? '';
    return /Task(Scheduled|Started)|Signaled/.test(last) ? null : events;
  });

/** A loaded machine makes the commit leave its quick lane: the budget is about the quick one. */
const quick = (grown: string[]) => !grown.includes('ActivityTaskScheduled');

/** What the first quick ones of an act, done again and again, grow the history by. */
async function quickOnes(chat: Chat, count: number, act: (i: number) => Promise<unknown>): Promise<string[][]> {
  const found: string[][] = [];
  for (let i = 0; found.length < count; i += 1) {
    const grown = await grownBy(chat, () => act(i));
    if (quick(grown)) found.push(grown);
  }
  return found;
}

const messagesOneByOne = (chat: Chat) => quickOnes(chat, 5, (i) => chat.writes(`mensaje ${i}`));

test('a customer message costs at most 6 events while the chat waits', async () => {
  const grown = await messagesOneByOne(await waitingChat(stage));
  console.log('in BANDEJA:', grown.map((one) => one.length).join(' '));
  for (const one of grown) expect(one.length, one.join(' ')).toBeLessThanOrEqual(6);
});

test('a customer message costs at most 6 events while an agent has the chat', async () => {
  const grown = await messagesOneByOne(await takenChat(stage, ana));
  console.log('in AGENTE:', grown.map((one) => one.length).join(' '));
  for (const one of grown) expect(one.length, one.join(' ')).toBeLessThanOrEqual(6);
});

test('the first customer message after an answer costs at most 6 events, the answer at most 6', async () => {
  const chat = await takenChat(stage, ana);
  const replies: number[] = [];
  const messages: number[] = [];
  for (let i = 0; Math.min(replies.length, messages.length) < 3; i += 1) {
    const reply = await grownBy(chat, () => chat.reply(ana, `respuesta ${i}`));
    if (quick(reply)) replies.push(reply.length);
    const message = await grownBy(chat, () => chat.writes(`y ahora ${i}`));
    if (quick(message)) messages.push(message.length);
  }
  console.log('replies:', replies.join(' '), 'messages after them:', messages.join(' '));
  expect(Math.max(...replies)).toBeLessThanOrEqual(6);
  expect(Math.max(...messages)).toBeLessThanOrEqual(6);
});

test('a customer message with a file costs no more than one without', async () => {
  const chat = await takenChat(stage, ana);
  const { ids, intake } = stage.service;
  const sends = (id: string) => {
    const media = { url: 'http://127.0.0.1:9/file', fileName: 'contrato.pdf' };
    const message = { id, type: 'document', media };
    return intake.take(
      arrivalOf(ids, { channel: chat.channel, contact: { id: chat.externalId }, message }, Date.now()),
    );
  };
  for (const one of await quickOnes(chat, 3, (i) => sends(`file-${i}`)))
    expect(one.length, one.join(' ')).toBeLessThanOrEqual(6);
});

test('what became of a message costs at most 6 events, all that is told at once as much as one', async () => {
  const chat = await takenChat(stage, ana);
  const threeAtOnce = async (messageId: string) => {
    const statuses = (['sent', 'delivered', 'read'] as const).map((status) => ({ messageId, status }));
    const told = { channel: chat.channel, contact: { id: chat.externalId }, statuses };
    await Promise.all(statusesOf(stage.service.ids, told, Date.now()).map((one) => stage.service.intake.take(one)));
  };
  const usual: string[][] = [];
  for (let i = 0; usual.length < 2; i += 1) {
    const { result } = await chat.reply(ana, `respuesta ${i}`);
    const [written] = result.outputs.filter((one) => one.type === 'message');
    await settled(chat);
    const grown = await grownBy(chat, () => threeAtOnce(written?.row.id ?? ''));
    if (quick(grown)) usual.push(grown);
  }
  console.log('three statuses at once:', usual.map((one) => one.length).join(' '));
  for (const one of usual) expect(one.length, one.join(' ')).toBeLessThanOrEqual(6);
});

test('messages in a burst cost less than messages one by one', async () => {
  const chat = await takenChat(stage, ana);
  const burst = Array.from({ length: 30 }, (_, i) => `ráfaga ${i}`);
  const grown = await grownBy(chat, () => Promise.all(burst.map((text) => chat.writes(text))));
  console.log('a message of a burst:', grown.length / burst.length);
  expect(grown.length / burst.length).toBeLessThan(2);
});

test('a turn of the bot costs at most 18 events', async () => {
  const chat = newChat(stage);
  await chat.writes('hola');
  await chat.once('the bot to answer', (c) => c.waitingSince === null);
  let asked = 1;
  const usual = await quickOnes(chat, 3, (i) => {
    asked += 1;
    return chat.writes(`pregunta ${i}`);
  });
  expect(await chat.transcript()).toHaveLength(2 * asked);
  console.log('bot turns:', usual.map((one) => one.length).join(' '));
  for (const one of usual) expect(one.length, one.join(' ')).toBeLessThanOrEqual(18);
});

test('a claim costs at most 8 events, a return and a close as well', async () => {
  const counts: Record<string, number[]> = { claim: [], return: [], close: [] };
  while (Object.values(counts).some(({ length }) => length < 2)) {
    const chat = await waitingChat(stage);
    const claim = await grownBy(chat, () => chat.claim(ana));
    const back = await grownBy(chat, () => chat.give(ana, { type: 'return' }));
    await chat.claim(ana);
    const close = await grownBy(chat, () => chat.give(ana, { type: 'close', reason: null }));
    for (const [name, grown] of Object.entries({ claim, return: back, close }))
      if (quick(grown)) counts[name]?.push(grown.length);
  }
  console.log(counts);
  for (const [name, all] of Object.entries(counts)) {
    expect(Math.max(...all), name).toBeLessThanOrEqual(8);
  }
});

test('no message resets a timer', async () => {
  const chat = await takenChat(stage, ana);
  const before = (await stage.events(chat.id)).length;
  for (let i = 0; i < 10; i += 1) {
    await chat.writes(`mensaje ${i}`);
    if (i % 3 === 2) await chat.reply(ana, 'respuesta');
  }
  await chat.stored();
  const types = typesOf((await stage.events(chat.id)).slice(before));
  expect(types.filter((type) => type === 'TimerCanceled')).toEqual([]);
  expect(types.filter((type) => type === 'TimerStarted').length).toBeLessThanOrEqual(1);
});

test('what a run hands to the next stays under 64 KiB after 2,000 long messages', async () => {
  const chat = await takenChat(stage, ana);
  const long = 'ñandú 🦜 '.repeat(500);
  for (let i = 0; i < 40; i += 1)
    await chat.batch(Array.from({ length: 50 }, (_, n) => ({ text: `${i * 50 + n} ${long.slice(0, 3500)}` })));
  // Behind so much a slow machine answers late; as clients do, the same is asked again.
  const say = () => chat.reply(ana, long, { commandId: `long-${chat.id}` });
  await say().catch(say);
  const runs = await until('a run to hand over', async () => {
    const all = await stage.runs(chat.id);
    return all.length > 1 ? all : null;
  });
  const first = await stage.events(chat.id, runs.at(-1));
  const [input] = first[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  const start = JSON.parse(Buffer.from(input?.data ?? []).toString()) as StartInput;
  // What a slow store has yet to take comes along, and is bounded by what fits into a payload.
  const atRest = { ...start, carry: { ...start.carry, pending: [], unpublished: [] } };
  const bytes = Buffer.byteLength(JSON.stringify(atRest));
  console.log('carried bytes:', bytes, 'runs:', runs.length);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(65_536);
});
