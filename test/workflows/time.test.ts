import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrivalOf } from '../../api/conversations/arrival.ts';
import type { Caller } from '../../domain/caller.ts';
import type { AlertKind } from '../../domain/state.ts';
import { AlertModel } from '../../models/alert.ts';
import type { Chat } from '../support/chat.ts';
import { codeOf, newChat, slotsAgree, takenChat, waitingChat } from '../support/chat.ts';
import type { Stage } from '../support/stage.ts';
import { openStage } from '../support/stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let stage: Stage;
let ana: Caller;
let sofia: Caller;
/** An inbox whose chats raise no alarm before weeks have passed: every timer on the way costs a second. */
let quiet: string;

beforeAll(async () => {
  stage = await openStage({
    settings: (value) => {
      value.sessionWindow.brief = 'PT2S';
    },
  });
  ana = await stage.agent('Ana');
  quiet = await stage.inbox('Tranquila', [ana], { unattendedAfter: 'P30D', unansweredAfter: 'P30D' });
  sofia = await stage.agent('Sofía', { role: 'supervisor' });
});

afterAll(() => stage.close());

async function alerts(chat: Chat, kind: AlertKind) {
  await chat.stored();
  return AlertModel.find({ contactId: chat.id, kind }).sort({ level: 1 }).lean();
}

const commands = async (chat: Chat) => (await chat.timeline()).map(({ command }) => command);

test.concurrent('a session ends a window after the last message, wherever the chat is, and the place is given back', async () => {
  const chats = await Promise.all([waitingChat(stage, quiet), takenChat(stage, ana, quiet)]);
  for (const chat of chats) {
    await stage.pass(chat.id, 23.9 * HOUR);
    expect((await chat.now()).session.status).toBe('open');
    await stage.pass(chat.id, 0.2 * HOUR);
    const now = await chat.once('the session to end', (c) => c.chat.state === 'EXPIRADO');
    expect(now).toMatchObject({ session: { status: 'expired' }, movedBy: { kind: 'timer' } });
    expect(now.since).toBe(now.session.expiresAt);
    await slotsAgree(chat);
    expect(await codeOf(chat.claim(ana))).toBe('session-expired');
  }
});

test.concurrent('a message puts the end of the session off without a timer of its own', async () => {
  const chat = await waitingChat(stage, quiet);
  await stage.pass(chat.id, 20 * HOUR);
  await chat.batch([{ text: 'sigo acá' }], Date.now() + 20 * HOUR);
  await stage.pass(chat.id, 20 * HOUR);
  expect((await chat.now()).chat.state).toBe('BANDEJA');
  await stage.pass(chat.id, 4.1 * HOUR);
  await chat.once('the session to end', (c) => c.chat.state === 'EXPIRADO');
});

test.concurrent('a chat resting in Cerradas stays there when its session ends', async () => {
  const chat = await takenChat(stage, ana, quiet);
  await chat.give(ana, { type: 'close', reason: 'listo' });
  await stage.pass(chat.id, 25 * HOUR);
  const now = await chat.once('the session to end', (c) => c.session.status === 'expired');
  expect(now.chat).toMatchObject({ state: 'BANDEJA', inbox: { kind: 'CERRADAS' } });
});

test.concurrent('a chat nobody takes is alerted at growing distances, level by level, until somebody does', async () => {
  const chat = await waitingChat(stage);
  const levels: number[] = [];
  for (const minutes of [5.1, 5, 10, 20]) {
    await stage.pass(chat.id, minutes * MINUTE);
    levels.push((await alerts(chat, 'unattended')).length);
  }
  expect(levels).toEqual([1, 2, 3, 4]);
  await chat.claim(ana);
  expect((await alerts(chat, 'unattended')).map(({ level, open, endedHow }) => [level, open, endedHow])).toEqual(
    [1, 2, 3, 4].map((level) => [level, false, 'claim']),
  );
  await stage.pass(chat.id, HOUR);
  expect(await alerts(chat, 'unattended')).toHaveLength(4);
});

