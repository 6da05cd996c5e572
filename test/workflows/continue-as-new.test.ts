import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '../../domain/caller.ts';
import { AlertModel } from '../../models/alert.ts';
import { codeOf, slotsAgree, takenChat, waitingChat } from '../support/chat.ts';
import { typesOf } from '../support/events.ts';
import { brokenRuns } from '../support/replays.ts';
import type { Servers } from '../support/servers.ts';
import { startServers } from '../support/servers.ts';
import type { Stage } from '../support/stage.ts';
import { openStage, until } from '../support/stage.ts';

let servers: Servers;
let stage: Stage;
let ana: Caller;
let bruno: Caller;

beforeAll(async () => {
  servers = await startServers({ TEST_SUGGEST_CONTINUE_AS_NEW_AT: '45' });
  stage = await openStage(servers);
  ana = await stage.agent('Ana');
  bruno = await stage.agent('Bruno');
});

afterAll(async () => {
  await stage.close();
  await servers.stop();
});

test('in a storm over many runs no message and no reply is lost, and order is kept', async () => {
  const chat = await takenChat(stage, ana);
  const replies: string[] = [];
  const numbers: { epoch: number; version: number }[] = [];
  const customer = async () => {
    const ids: string[] = [];
    for (let i = 0; i < 100; i += 1) ids.push(await chat.writes(`cliente ${i}`));
    return ids;
  };
  const owner = async () => {
    for (let i = 0; i < 30; i += 1) {
      // As clients do: what nobody answered in time is asked again under the same id.
      const say = () => chat.reply(ana, `agente ${i}`, { commandId: `storm-${chat.id}-${i}` });
      const { conversation } = await say().catch(say);
      numbers.push({ epoch: conversation.epoch, version: conversation.version });
      replies.push(`agente ${i}`);
    }
  };
  const others = async () => {
    const codes = new Set<string>();
    for (let i = 0; i < 20; i += 1) codes.add(await codeOf(chat.claim(bruno)));
    return codes;
  };
  const [ids, , codes] = await Promise.all([customer(), owner(), others()]);

  const transcript = await chat.transcript();
  const said = transcript.filter(({ text }) => text?.startsWith('cliente '));
  expect(said.map(({ _id }) => _id)).toEqual(ids);
  expect(transcript.filter(({ text }) => text?.startsWith('agente ')).map(({ text }) => text)).toEqual(replies);
  expect([...codes].filter((code) => code !== 'temporal-unavailable')).toEqual(['already-claimed']);
  const seqs = transcript.map(({ seq = 0 }) => seq);
  expect(new Set(seqs).size).toBe(seqs.length);
  for (const [i, one] of numbers.entries()) {
    expect(one.version).toBeGreaterThan(numbers[i - 1]?.version ?? 0);
    expect(one.epoch).toBe(numbers[0]?.epoch);
  }
  const runs = await stage.runs(chat.id);
  console.log('runs of the storm:', runs.length);
  expect(runs.length).toBeGreaterThan(4);
  expect(await brokenRuns(stage, chat.id)).toEqual([]);
  await slotsAgree(chat);
});

test('a run that follows shows the same page and keeps its search attributes and timers', async () => {
  const chat = await takenChat(stage, ana);
  const first = await chat.run();
  await until('another run', async () => {
    await chat.writes('más');
    return (await chat.run()) !== first;
  });
  await chat.stored();
  const { searchAttributes } = await stage.client.workflow.getHandle(chat.workflowId).describe();
  expect(searchAttributes).toMatchObject({ RelevoState: ['AGENTE'], RelevoAgent: ['Ana'], RelevoInbox: ['General'] });
  expect(await chat.details()).toContain('Ana');
  const timers = typesOf(await stage.events(chat.id)).filter((type) => type === 'TimerStarted');
  expect(timers.length).toBeGreaterThanOrEqual(3);
});

test('a deadline set in one run fires in the next', async () => {
  const chat = await waitingChat(stage);
  const first = await chat.run();
  await until('another run', async () => {
    await chat.writes('¿hay alguien?');
    return (await chat.run()) !== first;
  });
  await stage.pass(chat.id, 6 * 60_000);
  const alert = await until('the alert', () => AlertModel.findOne({ contactId: chat.id }).lean());
  expect(alert).toMatchObject({ kind: 'unattended', level: 1, open: true });
  await chat.claim(ana);
  await chat.stored();
  expect(await AlertModel.findOne({ contactId: chat.id }).lean()).toMatchObject({ open: false, endedHow: 'claim' });
});

test('changes of owner over many runs only raise the epoch', async () => {
  const chat = await waitingChat(stage);
  const epochs: number[] = [];
  for (let i = 0; i < 12; i += 1) {
    const agent = i % 2 === 0 ? ana : bruno;
    epochs.push((await chat.claim(agent)).conversation.epoch);
    epochs.push((await chat.give(agent, { type: 'return' })).conversation.epoch);
  }
  expect(epochs).toEqual([...new Set(epochs)].sort((a, b) => a - b));
  expect((await stage.runs(chat.id)).length).toBeGreaterThan(1);
  await slotsAgree(chat);
});
