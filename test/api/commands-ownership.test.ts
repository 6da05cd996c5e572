import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AgentModel } from '../../models/agent.ts';
import { until } from '../support/stage.ts';
import type { Chat, Floor, Person } from './floor.ts';
import { at, closed, DAY, expired, expires, newChat, openFloor, refused, taken, waiting, withBot } from './floor.ts';

let floor: Floor;
let ana: Person;
let bruno: Person;
let sofia: Person;
let hub: Person;
/** An inbox that Ana alone was given access to. */
let ventas: string;
beforeAll(async () => {
  floor = await openFloor();
  ({ ana, bruno, sofia, hub } = floor);
  const { body } = await sofia.post('/v1/inboxes', { name: 'Ventas', members: [ana.id] });
  ventas = body.id;
});
afterAll(() => floor.close());

const slotsOf = async (who: Person) => (await AgentModel.findById(who.id).lean())?.slots ?? [];

describe('claim', () => {
  test('gives the chat with its epoch and a brief of what was said, known and tried', async () => {
    const chat = newChat(floor);
    await chat.sends({ text: 'Hola' }, { name: 'Lucía Gómez', phone: '+5493815551234' });
    await chat.done(hub, 'bot-messages', { type: 'text', text: '¿En qué te ayudo?' });
    await chat.writes('No anda mi pedido');
    const before = await chat.done(hub, 'handoff', { reason: 'pidió una persona' });
    const { brief, ...body } = await chat.done(ana, 'claim');
    expect(body).toMatchObject({
      state: 'AGENTE',
      place: { inboxId: 'general', inboxName: 'General', agentId: ana.id, agentName: 'Ana', label: 'Ana' },
      previousState: 'BANDEJA',
      movedBy: { kind: 'agent', id: ana.id, name: 'Ana' },
    });
    expect(body.epoch).toBeGreaterThan(before.epoch);
    expect(brief).toEqual({
      summary: 'Hola / No anda mi pedido',
      data: { name: 'Lucía Gómez', phone: '+5493815551234' },
      bot: { answers: expect.any(Number), last: '¿En qué te ayudo?', handoffReason: 'pidió una persona' },
    });
    expect(body).toEqual(await chat.read(ana));
  });

  test('of twenty at once one wins; nineteen learn who has it', async () => {
    const chat = await waiting(floor);
    const people = await Promise.all(Array.from({ length: 20 }, (_, i) => floor.person(`Agente ${i}`)));
    const answers = await Promise.all(people.map((who) => chat.give(who, 'claim')));
    const winner = people[answers.findIndex(({ status }) => status === 200)];
    const others = answers.filter(({ status }) => status !== 200);
    expect(others).toHaveLength(19);
    for (const answer of others) {
      expect(refused(answer)).toEqual([409, 'already-claimed']);
      expect(answer.body.owner).toEqual({ id: winner?.id, name: winner?.name });
      // Who lost sees nothing of the chat.
      for (const field of ['state', 'can', 'name', 'place']) expect(answer.body).not.toHaveProperty(field);
    }
  });

  test('is done once more by its winner without effect', async () => {
    const chat = await waiting(floor);
    const first = await chat.done(ana, 'claim');
    const again = await chat.done(ana, 'claim');
    expect([again.epoch, again.version, again.since]).toEqual([first.epoch, first.version, first.since]);
    expect((await slotsOf(ana)).filter(({ contactId }) => contactId === chat.id)).toHaveLength(1);
  });

  test('out of Cerradas takes it up again', async () => {
    const chat = await closed(floor);
    expect(await chat.done(bruno, 'claim')).toMatchObject({ state: 'AGENTE', place: { inboxId: 'cerradas' } });
  });

  test('is refused with the bot, expired, blocked, out of an inbox of others', async () => {
    const bot = await given(withBot(floor), bruno, 'claim');
    expect([bot.status, bot.body.code, bot.body.state]).toEqual([409, 'still-with-bot', 'BOT']);
    expect(bot.body.can).toContain('notes');
    expect(refused(await given(expired(floor), bruno, 'claim'))).toEqual([409, 'session-expired']);
    expect(refused(await given(waiting(floor, ventas), bruno, 'claim'))).toEqual([404, 'not-found']);
    expect((await given(waiting(floor, ventas), ana, 'claim')).status).toBe(200);
    const blocked = await waiting(floor);
    await ana.post(`/v1/contacts/${blocked.id}/block`, {});
    expect(refused(await blocked.give(bruno, 'claim'))).toEqual([409, 'contact-blocked']);
    const resting = newChat(floor);
    await resting.writes('hola', { at: at(-DAY + 1200) });
    await resting.done(hub, 'handoff');
    await resting.done(sofia, 'close');
    await expires(resting);
    expect(refused(await resting.give(bruno, 'claim'))).toEqual([409, 'session-expired']);
  });

  test('needs a place: at capacity it is refused until one is free', async () => {
    const dora = await floor.person('Dora', { capacity: 1 });
    const [first, second] = [await waiting(floor), await waiting(floor)];
    const { brief } = await first.done(dora, 'claim');
    expect((await dora.get(`${first.path}/brief`)).body).toEqual(brief);
    expect((await floor.ana.get(`${first.path}/brief`)).status).toBe(404);
    const full = await second.give(dora, 'claim');
    expect(refused(full)).toEqual([409, 'agent-at-capacity']);
    expect(full.body).toMatchObject({ capacity: 1, chats: 1 });
    expect(full.body.can).not.toContain('claim');
    await first.done(dora, 'close');
    await until('the place to be free', async () => (await slotsOf(dora)).length === 0);
    await second.done(dora, 'claim');
    expect(await slotsOf(dora)).toMatchObject([{ contactId: second.id, confirmed: true }]);
  });

  test('of more chats at once than there are places gives exactly as many', async () => {
    const elena = await floor.person('Elena', { capacity: 2 });
    const chats = await Promise.all(Array.from({ length: 6 }, () => waiting(floor)));
    const answers = await Promise.all(chats.map((chat) => chat.give(elena, 'claim')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409, 409, 409]);
    for (const { status, body } of answers) if (status === 409) expect(body.code).toBe('agent-at-capacity');
  });
});

