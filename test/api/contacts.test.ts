import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/stage.ts';
import type { Answer } from './api.ts';
import type { Chat, Floor, Person } from './floor.ts';
import { closed, expired, newChat, openFloor, refused, taken, waiting, withBot } from './floor.ts';

let floor: Floor;
let ana: Person;
let bruno: Person;
let sofia: Person;
beforeAll(async () => {
  floor = await openFloor();
  ({ ana, bruno, sofia } = floor);
});
afterAll(() => floor.close());

const idsOf = async (query: string, who = sofia): Promise<string[]> => {
  const { status, body, text } = await who.get(`/v1/contacts?limit=200&${query}`);
  expect(status, text).toBe(200);
  return body.items.map(({ id }: { id: string }) => id);
};

describe('the list of contacts', () => {
  test('is filtered by state, state before, inbox, agent and blocked', async () => {
    const [bot, inbox, agent, rest, over] = [
      await withBot(floor),
      await waiting(floor),
      await taken(floor),
      await closed(floor),
      await expired(floor),
    ];
    const all = [bot, inbox, agent, rest, over];
    const found = async (query: string) => {
      const ids = await idsOf(query);
      return all.filter(({ id }) => ids.includes(id)).map((one) => all.indexOf(one));
    };
    // Each is in the read model, not only the workflow's knowledge.
    for (const chat of all) await chat.lines(1);
    expect(await found('state=BOT')).toEqual([0]);
    expect(await found('state=BANDEJA')).toEqual([1, 3]);
    expect(await found('state=AGENTE')).toEqual([2]);
    expect(await found('state=EXPIRADO')).toEqual([4]);
    expect(await found('previousState=BANDEJA')).toEqual([2, 3]);
    expect(await found('previousState=BOT')).toEqual([1]);
    expect(await found('inboxId=general')).toContain(1);
    expect(await found('inboxId=cerradas')).toEqual([3]);
    expect(await found(`agentId=${ana.id}`)).toEqual([2]);
    await ana.post(`/v1/contacts/${bot.id}/block`, {});
    expect(await found('blocked=true')).toEqual([0]);
    expect(await found('blocked=false')).toEqual([1, 2, 3, 4]);
  });

  test('shows what the caller may see: others’ chats to supervisors and integrators alone', async () => {
    const chat = await taken(floor);
    const query = `q=${chat.externalId}`;
    for (const who of [ana, sofia, floor.admin, floor.hub]) expect(await idsOf(query, who)).toEqual([chat.id]);
    expect(await idsOf(query, bruno)).toEqual([]);
  });

  test('takes no filter that it does not know', async () => {
    for (const query of ['state=DORMIDO', 'blocked=quizás', 'colour=red', 'limit=500'])
      expect(refused(await sofia.get(`/v1/contacts?${query}`))).toEqual([400, 'invalid-request']);
  });
});

describe('search', () => {
  const known = async (contact: object, externalId?: string) => {
    const chat = newChat(floor, 'webchat', externalId);
    await chat.sends({ text: 'hola' }, contact);
    await chat.lines(1);
    return chat.id;
  };

  test('finds by the beginning of any word of the name, with or without accents and capitals', async () => {
    const id = await known({ name: 'Íñigo Ñandú Echagüe' });
    for (const q of ['íñigo', 'INIGO', 'iñi', 'ñandu', 'nandú', 'echague', 'Echagüe Íñ', 'echa'])
      expect([q, (await idsOf(`q=${encodeURIComponent(q)}`)).includes(id)]).toEqual([q, true]);
    for (const q of ['ñigo', 'inigo perez', 'chague'])
      expect([q, (await idsOf(`q=${encodeURIComponent(q)}`)).includes(id)]).toEqual([q, false]);
  });

  test('finds by phone as people write it', async () => {
    const id = await known({ phone: '+54 9 381 466-7788' });
    const other = await known({ phone: '+5491144556677' });
    for (const q of ['+5493814667788', '5493814667788', '3814667788', '381 466-7788', '466-7788', '4667788', '381 466'])
      expect([q, (await idsOf(`q=${encodeURIComponent(q)}`)).includes(id)]).toEqual([q, true]);
    expect(await idsOf('q=1144556677')).toEqual([other]);
  });

  test('finds by e-mail and by the id of the channel', async () => {
    const id = await known({ email: 'Lucia.Gomez@Example.com' }, 'crm-99001');
    for (const q of ['lucia.gomez@example.com', 'LUCIA.GO', 'crm-99001', 'crm-99'])
      expect([q, await idsOf(`q=${encodeURIComponent(q)}`)]).toEqual([q, [id]]);
  });

  test('takes what looks like a pattern as text', async () => {
    const id = await known({ name: 'Punto (S.A.)' });
    expect(await idsOf(`q=${encodeURIComponent('s.a')}`)).toContain(id);
    for (const q of ['.*', '(', '[a', '\\', '$where', '^p']) {
      const answer = await sofia.get(`/v1/contacts?q=${encodeURIComponent(q)}`);
      expect([q, answer.status]).toEqual([q, 200]);
    }
    for (const q of ['p.nto', '(', '😀']) expect(await idsOf(`q=${encodeURIComponent(q)}`)).toEqual([]);
  });
});

