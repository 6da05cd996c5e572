import { expect, test } from 'vitest';
import { createBuiltinBot } from '../../activities/bot/index.ts';
import { play, wanted, world } from '../eval/play.ts';
import { scoreOf, tableOf } from '../eval/score.ts';
import { conversations } from './corpus.ts';

test('precision counts what was given, recall what was due', () => {
  const pairs = [
    { wanted: 'a', got: 'a' },
    { wanted: 'a', got: 'b' },
    { wanted: 'b', got: 'b' },
    { wanted: 'c', got: 'b' },
  ];
  expect(scoreOf(pairs)).toEqual([
    { label: 'a', due: 2, given: 1, right: 1 },
    { label: 'b', due: 1, given: 3, right: 1 },
    { label: 'c', due: 1, given: 0, right: 0 },
  ]);
  expect(tableOf({ inbox: scoreOf(pairs) })).toContain('| inbox | b | 1 | 3 | 33 % | 100 % |');
});

test('every label of the corpus is one that a bot can give', async () => {
  for (const conversation of conversations) {
    const { subtype, sentiment } = wanted(conversation);
    expect(subtype, conversation.id).toMatch(/^\(none\)$|^[A-Z_]+$/);
    expect(sentiment, conversation.id).toMatch(/^[A-Z]+$/);
  }
  const [first] = conversations;
  if (first) expect((await play(first, createBuiltinBot(world))).turns).toBeGreaterThan(0);
});
