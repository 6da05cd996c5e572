import { describe, expect, test } from 'vitest';
import { chooseInbox, isNo, isYes, recogniseSentiment, wantsPerson } from '../../activities/bot/index.ts';
import {
  inboxes,
  inboxTexts,
  inboxTextHalves,
  personWishes,
  personWishHalves,
  sentiments,
  share,
  teams,
  teamTextHalves,
} from './corpus.ts';

describe('the wish for a person', () => {
  test('is heard in all its ways', () => {
    expect(share('asked for a person', personWishes.yes, (text) => wantsPerson(text) === 'yes')).toBeGreaterThanOrEqual(
      0.97,
    );
  });
  test('is not heard when a person is turned down', () => {
    expect(share('turned a person down', personWishes.no, (text) => wantsPerson(text) === 'no')).toBeGreaterThanOrEqual(
      0.95,
    );
  });
  test('is not heard in texts that only speak of people', () => {
    expect(
      share('only looks like a wish', personWishes.neither, (text) => wantsPerson(text) === null),
    ).toBeGreaterThanOrEqual(0.97);
  });
});

describe.each(['tuned', 'held out'] as const)('the wish for a person in the %s texts', (half) => {
  const texts = personWishHalves.filter((one) => one.half === half);
  const wished = texts.filter(({ wish }) => wish === 'yes');
  const others = texts.filter(({ wish }) => wish !== 'yes');
  test('is heard in at least 90 % of those that have it', () => {
    expect(share(`${half}: heard`, wished, ({ text }) => wantsPerson(text) === 'yes')).toBeGreaterThanOrEqual(0.9);
  });
  test('is heard in at most 5 % of the others', () => {
    expect(share(`${half}: no false alarm`, others, ({ text }) => wantsPerson(text) !== 'yes')).toBeGreaterThanOrEqual(
      0.95,
    );
  });
});

describe('the inbox', () => {
  test('is right on at least 80 % of the opening messages', () => {
    expect(
      share('inbox by name and description', inboxTexts, ({ text, inbox }) => idOf(inboxes, text) === inbox),
    ).toBeGreaterThanOrEqual(0.8);
  });
  test('is right on most of them by the names of the inboxes alone', () => {
    const bare = inboxes.map((inbox) => ({ ...inbox, description: '' }));
    expect(share('inbox by name', inboxTexts, ({ text, inbox }) => idOf(bare, text) === inbox)).toBeGreaterThanOrEqual(
      0.8,
    );
  });
  test('follows other teams by their own words', () => {
    expect(
      share('other teams', teams.texts, ({ text, inbox }) => idOf(teams.inboxes, text) === inbox),
    ).toBeGreaterThanOrEqual(0.8);
  });
  test.each(['tuned', 'held out'] as const)('is right on most of the %s texts', (half) => {
    const texts = inboxTextHalves.filter((one) => one.half === half);
    const others = teamTextHalves.texts.filter((one) => one.half === half);
    expect(share(`${half}: inbox`, texts, ({ text, inbox }) => idOf(inboxes, text) === inbox)).toBeGreaterThanOrEqual(
      0.85,
    );
    expect(
      share(`${half}: other teams by name`, others, ({ text, inbox }) => idOf(teamTextHalves.inboxes, text) === inbox),
    ).toBeGreaterThanOrEqual(0.85);
  });
  test('is left open when nothing speaks for one, and General is never chosen', () => {
    expect(chooseInbox(inboxes, ['hola'])).toBeNull();
    expect(chooseInbox([], ['quiero comprar'])).toBeNull();
    expect(
      chooseInbox([{ id: 'general', name: 'General', description: 'ventas', keywords: ['precio'] }], ['precio']),
    ).toBeNull();
  });
  test('does not depend on the order of the inboxes', () => {
    for (const { text } of inboxTexts) expect(idOf([...inboxes].reverse(), text)).toBe(idOf(inboxes, text));
  });
  test('is found by a keyword no dictionary has', () => {
    const odd = { id: 'x', name: 'Equipo Azul', description: '', keywords: ['zarandonga', 'plan canje verde'] };
    expect(idOf([...inboxes, odd], 'consulto por la zarandonga')).toBe('x');
    expect(idOf([...inboxes, odd], 'sigue el plan canje verde?')).toBe('x');
  });
});

describe('the sentiment', () => {
  test('is recognised, and none is made up', () => {
    expect(
      share('sentiment', sentiments, ({ text, sentiment }) => recogniseSentiment(text) === sentiment),
    ).toBeGreaterThanOrEqual(0.95);
  });
});

describe('the answer to an offer', () => {
  test.each([
    'si',
    'Sí',
    'sii',
    'sip',
    'dale',
    'ok',
    'bueno',
    'claro',
    'obvio',
    'por favor',
    'si porfa',
    'Sí por favor. Me llamo Jorge',
    'dale, gracias',
    'va',
    'vale',
    'simon',
    'ya po',
    'de una',
    '👍',
    'me gustaría',
    'sí, quiero',
    'claro que si',
    'si pasame',
  ])('%s is a yes', (text) => expect([isYes(text), isNo(text)]).toEqual([true, false]));
  test.each([
    'no',
    'No, gracias',
    'nop',
    'no, dejá',
    'no hace falta',
    'por ahora no',
    'dejalo',
    'no gracias, ya está',
    'mejor no',
    'dale gracias lo pienso',
    'no, eso era. Gracias',
    '👎',
  ])('%s is a no', (text) => expect([isYes(text), isNo(text)]).toEqual([false, true]));
  test.each([
    'si tienen stock avisame',
    'cuánto sale?',
    'no me funciona el cupón',
    'no entiendo',
    'hola',
    'gracias',
    '4400',
    'eso mismo me dijeron ayer',
    'necesito 40 bolsas',
  ])('%s is neither', (text) => expect([isYes(text), isNo(text)]).toEqual([false, false]));
});

function idOf(among: typeof inboxes, text: string): string | null {
  return chooseInbox(among, [text])?.inbox.id ?? null;
}