describe('the card of a contact', () => {
  test('is edited by whoever sees the chat; what was edited is found and stays', async () => {
    const chat = newChat(floor);
    await chat.sends({ text: 'hola' }, { name: 'Lu', phone: '+5493810000001' });
    const { status, body } = await bruno.patch(`/v1/contacts/${chat.id}`, {
      firstName: 'Lucía',
      lastName: 'Zurita',
      email: 'lucia@example.com',
      phone: null,
      custom: { pedido: '77' },
    });
    expect(status).toBe(200);
    const wanted = {
      name: 'Lu',
      firstName: 'Lucía',
      lastName: 'Zurita',
      email: 'lucia@example.com',
      phone: null,
      custom: { pedido: '77' },
    };
    expect(body).toMatchObject(wanted);
    expect((await sofia.get(`/v1/contacts/${chat.id}`)).body).toEqual(body);
    expect(await idsOf('q=zurita')).toEqual([chat.id]);
    await bruno.patch(`/v1/contacts/${chat.id}`, { custom: { talle: 'M' } });
    await chat.sends({ text: 'hola' }, { name: 'Lu', phone: '+5493810000001', lastName: 'Otra' });
    expect(await chat.read()).toMatchObject({ ...wanted, custom: { pedido: '77', talle: 'M' } });
  });

  test('by an integrator as well; not by who does not see the chat, nor with what is no card', async () => {
    const chat = await taken(floor);
    expect((await floor.hub.patch(`/v1/contacts/${chat.id}`, { name: 'Del CRM' })).body.name).toBe('Del CRM');
    expect((await chat.read()).name).toBe('Del CRM');
    expect([403, 404]).toContain((await bruno.patch(`/v1/contacts/${chat.id}`, { name: 'x' })).status);
    for (const [body, path] of [
      [{ email: 'no es' }, 'email'],
      [{ state: 'BOT' }, 'state'],
      [{ name: '' }, 'name'],
      [{ custom: { pedido: 7 } }, 'custom.pedido'],
    ] as const) {
      const answer = await ana.patch(`/v1/contacts/${chat.id}`, body);
      expect([...refused(answer), answer.body.errors[0].path]).toEqual([400, 'invalid-request', path]);
    }
    expect(refused(await ana.patch(`/v1/contacts/c_${'0'.repeat(32)}`, { name: 'x' }))).toEqual([404, 'not-found']);
  });
});

