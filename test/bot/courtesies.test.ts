import { describe, expect, test } from 'vitest';
import { createBuiltinBot } from '../../activities/bot/index.ts';
import { subjectOf } from '../../activities/bot/small-talk.ts';
import { esAr } from '../../texts/es-ar.ts';
import { chatWith } from './chat.ts';
import { articles, inboxes } from './corpus.ts';

const bot = createBuiltinBot({ articles: async () => articles, inboxes: async () => inboxes });
const newcomer = createBuiltinBot({ articles: async () => [], inboxes: async () => inboxes });

describe('a greeting in several words', () => {
  test.each([
    'Hola, buenas tardes',
    'buenas noches gente',
    'Hola! 👋',
    'Muy buenos días!!',
    'hola hola, buen dia',
    'Buenas tardes, estimados',
    'holis',
    'BUENAS',
    'hey, hola',
    'Hola chicos, buenas noches para todos',
  ])('%s is greeted, and is no gap', async (text) => {
    for (const one of [bot, newcomer]) {
      const answer = await chatWith(one).writes(text);
      expect(answer.say).toEqual([esAr.greeting]);
      expect(answer).not.toHaveProperty('gap');
    }
  });
  test('who calls out is offered a person at first, and gets one after', async () => {
    for (const one of [bot, newcomer]) {
      const chat = chatWith(one);
      expect((await chat.writes('hola?? hay alguien?')).say).toEqual([`${esAr.hello}\n\n${esAr.confirmPerson}`]);
      expect((await chat.writes('hay alguien ahí?')).handoff).toBeDefined();
    }
  });
  test.each(['holaaa buenass, cómo va?', 'hola q tal, buen día', 'buenas, ¿cómo están? todo bien?'])(
    '%s is returned',
    async (text) => {
      const answer = await chatWith(bot).writes(text);
      expect([[esAr.greeting], [`${esAr.hello}\n\n${esAr.wellbeing}`]]).toContainEqual(answer.say);
    },
  );
});

describe('what leads up to a question', () => {
  test.each([
    'hola, quería hacer una consulta',
    'necesito ayuda',
    'una pregunta',
    'me podés ayudar?',
    'estoy buscando info',
    'Buenas tardes, te hago una consultita',
    'hola tengo una duda',
    'Disculpá la molestia, quería preguntar algo',
    'me ayudas porfa?',
    'Hola, me podrían dar información por favor?',
    'consulta',
    'quisiera saber algo',
    'AYUDA',
    'les molesto por una consulta',
    'hola cómo estás? tengo un par de preguntas',
    'puedo hacerte una pregunta?',
    'Hola buenas tardes, me podría ayudar con una consulta, por favor',
  ])('%s is answered with an open ear: no gap, no miss, no offer of a person', async (text) => {
    for (const one of [bot, newcomer]) {
      const answer = await chatWith(one).writes(text);
      expect(answer.say).toEqual([`${esAr.hello}\n\n${esAr.opener}`]);
      expect(answer).not.toHaveProperty('gap');
      expect(answer.memory).toMatchObject({ misses: 0, offered: false });
    }
  });
  test.each([
    ['Hola de nuevo, ¿a qué hora abren?', 'lunes a viernes'],
    ['Buenas tardes, disculpá la molestia, te hago una consulta: ¿hacen envíos?', 'Enviamos a todo el país'],
    ['hola cómo va? quería saber si aceptan tarjeta, gracias de antemano', '6 cuotas'],
    ['perdón, una pregunta, por favor: a qué hora abren los sábados', 'lunes a viernes'],
    ['buenas, necesito saber el horario y si aceptan elefantes', 'lunes a viernes'],
    ['buenass, me podrías decir si venden por mayor? mil gracias', 'Vendemos por mayor'],
  ])('%s is answered as if it came without it', async (text, part) => {
    const { say } = await chatWith(bot).writes(text);
    expect(say[0]).toContain(part);
  });
  test('nothing of the question itself is lost', () => {
    expect(subjectOf('Hola, ¿cómo va mi pedido?')).toBe('como va mi pedido');
    expect(subjectOf('¿dónde están?')).toBe('donde estan');
    expect(subjectOf('tengo una duda con la garantía')).toBe('con la garantia');
    expect(subjectOf('buenas, que tal es el taladro?')).toContain('taladro');
    expect(subjectOf('Hola, buenas tardes! 👋 mil gracias')).toBe('');
  });
});

describe('an account with nothing to answer from', () => {
  test('is pleasant: greets, listens, says what it lacks and offers a person', async () => {
    const chat = chatWith(newcomer);
    expect((await chat.writes('hola')).say).toEqual([esAr.greeting]);
    expect((await chat.writes('una consulta')).say).toEqual([esAr.opener]);
    const miss = await chat.writes('tienen taladros?');
    expect(miss).toMatchObject({ say: [esAr.notUnderstood], gap: 'tienen taladros?' });
    expect((await chat.writes('y amoladoras?')).say).toEqual([esAr.offerPerson]);
    expect((await chat.writes('dale')).handoff).toMatchObject({ inboxId: 'ventas' });
  });
  test('a thanks after the offer does not leave it open for a later ok', async () => {
    const chat = chatWith(newcomer);
    await chat.writes('tienen taladros?');
    await chat.writes('gracias');
    expect((await chat.writes('ok')).handoff).toBeUndefined();
  });
});

test.each([
  'hola',
  'una consulta',
  'tienen elefantes?',
  'gracias',
  'ok',
  'todo bien?',
  'sos un bot?',
  'a que hora abren?',
])('the same sentence is never said twice in a row to who keeps writing: %s', async (text) => {
  for (const one of [bot, newcomer]) {
    const chat = chatWith(one);
    let last: string | undefined;
    for (let turn = 0; turn < 6; turn++) {
      const { say, handoff } = await chat.writes(text);
      if (handoff !== undefined) break;
      const sentence = say[0]?.split('\n\n').at(-1);
      expect(sentence).toBeDefined();
      expect(sentence).not.toBe(last);
      last = sentence;
    }
  }
});
