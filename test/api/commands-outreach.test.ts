import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AgentModel } from '../../models/agent.ts';
import { until } from '../support/stage.ts';
import type { Floor, Person } from './floor.ts';
import { at, closed, DAY, expired, expires, newChat, openFloor, refused, taken, waiting, withBot } from './floor.ts';

let floor: Floor;
let ana: Person;
let bruno: Person;
let sofia: Person;
let hub: Person;
let ventas: string;
beforeAll(async () => {
  floor = await openFloor();
  ({ ana, bruno, sofia, hub } = floor);
  ventas = (await sofia.post('/v1/inboxes', { name: 'Ventas', members: [ana.id, bruno.id] })).body.id;
  const template = { name: 'seguimiento', language: 'es_AR', body: 'Hola {{1}}, ¿seguimos con {{2}}?' };
  expect((await sofia.post('/v1/templates', template)).status).toBe(201);
});
afterAll(() => floor.close());

const filled = (...values: string[]) => ({
  name: 'seguimiento',
  language: 'es_AR',
  components: [{ type: 'body', parameters: values.map((text) => ({ type: 'text', text })) }],
});
const seguimiento = filled('Lucía', 'el pedido');
const said = 'Hola Lucía, ¿seguimos con el pedido?';
const hola = { type: 'text', text: 'Hola' };
const slotOf = async (who: Person, contactId: string) =>
  ((await AgentModel.findById(who.id).lean())?.slots ?? []).some((one) => one.contactId === contactId);

describe('handoff', () => {
  test('to the inbox that is named; to General where none is, it is unknown, or it is Cerradas', async () => {
    for (const [inboxId, lands] of [
      [ventas, ventas],
      [undefined, 'general'],
      ['inb_none', 'general'],
      ['cerradas', 'general'],
    ]) {
      const chat = await withBot(floor);
      const body = await chat.done(hub, 'handoff', { ...(inboxId ? { inboxId } : {}), reason: 'no sé' });
      expect(body).toMatchObject({ state: 'BANDEJA', place: { inboxId: lands }, reason: 'no sé' });
    }
  });

  test('of a chat handed off already is 200 without effect', async () => {
    const chat = await waiting(floor);
    const { version } = await chat.read();
    expect(await chat.done(hub, 'handoff', { inboxId: ventas })).toMatchObject({
      version,
      place: { inboxId: 'general' },
    });
    await chat.done(ana, 'claim');
    expect(await chat.done(hub, 'handoff')).toMatchObject({ state: 'AGENTE', place: { agentId: ana.id } });
  });

  test('of an expired or a closed chat is not now, and only the bot or an integrator hands off', async () => {
    for (const scene of [expired, closed])
      expect(refused(await (await scene(floor)).give(hub, 'handoff'))).toEqual([409, 'not-now']);
    for (const who of [ana, sofia])
      expect(refused(await (await withBot(floor)).give(who, 'handoff'))).toEqual([403, 'forbidden']);
  });
});

describe('an integrator’s own bot', () => {
  test('speaks while it has the chat, and is heard as the bot', async () => {
    const chat = await withBot(floor);
    const { status, body } = await chat.give(hub, 'bot-messages', { type: 'text', text: '¿En qué te ayudo?' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ direction: 'out', author: { kind: 'bot', name: 'Hub' }, text: '¿En qué te ayudo?' });
    expect((await hub.get(`${chat.path}/messages`)).body.items.at(-1)).toEqual(body);
    expect((await chat.read()).waitingSince).toBeNull();
  });

  test('is muted the moment the chat has left it, with the state told', async () => {
    for (const scene of [waiting, taken, closed]) {
      const answer = await (await scene(floor)).give(hub, 'bot-messages', hola);
      expect(refused(answer)).toEqual([409, 'bot-muted']);
      expect(['BANDEJA', 'AGENTE']).toContain(answer.body.state);
    }
    expect(refused(await (await expired(floor)).give(hub, 'bot-messages', hola))).toEqual([409, 'session-expired']);
    expect(refused(await (await withBot(floor)).give(ana, 'bot-messages', hola))).toEqual([403, 'forbidden']);
  });

  test('against an assignment: no line of it is later than the assignment', async () => {
    for (let round = 0; round < 3; round += 1) {
      const chat = await withBot(floor);
      const lines = Array.from({ length: 6 }, () => chat.give(hub, 'bot-messages', hola));
      const [assigned, ...answers] = await Promise.all([chat.give(sofia, 'assign', { agentId: bruno.id }), ...lines]);
      expect(assigned.status).toBe(200);
      for (const answer of answers) if (answer.status !== 201) expect(refused(answer)).toEqual([409, 'bot-muted']);
      const { seq } = (await chat.timeline()).find(({ command }) => command === 'assign');
      const bots = (await chat.lines(1)).filter(({ author }) => author.kind === 'bot');
      expect(bots).toHaveLength(answers.filter(({ status }) => status === 201).length);
      for (const line of bots) expect(line.seq).toBeLessThan(seq);
    }
  });
});

