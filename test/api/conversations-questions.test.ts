import { expect, test } from 'vitest';
import type { Answered } from '../../api/conversations/questions.ts';
import { oneAtATime } from '../../api/conversations/questions.ts';

/** Questions that are answered when told; each answer is the number of its question. */
function held() {
  const open: PromiseWithResolvers<Answered<number>>[] = [];
  const ask = oneAtATime<number>(() => {
    const question = Promise.withResolvers<Answered<number>>();
    open.push(question);
    return question.promise;
  });
  const answer = async (i: number, silent = false) => {
    open[i]?.resolve({ found: silent ? null : i, silent });
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { ask, answer, asked: () => open.length };
}

test('who asks while a question is under way shares one that begins after it', async () => {
  const { ask, answer, asked } = held();
  const first = ask('chat');
  const others = [ask('chat'), ask('chat'), ask('chat')];
  expect(asked()).toBe(1);
  await answer(0);
  expect(asked()).toBe(2);
  const later = ask('chat');
  await answer(1);
  await answer(2);
  expect((await first).found).toBe(0);
  expect((await Promise.all(others)).map(({ found }) => found)).toEqual([1, 1, 1]);
  expect((await later).found).toBe(2);
  expect(asked()).toBe(3);
});

test('chats do not wait for one another', async () => {
  const { ask, asked } = held();
  void ask('one');
  void ask('other');
  expect(asked()).toBe(2);
});

test('when nobody answers, those who wait are told at once; the next who asks tries again', async () => {
  const { ask, answer, asked } = held();
  const [first, second] = [ask('chat'), ask('chat')];
  await answer(0, true);
  expect([await first, await second]).toEqual([
    { found: null, silent: true },
    { found: null, silent: true },
  ]);
  expect(asked()).toBe(1);
  void ask('chat');
  expect(asked()).toBe(2);
});
