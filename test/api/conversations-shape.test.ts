import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Chat, Floor, Person } from './floor.ts';
import { closed, DAY, expired, newChat, openFloor, taken, waiting, withBot } from './floor.ts';

let floor: Floor;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());

const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

describe('the shape of a conversation', () => {
  test('is the contact, with contactId, epoch, deadlines, can and live', async () => {
    const chat = newChat(floor);
    await chat.sends(
      { text: 'Hola' },
      { firstName: 'Lucía', lastName: 'Gómez', phone: '+5493815551234', email: 'lucia@example.com' },
    );
    await chat.done(floor.hub, 'handoff', { reason: 'pidió una persona' });
    const body = await chat.read(floor.ana);
    expect(body).toEqual({
      id: chat.id,
      contactId: chat.id,
      channel: 'webchat',
      externalId: chat.externalId,
      name: 'Lucía Gómez',
      firstName: 'Lucía',
      lastName: 'Gómez',
      phone: '+5493815551234',
      email: 'lucia@example.com',
      custom: {},
      blocked: false,
      blockedMessages: 0,
      state: 'BANDEJA',
      previousState: 'BOT',
      place: { inboxId: 'general', inboxName: 'General', label: 'General' },
      previousPlace: { label: 'BOT (NO EXPIRADO)' },
      since: instant,
      movedBy: { kind: 'integrator', id: null, name: 'Hub' },
      reason: 'pidió una persona',
      origin: 'customer',
      session: { status: 'open', expiresAt: instant, lastCustomerAt: instant },
      sentiment: 'NEUTRAL',
      escalated: false,
      unread: true,
      waitingSince: instant,
      lastMessageAt: instant,
      createdAt: instant,
      epoch: expect.any(Number),
      version: expect.any(Number),
      deadlines: expect.any(Array),
      can: expect.any(Array),
      live: true,
    });
    expect(Date.parse(body.session.expiresAt) - Date.parse(body.session.lastCustomerAt)).toBe(DAY);
  });

  test('is the same in a list, but for live', async () => {
    const chat = await taken(floor);
    const live = await chat.read();
    const { body } = await floor.sofia.get(`/v1/conversations?q=${chat.externalId}`);
    expect(body.items).toEqual([{ ...live, live: false }]);
  });

  test('of a contact is the conversation’s, without what belongs to the chat alone', async () => {
    const chat = await taken(floor);
    const { contactId: _, epoch: __, version: ___, deadlines: ____, can: _____, live, ...contact } = await chat.read();
    expect(live).toBe(true);
    expect((await floor.sofia.get(`/v1/contacts/${chat.id}`)).body).toEqual({
      ...contact,
      linkedContacts: [],
      filledFrom: {},
    });
    expect((await floor.sofia.get(`/v1/contacts?q=${chat.externalId}`)).body.items).toEqual([contact]);
  });

  test('names the deadlines of now, earliest first', async () => {
    const due = async (chat: Chat) => {
      const { deadlines, since, session } = await chat.read();
      const times = deadlines.map((one: { at: string }) => Date.parse(one.at));
      expect(times).toEqual([...times].sort((a, b) => a - b));
      return Object.fromEntries(
        deadlines.map((one: { kind: string; at: string }) => [
          one.kind,
          Date.parse(one.at) -
            Date.parse(one.kind === 'expiry' || one.kind === 'windowClosing' ? session.expiresAt : since),
        ]),
      );
    };
    expect(await due(await withBot(floor))).toEqual({ expiry: 0 });
    expect(await due(await waiting(floor))).toEqual({ unattended: 300_000, windowClosing: -3_600_000, expiry: 0 });
    expect(await due(await taken(floor))).toEqual({ unanswered: 600_000, windowClosing: -3_600_000, expiry: 0 });
    expect(await due(await closed(floor))).toEqual({ expiry: 0 });
    expect(await due(await expired(floor))).toEqual({ quiet: 30 * DAY });
  });

  test('tells where the chat was before, whatever moved it', async () => {
    const chat = await withBot(floor);
    const was = async () => {
      const { state, previousState, place, previousPlace, movedBy } = await chat.read();
      return [previousState, previousPlace?.label ?? null, state, place.label, movedBy.kind];
    };
    expect(await was()).toEqual([null, null, 'BOT', 'BOT (NO EXPIRADO)', 'customer']);
    await chat.done(floor.hub, 'handoff');
    expect(await was()).toEqual(['BOT', 'BOT (NO EXPIRADO)', 'BANDEJA', 'General', 'integrator']);
    await chat.done(floor.ana, 'claim');
    expect(await was()).toEqual(['BANDEJA', 'General', 'AGENTE', 'Ana', 'agent']);
    await chat.done(floor.ana, 'close');
    expect(await was()).toEqual(['AGENTE', 'Ana', 'BANDEJA', 'Cerradas', 'agent']);
    await chat.writes('otra cosa');
    expect(await was()).toEqual(['BANDEJA', 'Cerradas', 'BOT', 'BOT (NO EXPIRADO)', 'customer']);
  });
});

