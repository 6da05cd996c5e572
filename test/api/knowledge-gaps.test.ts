import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConversationBot } from '../../activities/conversation-bot.ts';
import { createGaps } from '../../activities/gaps.ts';
import { commitRows } from '../../models/commit.ts';
import { GapQuestionModel } from '../../models/gap.ts';
import { until } from '../support/stage.ts';
import type { Answer } from './api.ts';
import type { Floor } from './floor.ts';
import { newChat, openFloor, refused } from './floor.ts';

let floor: Floor;
beforeAll(async () => {
  floor = await openFloor({ botMode: 'builtin' });
  floor.stage.bot = createConversationBot({
    openai: { configured: false, apiKey: '', baseUrl: undefined, model: 'none' },
    logger: { warn: () => undefined },
  });
});
afterAll(() => floor.close());

const list = async (query = '') => {
  const { status, body, text } = await floor.sofia.get(`/v1/knowledge/gaps${query}`);
  expect(status, text).toBe(200);
  return body.items as Answer['body'][];
};
const gapOn = (word: string, is: (gap: Answer['body']) => boolean, query = '') =>
  until(
    `a gap on ${word}`,
    async () => (await list(query)).find((gap) => gap.question.includes(word) && is(gap)) ?? null,
  );
/** As a conversation's commit leaves them. */
const asked = (id: string, question: string, at = Date.now(), inboxId = 'general') =>
  commitRows(`con_${id}`, [{ type: 'gap', row: { id, contactId: `con_${id}`, question, inboxId, at } }]);
const grouped = () => createGaps(async () => []).group();

test('what the bot could not answer is a gap, one for all who ask for the same, without their data', async () => {
  const [one, other] = [newChat(floor), newChat(floor)];
  await one.writes('soy Juan Pérez, 381 555-1234, tienen estacionamiento?');
  await gapOn('estacionamiento', ({ count }) => count === 1);
  await other.writes('hola! se puede estacionar?');
  const gap = await gapOn('estacionamiento', ({ count }) => count === 2);
  expect(gap).toMatchObject({ status: 'open', contacts: 2, articleId: null });
  expect(gap.examples).toMatchObject([
    { question: 'hola! se puede estacionar?', contactId: other.id },
    { question: 'soy [nombre], [número], tienen estacionamiento?', contactId: one.id },
  ]);
  expect((await floor.sofia.get(`/v1/knowledge/gaps/${gap.id}`)).body).toEqual(gap);
});

test('an article made of a gap answers the next who asks, and the gap stays answered while it does', async () => {
  const gap = await gapOn('estacionamiento', () => true);
  const path = `/v1/knowledge/gaps/${gap.id}`;
  const article = { title: 'Estacionamiento', body: 'Sí, hay una playa al lado.', keywords: ['estacionar'] };
  const made = await floor.sofia.post(`${path}/article`, article);
  expect(made.status, made.text).toBe(201);
  expect(made.body.gap).toMatchObject({ status: 'answered', articleId: made.body.article.id });
  expect(made.headers.get('location')).toBe(`/v1/knowledge/${made.body.article.id}`);

  const chat = newChat(floor);
  await chat.writes('tienen estacionamiento?');
  const [, said] = await chat.lines(2);
  expect(said.text).toContain(article.body);
  expect((await floor.sofia.get(path)).body).toMatchObject({ status: 'answered', count: 2 });
  expect(refused(await floor.sofia.post(`${path}/article`, article))).toEqual([409, 'not-now']);
  expect(refused(await floor.sofia.post(`${path}/dismiss`))).toEqual([409, 'not-now']);
  expect((await floor.sofia.get('/v1/knowledge?q=Estacionamiento')).body.items).toHaveLength(1);

  expect((await floor.sofia.delete(`/v1/knowledge/${made.body.article.id}`)).status).toBe(204);
  await asked('later', 'tienen estacionamiento?');
  await grouped();
  expect((await floor.sofia.get(path)).body, 'nothing known answers it').toMatchObject({ status: 'open', count: 3 });
});

test('a question is counted once however often it is written and put in its place, by several at once', async () => {
  const question = 'venden bicicletas eléctricas?';
  await Promise.all([
    asked('twice', question),
    asked('twice', question),
    asked('else', 'bicicletas electricas tienen'),
  ]);
  await Promise.all([grouped(), grouped(), grouped()]);
  expect(await GapQuestionModel.countDocuments({ gapId: null })).toBe(0);
  expect(await gapOn('bicicletas', () => true)).toMatchObject({ count: 2, contacts: 2 });
});

test('a dismissed gap goes on counting and does not come back, until somebody opens it again', async () => {
  await asked('d1', 'me prestan plata?');
  await grouped();
  const { id } = await gapOn('plata', () => true);
  for (let twice = 0; twice < 2; twice += 1)
    expect((await floor.sofia.post(`/v1/knowledge/gaps/${id}/dismiss`)).body).toMatchObject({ status: 'dismissed' });
  await asked('d2', 'me prestan plata');
  await grouped();
  const gap = await gapOn('plata', () => true, '?status=dismissed');
  expect(gap).toMatchObject({ id, count: 2, settledBy: { name: 'Sofía' } });
  expect((await list()).map((one) => one.id)).not.toContain(id);
  expect((await floor.sofia.post(`/v1/knowledge/gaps/${id}/reopen`)).body).toMatchObject({
    status: 'open',
    settledBy: null,
  });
});

test('gaps are filtered by time and inbox, counted as far as that reaches, and paged', async () => {
  const ago = (days: number) => Date.now() - days * 86_400_000;
  await Promise.all([
    asked('f1', 'aceptan bitcoin?', ago(20), 'ventas'),
    asked('f2', 'aceptan bitcoin', ago(2), 'ventas'),
    asked('f3', 'puedo pagar con bitcoin?', ago(1), 'ventas'),
    asked('f4', 'hacen resonancias?', ago(3), 'ventas'),
    asked('f5', 'tienen sala de espera con wifi?', ago(40), 'ventas'),
  ]);
  await grouped();
  const counts = async (query: string) => (await list(`?inboxId=ventas&${query}`)).map(({ count }) => count);
  expect(await counts('')).toEqual([3, 1]);
  expect(await counts(`from=${new Date(ago(10)).toISOString()}`)).toEqual([2, 1]);
  expect(await counts(`from=${new Date(ago(60)).toISOString()}`)).toEqual([3, 1, 1]);
  const pages: string[] = [];
  for (const sort of ['count', 'recent']) {
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = `?inboxId=ventas&sort=${sort}&limit=1${cursor && `&cursor=${cursor}`}`;
      const { body } = await floor.sofia.get(`/v1/knowledge/gaps${query}`);
      pages.push(...body.items.map(({ question }: { question: string }) => question));
      cursor = body.nextCursor;
    }
  }
  const both = ['aceptan bitcoin?', 'hacen resonancias?'];
  expect(pages).toEqual([...both, ...both]);
});

test('gaps are for supervisors, and what is no gap is not found', async () => {
  for (const who of [floor.ana, floor.hub])
    expect(refused(await who.get('/v1/knowledge/gaps'))).toEqual([403, 'forbidden']);
  const path = '/v1/knowledge/gaps/gap_none';
  for (const answer of [
    await floor.sofia.get(path),
    await floor.sofia.post(`${path}/dismiss`),
    await floor.sofia.post(`${path}/article`, { title: 'a', body: 'b' }),
  ])
    expect(refused(answer)).toEqual([404, 'not-found']);
});