describe('assign', () => {
  test('gives the chat to an agent, with the bot, in an inbox or with another', async () => {
    for (const scene of [withBot, waiting, taken, closed]) {
      const chat = await scene(floor);
      const body = await chat.done(sofia, 'assign', { agentId: bruno.id });
      expect(body).toMatchObject({ state: 'AGENTE', place: { agentId: bruno.id }, movedBy: { kind: 'supervisor' } });
    }
  });

  test('frees the place of who had it', async () => {
    const chat = await taken(floor);
    await chat.done(sofia, 'assign', { agentId: bruno.id });
    await until('the place to be free', async () => !(await slotsOf(ana)).some((one) => one.contactId === chat.id));
    expect((await slotsOf(bruno)).some((one) => one.contactId === chat.id)).toBe(true);
  });

  test('is refused to agents, and for an agent who is unknown, away, full or without access', async () => {
    const chat = await waiting(floor);
    expect(refused(await chat.give(ana, 'assign', { agentId: bruno.id }))).toEqual([403, 'forbidden']);
    expect(refused(await chat.give(sofia, 'assign', { agentId: 'agt_none' }))).toEqual([404, 'not-found']);
    const fede = await floor.person('Fede', { capacity: 1 });
    await (await waiting(floor)).done(fede, 'claim');
    expect(refused(await chat.give(sofia, 'assign', { agentId: fede.id }))).toEqual([409, 'agent-at-capacity']);
    await fede.goes('away');
    expect(refused(await chat.give(sofia, 'assign', { agentId: fede.id }))).toEqual([409, 'agent-offline']);
    const hidden = await waiting(floor, ventas);
    expect(refused(await hidden.give(sofia, 'assign', { agentId: bruno.id }))).toEqual([404, 'not-found']);
    expect(refused(await given(expired(floor), sofia, 'assign', { agentId: bruno.id }))).toEqual([409, 'not-now']);
  });

  test('a supervisor need not be online', async () => {
    const rita = await floor.person('Rita', { role: 'supervisor' });
    await rita.goes('away');
    expect((await given(withBot(floor), rita, 'assign', { agentId: bruno.id })).status).toBe(200);
  });
});