test('names are those of today: an inbox or agent that is renamed shows the new one everywhere', async () => {
  const carmen = await floor.person('Carmen');
  const { body: inbox } = await floor.sofia.post('/v1/inboxes', { name: 'Pedidos', members: [carmen.id] });
  const chat = await waiting(floor, inbox.id);
  await chat.done(carmen, 'claim');
  expect((await floor.sofia.patch(`/v1/inboxes/${inbox.id}`, { name: 'Compras' })).status).toBe(200);
  expect((await floor.sofia.patch(`/v1/agents/${carmen.id}`, { name: 'Carmen Ruiz' })).status).toBe(200);
  const place = { inboxId: inbox.id, inboxName: 'Compras', agentId: carmen.id, agentName: 'Carmen Ruiz' };
  const wanted = {
    place: { ...place, label: 'Carmen Ruiz' },
    previousPlace: { inboxId: inbox.id, inboxName: 'Compras', label: 'Compras' },
  };
  expect(await chat.read()).toMatchObject(wanted);
  expect((await floor.sofia.get(`/v1/contacts/${chat.id}`)).body).toMatchObject(wanted);
  expect((await floor.sofia.get(`/v1/conversations?q=${chat.externalId}`)).body.items[0]).toMatchObject(wanted);
  expect((await chat.timeline()).at(-1)).toMatchObject({
    fromPlace: wanted.previousPlace,
    toPlace: wanted.place,
  });
  const claimed = await chat.done(carmen, 'return');
  expect([claimed.place.label, claimed.previousPlace.label]).toEqual(['Compras', 'Carmen Ruiz']);
});