describe('back to the bot', () => {
  test('by its owner, or by a supervisor from anywhere with an open session', async () => {
    expect(await (await taken(floor)).done(ana, 'bot')).toMatchObject({ state: 'BOT', previousState: 'AGENTE' });
    for (const scene of [taken, waiting, closed])
      expect((await (await scene(floor)).done(sofia, 'bot')).state).toBe('BOT');
  });

  test('is refused to others, with the bot, and after the session', async () => {
    expect(refused(await (await taken(floor)).give(bruno, 'bot'))).toEqual([403, 'not-owner']);
    expect(refused(await (await waiting(floor)).give(ana, 'bot'))).toEqual([403, 'not-owner']);
    expect(refused(await (await withBot(floor)).give(sofia, 'bot'))).toEqual([409, 'not-now']);
    expect(refused(await (await expired(floor)).give(sofia, 'bot'))).toEqual([409, 'session-expired']);
  });
});

describe('a template', () => {
  test('to an expired contact gives the chat to its sender, waiting for the answer; free text has to wait', async () => {
    const chat = await expired(floor);
    const body = await chat.done(ana, 'template', seguimiento);
    expect(body).toMatchObject({
      state: 'AGENTE',
      previousState: 'EXPIRADO',
      place: { agentId: ana.id },
      session: { status: 'awaiting-reply', expiresAt: expect.any(String) },
    });
    expect(body.deadlines.map(({ kind }: { kind: string }) => kind)).toContain('awaitingReply');
    expect((await chat.lines(2)).at(-1)).toMatchObject({
      direction: 'out',
      type: 'template',
      text: said,
      content: { name: 'seguimiento', language: 'es_AR' },
      author: { kind: 'agent', id: ana.id },
    });
    expect(await slotOf(ana, chat.id)).toBe(true);
    expect(refused(await chat.give(ana, 'messages', hola))).toEqual([409, 'session-expired']);
    await chat.writes('sí, dale');
    expect(await chat.read()).toMatchObject({ state: 'AGENTE', session: { status: 'open' } });
    await chat.done(ana, 'messages', hola);
  });

  test('while it waits for the answer, return, claim, transfer, close and another template stay possible', async () => {
    const chat = await expired(floor);
    await chat.done(ana, 'template', seguimiento);
    await chat.done(ana, 'template', seguimiento);
    expect((await chat.done(ana, 'return')).session.status).toBe('awaiting-reply');
    await chat.done(bruno, 'claim');
    await chat.done(bruno, 'transfer', { inboxId: ventas });
    await chat.done(ana, 'claim');
    expect((await chat.done(ana, 'close')).session.status).toBe('awaiting-reply');
  });

  test('nobody answers within a window: expired again, and the place is free', async () => {
    await floor.settings({ sessionWindow: { brief: 'PT1S' } });
    const chat = newChat(floor, 'brief');
    await chat.writes('hola', { at: at(-5000) });
    expect((await chat.done(ana, 'template', seguimiento)).session.status).toBe('awaiting-reply');
    const body = await chat.once('the wait to end', ({ state }) => state === 'EXPIRADO');
    expect(body).toMatchObject({ previousState: 'AGENTE', session: { status: 'expired' } });
    await until('the place to be free', async () => !(await slotOf(ana, chat.id)));
    expect((await chat.timeline()).at(-1)).toMatchObject({ command: 'awaited-reply-missed' });
  });

  test('out of Cerradas gives the chat to its sender, with the session as it was', async () => {
    const chat = await closed(floor);
    expect(await chat.done(bruno, 'template', seguimiento)).toMatchObject({
      state: 'AGENTE',
      place: { agentId: bruno.id },
      session: { status: 'open' },
    });
  });

  test('in one’s own open chat is a message and nothing else', async () => {
    const chat = await taken(floor);
    const before = await chat.read();
    const after = await chat.done(ana, 'template', seguimiento);
    for (const field of ['state', 'epoch', 'since', 'session', 'place']) expect(after[field]).toEqual(before[field]);
    expect((await chat.lines(2)).at(-1).text).toBe(said);
  });

  test('is refused with the bot, in an inbox, in another’s chat, offline and at capacity', async () => {
    for (const scene of [withBot, waiting])
      expect(refused(await (await scene(floor)).give(ana, 'template', seguimiento))).toEqual([409, 'not-now']);
    for (const who of [bruno, sofia])
      expect(refused(await (await taken(floor)).give(who, 'template', seguimiento))).toEqual([403, 'not-owner']);
    const ines = await floor.person('Inés', { capacity: 1 });
    const own = await taken(floor, ines);
    const chat = await expired(floor);
    expect(refused(await chat.give(ines, 'template', seguimiento))).toEqual([409, 'agent-at-capacity']);
    expect((await own.give(ines, 'template', seguimiento)).status).toBe(200);
    await ines.goes('away');
    for (const one of [chat, own])
      expect(refused(await one.give(ines, 'template', seguimiento))).toEqual([409, 'agent-offline']);
    await floor.ana.post(`/v1/contacts/${chat.id}/block`, {});
    expect(refused(await chat.give(ana, 'template', seguimiento))).toEqual([409, 'contact-blocked']);
  });

  test('of an integrator goes to an expired contact only, and leaves the chat with the bot', async () => {
    const chat = await expired(floor);
    expect(await chat.done(hub, 'template', seguimiento)).toMatchObject({
      state: 'BOT',
      session: { status: 'awaiting-reply' },
    });
    expect((await chat.lines(2)).at(-1)).toMatchObject({ type: 'template', text: said });
    expect(refused(await chat.give(hub, 'bot-messages', hola))).toEqual([409, 'session-expired']);
    await chat.writes('sí');
    await chat.done(hub, 'bot-messages', hola);
    for (const scene of [withBot, waiting, closed])
      expect(refused(await (await scene(floor)).give(hub, 'template', seguimiento))).toEqual([409, 'not-now']);
  });

  test('that is unknown, or lacks a value, is 422 and says which; nothing is sent', async () => {
    const chat = await expired(floor);
    for (const unknown of [
      { ...seguimiento, name: 'otra' },
      { ...seguimiento, language: 'pt_BR' },
    ])
      expect(refused(await chat.give(ana, 'template', unknown))).toEqual([422, 'unknown-template']);
    const { status, body } = await chat.give(ana, 'template', filled('Lucía'));
    expect([status, body.code]).toEqual([422, 'content-unsupported']);
    expect(body.detail).toContain('{{2}}');
    expect(await chat.read()).toMatchObject({ state: 'EXPIRADO' });
    expect(await slotOf(ana, chat.id)).toBe(false);
  });
});