test.concurrent('an acknowledged alert is not repeated for the same wait, and is for the next', async () => {
  const chat = await waitingChat(stage);
  await stage.pass(chat.id, 6 * MINUTE);
  const [alert] = await alerts(chat, 'unattended');
  await chat.give(sofia, { type: 'acknowledge', alertId: alert?._id ?? '' });
  expect((await chat.now()).escalations.unattended?.acknowledged).toBe(true);
  await stage.pass(chat.id, 2 * HOUR);
  expect(await alerts(chat, 'unattended')).toMatchObject([{ open: false, endedHow: 'acknowledge' }]);
  await chat.claim(ana);
  await chat.give(ana, { type: 'return' });
  await stage.pass(chat.id, 6 * MINUTE);
  expect(await alerts(chat, 'unattended')).toHaveLength(2);
});

test.concurrent('a customer whom the owner leaves without an answer is alerted; an answer ends it, the next message begins anew', async () => {
  const chat = await takenChat(stage, ana);
  await chat.writes('¿y?');
  await stage.pass(chat.id, 10.1 * MINUTE);
  expect(await alerts(chat, 'unanswered')).toMatchObject([{ level: 1, open: true, state: 'AGENTE' }]);
  await stage.pass(chat.id, 10 * MINUTE);
  expect(await alerts(chat, 'unanswered')).toHaveLength(2);
  await chat.reply(ana, 'acá estoy');
  expect((await alerts(chat, 'unanswered')).map(({ open }) => open)).toEqual([false, false]);
  await stage.pass(chat.id, HOUR);
  expect(await alerts(chat, 'unanswered')).toHaveLength(2);
  const skipped = 80.1 * MINUTE;
  await chat.batch([{ text: 'otra cosa' }], Date.now() + skipped);
  await stage.pass(chat.id, 10.1 * MINUTE);
  expect(await alerts(chat, 'unanswered')).toHaveLength(3);
});

test.concurrent('a window about to close with the customer waiting is alerted an hour before, and again at half of it', async () => {
  const waiting = await takenChat(stage, ana, quiet);
  await waiting.writes('¿hola?');
  const answered = await takenChat(stage, ana, quiet);
  await answered.reply(ana, 'listo');
  for (const chat of [waiting, answered]) await stage.pass(chat.id, 23.1 * HOUR);
  expect(await alerts(waiting, 'window-closing')).toMatchObject([{ level: 1, open: true }]);
  expect(await alerts(answered, 'window-closing')).toEqual([]);
  await stage.pass(waiting.id, 0.5 * HOUR);
  expect(await alerts(waiting, 'window-closing')).toHaveLength(2);
});

test.concurrent('a template that nobody answers within a window expires, and gives the place back', async () => {
  const chat = await takenChat(stage, ana, quiet);
  await stage.pass(chat.id, 24.1 * HOUR);
  await chat.once('the session to end', (c) => c.chat.state === 'EXPIRADO');
  const { result } = await chat.template(ana);
  expect(result.conversation).toMatchObject({ chat: { state: 'AGENTE' }, session: { status: 'awaiting-reply' } });
  expect(await codeOf(chat.reply(ana, 'hola'))).toBe('session-expired');
  await stage.pass(chat.id, 24.1 * HOUR);
  await chat.once('the wait to end', (c) => c.chat.state === 'EXPIRADO');
  expect((await commands(chat)).slice(-2)).toEqual(['template', 'awaited-reply-missed']);
  await slotsAgree(chat);
});

test.concurrent('an answer to a template opens the session anew', async () => {
  const chat = await takenChat(stage, ana, quiet);
  await stage.pass(chat.id, 24.1 * HOUR);
  await chat.once('the session to end', (c) => c.chat.state === 'EXPIRADO');
  await chat.template(ana);
  await chat.batch([{ text: 'sí, contame' }], Date.now() + 24.1 * HOUR);
  await chat.once('the session to be open', (c) => c.session.status === 'open');
  await chat.reply(ana, 'te cuento');
  await stage.pass(chat.id, 20 * HOUR);
  expect((await chat.now()).chat.state).toBe('AGENTE');
});

test.concurrent('an unknown contact’s late delivery opens nothing', async () => {
  const chat = newChat(stage, 'brief');
  const old = new Date(Date.now() - 60_000).toISOString();
  const message = { id: 'late', type: 'text', text: 'tarde', at: old };
  const late = { channel: 'brief', contact: { id: chat.externalId }, message };
  await stage.service.intake.take(arrivalOf(stage.service.ids, late, Date.now()));
  const now = await chat.once('it to be taken', (c) => c.chat.state === 'EXPIRADO');
  expect(now.session.status).toBe('expired');
  expect((await chat.transcript()).map(({ text }) => text)).toEqual(['tarde']);
});
