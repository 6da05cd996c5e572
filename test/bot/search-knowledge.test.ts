import { expect, test } from 'vitest';
import { searchKnowledge } from '../../activities/bot/index.ts';
import { goodEnough } from '../../activities/bot/search-knowledge.ts';
import { articles, questions, share } from './corpus.ts';

const answerable = questions.filter(({ article }) => article !== null);

test('the right article is among the first three for at least 90 % of the questions', () => {
  const rankOf = (question: string, article: string | null) =>
    searchKnowledge(articles, question).findIndex((found) => found.article.id === article);
  const among =
    (first: number) =>
    ({ question, article }: (typeof questions)[number]) =>
      rankOf(question, article) !== -1 && rankOf(question, article) < first;
  expect(share('recall at 1', answerable, among(1))).toBeGreaterThanOrEqual(0.8);
  expect(share('recall at 3', answerable, among(3))).toBeGreaterThanOrEqual(0.9);
});

test('most questions are answered, rightly, and those that no article answers are not', () => {
  const first = (question: string) =>
    searchKnowledge(articles, question).find(({ score }) => score >= goodEnough)?.article.id ?? null;
  expect(
    share('answered rightly', answerable, ({ question, article }) => first(question) === article),
  ).toBeGreaterThanOrEqual(0.8);
  expect(
    share(
      'left unanswered',
      questions.filter(({ article }) => article === null),
      ({ question }) => first(question) === null,
    ),
  ).toBe(1);
});

test.each([
  ['GARANTÍA', 'garantia'],
  ['devolusiones', 'devoluciones'],
  ['fcatura', 'factura'],
  ['horarioss', 'horarios'],
])('%s is found without its accents, in another form, or with a typo', (query, article) => {
  expect(searchKnowledge(articles, query)[0]?.article.id).toBe(article);
});

test('an article that changes is found by its new words at once', () => {
  const [first, ...rest] = articles;
  if (first === undefined) throw new Error('no articles');
  expect(searchKnowledge(articles, 'zeppelin')).toEqual([]);
  const changed = [{ ...first, body: `${first.body} También en zeppelin.`, updatedAt: first.updatedAt + 1 }, ...rest];
  expect(searchKnowledge(changed, 'zeppelin')[0]?.article.id).toBe(first.id);
});

test('nothing asked, or nothing known, finds nothing', () => {
  expect(searchKnowledge(articles, '¿qué es esto?')).toEqual([]);
  expect(searchKnowledge([], 'envíos')).toEqual([]);
});

test('a thousand articles are searched in milliseconds, because their index is kept', () => {
  const many = Array.from({ length: 1000 }, (_, place) => ({
    id: `a${place}`,
    title: `Producto ${place}`,
    body: `Ficha del producto número ${place} con envíos y garantía.`,
    keywords: [`p${place}`],
    updatedAt: 1,
  }));
  expect(searchKnowledge(many, 'p500')[0]?.article.id).toBe('a500');
  const start = performance.now();
  for (let place = 0; place < 10; place++) searchKnowledge(many, `garantía del producto p${place}`);
  const each = (performance.now() - start) / 10;
  console.log(`search of 1000 articles: ${each.toFixed(1)} ms`);
  expect(each).toBeLessThan(100);
});
