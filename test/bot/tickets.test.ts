import { describe, expect, test } from 'vitest';
import type { BotHandoffRules, BotTickets } from '../../activities/bot/bot.ts';
import { createBuiltinBot } from '../../activities/bot/index.ts';
import type { BotInput } from '../../domain/bot.ts';
import type { TicketSubtype } from '../../domain/ticket-types.ts';
import { ticketSubtypes } from '../../domain/ticket-types.ts';
import { esAr } from '../../texts/es-ar.ts';
import { render } from '../../texts/render.ts';
import { chatWith } from './chat.ts';
import { articles, conversations, inboxes, share } from './corpus.ts';

interface Rules {
  active?: readonly TicketSubtype[];
  requiredFields?: Record<string, string[]>;
  fields?: BotTickets['fields'];
  handoff?: BotHandoffRules;
}

function chatUnder(rules: Rules = {}, given: Partial<BotInput> = {}) {
  const { active = ticketSubtypes, requiredFields = {}, fields = {}, handoff = { method: 'inbox' } } = rules;
  const bot = createBuiltinBot({
    articles: async () => articles,
    inboxes: async () => inboxes,
    tickets: async () => ({ active, requiredFields, fields }),
    handoff: async () => handoff,
  });
  return chatWith(bot, given);
}

const broken = 'compre una licuadora hace 3 meses y dejo de funcionar';
const everything = { known: ['firstName', 'lastName', 'phone'] };

