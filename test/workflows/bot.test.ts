import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { editsOf } from '../../api/conversations/later.ts';
import type { Bot } from '../../activities/bot/bot.ts';
import type { BotInput } from '../../domain/bot.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Chat } from '../support/chat.ts';
import { codeOf, newChat, slotsAgree, takenChat } from '../support/chat.ts';
import type { Stage } from '../support/stage.ts';
import { integrator, openStage, politeBot, says, until } from '../support/stage.ts';

let stage: Stage;
let ana: Caller;
let sofia: Caller;

beforeAll(async () => {
  stage = await openStage();
  ana = await stage.agent('Ana');
  sofia = await stage.agent('Sofía', { role: 'supervisor' });
});

beforeEach(async () => {
  stage.bot = politeBot;
  await stage.settings((value) => {
    value.bot.mode = 'builtin';
  });
});

afterAll(() => stage.close());

/** A bot that says what it is asked only when told to. */
function slowBot() {
  const asked: BotInput[] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  const bot: Bot = {
    async answer(input) {
      asked.push(input);
      const gate = Promise.withResolvers<void>();
      gates.push(gate);
      await gate.promise;
      return says(`respuesta a ${input.lines.at(-1)?.text}`);
    },
  };
  return {
    bot,
    asked,
    answerAll() {
      for (const gate of gates) gate.resolve();
    },
  };
}

const botLines = async (chat: Chat) => (await chat.transcript()).filter(({ author }) => author.kind === 'bot');
const commands = async (chat: Chat) => (await chat.timeline()).map(({ command }) => command);

/** A chat whose bot is thinking, in the activity that is patient with it. */
async function thinking(channelOf: Stage = stage) {
  const slow = slowBot();
  await stage.settings((value) => {
    value.bot.mode = 'model';
  });
  stage.bot = slow.bot;
  const chat = newChat(channelOf);
  await chat.writes('hola');
  await until('the bot to be asked', () => slow.asked.length === 1);
  return { chat, slow };
}

test.each([
  ['handed off', (chat: Chat) => chat.handoff()],
  ['assigned', (chat: Chat) => chat.assign(sofia, ana)],
  ['blocked', (chat: Chat) => chat.give(ana, { type: 'block' })],
])('a slow bot whose chat is %s meanwhile never speaks, and its answer is noted as discarded', async (_, act) => {
  const { chat, slow } = await thinking();
  await act(chat);
  await until('the discard to be on the timeline', async () => (await commands(chat)).includes('bot-answer-discarded'));
  slow.answerAll();
  await chat.writes('sigo acá');
  expect(await botLines(chat)).toEqual([]);
  await slotsAgree(chat);
});

test('an answer computed before the chat left the bot is not said after it came back', async () => {
  const { chat, slow } = await thinking();
  await chat.assign(sofia, ana);
  await chat.give(ana, { type: 'toBot' });
  await until('the bot to be asked anew', () => slow.asked.length === 2);
  expect(slow.asked[1]?.returned).toMatchObject({ by: 'Ana' });
  slow.answerAll();
  await chat.once('the answer to the second question', (c) => c.waitingSince === null);
  expect((await botLines(chat)).map(({ text }) => text)).toEqual(['respuesta a hola']);
  expect(await commands(chat)).toEqual(['write', 'assign', 'bot-answer-discarded', 'bot']);
});

test('a slow bot holds no reply, no claim and no message back', async () => {
  const { chat, slow } = await thinking();
  await chat.handoff();
  await chat.claim(ana);
  await chat.reply(ana, 'soy una persona');
  expect((await chat.transcript()).map(({ text }) => text)).toEqual(['hola', 'soy una persona']);
  slow.answerAll();
  expect((await chat.now()).chat.state).toBe('AGENTE');
});

test('a bot that fails leaves the chat in General, and says so on the timeline', async () => {
  let asked = 0;
  stage.bot = {
    async answer() {
      asked += 1;
      throw new Error('no bot today');
    },
  };
  const chat = newChat(stage);
  await chat.writes('hola');
  const now = await chat.once('the chat to wait for people', (c) => c.chat.state === 'BANDEJA', 25_000);
  expect(now.chat).toMatchObject({ inbox: { id: 'general' } });
  expect(now.waitingSince).not.toBeNull();
  expect(asked).toBeGreaterThan(1);
  expect(await commands(chat)).toEqual(['write', 'bot-answer-discarded', 'handoff']);
});

test('a line that was edited before the bot answered it is answered as it is by then, whichever came first', async () => {
  const { chat, slow } = await thinking();
  const edit = (messageId: string, text: string) =>
    Promise.all(
      editsOf(
        stage.service.ids,
        {
          channel: chat.channel,
          contact: { id: chat.externalId },
          edits: [{ messageId, text, at: new Date().toISOString() }],
        },
        Date.now(),
      ).map((one) => stage.service.intake.take(one)),
    );
  await edit('later', 'busco un martillo');
  await chat.writes('busco un martllo', { id: 'later' });
  await edit(await chat.writes('¿hay estock?'), '¿hay stock?');
  slow.answerAll();
  await until('the second turn', () => slow.asked.length === 2);
  expect(slow.asked[1]?.lines.slice(-2).map(({ text }) => text)).toEqual(['busco un martillo', '¿hay stock?']);
  slow.answerAll();
});

