import { afterAll, beforeAll, expect, test } from 'vitest';
import { editsOf, statusesOf } from '../../api/conversations/later.ts';
import type { Caller } from '../../domain/caller.ts';
import type { TcpGate } from '../api/tcp-gate.ts';
import { openTcpGate } from '../api/tcp-gate.ts';
import type { Chat } from '../support/chat.ts';
import { newChat, slotsAgree, takenChat } from '../support/chat.ts';
import { typesOf } from '../support/events.ts';
import type { Stage } from '../support/stage.ts';
import { openStage, until } from '../support/stage.ts';

const WITHIN = 30_000;

let gate: TcpGate;
let stage: Stage;
let ana: Caller;

beforeAll(async () => {
  stage = await openStage({ through: gated });
  ana = await stage.agent('Ana');
});

afterAll(async () => {
  await stage.close();
  await gate.close();
});

async function gated(address: string): Promise<string> {
  const uri = new URL(address);
  gate = await openTcpGate({ host: uri.hostname, port: Number(uri.port) });
  uri.port = String(gate.port);
  // Members of a replica set name their own address, which leads past the gate.
  uri.search = '?directConnection=true';
  return uri.toString();
}

const inbound = async (chat: Chat) => (await chat.transcript()).filter(({ direction }) => direction === 'in');

test('with MongoDB away messages are taken and replies answered, and all is there in order when it is back', async () => {
  const chat = await takenChat(stage, ana);
  const asked = await chat.writes('coregido', { id: 'asked' });
  await chat.reply(ana, '¿Qué necesitás?');
  const said = (await chat.transcript()).at(-1)?._id ?? '';
  const first = (await inbound(chat)).map(({ _id }) => _id);
  await chat.stored();
  await gate.shut();
  const regretted = await chat.writes('no debí decirlo', { id: 'regretted' });
  const ids: string[] = [];
  const took: number[] = [];
  for (let i = 0; i < 20; i += 1) {
    const start = performance.now();
    ids.push(await chat.writes(`mensaje ${i}`));
    if (i % 5 === 4) await chat.reply(ana, `respuesta ${i}`);
    took.push(performance.now() - start);
  }
  const { ids: named, intake } = stage.service;
  const who = { channel: chat.channel, contact: { id: chat.externalId } };
  const now = Date.now();
  const edits = [
    { messageId: 'asked', text: 'corregido', at: new Date(now).toISOString() },
    { messageId: 'regretted', text: null, at: new Date(now).toISOString() },
  ];
  const statuses = [{ messageId: said, status: 'read' as const }];
  const later = [...statusesOf(named, { ...who, statuses }, now), ...editsOf(named, { ...who, edits }, now)];
  for (const told of later) await intake.take(told);
  const fresh = newChat(stage);
  const unseen = [await fresh.writes('soy nuevo'), await fresh.writes('¿me leen?')];
  expect((await chat.now()).lastMessageAt).not.toBeNull();

  await gate.open();
  const back = Date.now();
  await until('everything to be there', async () => (await inbound(chat)).length === 23, WITHIN);
  await until('the new contact as well', async () => (await inbound(fresh)).length === 2, WITHIN);
  console.log(
    `slowest act while away ${Math.round(Math.max(...took))} ms, all there ${Date.now() - back} ms after the return`,
  );
  expect((await inbound(chat)).map(({ _id }) => _id)).toEqual([...first, regretted, ...ids]);
  expect((await inbound(fresh)).map(({ _id }) => _id)).toEqual(unseen);
  const replies = (await chat.transcript()).filter(({ author }) => author.kind === 'agent');
  expect(replies.map(({ text }) => text)).toEqual(['¿Qué necesitás?', ...[4, 9, 14, 19].map((i) => `respuesta ${i}`)]);
  const line = async (id: string) => (await chat.transcript()).find(({ _id }) => _id === id);
  expect((await line(said))?.told?.read).toBeDefined();
  expect((await line(asked))?.edits).toMatchObject([{ text: 'corregido' }]);
  expect((await line(regretted))?.deletedAt).toBe(now);
  await slotsAgree(chat);
});

test('more than fits one write piles up and is written in order, with the places given back at its end', async () => {
  const chat = await takenChat(stage, ana);
  await chat.stored();
  await gate.shut();
  const ids: string[] = [];
  for (let i = 0; i < 12; i += 1)
    ids.push(...(await chat.batch(Array.from({ length: 40 }, (_, n) => ({ text: `${i}-${n} ${'x'.repeat(2000)}` })))));
  await chat.give(ana, { type: 'return' });
  await gate.open();
  await until('everything to be there', async () => (await inbound(chat)).length === ids.length + 1, WITHIN);
  expect((await inbound(chat)).map(({ _id }) => _id).slice(1)).toEqual(ids);
  await slotsAgree(chat);
});

test('once MongoDB is back a message costs one event again, not six', async () => {
  const chat = await takenChat(stage, ana);
  await chat.stored();
  await gate.shut();
  await chat.writes('durante');
  await until('the patient way', async () => typesOf(await stage.events(chat.id)).includes('ActivityTaskScheduled'));
  await gate.open();
  await until('it to be there', async () => (await inbound(chat)).length === 2, WITHIN);
  await until('the quick way', async () => {
    await chat.stored();
    const before = (await stage.events(chat.id)).length;
    await chat.writes('después');
    await chat.stored();
    return !typesOf((await stage.events(chat.id)).slice(before)).includes('ActivityTaskScheduled');
  });
});
