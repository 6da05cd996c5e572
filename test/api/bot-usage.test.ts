import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBotMeter } from '../../activities/bot-meter.ts';
import { createConversationBot } from '../../activities/conversation-bot.ts';
import { calendarDay } from '../../config/time-zone.ts';
import type { Settings } from '../../models/settings.ts';
import type { FakeOpenAi } from '../fakes/openai.ts';
import { fixture, hangs, openFakeOpenAi, proposes, recordedTokens } from '../fakes/openai.ts';
import { esAr } from '../../texts/es-ar.ts';
import { until } from '../support/stage.ts';
import type { Chat, Floor } from './floor.ts';
import { newChat, openFloor } from './floor.ts';

let floor: Floor;
let server: FakeOpenAi;
let articleId: string;

const body = 'Enviamos a todo el país. El costo se calcula con tu código postal.';
const question = '¿Hacen envíos a todo el país?';
const answers = () => proposes({ action: 'answer', text: 'Enviamos a todo el país.', sources: [articleId] });
const perCall = recordedTokens.prompt + recordedTokens.completion;

beforeAll(async () => {
  [floor, server] = await Promise.all([openFloor(), openFakeOpenAi()]);
  const article = await floor.sofia.post('/v1/knowledge', { title: 'Envíos', body, keywords: ['envío'] });
  articleId = article.body.id;
});
beforeEach(() => modelMode({}));
afterAll(async () => {
  server.finish();
  await server.close();
  await floor.close();
});

/** The model answers from now on, under these rules of the account. */
async function modelMode(rules: Partial<Settings['bot']>): Promise<void> {
  await floor.stage.settings((value) => {
    value.bot = { mode: 'model', ...rules };
  });
  floor.stage.bot = createConversationBot({
    openai: { configured: true, apiKey: 'sk-test', baseUrl: server.baseUrl, model: 'test' },
    logger: { warn: (what: object) => void warned.push(what) } as never,
  });
}
const warned: object[] = [];

const fallbackOf = async (chat: Chat) =>
  (await chat.timeline()).find(({ command }) => command === 'bot-fallback')?.reason ?? null;
const usage = async (query = '') => (await floor.sofia.get(`/v1/metrics/bot/usage${query}`)).body;

test('the model is not chosen where none is configured, and nothing of the change is kept', async () => {
  await floor.settings({ bot: { mode: 'builtin' } });
  const refused = await floor.admin.patch('/v1/settings', { bot: { mode: 'model' }, reopenTo: 'lastInbox' });
  expect([refused.status, refused.body.code]).toEqual([422, 'model-not-configured']);
  expect((await floor.admin.get('/v1/settings')).body).toMatchObject({
    bot: { mode: 'builtin', maxTokensPerConversation: 100_000 },
    reopenTo: 'bot',
  });
});

test('an answer names its sources, and what it cost is read by day and by conversation', async () => {
  await modelMode({ pricePerMillionTokens: { input: 1, output: 10 } });
  server.script(answers());
  const chat = newChat(floor);
  await chat.writes(question);
  const [, answer] = await chat.lines(2);
  expect(answer).toMatchObject({ author: { kind: 'bot' }, content: { sources: [articleId] } });
  const today = calendarDay(Date.now(), 'America/Argentina/Buenos_Aires');
  const spent = { calls: 1, promptTokens: 112, completionTokens: 31, cost: (112 + 310) / 1_000_000 };
  expect(await usage()).toMatchObject({ to: today, total: spent, days: [{ day: today, ...spent, fallbacks: {} }] });
  expect((await floor.sofia.get(`${chat.path}/bot-usage`)).body).toEqual({
    contactId: chat.id,
    maxTokensPerConversation: 100_000,
    today: spent,
    total: spent,
  });
  expect((await usage(`?from=${today}T12:00:00Z&to=${today}`)).days).toHaveLength(1);
  expect((await usage('?from=2020-01-01&to=2020-01-31')).days).toEqual([]);
});

test('usage is for supervisors, of ranges that make sense', async () => {
  const chat = newChat(floor);
  for (const path of ['/v1/metrics/bot/usage', `${chat.path}/bot-usage`])
    expect((await floor.ana.get(path)).status).toBe(403);
  expect((await floor.sofia.get(`${chat.path}/bot-usage`)).status).toBe(404);
  for (const query of ['from=2026-02-01&to=2026-01-01', 'from=2024-01-01&to=2026-01-01', 'from=yesterday'])
    expect((await floor.sofia.get(`/v1/metrics/bot/usage?${query}`)).status, query).toBe(400);
});

