import { describe, expect, test } from 'vitest';
import { answerFrom } from '../../activities/bot/article-answer.ts';
import { searchKnowledge } from '../../activities/bot/index.ts';
import { subjectOf } from '../../activities/bot/small-talk.ts';
import { articles, clinic, questionHalves, questions, share, trades } from './corpus.ts';

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

const found = (question: string, known = articles) => {
  const answer = answerFrom(known, { subject: subjectOf(question), before: null, botSaid: [] });
  return answer === null || answer === 'told' ? null : (known.find(({ body }) => body === answer.text)?.id ?? 'part');
};

describe.each(['tuned', 'held out'] as const)('of the %s questions', (half) => {
  const asked = [...(half === 'tuned' ? questions : []), ...questionHalves.filter((one) => one.half === half)];
  test('at least 85 % of those that an article answers are answered, and rightly', () => {
    const known = asked.filter(({ article }) => article !== null);
    expect(
      share(`${half}: answered rightly`, known, ({ question, article }) => found(question) === article),
    ).toBeGreaterThanOrEqual(0.85);
    expect(
      share(`${half}: recall at 3`, known, ({ question, article }) =>
        searchKnowledge(articles, subjectOf(question))
          .slice(0, 3)
          .some((one) => one.article.id === article),
      ),
    ).toBeGreaterThanOrEqual(0.9);
  });
  test('at most 5 % of those that only come near an article are answered', () => {
    const unknown = asked.filter(({ article }) => article === null);
    expect(
      share(`${half}: left unanswered`, unknown, ({ question }) => found(question) === null),
    ).toBeGreaterThanOrEqual(0.95);
  });
});

test('a trade that the synonyms were not written for is answered as well', () => {
  const right = ({ question, article }: (typeof clinic.questions)[number]) =>
    found(question, clinic.articles) === article;
  const known = clinic.questions.filter(({ article }) => article !== null);
  const unknown = clinic.questions.filter(({ article }) => article === null);
  expect(share('clinic: answered rightly', known, right)).toBeGreaterThanOrEqual(0.8);
  expect(share('clinic: left unanswered', unknown, right)).toBeGreaterThanOrEqual(0.9);
});

describe.each(['tuned', 'held out'] as const)('of the %s everyday questions to several trades', (half) => {
  const asked = trades.flatMap(({ name, articles: known, questions: all }) =>
    all.filter((one) => one.half === half).map((one) => ({ trade: name, known, ...one })),
  );
  test('at least 90 % have the right article among the first three, in every trade at least 80 %', () => {
    const among = ({ known, article, question }: (typeof asked)[number]) =>
      searchKnowledge(known, subjectOf(question))
        .slice(0, 3)
        .some((one) => one.article.id === article);
    expect(asked.length).toBeGreaterThanOrEqual(60);
    expect(asked.filter(among).length / asked.length).toBeGreaterThanOrEqual(0.9);
    for (const { name } of trades) {
      const of = asked.filter(({ trade }) => trade === name);
      expect([name, of.filter(among).length / of.length >= 0.8]).toEqual([name, true]);
    }
  });
});

test('a price is told where an article tells it, and only there', () => {
  const [, ...others] = articles;
  const priced = {
    id: 'p',
    title: 'Taladro TX',
    body: 'El precio del taladro es $90.000.',
    keywords: [],
    updatedAt: 1,
  };
  expect(searchKnowledge([...others, priced], 'precio del taladro?')[0]?.article.id).toBe('p');
  expect(found('precio del taladro?')).toBeNull();
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