describe('can', () => {
  type Who = 'ana' | 'bruno' | 'sofia' | 'hub';
  const desk = ['notes', 'read', 'block', 'tickets'];
  const chats: Record<string, () => Promise<Chat>> = {
    'with the bot': () => withBot(floor),
    'in an inbox': () => waiting(floor),
    'with Ana': () => taken(floor),
    'in Cerradas': () => closed(floor),
    expired: () => expired(floor),
    blocked: async () => {
      const chat = await waiting(floor);
      await floor.ana.post(`/v1/contacts/${chat.id}/block`, {});
      return chat;
    },
  };
  const wanted: Record<string, Partial<Record<Who, string[]>>> = {
    'with the bot': {
      ana: desk,
      sofia: [...desk, 'assign'],
      hub: ['handoff', 'bot-messages', 'events', 'tickets'],
    },
    'in an inbox': {
      ana: [...desk, 'claim', 'transfer'],
      bruno: [...desk, 'claim', 'transfer'],
      sofia: [...desk, 'claim', 'transfer', 'assign', 'close', 'bot'],
      hub: ['events', 'tickets'],
    },
    'with Ana': {
      ana: [...desk, 'return', 'transfer', 'close', 'bot', 'template', 'messages', 'reactions'],
      sofia: [...desk, 'return', 'transfer', 'close', 'bot', 'assign'],
      hub: ['events', 'tickets'],
    },
    'in Cerradas': {
      ana: [...desk, 'claim', 'transfer', 'template'],
      sofia: [...desk, 'claim', 'transfer', 'template', 'assign', 'bot', 'undo'],
      hub: ['events', 'tickets'],
    },
    expired: {
      ana: [...desk, 'template'],
      sofia: [...desk, 'template'],
      hub: ['template', 'events', 'tickets'],
    },
    blocked: {
      ana: ['notes', 'read', 'unblock', 'tickets'],
      sofia: ['notes', 'read', 'unblock', 'tickets'],
      hub: ['events', 'tickets'],
    },
  };

  test.each(Object.keys(wanted))('names what each role may do with a chat %s', async (situation) => {
    const chat = await chats[situation]?.();
    for (const [who, commands] of Object.entries(wanted[situation] ?? {})) {
      const { can } = (await floor[who as Who].get(chat?.path ?? '')).body;
      expect([...can].sort(), `${who}, ${situation}`).toEqual([...commands].sort());
    }
  });

  test('is what a command then finds: everything named is taken, nothing else is', async () => {
    const bodies: Record<string, object> = {
      assign: { agentId: floor.bruno.id },
      transfer: { agentId: floor.bruno.id },
      messages: { type: 'text', text: 'hola' },
      notes: { text: 'nota' },
      'bot-messages': { type: 'text', text: 'hola' },
      events: { name: 'pedido-pagado' },
    };
    const commands = [
      'claim',
      'assign',
      'return',
      'transfer',
      'close',
      'bot',
      'handoff',
      'undo',
      'messages',
      'notes',
      'bot-messages',
    ];
    /** They leave the chat where it is. */
    const keeps = ['messages', 'notes', 'bot-messages'];
    const roleless: Record<string, Person[]> = {
      handoff: [floor.ana, floor.sofia],
      'bot-messages': [floor.ana, floor.sofia],
      assign: [floor.ana, floor.hub],
      undo: [floor.ana, floor.hub],
    };
    for (const situation of ['with the bot', 'in an inbox', 'with Ana', 'in Cerradas', 'expired'])
      for (const who of [floor.ana, floor.sofia, floor.hub]) {
        let chat = await chats[situation]?.();
        const { can } = (await who.get(chat?.path ?? '')).body;
        for (const command of commands) {
          if (roleless[command]?.includes(who)) continue;
          const answer = await chat?.give(who, command, bodies[command]);
          const ok = (answer?.status ?? 500) < 300;
          // Doing again what is so already is a repeat, and not offered.
          const repeat = (command === 'claim' && situation === 'with Ana') || command === 'handoff';
          if (!repeat) expect(ok, `${who.name} ${command} ${situation}: ${answer?.text}`).toBe(can.includes(command));
          if (ok && !keeps.includes(command)) chat = await chats[situation]?.();
        }
      }
  });

  test('leaves out what the caller cannot do for want of presence or of a place', async () => {
    const dora = await floor.person('Dora', { capacity: 1 });
    const [chat, other] = [await waiting(floor), await waiting(floor)];
    expect((await chat.read(dora)).can).toContain('claim');
    await dora.goes('away');
    const away = (await chat.read(dora)).can;
    expect(away).toEqual(expect.not.arrayContaining(['claim', 'transfer']));
    expect(away).toContain('notes');
    await dora.goes('online');
    await chat.done(dora, 'claim');
    await other.once('the place to be known as taken', ({ can }) => !can.includes('claim'), dora);
  });
});

test('what nobody has ever written to is 404 on every path', async () => {
  for (const path of ['', '/messages', '/timeline'])
    expect((await floor.sofia.get(`/v1/conversations/c_${'0'.repeat(32)}${path}`)).body.code).toBe('not-found');
  expect((await floor.sofia.get(`/v1/contacts/c_${'0'.repeat(32)}`)).status).toBe(404);
  expect((await floor.ana.post(`/v1/conversations/c_${'0'.repeat(32)}/claim`, {})).status).toBe(404);
});

test('a chat that one may not see is 404 on every path, and in no list', async () => {
  const chat = await taken(floor);
  for (const path of ['', '/messages', '/timeline'])
    expect((await floor.bruno.get(chat.path + path)).body.code).toBe('not-found');
  expect((await floor.bruno.get(`/v1/contacts/${chat.id}`)).status).toBe(404);
  for (const list of ['conversations', 'contacts'])
    expect((await floor.bruno.get(`/v1/${list}?q=${chat.externalId}`)).body.items).toEqual([]);
});