describe('a ticket', () => {
  test('is opened once names and phone are told, one question at a time, and the chat goes on', async () => {
    const chat = chatUnder();
    expect((await chat.writes(broken)).say[0]).toContain(esAr.askName);
    expect((await chat.writes('ana')).say).toEqual([esAr.askLastName]);
    expect((await chat.writes('perez')).say).toEqual([esAr.askPhone]);
    const { ticket, handoff, say } = await chat.writes('381 15 555 1234');
    expect(ticket).toEqual({
      type: 'POSTVENTA',
      subtype: 'GARANTIA',
      summary: broken,
      fields: { firstName: 'Ana', lastName: 'Perez', phone: '+5493815551234' },
    });
    expect([say, handoff]).toEqual([[esAr.ticketNoted], undefined]);
    expect((await chat.writes('a que hora abren?')).say[0]).toContain('lunes a viernes');
  });
  test('is opened at once where the card has it all', async () => {
    expect((await chatUnder({}, everything).writes(broken)).ticket?.subtype).toBe('GARANTIA');
  });
  test('on what is sold leaves its question a gap, once; on something that happened it is none', async () => {
    const chat = chatUnder();
    const question = 'tienen stock del taladro percutor bosch?';
    expect(await chat.writes(question)).toMatchObject({ say: [expect.stringContaining(esAr.askName)], gap: question });
    expect(await chat.writes('ana')).not.toHaveProperty('gap');
    expect(await chatUnder().writes(broken)).not.toHaveProperty('gap');
  });
  test('asks for nothing that was told earlier in the chat', async () => {
    const chat = chatUnder({}, { known: ['phone'] });
    await chat.writes('hola, soy Ana Ruiz');
    expect((await chat.writes(broken)).ticket?.fields).toEqual({ firstName: 'Ana', lastName: 'Ruiz' });
  });
  test('asks for what its subtype requires besides', async () => {
    const chat = chatUnder({ requiredFields: { GARANTIA: ['orderNumber', 'modelo'] } }, everything);
    expect((await chat.writes(broken)).say[0]).toContain(esAr.askOrderNumber);
    expect((await chat.writes('el 55120')).say[0]).toContain('modelo');
    expect((await chat.writes('LX-200 roja')).ticket?.fields).toEqual({ orderNumber: '55120', modelo: 'LX-200 roja' });
  });
  test('is opened incomplete once each question was asked twice; a complaint is no name', async () => {
    const chat = chatUnder();
    await chat.writes(broken);
    expect((await chat.writes('encima nadie responde los mails')).say[0]).toContain(esAr.askName);
    expect((await chat.writes('eso mismo me dijeron ayer')).say).toEqual([esAr.askPhone]);
    expect((await chat.writes('es un desastre')).say[0]).toContain(esAr.askPhone);
    const { ticket } = await chat.writes('y bueno, que se le va a hacer');
    expect(ticket?.fields).toEqual({});
    expect(ticket?.summary).toContain('nadie responde');
  });
  test('is opened after two refusals, and what cannot be told is not asked again', async () => {
    const chat = chatUnder({}, { known: ['firstName', 'lastName'] });
    await chat.writes('mi pedido no llego, soy de Tucumán');
    expect((await chat.writes('no tengo teléfono')).ticket?.fields).toEqual({});
    const refusing = chatUnder();
    await refusing.writes(broken);
    expect((await refusing.writes('prefiero no decirlo')).say).toEqual([esAr.askPhone]);
    expect((await refusing.writes('no te lo voy a dar')).ticket).toBeDefined();
  });
  test('one question left open ends neither the asking nor that field', async () => {
    const chat = chatUnder();
    await chat.writes(broken);
    await chat.writes('la uso poco igual');
    expect((await chat.writes('Ana Ruiz')).say).toEqual([esAr.askPhone]);
    expect((await chat.writes('es roja la licuadora')).say[0]).toContain(esAr.askPhone);
    expect((await chat.writes('381 555 1234')).ticket?.fields).toMatchObject({
      firstName: 'Ana',
      phone: '+5493815551234',
    });
  });
  test('who looks something up is waited for, however often', async () => {
    const chat = chatUnder({ requiredFields: { GARANTIA: ['factura'] } }, everything);
    await chat.writes(broken);
    for (const text of ['dame un minuto', 'ya te lo paso', 'esperá'])
      expect([esAr.waiting, esAr.stillHere]).toContain((await chat.writes(text)).say[0]);
    expect((await chat.writes('0001-00044821')).ticket?.fields).toEqual({ factura: '0001-00044821' });
  });
  test('takes for a field only what looks like it, and the rest goes where it belongs', async () => {
    const chat = chatUnder({ requiredFields: { GARANTIA: ['dni'] } }, everything);
    expect((await chat.writes(broken)).say[0]).toContain('este dato: DNI.');
    const { say, told } = await chat.writes('ana@example.com');
    expect([say[0]?.includes('DNI'), told]).toEqual([true, { email: 'ana@example.com' }]);
    expect((await chat.writes('dni 28.333.444')).ticket?.fields).toMatchObject({ dni: '28333444' });
  });
  test('says so where an answer cannot be read, and takes words on something else as such', async () => {
    const rules = { requiredFields: { GARANTIA: ['dni'] } };
    const unread = render(esAr.askFieldUnread, { dato: 'DNI' }).text;
    for (const text of ['123', 'mi dni es 28.33', 'DNI 1234']) {
      const chat = chatUnder(rules, everything);
      await chat.writes(broken);
      expect((await chat.writes(text)).say, text).toEqual([unread]);
      expect((await chat.writes('28333444')).ticket?.fields).toEqual({ dni: '28333444' });
    }
    for (const text of ['ya van 3 días sin licuadora', 'es roja la licuadora']) {
      const chat = chatUnder(rules, everything);
      await chat.writes(broken);
      expect((await chat.writes(text)).say[0], text).toContain(esAr.askAgain);
    }
  });
  test.each([
    ['numeroRaro', 'número raro'],
    ['factura', 'número de factura'],
    ['cuit', 'CUIT'],
    ['serie_motor', 'serie motor'],
    ['nro', 'Nº de serie'],
  ])('calls the field %s by its label, or in words: %s', async (name, dato) => {
    const fields = { nro: { label: 'Nº de serie', type: 'code' as const } };
    const chat = chatUnder({ requiredFields: { GARANTIA: [name] }, fields }, everything);
    expect((await chat.writes(broken)).say[0]).toContain(`este dato: ${dato}.`);
  });
  test.each([
    'ok gracias',
    'dale',
    'buenísimo',
    'buenisimo, espero',
    'joya, muchas gracias',
    'listo 👍',
    'perfecto, quedo atenta',
    'bueno, aguardo',
    'genial!!',
    'mil gracias por la ayuda',
    'barbaro entonces',
    'ah buenísimo gracias',
  ])('is not opened by a courtesy after one: %s', async (text) => {
    const chat = chatUnder({}, everything);
    expect((await chat.writes(broken)).ticket).toBeDefined();
    const { say, ticket, handoff, gap, memory } = await chat.writes(text);
    expect([say.length, ticket, handoff, gap, memory['misses']], say[0]).toEqual([
      1,
      undefined,
      undefined,
      undefined,
      0,
    ]);
    expect([esAr.acknowledged, esAr.thanks, esAr.bye]).toContain(say[0]);
  });
  test('carries a correction made before it is opened', async () => {
    const chat = chatUnder();
    await chat.writes(broken);
    await chat.writes('Ana Gomes');
    await chat.writes('perdón, es Gómez con z');
    expect((await chat.writes('1155551234')).ticket?.fields.lastName).toBe('Gómez');
  });
  test('is not opened when all is well before, or who only wanted to know takes their leave', async () => {
    const resolved = chatUnder();
    await resolved.writes('no me llega el codigo de verificacion de mi cuenta y tampoco puedo pagar');
    await resolved.writes('ya pude, gracias');
    const asking = chatUnder({}, { known: ['phone'] });
    await asking.writes('la campera viene en talle xl?');
    await asking.writes('ok muchas gracias');
    for (const chat of [resolved, asking]) expect((await chat.writes('chau')).ticket).toBeUndefined();
  });
  test('is not opened where the article answers, nor for a subtype that is not active', async () => {
    expect((await chatUnder({}, everything).writes('no puedo entrar a mi cuenta')).ticket).toBeUndefined();
    expect((await chatUnder({ active: ['QUEJAS'] }, everything).writes(broken)).ticket).toBeUndefined();
    expect((await chatUnder({ active: [] }, everything).writes(broken)).ticket).toBeUndefined();
  });
  test('is opened after all when the article did not help', async () => {
    const chat = chatUnder({}, everything);
    await chat.writes('no puedo entrar a mi cuenta');
    expect((await chat.writes('no me sirve, ya probé eso')).ticket?.subtype).toBe('PROBLEMAS_CON_LA_CUENTA');
  });
  test('is opened once a subtype in a session', async () => {
    const chat = chatUnder({}, everything);
    expect((await chat.writes(broken)).ticket).toBeDefined();
    expect((await chat.writes('y la tostadora que compre tampoco anda')).ticket).toBeUndefined();
  });
});

