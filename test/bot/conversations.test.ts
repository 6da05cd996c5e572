import { describe, expect, test } from 'vitest';
import { createBuiltinBot } from '../../activities/bot/index.ts';
import type { BotAnswer } from '../../domain/bot.ts';
import type { Sentiment } from '../../domain/vocabulary.ts';
import { chatWith } from './chat.ts';
import { articles, conversations, inboxes, type LabelledConversation, share } from './corpus.ts';

const worlds = { 'with a knowledge base': articles, 'with nothing to answer from': [] };
const moods: Record<string, Sentiment | null> = {
  positive: 'POSITIVO',
  neutral: null,
  negative: 'NEGATIVO',
  angry: 'ENOJADO',
};

/** Plays the customer's side up to the handoff or the agent's first line. */
async function play(conversation: LabelledConversation, known: typeof articles): Promise<BotAnswer[]> {
  const chat = chatWith(createBuiltinBot({ articles: async () => known, inboxes: async () => inboxes }));
  const answers: BotAnswer[] = [];
  for (const message of conversation.messages) {
    if (message.from === 'agent') break;
    if (message.from === 'bot') continue;
    answers.push(await chat.sends(message.type, message.text ?? ''));
    if (answers.at(-1)?.handoff !== undefined) break;
  }
  return answers;
}

describe.each(Object.entries(worlds))('the labelled conversations, %s', async (_, known) => {
  const played = await Promise.all(
    conversations.map(async (conversation) => ({ conversation, answers: await play(conversation, known) })),
  );
  const inboxOf = (answers: BotAnswer[]) => answers.at(-1)?.handoff?.inboxId ?? null;
  const brief = played.map(({ conversation, answers }) => ({
    id: conversation.id,
    needsHuman: conversation.expected.needsHuman,
    wanted: conversation.inboxBeforeAgent ?? conversation.expected.inbox,
    got: inboxOf(answers),
  }));

  test('at least 80 % of them end in the right inbox', () => {
    expect(share('right inbox or none', brief, ({ wanted, got }) => wanted === got)).toBeGreaterThanOrEqual(0.8);
  });

  test('every customer who needs a person gets one', () => {
    expect(
      share(
        'handed off where due',
        brief.filter(({ needsHuman }) => needsHuman),
        ({ got }) => got !== null,
      ),
    ).toBe(1);
  });

  test('next to nobody is handed off without need', () => {
    expect(
      share(
        'kept where no person is due',
        brief.filter(({ needsHuman }) => !needsHuman),
        ({ got }) => got === null,
      ),
    ).toBeGreaterThanOrEqual(0.9);
  });

  test('the mood of angry customers and of most others is told', () => {
    const cases = played.map(({ conversation, answers }) => ({
      id: conversation.id,
      wanted: moods[conversation.expected.sentiment] ?? null,
      got: answers.map(({ sentiment }) => sentiment).filter((sentiment) => sentiment !== undefined),
    }));
    const angry = cases.filter(({ wanted }) => wanted === 'ENOJADO');
    expect(share('anger told', angry, ({ got }) => got.includes('ENOJADO'))).toBe(1);
    expect(share('no false anger', cases, ({ wanted, got }) => wanted === 'ENOJADO' || !got.includes('ENOJADO'))).toBe(
      1,
    );
    expect(
      share('mood', cases, ({ wanted, got }) => (wanted === null ? got.length === 0 : got.includes(wanted))),
    ).toBeGreaterThanOrEqual(0.7);
  });

  test('the bot says one thing to every text and never the same twice in a row', () => {
    const turns = played.flatMap(({ conversation, answers }) => {
      const texts = conversation.messages.filter(({ from }) => from === 'customer');
      return answers.map(({ say }, place) => ({
        id: conversation.id,
        type: texts[place]?.type,
        say,
        before: answers[place - 1]?.say,
      }));
    });
    expect(turns.filter(({ type, say }) => type === 'text' && say.length !== 1)).toEqual([]);
    expect(turns.filter(({ say, before }) => say.length > 0 && say[0] === before?.[0])).toEqual([]);
  });
});