describe('a new conversation', () => {
  const start = (who: Person, body: object = {}, headers = {}) => {
    const contact = { id: `cold-${randomUUID()}`, name: 'Lucía Gómez' };
    return who.post('/v1/contacts', { channel: 'webchat', contact, ...body }, headers);
  };

  test('of an agent gives them the chat, open for a window, with the first message', async () => {
    const { status, body, headers } = await start(ana, { message: { text: 'Hola, soy Ana' } });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/v1/contacts/${body.id}`);
    expect(body).toMatchObject({
      contactId: body.id,
      name: 'Lucía Gómez',
      state: 'AGENTE',
      previousState: null,
      place: { agentId: ana.id, inboxId: 'general' },
      origin: 'agent',
      session: { status: 'open' },
    });
    expect(Date.parse(body.session.expiresAt) - Date.parse(body.since)).toBe(DAY);
    const { items } = (await ana.get(`/v1/conversations/${body.id}/messages`)).body;
    expect(items).toMatchObject([{ direction: 'out', text: 'Hola, soy Ana', author: { id: ana.id } }]);
    expect(
      (await ana.get(`/v1/conversations?view=mine&limit=200`)).body.items.map((one: { id: string }) => one.id),
    ).toContain(body.id);
    expect(await slotOf(ana, body.id)).toBe(true);
  });

  test('of an integrator is with the bot', async () => {
    const { status, body } = await start(hub, { template: seguimiento });
    expect([status, body.state, body.origin]).toEqual([201, 'BOT', 'integrator']);
  });

  test('without words opens the chat alone', async () => {
    const { status, body } = await start(ana);
    expect([status, body.lastMessageAt]).toEqual([201, null]);
  });

  test('with a known contact needs the chat to be at rest', async () => {
    for (const scene of [expired, closed]) {
      const { externalId, id } = await scene(floor);
      const { status, body } = await start(ana, { contact: { id: externalId } });
      expect([status, body.contactId, body.state]).toEqual([201, id, 'AGENTE']);
    }
    for (const scene of [waiting, taken]) {
      const { externalId } = await scene(floor);
      for (const who of [ana, hub])
        expect(refused(await start(who, { contact: { id: externalId } }))).toEqual([409, 'conversation-open']);
    }
    const { externalId } = await withBot(floor);
    expect(refused(await start(ana, { contact: { id: externalId } }))).toEqual([409, 'not-now']);
  });

  test('on WhatsApp begins with a template, and awaits the answer', async () => {
    const without = await start(ana, { channel: 'whatsapp', message: { text: 'Hola' } });
    expect(refused(without)).toEqual([422, 'template-required']);
    const { status, body } = await start(ana, { channel: 'whatsapp', template: seguimiento });
    expect([status, body.state, body.session.status]).toEqual([201, 'AGENTE', 'awaiting-reply']);
  });

  test('is refused to an agent who is away or full, and leaves nothing behind', async () => {
    const juan = await floor.person('Juan', { capacity: 1 });
    await taken(floor, juan);
    const contact = { id: `cold-${randomUUID()}` };
    expect(refused(await start(juan, { contact }))).toEqual([409, 'agent-at-capacity']);
    await juan.goes('away');
    expect(refused(await start(juan, { contact }))).toEqual([409, 'agent-offline']);
    const id = floor.stage.service.ids.contact('webchat', contact.id);
    expect((await sofia.get(`/v1/conversations/${id}`)).status).toBe(404);
    expect((await sofia.get(`/v1/contacts/${id}`)).status).toBe(404);
  });

  test('with an Idempotency-Key begins once', async () => {
    const contact = { id: `cold-${randomUUID()}` };
    const key = { 'idempotency-key': randomUUID() };
    const first = await start(ana, { contact, message: { text: 'Hola' } }, key);
    const again = await start(ana, { contact, message: { text: 'Hola' } }, key);
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
    expect((await ana.get(`/v1/conversations/${first.body.id}/messages`)).body.items).toHaveLength(1);
  });

  test('a body that is not one is refused with its path', async () => {
    for (const [body, path] of [
      [{ channel: 'Web Chat' }, 'channel'],
      [{ contact: { id: '' } }, 'contact.id'],
      [{ message: { text: ' ' } }, 'message.text'],
      [{ colour: 'red' }, 'colour'],
    ] as const) {
      const answer = await start(ana, body);
      expect([...refused(answer), answer.body.errors[0].path]).toEqual([400, 'invalid-request', path]);
    }
  });
});

test('in Cerradas the end of the session changes its status alone', async () => {
  const chat = newChat(floor);
  await chat.writes('hola', { at: at(-DAY + 1200) });
  await chat.done(hub, 'handoff');
  await chat.done(sofia, 'close');
  await expires(chat);
  expect(await chat.read()).toMatchObject({ state: 'BANDEJA', place: { inboxId: 'cerradas' } });
  expect((await chat.done(ana, 'template', seguimiento)).session.status).toBe('awaiting-reply');
});