describe('the order of decisions', () => {
  test('with a wish for a person the ticket comes first, with what is known, and nothing is asked', async () => {
    const { ticket, handoff, say } = await chatUnder().writes(broken, 'quiero hablar con una persona');
    expect(ticket?.subtype).toBe('GARANTIA');
    expect(handoff?.reason).toBe('Pidió hablar con una persona');
    expect(say).toHaveLength(1);
  });
  test('anger while data is asked for opens the ticket and hands off', async () => {
    const chat = chatUnder();
    await chat.writes('mi pedido no llego');
    const { ticket, handoff } = await chat.writes('SON UNOS LADRONES');
    expect([ticket?.subtype, handoff?.reason]).toEqual(['PROBLEMA_CON_LA_ENTREGA', 'Cliente enojado']);
  });
  test('what is neither solved nor a ticket offers a person', async () => {
    const { say, ticket } = await chatUnder().writes('¿hacen cursos de carpintería?');
    expect([say[0], ticket]).toEqual([`${esAr.hello}\n\n${esAr.notUnderstood}`, undefined]);
  });
});

describe('handing off by the inbox', () => {
  const visitor = { authenticated: false };
  const wish = 'quiero hablar con una persona';
  test('a visitor is asked for an e-mail first, which goes to the card', async () => {
    const chat = chatUnder({}, visitor);
    expect(await chat.writes(wish)).toMatchObject({ say: [esAr.askHandoffEmail] });
    const { handoff, told } = await chat.writes('ana@example.com');
    expect([handoff?.reason, told]).toEqual(['Pidió hablar con una persona', { email: 'ana@example.com' }]);
  });
  test('two tries, then on to the inbox', async () => {
    const chat = chatUnder({}, visitor);
    await chat.writes(wish);
    expect((await chat.writes('ana arroba')).say).toEqual([esAr.askHandoffEmailAgain]);
    expect((await chat.writes('no tengo')).handoff).toBeDefined();
  });
  test('who says the wish again is asked no more, and who takes it back stays', async () => {
    const insists = chatUnder({}, visitor);
    await insists.writes(wish);
    expect((await insists.writes('con una persona dije')).handoff).toBeDefined();
    const stays = chatUnder({}, visitor);
    await stays.writes(wish);
    expect((await stays.writes('no hace falta que me pases con nadie')).handoff).toBeUndefined();
    expect((await stays.writes('a que hora abren?')).handoff).toBeUndefined();
  });
  test('who is vouched for, or has told an e-mail, is asked for none', async () => {
    expect((await chatUnder({}, { authenticated: true }).writes(wish)).handoff).toBeDefined();
    expect((await chatUnder({}, { ...visitor, known: ['email'] }).writes(wish)).handoff).toBeDefined();
    expect((await chatUnder({}, visitor).writes(`${wish}, mi mail es ana@example.com`)).handoff).toBeDefined();
  });
  test('a message of the account is shown in the place of any handoff or offer', async () => {
    const message = 'Escribinos a https://ejemplo.com/ayuda';
    const chat = chatUnder({ handoff: { method: 'message', message } });
    for (const text of [wish, '¿hacen cursos de carpintería?', 'SON UNOS LADRONES']) {
      const { say, handoff } = await chat.writes(text);
      expect([say.at(-1)?.endsWith(message), handoff], text).toEqual([true, undefined]);
    }
  });
});

test('on the labelled conversations every ticket has the right subtype and none is opened without need', async () => {
  const played = await Promise.all(
    conversations.map(async ({ id, channel, messages, expected }) => {
      const chat = chatUnder({}, channel === 'whatsapp' ? { known: ['phone'] } : {});
      let got: string | null = null;
      for (const { from, type, text } of messages) {
        if (from === 'agent') break;
        if (from === 'bot') continue;
        const answer = await chat.sends(type, text ?? '');
        got ??= answer.ticket?.subtype ?? null;
        if (answer.handoff) break;
      }
      return { id, due: !expected.resolvedByBot, got };
    }),
  );
  expect(
    share(
      'no ticket where none is due',
      played.filter(({ due }) => !due),
      ({ got }) => got === null,
    ),
  ).toBeGreaterThanOrEqual(0.85);
  expect(
    share(
      'a ticket where due',
      played.filter(({ due }) => due),
      ({ got }) => got !== null,
    ),
  ).toBeGreaterThanOrEqual(0.75);
});