test('a burst is answered in one turn or two, never in one per message', async () => {
  const asked: BotInput[] = [];
  stage.bot = {
    async answer(input) {
      asked.push(input);
      return says(`vi ${input.fresh}`);
    },
  };
  const chat = newChat(stage);
  await Promise.all(Array.from({ length: 10 }, (_, i) => chat.writes(`mensaje ${i}`)));
  await chat.once('all to be answered', (c) => c.waitingSince === null);
  expect(asked.length).toBeLessThanOrEqual(2);
  expect(asked.reduce((sum, { fresh }) => sum + fresh, 0)).toBe(10);
});

test('messages that come while the bot thinks are the next turn, together', async () => {
  const { chat, slow } = await thinking();
  await chat.writes('una cosa más');
  await chat.writes('y otra');
  slow.answerAll();
  await until('the second turn', () => slow.asked.length === 2);
  slow.answerAll();
  await chat.once('all to be answered', (c) => c.waitingSince === null && c.version > 0);
  expect(slow.asked[1]).toMatchObject({ fresh: 2 });
  await until('both answers', async () => (await botLines(chat)).length === 2);
  expect(slow.asked).toHaveLength(2);
});

test('a bot that gets the chat back knows who had it, why it was handed off, and what was said', async () => {
  const asked: BotInput[] = [];
  stage.bot = {
    async answer(input) {
      asked.push(input);
      return says('acá estoy');
    },
  };
  const chat = await takenChat(stage, ana);
  await chat.reply(ana, 'ya te ayudo');
  await chat.writes('gracias, una más');
  await chat.give(integrator, { type: 'businessEvent', name: 'order-paid', data: { number: 7 } });
  await chat.give(ana, { type: 'toBot' });
  const input = await until('the bot to be asked', () => asked.at(-1));
  await chat.once('the answer', (c) => c.waitingSince === null);
  expect(asked.at(-1)).toMatchObject({ returned: { by: 'Ana' }, fresh: 1 });
  expect(input.events).toMatchObject([{ name: 'order-paid', data: { number: 7 } }]);
  expect(asked.at(-1)?.lines.map(({ from }) => from)).toEqual(['contact', 'bot', 'agent', 'contact']);
});

test('a session that begins anew is the bot’s from its first message, without what was said to people before', async () => {
  const asked: BotInput[] = [];
  stage.bot = {
    async answer(input) {
      asked.push(input);
      return { ...says('dígame'), memory: { greeted: true } };
    },
  };
  const chat = await takenChat(stage, ana);
  await chat.writes('esto era para Ana');
  await chat.give(ana, { type: 'close', reason: null });
  asked.length = 0;
  await chat.writes('hola de nuevo');
  await until('the bot to be asked', () => asked.length === 1);
  expect(asked[0]).toMatchObject({ fresh: 1, memory: {} });
  expect(asked[0]?.lines.at(-1)?.text).toBe('hola de nuevo');
});

test('with the bot off a new chat waits in General and a chat left with the bot goes there', async () => {
  const left = newChat(stage);
  await left.writes('hola');
  await left.once('the bot to answer', (c) => c.waitingSince === null);
  await stage.settings((value) => {
    value.bot.mode = 'off';
  });
  const fresh = newChat(stage);
  for (const chat of [fresh, left]) {
    await chat.writes('¿hay alguien?');
    const now = await chat.once('the chat to wait', (c) => c.chat.state === 'BANDEJA');
    expect(now.chat).toMatchObject({ inbox: { id: 'general' } });
  }
  await fresh.claim(ana);
  expect(await codeOf(fresh.give(ana, { type: 'toBot' }))).toBe('not-now');
});

test('an integrator’s own bot speaks while it has the chat, and not after the handoff', async () => {
  await stage.settings((value) => {
    value.bot.mode = 'external';
  });
  stage.bot = {
    answer: async () => {
      throw new Error('the built-in bot is not asked');
    },
  };
  const chat = newChat(stage);
  await chat.writes('hola');
  await chat.once('the bot to have it', (c) => c.chat.state === 'BOT');
  const says_ = (text: string) =>
    chat.give(integrator, { type: 'botMessage', message: { messageId: `m_${text}`, type: 'text', text } });
  await says_('soy otro bot');
  const { epoch } = (await chat.handoff()).conversation;
  expect(await codeOf(says_('hablo igual'))).toBe('bot-muted');
  await chat.claim(ana);
  expect(await codeOf(says_('y ahora'))).toBe('bot-muted');
  await chat.give(ana, { type: 'toBot' });
  const stale = { type: 'botMessage' as const, message: { messageId: 'm_old', type: 'text' as const, text: 'vieja' } };
  expect(await codeOf(chat.give(integrator, stale, { epoch }))).toBe('stale-epoch');
  await says_('de vuelta');
  expect((await botLines(chat)).map(({ text }) => text)).toEqual(['soy otro bot', 'de vuelta']);
});