describe('return', () => {
  test('puts the chat back into the inbox it was taken from, General where that is Cerradas', async () => {
    const chat = await waiting(floor, ventas);
    await chat.done(ana, 'claim');
    expect((await chat.done(ana, 'return')).place.inboxId).toBe(ventas);
    const again = await closed(floor);
    await again.done(ana, 'claim');
    expect((await again.done(ana, 'return')).place.inboxId).toBe('general');
  });

  test('to General where the inbox is gone', async () => {
    const { body: inbox } = await sofia.post('/v1/inboxes', { name: 'Pasajera', members: [ana.id] });
    const chat = await waiting(floor, inbox.id);
    await chat.done(ana, 'claim');
    expect((await sofia.delete(`/v1/inboxes/${inbox.id}`)).status).toBe(204);
    expect((await chat.done(ana, 'return')).place.inboxId).toBe('general');
  });

  test('by a supervisor too, without being online; by nobody else', async () => {
    const chat = await taken(floor);
    const answer = await chat.give(bruno, 'return');
    expect(refused(answer)).toEqual([403, 'not-owner']);
    expect(answer.body.owner).toEqual({ id: ana.id, name: 'Ana' });
    expect(answer.body).not.toHaveProperty('state');
    expect((await chat.done(sofia, 'return')).state).toBe('BANDEJA');
    expect(refused(await chat.give(ana, 'return'))).toEqual([409, 'not-now']);
  });
});

describe('transfer', () => {
  test('to an inbox answers with the result, though the giver may not see it any more', async () => {
    const chat = await taken(floor, floor.bruno);
    const body = await chat.done(bruno, 'transfer', { inboxId: ventas });
    expect(body).toMatchObject({ state: 'BANDEJA', place: { inboxId: ventas, label: 'Ventas' } });
    expect((await bruno.get(chat.path)).status).toBe(404);
    expect((await ana.get(chat.path)).status).toBe(200);
  });

  test('to an agent waits in their personal inbox, seen by them alone and in their view', async () => {
    const chat = await waiting(floor);
    const body = await chat.done(ana, 'transfer', { agentId: bruno.id });
    expect(body).toMatchObject({ state: 'BANDEJA', place: { inboxName: expect.stringContaining('Bruno') } });
    expect((await ana.get(chat.path)).status).toBe(404);
    const { items } = (await bruno.get(`/v1/conversations?view=mine&q=${chat.externalId}`)).body;
    expect(items).toHaveLength(1);
    expect((await chat.done(bruno, 'claim')).state).toBe('AGENTE');
    expect((await chat.done(bruno, 'return')).place.inboxId).toBe(body.place.inboxId);
  });

  test('with a note leaves it for the next one, never for an integrator', async () => {
    const chat = await taken(floor);
    await chat.done(ana, 'transfer', { inboxId: ventas, note: 'Quiere una factura A' });
    const lines = await chat.lines(2, ana);
    expect(lines.at(-1)).toMatchObject({
      direction: 'note',
      author: { kind: 'agent', id: ana.id, name: 'Ana' },
      text: 'Quiere una factura A',
    });
    expect((await chat.lines(1, hub)).map(({ direction }) => direction)).toEqual(['in']);
  });

  test('is refused to the same inbox, to what is unknown, to Cerradas, and with both or neither target', async () => {
    const chat = await waiting(floor);
    expect(refused(await chat.give(ana, 'transfer', { inboxId: 'general' }))).toEqual([409, 'same-inbox']);
    expect(refused(await chat.give(ana, 'transfer', { inboxId: 'inb_none' }))).toEqual([404, 'not-found']);
    expect(refused(await chat.give(ana, 'transfer', { agentId: 'agt_none' }))).toEqual([404, 'not-found']);
    expect(refused(await chat.give(ana, 'transfer', { inboxId: 'cerradas' }))).toEqual([422, 'invalid-target']);
    for (const body of [{}, { inboxId: ventas, agentId: ana.id }])
      expect(refused(await chat.give(ana, 'transfer', body))).toEqual([400, 'invalid-request']);
    expect((await chat.read()).place.inboxId).toBe('general');
  });

  test('is refused with the bot, expired, and of another’s chat', async () => {
    const to = { inboxId: ventas };
    expect(refused(await given(withBot(floor), ana, 'transfer', to))).toEqual([409, 'not-now']);
    expect(refused(await given(expired(floor), ana, 'transfer', to))).toEqual([409, 'not-now']);
    expect(refused(await given(taken(floor), bruno, 'transfer', to))).toEqual([403, 'not-owner']);
    expect((await given(taken(floor), sofia, 'transfer', to)).status).toBe(200);
  });
});

