import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '../../domain/caller.ts';
import type { Envelope } from '../../domain/commands.ts';
import { messageOfCommand } from '../../api/conversations/ids.ts';
import type { Chat } from '../support/chat.ts';
import { slotsAgree, takenChat, waitingChat } from '../support/chat.ts';
import type { Servers } from '../support/servers.ts';
import { startServers } from '../support/servers.ts';
import type { Stage } from '../support/stage.ts';
import { openStage, until } from '../support/stage.ts';

let servers: Servers;
let stage: Stage;
let ana: Caller;

beforeAll(async () => {
  servers = await startServers({ TEST_SUGGEST_CONTINUE_AS_NEW_AT: '50' });
  stage = await openStage(servers);
  ana = await stage.agent('Ana');
});

afterAll(async () => {
  await stage.close();
  await servers.stop();
});

const texts = async (chat: Chat) => (await chat.transcript()).map(({ text }) => text);

/** Writes until the conversation goes on in another run. */
async function nextRun(chat: Chat): Promise<void> {
  const before = await chat.run();
  await until('another run', async () => {
    await chat.writes(`relleno ${randomUUID()}`);
    return (await chat.run()) !== before;
  });
}

test('a message that comes five times in one batch, and again in others, is one message', async () => {
  const chat = await takenChat(stage, ana);
  const before = (await texts(chat)).length;
  const same = { id: 'wamid-1', text: 'una sola vez' };
  await chat.batch(Array.from({ length: 5 }, () => same));
  await Promise.all([
    chat.batch([same]),
    chat.batch([same, { text: 'otra' }]),
    chat.writes(same.text, { id: same.id }),
  ]);
  await chat.batch([{ text: 'última' }]);
  await until('the last one', async () => (await texts(chat)).includes('última'));
  expect((await texts(chat)).slice(before).sort()).toEqual(['otra', 'una sola vez', 'última'].sort());
});

test('a message that comes again in a later run is still one message', async () => {
  const chat = await takenChat(stage, ana);
  await chat.batch([{ id: 'wamid-2', text: 'de antes' }]);
  await nextRun(chat);
  await nextRun(chat);
  await chat.batch([
    { id: 'wamid-2', text: 'de antes' },
    { id: 'wamid-3', text: 'de ahora' },
  ]);
  await until('the new one', async () => (await texts(chat)).includes('de ahora'));
  expect((await texts(chat)).filter((text) => text === 'de antes')).toHaveLength(1);
});

test('a command that is sent again in a later run is done once and answers the same', async () => {
  const chat = await takenChat(stage, ana);
  const commandId = randomUUID();
  const first = await chat.reply(ana, 'una vez', { commandId });
  await nextRun(chat);
  const again = await chat.reply(ana, 'una vez', { commandId });
  expect([first.result.repeated, again.result.repeated]).toEqual([false, true]);
  expect((await texts(chat)).filter((text) => text === 'una vez')).toHaveLength(1);
});

test('a claim repeated in a later run by who has the chat stands, and takes no second place', async () => {
  const chat = await waitingChat(stage);
  const commandId = randomUUID();
  const { result } = await chat.claim(ana, { commandId });
  await nextRun(chat);
  const again = await chat.claim(ana, { commandId });
  expect(again.conversation.epoch).toBe(result.conversation.epoch);
  await slotsAgree(chat);
});

test('the same command sent ten times at once is done once', async () => {
  const chat = await takenChat(stage, ana);
  const commandId = randomUUID();
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => chat.reply(ana, 'diez veces', { commandId })));
  const versions = new Set(outcomes.map(({ conversation }) => conversation.version));
  expect(versions.size).toBe(1);
  expect((await texts(chat)).filter((text) => text === 'diez veces')).toHaveLength(1);
});

test('the same command under two update ids is done once', async () => {
  const chat = await takenChat(stage, ana);
  const id = randomUUID();
  const text = 'dos caminos';
  const by = await stage.service.facts.commander(ana);
  const policy = stage.directory.policy(chat.channel);
  const message = { messageId: messageOfCommand(id), type: 'text' as const, text };
  const envelope: Envelope = { id, by, policy, command: { type: 'reply', message } };
  const handle = stage.client.workflow.getHandle(chat.workflowId);
  await Promise.all(
    ['a', 'b', 'c'].map((updateId) => handle.executeUpdate('reply', { args: [envelope], updateId: id + updateId })),
  );
  expect((await texts(chat)).filter((one) => one === text)).toHaveLength(1);
});