test('a turn in which the model fails is answered by the built-in bot and noted on the timeline and the day', async () => {
  server.script(fixture('error-429-quota.json'));
  const chat = newChat(floor);
  await chat.writes(question);
  const [, answer] = await chat.lines(2);
  expect(answer).toMatchObject({ author: { kind: 'bot' }, text: expect.stringContaining(body) });
  expect(await fallbackOf(chat)).toBe('quota');
  expect((await chat.read()).state).toBe('BOT');
  expect((await usage()).days[0].fallbacks).toEqual({ quota: 1 });
});

test('at its ceiling a conversation is the built-in bot’s, others go on', async () => {
  await modelMode({ maxTokensPerConversation: perCall });
  server.script(answers(), answers());
  const chat = newChat(floor);
  await chat.writes(question);
  await chat.lines(2);
  expect(await fallbackOf(chat)).toBeNull();
  await chat.writes('¿Cuál es el costo del envío?');
  await chat.lines(4);
  expect(await fallbackOf(chat)).toBe('conversation-ceiling');
  const other = newChat(floor);
  await other.writes(question);
  await other.lines(2);
  expect(await fallbackOf(other)).toBeNull();
});

test('at the ceiling of the day no conversation asks the model, and that is told once', async () => {
  const { total } = await usage();
  await modelMode({ maxTokensPerDay: total.promptTokens + total.completionTokens });
  const chats = [newChat(floor), newChat(floor)];
  for (const chat of chats) {
    await chat.writes(question);
    await chat.lines(2);
    expect(await fallbackOf(chat)).toBe('day-ceiling');
  }
  const { days } = await usage();
  expect(days[0]).toMatchObject({ fallbacks: { 'day-ceiling': 2 }, ceilingReachedAt: expect.any(String) });
  expect(warned).toHaveLength(1);
});

test('leaving the bot ends the request that is under way, and nothing of it is said', async () => {
  server.script(hangs);
  const chat = newChat(floor);
  const { length } = server.asked;
  await chat.writes(question);
  await until('the model to be asked', () => server.asked.length > length);
  await chat.done(floor.hub, 'handoff');
  await until('the request to be given up', () => server.abandoned === 1);
  expect((await chat.lines(1)).map(({ author }) => author.kind)).toEqual(['contact']);
});

test('of twenty calls counted at once none is lost and none counted twice', async () => {
  const before = (await usage()).total;
  const meter = createBotMeter({
    settings: async () => floor.stage.directory.settings(),
    onDayCeiling: () => undefined,
  });
  const tokens = { prompt: 3, completion: 2 };
  await Promise.all(Array.from({ length: 20 }, (_, i) => meter.spent(`c_${i % 4}`, tokens)));
  const { total } = await usage();
  expect([total.calls - before.calls, total.promptTokens - before.promptTokens]).toEqual([20, 60]);
});

test('the built-in bot asks a visitor for what a ticket lacks, fills their card, opens it, and hands off by e-mail', async () => {
  await floor.settings({
    bot: { mode: 'builtin' },
    ticketCreation: { enabled: true },
    texts: { askPhone: '¿Y tu teléfono?' },
  });
  floor.stage.bot = createConversationBot({
    openai: { configured: false, apiKey: undefined, baseUrl: undefined, model: 'none' },
    logger: { warn: () => undefined },
  });
  const chat = newChat(floor);
  const said = async (text: string, count: number) => {
    await chat.writes(text);
    return (await chat.lines(count)).at(-1).text;
  };
  expect(await said('se rompio la licuadora que compre hace un mes', 2)).toContain(esAr.askName);
  expect(await said('ana pérez', 4)).toBe('¿Y tu teléfono?');
  expect(await said('0381 15 555-1234', 6)).toBe(esAr.ticketNoted);
  const [ticket] = await until('the ticket', async () => {
    const { items } = (await floor.sofia.get(`/v1/tickets?contactId=${chat.id}`)).body;
    return items.length > 0 ? items : null;
  });
  const card = { firstName: 'Ana', lastName: 'Pérez', phone: '+5493815551234' };
  expect(ticket).toMatchObject({ subtype: 'GARANTIA', complete: true, fields: card, reportedBy: { kind: 'bot' } });
  expect((await floor.sofia.get(`/v1/contacts/${chat.id}`)).body).toMatchObject(card);

  expect(await said('quiero hablar con una persona', 8)).toBe(esAr.askHandoffEmail);
  expect((await chat.read()).state).toBe('BOT');
  await chat.writes('ana@example.com');
  await chat.once('the handoff', ({ state }) => state === 'BANDEJA');
  expect((await floor.sofia.get(`/v1/contacts/${chat.id}`)).body.email).toBe('ana@example.com');
  await floor.settings({ ticketCreation: { enabled: false }, texts: null });
});