describe('close', () => {
  test('rests in Cerradas with its reason on the timeline, and frees the place', async () => {
    const chat = await taken(floor);
    const body = await chat.done(ana, 'close', { reason: 'resuelto' });
    expect(body).toMatchObject({ state: 'BANDEJA', place: { inboxId: 'cerradas' }, reason: 'resuelto' });
    expect((await chat.timeline()).at(-1)).toMatchObject({
      from: 'AGENTE',
      to: 'BANDEJA',
      command: 'close',
      reason: 'resuelto',
      actor: { kind: 'agent', id: ana.id, name: 'Ana' },
    });
    await until('the place to be free', async () => !(await slotsOf(ana)).some((one) => one.contactId === chat.id));
  });

  test('out of an inbox is for supervisors; twice, with the bot or expired it is not now', async () => {
    const chat = await waiting(floor);
    expect(refused(await chat.give(ana, 'close'))).toEqual([403, 'not-owner']);
    await chat.done(sofia, 'close');
    for (const who of [sofia, ana]) expect(refused(await chat.give(who, 'close'))).toEqual([409, 'not-now']);
    expect(refused(await given(withBot(floor), sofia, 'close'))).toEqual([409, 'not-now']);
    expect(refused(await given(expired(floor), sofia, 'close'))).toEqual([409, 'not-now']);
    expect(refused(await given(taken(floor), bruno, 'close'))).toEqual([403, 'not-owner']);
  });

  test('at not-now the state and what is possible are told', async () => {
    const { body } = await given(closed(floor), sofia, 'close');
    expect(body).toMatchObject({ code: 'not-now', status: 409, state: 'BANDEJA' });
    expect(body.can).toEqual(expect.arrayContaining(['claim', 'transfer']));
  });
});

describe('presence', () => {
  test('away, an agent may not claim, write, return, transfer or close; note, block and read they may', async () => {
    const gina = await floor.person('Gina');
    const own = await taken(floor, gina);
    const other = await waiting(floor);
    await gina.goes('away');
    const acts: [Chat, string, object][] = [
      [other, 'claim', {}],
      [other, 'transfer', { inboxId: ventas }],
      [own, 'messages', { type: 'text', text: 'hola' }],
      [own, 'return', {}],
      [own, 'transfer', { inboxId: ventas }],
      [own, 'close', {}],
    ];
    for (const [chat, command, body] of acts)
      expect([command, ...refused(await chat.give(gina, command, body))]).toEqual([command, 409, 'agent-offline']);
    await own.done(gina, 'notes', { text: 'vuelvo en cinco' });
    await own.done(gina, 'read');
    expect((await own.done(gina, 'bot')).state).toBe('BOT');
  });

  test('a supervisor needs it for their own chats only', async () => {
    const rosa = await floor.person('Rosa', { role: 'supervisor' });
    const [own, other] = [await taken(floor, rosa), await taken(floor)];
    await rosa.goes('away');
    for (const command of ['return', 'close'])
      expect(refused(await own.give(rosa, command))).toEqual([409, 'agent-offline']);
    expect((await other.give(rosa, 'close')).status).toBe(200);
  });
});

