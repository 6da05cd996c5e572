import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '../../domain/caller.ts';
import type { Command } from '../../domain/commands.ts';
import type { Conversation } from '../../domain/state.ts';
import type { Chat } from '../support/chat.ts';
import { codeOf, newChat, slotsAgree, takenChat, waitingChat } from '../support/chat.ts';
import type { Stage } from '../support/stage.ts';
import { openStage, until } from '../support/stage.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let stage: Stage;
let ana: Caller;
let quiet: string;

beforeAll(async () => {
  stage = await openStage({
    settings: (value) => {
      value.sessionWindow.brief = 'PT1S';
      value.retireAfter = 'PT0.5S';
    },
  });
  ana = await stage.agent('Ana');
  quiet = await stage.inbox('Tranquila', [ana], { unattendedAfter: 'P90D', unansweredAfter: 'P90D' });
});

afterAll(() => stage.close());

const over = (chat: Chat) => until('the workflow to end', async () => (await stage.status(chat.id)) === 'COMPLETED');

/** A chat whose session and whose quiet time are over. */
async function retired(): Promise<{ chat: Chat; last: Conversation }> {
  const chat = newChat(stage, 'brief');
  await chat.writes('hola');
  // On a slow machine the session is over before the bot has answered.
  const heard = (c: Conversation) => c.waitingSince === null || c.chat.state === 'EXPIRADO';
  await chat.once('the bot to answer', (c) => c.lastMessageAt !== null && heard(c));
  await chat.give(ana, { type: 'editContact', patch: { email: 'lucia@example.com' } });
  await over(chat);
  const last = await chat.stored();
  expect(last.chat).toEqual({ state: 'EXPIRADO' });
  return { chat, last };
}

function grown(last: Conversation, now: Conversation): void {
  for (const number of ['version', 'epoch', 'seq'] as const) expect(now[number]).toBeGreaterThanOrEqual(last[number]);
  expect(now.version).toBeGreaterThan(last.version);
}

test('a contact quiet for 30 days after the session ended costs nothing any more', async () => {
  await stage.settings((value) => {
    value.retireAfter = 'P30D';
  });
  const [expired, closed] = await Promise.all([waitingChat(stage, quiet), takenChat(stage, ana, quiet)]);
  await closed.give(ana, { type: 'close', reason: null });
  await stage.settings((value) => {
    value.retireAfter = 'PT0.5S';
  });
  await Promise.all(
    [expired, closed].map(async (chat) => {
      await stage.pass(chat.id, 25 * HOUR);
      await chat.once('the session to end', (c) => c.session.status === 'expired');
      await stage.pass(chat.id, 28 * DAY);
      expect(await stage.status(chat.id)).toBe('RUNNING');
      await stage.pass(chat.id, 3 * DAY).catch(() => undefined);
      await over(chat);
    }),
  );
});

test.concurrent('the next message starts it again from where it was, and its numbers go on growing', async () => {
  const { chat, last } = await retired();
  const before = await chat.transcript();
  await chat.writes('volví después de mucho');
  const now = await chat.once('it to be taken', (c) => (c.lastMessageAt ?? 0) > (last.lastMessageAt ?? 0));
  grown(last, now);
  await over(chat);
  const back = (await chat.timeline()).filter(({ from }) => from === 'EXPIRADO');
  expect(back.map(({ to }) => to)).toEqual(['BOT']);
  expect(now.profile).toMatchObject({ name: 'Lucía Gómez', email: 'lucia@example.com' });
  expect(now.createdAt).toBe(last.createdAt);
  const after = await chat.transcript();
  expect(after.slice(0, before.length).map(({ _id }) => _id)).toEqual(before.map(({ _id }) => _id));
  expect(after[before.length]?.text).toBe('volví después de mucho');
  const seqs = after.map(({ seq = 0 }) => seq);
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
});

test.concurrent.each<[string, Command]>([
  ['an edit of the contact', { type: 'editContact', patch: { phone: '3815551234' } }],
  ['a note', { type: 'note', messageId: `m_${randomUUID()}`, text: 'llamó por teléfono' }],
  ['a block', { type: 'block' }],
])('%s on a contact whose workflow has ended starts it again, and it ends again', async (_, command) => {
  const { chat, last } = await retired();
  const { conversation } = await chat.give(ana, command);
  expect(conversation.version).toBeGreaterThan(last.version);
  await over(chat);
  grown(last, await chat.stored());
});

test.concurrent('a template on a contact whose workflow has ended gives the chat to its sender', async () => {
  const { chat, last } = await retired();
  const { result } = await chat.template(ana);
  expect(result.conversation).toMatchObject({ chat: { state: 'AGENTE' }, session: { status: 'awaiting-reply' } });
  expect(result.conversation.epoch).toBeGreaterThan(last.epoch);
  await chat.stored();
  await over(chat);
  await slotsAgree(chat);
});

test.concurrent('a command that is refused leaves an ended contact ended', async () => {
  const { chat } = await retired();
  expect(await codeOf(chat.claim(ana))).toBe('session-expired');
  await over(chat);
  await slotsAgree(chat);
});

test.concurrent('messages that race the end of the workflow are all taken', async () => {
  const { chat } = await retired();
  const ids: string[] = [];
  for (let i = 0; i < 3; i += 1) {
    ids.push(await chat.writes(`entre vidas ${i}`));
    const { session } = await chat.once('it to be taken', (c) => c.lastMessageAt !== null);
    await until('about the end', () => Date.now() > (session.expiresAt ?? 0) + 480);
  }
  await over(chat);
  const taken = (await chat.transcript()).map(({ _id }) => _id);
  expect(taken.filter((id) => ids.includes(id))).toEqual(ids);
});

test('an unknown contact starts no workflow, whatever is asked', async () => {
  const chat = newChat(stage);
  for (const ask of [chat.claim, chat.template, (by: Caller) => chat.reply(by, 'hola'), () => chat.handoff()])
    expect(await codeOf(ask(ana))).toBe('not-found');
  await expect(stage.status(chat.id)).rejects.toThrow(WorkflowNotFoundError);
});
