import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '../../domain/caller.ts';
import type { Chat } from '../support/chat.ts';
import { newChat, slotsAgree, takenChat } from '../support/chat.ts';
import type { Stage } from '../support/stage.ts';
import { openStage, until } from '../support/stage.ts';

let stage: Stage;
let ana: Caller;

beforeAll(async () => {
  stage = await openStage({
    settings: (value) => {
      value.sessionWindow.brief = 'PT3S';
    },
  });
  ana = await stage.agent('Ana');
});

afterAll(() => stage.close());

const commands = async (chat: Chat) => (await chat.timeline()).map(({ command }) => command);

test('messages taken while no worker ran are there in order when one comes, each once', async () => {
  await stage.stopWorker();
  const chat = newChat(stage);
  const ids: string[] = [];
  for (let i = 0; i < 20; i += 1) ids.push(await chat.writes(`mensaje ${i}`));
  await stage.startWorker();
  await chat.once('the bot to answer', (c) => c.waitingSince === null);
  const customer = (await chat.transcript()).filter(({ direction }) => direction === 'in');
  expect(customer.map(({ _id }) => _id)).toEqual(ids);
});

test('a deadline that passed while no worker ran fires before the message that came after it', async () => {
  const chat = await takenChat(stage, ana, 'general', 'brief');
  const end = (await chat.now()).session.expiresAt ?? 0;
  await chat.stored();
  await stage.stopWorker();
  await until('the end of the session', () => Date.now() > end + 50);
  await chat.writes('volví');
  await stage.startWorker();
  await chat.once('the message to be taken', (c) => (c.lastMessageAt ?? 0) > end && c.waitingSince === null);
  expect(await commands(chat)).toEqual(['write', 'handoff', 'claim', 'session-ended', 'write']);
  expect((await chat.timeline()).at(-2)?.at).toBe(end);
  await slotsAgree(chat);
});

test('a deadline does not fire where the message came before it, though the worker saw both later', async () => {
  const chat = await takenChat(stage, ana, 'general', 'brief');
  const end = (await chat.now()).session.expiresAt ?? 0;
  await chat.stored();
  await stage.stopWorker();
  const wrote = Date.now();
  expect(wrote).toBeLessThan(end);
  await chat.writes('a tiempo');
  await until('the end of the first window', () => Date.now() > end + 20);
  expect(Date.now()).toBeLessThan(wrote + 3000);
  await stage.startWorker();
  const now = await chat.once('the message to be taken', (c) => c.lastMessageAt !== null && c.lastMessageAt >= wrote);
  const ended = (await commands(chat)).indexOf('session-ended');
  if (ended !== -1) expect((await chat.timeline())[ended]?.at).toBeGreaterThanOrEqual(wrote + 3000);
  else expect(now.chat.state).toBe('AGENTE');
});