describe('epoch', () => {
  test('is taken while it stands, refused once ownership has moved, even back to the same person', async () => {
    const chat = await waiting(floor);
    const { epoch } = await chat.done(ana, 'claim');
    await chat.done(ana, 'messages', { type: 'text', text: 'una', epoch });
    await chat.done(ana, 'return');
    const { epoch: now } = await chat.done(ana, 'claim');
    expect(now).toBeGreaterThan(epoch);
    for (const [command, body] of [
      ['messages', { type: 'text', text: 'dos' }],
      ['notes', { text: 'dos' }],
      ['close', {}],
      ['return', {}],
      ['transfer', { inboxId: ventas }],
      ['bot', {}],
      ['read', {}],
    ] as const)
      if (command !== 'read')
        expect([command, ...refused(await chat.give(ana, command, { ...body, epoch }))]).toEqual([
          command,
          409,
          'stale-epoch',
        ]);
    expect((await chat.read()).epoch).toBe(now);
    await chat.done(ana, 'close', { epoch: now });
  });

  test('of one’s own tells who has the chat now, and nothing of it', async () => {
    const chat = await waiting(floor, ventas);
    await chat.done(sofia, 'transfer', { inboxId: 'general' });
    const { epoch } = await chat.done(bruno, 'claim');
    await chat.done(sofia, 'transfer', { inboxId: ventas });
    await chat.done(ana, 'claim');
    expect(refused(await chat.give(bruno, 'messages', { type: 'text', text: 'hola' }))).toEqual([404, 'not-found']);
    const answer = await chat.give(bruno, 'messages', { type: 'text', text: 'hola', epoch });
    expect(refused(answer)).toEqual([403, 'not-owner']);
    expect(answer.body.owner).toEqual({ id: ana.id, name: 'Ana' });
    expect(answer.body).not.toHaveProperty('can');
  });

  test('that is no number is refused', async () => {
    const chat = await waiting(floor);
    for (const epoch of ['1', -1, 1.5])
      expect(refused(await chat.give(ana, 'claim', { epoch }))).toEqual([400, 'invalid-request']);
  });
});

describe('a command with an Idempotency-Key', () => {
  test('given again has the same answer and no second effect', async () => {
    const chat = await taken(floor);
    const key = { 'idempotency-key': `once-${chat.id}` };
    const message = { type: 'text', text: 'Va una sola vez' };
    const first = await chat.give(ana, 'messages', message, key);
    const again = await chat.give(ana, 'messages', message, key);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const other = await chat.give(ana, 'messages', { ...message, text: 'otra cosa' }, key);
    expect(refused(other)).toEqual([422, 'idempotency-mismatch']);
    expect((await chat.lines(2)).map(({ text }) => text)).toEqual(['Hola', 'Va una sola vez']);
  });

  test('has the same answer even when somebody else has acted since', async () => {
    const chat = await waiting(floor);
    const key = { 'idempotency-key': `claim-${chat.id}` };
    const first = await chat.give(ana, 'claim', {}, key);
    await chat.done(ana, 'close');
    const again = await chat.give(ana, 'claim', {}, key);
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect((await chat.read()).place.inboxId).toBe('cerradas');
    expect(await slotsOf(ana)).not.toContainEqual(expect.objectContaining({ contactId: chat.id }));
  });

  test('a refusal is kept as well', async () => {
    const chat = await withBot(floor);
    const key = { 'idempotency-key': `early-${chat.id}` };
    const first = await chat.give(ana, 'claim', {}, key);
    await chat.done(hub, 'handoff');
    const again = await chat.give(ana, 'claim', {}, key);
    expect([refused(again), again.text]).toEqual([[409, 'still-with-bot'], first.text]);
  });
});

async function given(scene: Promise<Chat>, who: Person, command: string, body: object = {}) {
  return (await scene).give(who, command, body);
}