describe('a merge', () => {
  let count = 0;
  const person = async (told: object, channel = 'webchat', chatOf = newChat(floor, channel)) => {
    await chatOf.sends({ text: 'Hola' }, told);
    await chatOf.lines(1);
    return chatOf;
  };
  const phone = () => `+54 9 381 555-${String((count += 1)).padStart(4, '0')}`;
  const merge = (one: Chat, other: Chat, who = ana) =>
    who.post(`/v1/contacts/${one.id}/merge`, { contactId: other.id });
  const card = async (chat: Chat, who = ana) => (await who.get(`/v1/contacts/${chat.id}`)).body;
  const linkedTo = async (chat: Chat, who = ana) =>
    (await card(chat, who)).linkedContacts.map((one: { id: string }) => one.id);

  test('links both ways, fills in what a card lacks, says whose it is, and can be undone', async () => {
    const number = phone();
    const web = await person({ name: 'Lu', email: 'lu@example.com' });
    const sms = await person({ name: 'Lucía Gómez', phone: number }, 'sms');
    const answer = await merge(web, sms);
    expect([answer.status, answer.body]).toMatchObject([
      200,
      {
        id: web.id,
        name: 'Lu',
        phone: number,
        email: 'lu@example.com',
        filledFrom: { phone: sms.id },
        linkedContacts: [{ id: sms.id, channel: 'sms', name: 'Lucía Gómez', linkedBy: { name: 'Ana' } }],
      },
    ]);
    expect(await card(sms)).toMatchObject({ name: 'Lucía Gómez', email: 'lu@example.com' });
    expect((await merge(sms, web)).status).toBe(200);
    expect(await linkedTo(web)).toEqual([sms.id]);
    // Neither chat is any other than it was.
    expect((await sms.read()).email).toBe(null);

    const undo = () => ana.delete(`/v1/contacts/${sms.id}/merge/${web.id}`);
    expect((await undo()).status).toBe(204);
    expect(refused(await undo())).toEqual([404, 'not-found']);
    expect(await card(web)).toMatchObject({ phone: null, linkedContacts: [], filledFrom: {} });
  });

  test('of contacts that may be two people is refused with every reason', async () => {
    const [web, sms] = [
      await person({ email: 'a@example.com', phone: phone() }),
      await person({ email: 'b@example.com' }, 'sms'),
    ];
    await ana.post(`/v1/contacts/${sms.id}/block`, {});
    const answer = await merge(web, sms);
    expect(refused(answer)).toEqual([409, 'merge-unsafe']);
    expect(answer.body.reasons).toEqual([
      { code: 'emails-differ', text: 'Tienen correos distintos.' },
      { code: 'blocked-differs', text: expect.any(String) },
    ]);
    expect(refused(await merge(web, web))).toEqual([409, 'merge-unsafe']);
    expect(await linkedTo(web)).toEqual([]);
  });

  test('at once of one contact with two that contradict each other links one of them', async () => {
    for (let round = 0; round < 3; round += 1) {
      const all = await Promise.all([person({}), person({ phone: phone() }, 'sms'), person({ phone: phone() }, 'sms')]);
      const [middle, ...others] = all as [Chat, Chat, Chat];
      const answers = await Promise.all(others.map((other) => merge(middle, other)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.reasons[0].code).toBe('linked-elsewhere');
      expect(await linkedTo(middle)).toHaveLength(1);
    }
  });

  test('of groups links all of them, whoever asks at once', async () => {
    const all = await Promise.all(['webchat', 'sms', 'mail', 'telegram'].map((channel) => person({}, channel)));
    const [a, b, c, d] = all as [Chat, Chat, Chat, Chat];
    const asked = [merge(a, b), merge(c, d), merge(b, c), merge(a, d)];
    for (const { status, text } of await Promise.all(asked)) expect(status, text).toBe(200);
    for (const one of all)
      expect((await linkedTo(one)).sort()).toEqual(all.flatMap(({ id }) => (id === one.id ? [] : [id])).sort());
  });

  test('shows nothing of a contact that the caller may not see', async () => {
    const [web, sms] = [await person({}), await person({ phone: phone() }, 'sms')];
    expect((await merge(web, sms)).status).toBe(200);
    await sms.done(floor.hub, 'handoff', { inboxId: 'general' });
    await sms.done(ana, 'claim');
    await until('the claim to be read', async () => (await bruno.get(`/v1/contacts/${sms.id}`)).status === 404);
    expect(await card(web, bruno)).toMatchObject({ phone: null, linkedContacts: [] });
    expect(await linkedTo(web, ana)).toEqual([sms.id]);
    expect(refused(await merge(web, sms, bruno))).toEqual([404, 'not-found']);
    expect(refused(await bruno.delete(`/v1/contacts/${web.id}/merge/${sms.id}`))).toEqual([404, 'not-found']);
    expect(refused(await floor.hub.post(`/v1/contacts/${web.id}/merge`, { contactId: sms.id }))).toEqual([
      403,
      'forbidden',
    ]);
  });

  test('is suggested for the same number or address, as far as the caller sees, and not once it is done', async () => {
    const number = phone();
    const web = await person({ phone: number, email: 'Dora@Example.com' });
    const sms = await person({ phone: number.replaceAll(/\D/g, ''), email: 'otra@example.com' }, 'sms');
    const mail = await person({ email: 'dora@example.com' }, 'mail');
    const found = async (who = ana) => {
      const { body } = await who.get(`/v1/contacts/${web.id}/duplicates`);
      return body.items.map((one: Answer['body']) => [one.contact.id, one.because, one.unsafe.length]);
    };
    expect(await found()).toEqual([
      [mail.id, ['email'], 0],
      [sms.id, ['phone'], 1],
    ]);
    expect((await merge(web, mail)).status).toBe(200);
    expect(await found()).toEqual([[sms.id, ['phone'], 1]]);
    const nobody = await person({});
    expect((await ana.get(`/v1/contacts/${nobody.id}/duplicates`)).body.items).toEqual([]);
  });
});
