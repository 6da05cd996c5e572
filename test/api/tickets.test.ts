import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TicketModel } from '../../models/ticket.ts';
import { conversationWorkflowId, ticketWorkflowId } from '../../workflows/queues.ts';
import { until } from '../support/stage.ts';
import { fastForward } from '../support/time-skipping.ts';
import type { Chat, Floor, Person } from './floor.ts';
import { closed, DAY, newChat, openFloor, refused, taken, waiting, withBot } from './floor.ts';

let floor: Floor;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());

const warranty = { type: 'POSTVENTA', subtype: 'GARANTIA', summary: 'El taladro no enciende' };

async function opened(chat: Chat, who: Person = floor.ana, body: object = warranty) {
  const answer = await chat.give(who, 'tickets', body);
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.body;
}

const read = async (id: string, who: Person = floor.sofia) => (await who.get(`/v1/tickets/${id}`)).body;
const list = async (query: string, who: Person = floor.sofia) => (await who.get(`/v1/tickets?${query}`)).body.items;

describe('opening', () => {
  test('a ticket has every field of its shape, is readable at once, and stands on the timeline', async () => {
    const chat = await withBot(floor);
    const ticket = await opened(chat);
    const at = expect.stringMatching(/^\d{4}-.*Z$/);
    expect(ticket).toEqual({
      id: expect.stringMatching(/^tkt_/),
      number: expect.any(Number),
      ...warranty,
      subtypeLabel: 'Garantía',
      state: 'ABIERTO',
      since: at,
      contactId: chat.id,
      contactName: null,
      reportedBy: { kind: 'agent', id: floor.ana.id, name: 'Ana' },
      areaId: 'general',
      fields: {},
      complete: false,
      missing: ['firstName', 'lastName', 'phone'],
      escalated: false,
      upToSeq: expect.any(Number),
      createdAt: at,
      updatedAt: at,
      chatUrl: `${new URL('http://127.0.0.1:3000').origin}/chats/${chat.id}`,
      history: [{ at, actor: ticket.reportedBy, from: null, to: 'ABIERTO' }],
    });
    expect(await read(ticket.id)).toEqual(ticket);
    const line = (await chat.timeline()).find(({ command }) => command === 'ticket');
    expect(line).toMatchObject({ reason: 'GARANTIA', data: { ticketId: ticket.id }, actor: { name: 'Ana' } });
    expect((await chat.read()).state).toBe('BOT');
  });

  test('of one request sent five times at once comes one ticket', async () => {
    const chat = await withBot(floor);
    const key = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => chat.give(floor.hub, 'tickets', warranty, key)));
    const [first, ...more] = answers.filter(({ status }) => status === 201);
    for (const { body } of more) expect(body).toEqual(first?.body);
    for (const { status, body } of answers) if (status !== 201) expect(body.code).toBe('idempotency-in-progress');
    expect((await chat.give(floor.hub, 'tickets', warranty, key)).body).toEqual(first?.body);
    expect(await list(`contactId=${chat.id}`)).toHaveLength(1);
  });

  test('twenty at once have twenty numbers that follow each other', async () => {
    const chats = await Promise.all(Array.from({ length: 4 }, () => withBot(floor)));
    const before = await opened(await withBot(floor));
    const tickets = await Promise.all(Array.from({ length: 20 }, (_, i) => opened(chats[i % 4] as Chat)));
    const numbers = tickets.map(({ number }) => number).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => before.number + 1 + i));
  });

  test('it is possible wherever the chat is, and moves it nowhere', async () => {
    for (const chat of [await waiting(floor), await taken(floor), await closed(floor)]) {
      const before = await chat.read();
      await opened(chat, floor.sofia);
      const after = await chat.read();
      expect([after.state, after.epoch, after.place]).toEqual([before.state, before.epoch, before.place]);
    }
  });

  test('what is known of the customer makes it complete', async () => {
    const chat = await withBot(floor);
    const fields = { firstName: 'Lucía', lastName: 'Gómez' };
    expect(await opened(chat, floor.hub, { ...warranty, fields })).toMatchObject({
      complete: false,
      missing: ['phone'],
    });
    await floor.hub.patch(`/v1/contacts/${chat.id}`, { phone: '+54 9 381 555 1234' });
    expect((await opened(chat, floor.hub, { ...warranty, fields })).complete).toBe(true);
    await floor.settings({ ticketCreation: { requiredFields: { GARANTIA: ['orderNumber'] } } });
    await until('the rule to hold', async () => {
      const { missing } = await opened(chat, floor.hub, { ...warranty, fields });
      return missing.join() === 'orderNumber';
    });
    const more = { ...fields, orderNumber: '48200120' };
    expect((await opened(chat, floor.hub, { ...warranty, fields: more })).complete).toBe(true);
  });

  test.each([
    [{ type: 'POSTVENTA', subtype: 'POTENCIAL_CLIENTE' }, 'subtype'],
    [{ type: 'OTRO', subtype: 'GARANTIA' }, 'type'],
    [{ subtype: 'GARANTIA' }, 'type'],
    [{ ...warranty, color: 'rojo' }, 'color'],
  ])('%j is refused, naming what is wrong', async (body, path) => {
    const chat = await withBot(floor);
    const answer = await chat.give(floor.ana, 'tickets', body);
    expect(refused(answer)).toEqual([400, 'invalid-request']);
    expect(answer.body.errors[0].path).toBe(path);
  });

  test('an unknown contact, and a chat that one may not see, have none', async () => {
    const chat = await taken(floor, floor.bruno);
    expect((await chat.give(floor.hub, 'tickets', warranty)).status).toBe(201);
    expect(refused(await newChat(floor).give(floor.ana, 'tickets', warranty))).toEqual([404, 'not-found']);
    const restricted = await floor.stage.inbox(`Reservada-${randomUUID().slice(0, 6)}`, []);
    const unseen = await waiting(floor, restricted);
    expect(refused(await unseen.give(floor.ana, 'tickets', warranty))).toEqual([404, 'not-found']);
  });
});

describe('changing', () => {
  test('any state follows any other, and every change is kept with who, when and why', async () => {
    const ticket = await opened(await withBot(floor));
    const path = ['RESUELTO', 'ABIERTO', 'DESESTIMADO', 'EN_PROCESO', 'RESUELTO', 'DESESTIMADO', 'ABIERTO'];
    for (const state of path) {
      const answer = await floor.bruno.patch(`/v1/tickets/${ticket.id}`, { state, comment: `a ${state}` });
      expect([answer.status, answer.body.state]).toEqual([200, state]);
    }
    const { history } = await read(ticket.id);
    expect(history.map(({ to }: { to: string }) => to)).toEqual(['ABIERTO', ...path]);
    expect(history[3]).toMatchObject({ from: 'ABIERTO', to: 'DESESTIMADO', comment: 'a DESESTIMADO' });
    expect(history[3].actor).toEqual({ kind: 'agent', id: floor.bruno.id, name: 'Bruno' });
  });

  test('more changes than a ticket carries along are all kept', async () => {
    const ticket = await opened(await withBot(floor));
    const states = ['EN_PROCESO', 'ABIERTO'];
    for (let i = 0; i < 55; i += 1)
      await floor.ana.patch(`/v1/tickets/${ticket.id}`, { state: states[i % 2], comment: String(i) });
    const { history } = await read(ticket.id);
    const comments = history.slice(1).map(({ comment }: { comment: string }) => comment);
    expect(comments).toEqual(Array.from({ length: 55 }, (_, i) => String(i)));
  });

  test('the same state again without a comment changes nothing, and what is unknown is refused', async () => {
    const ticket = await opened(await withBot(floor));
    const again = await floor.ana.patch(`/v1/tickets/${ticket.id}`, { state: 'ABIERTO' });
    expect([again.status, again.body.history]).toEqual([200, ticket.history]);
    expect(refused(await floor.ana.patch('/v1/tickets/tkt_none', { state: 'RESUELTO' }))).toEqual([404, 'not-found']);
    const wrong = await floor.ana.patch(`/v1/tickets/${ticket.id}`, { state: 'CERRADO' });
    expect(refused(wrong)).toEqual([400, 'invalid-request']);
  });

  test('closing a chat changes no ticket', async () => {
    const chat = await taken(floor);
    const ticket = await opened(chat);
    await chat.done(floor.ana, 'close');
    expect(await read(ticket.id)).toMatchObject({ state: 'ABIERTO', updatedAt: ticket.updatedAt });
    await floor.ana.patch(`/v1/tickets/${ticket.id}`, { state: 'RESUELTO' });
    expect(await chat.read()).toMatchObject({ state: 'BANDEJA', place: { inboxId: 'cerradas' } });
  });

  test('a change finds a ticket whose workflow is gone, also long after', async () => {
    const ticket = await opened(await withBot(floor));
    await floor.ana.patch(`/v1/tickets/${ticket.id}`, { state: 'RESUELTO' });
    await until('everything to be written', async () => (await TicketModel.findById(ticket.id).lean())?.mailed);
    await floor.stage.client.workflow.getHandle(ticketWorkflowId(ticket.id)).terminate();
    const answer = await floor.ana.patch(`/v1/tickets/${ticket.id}`, { state: 'ABIERTO', comment: 'volvió a pasar' });
    expect([answer.status, answer.body.state, answer.body.number]).toEqual([200, 'ABIERTO', ticket.number]);
    expect(answer.body.history).toHaveLength(3);
  });
});

describe('finding', () => {
  test('tickets are found by each filter, by words and by number, in the order wanted and in pages', async () => {
    const chat = await withBot(floor);
    const a = await opened(chat, floor.ana, { ...warranty, summary: 'Lámpara que titila' });
    const b = await opened(chat, floor.hub, { type: 'VENTA', subtype: 'POTENCIAL_CLIENTE', summary: 'Mayorista' });
    const c = await opened(chat, floor.bruno, { ...warranty, subtype: 'QUEJAS', summary: 'Demora' });
    await floor.ana.patch(`/v1/tickets/${a.id}`, { state: 'EN_PROCESO' });
    const found = async (query: string) =>
      (await list(`contactId=${chat.id}&sort=oldest&${query}`)).map(({ id }: { id: string }) => id);
    expect(await found('')).toEqual([a.id, b.id, c.id]);
    expect(await found('type=VENTA')).toEqual([b.id]);
    expect(await found('subtype=QUEJAS')).toEqual([c.id]);
    expect(await found('state=EN_PROCESO')).toEqual([a.id]);
    expect(await found('areaId=general&state=ABIERTO')).toEqual([b.id, c.id]);
    expect(await found(`reportedBy=${floor.bruno.id}`)).toEqual([c.id]);
    expect(await found('reportedBy=integrator')).toEqual([b.id]);
    expect(await found('q=LAMPARA titi')).toEqual([a.id]);
    expect(await found('q=garantía')).toEqual([a.id]);
    expect(await found(`q=${b.number}`)).toEqual([b.id]);
    expect(await found('q=!!')).toEqual([]);
    expect(await found(`from=${b.createdAt}&to=${c.createdAt}`)).toEqual([b.id]);
    const updated = await list(`contactId=${chat.id}&sort=updated`);
    expect(updated[0].id).toBe(a.id);
    const page = (await floor.sofia.get(`/v1/tickets?contactId=${chat.id}&limit=2`)).body;
    const rest = (await floor.sofia.get(`/v1/tickets?contactId=${chat.id}&limit=2&cursor=${page.nextCursor}`)).body;
    expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual([c.id, b.id, a.id]);
    expect(rest.nextCursor).toBeNull();
    const other = await floor.sofia.get(`/v1/tickets?limit=2&cursor=${page.nextCursor}`);
    expect(refused(other)).toEqual([400, 'invalid-cursor']);
  });

  test('what was said in a chat is told, found and exported only for who may see the chat now', async () => {
    const chat = await taken(floor, floor.bruno);
    const ticket = await opened(chat, floor.bruno, { ...warranty, summary: 'rinoceronte', fields: { dni: 'jirafa' } });
    const words = (answer: { text: string }) => /rinoceronte|jirafa/.test(answer.text);
    const paths = [`/v1/tickets/${ticket.id}`, `/v1/tickets?contactId=${chat.id}`, '/v1/tickets/export.csv'];
    for (const path of paths) {
      expect([path, words(await floor.bruno.get(path))]).toEqual([path, true]);
      expect([path, words(await floor.ana.get(path))]).toEqual([path, false]);
    }
    const found = async (who: Person, q: string) => (await list(`contactId=${chat.id}&q=${q}`, who)).length;
    expect([await found(floor.bruno, 'rinoc'), await found(floor.ana, 'rinoc')]).toEqual([1, 0]);
    expect([await found(floor.ana, 'garantia'), await found(floor.ana, String(ticket.number))]).toEqual([1, 1]);
    expect((await floor.ana.get(`/v1/tickets/${ticket.id}/messages`)).status).toBe(404);
    const changed = await floor.ana.patch(`/v1/tickets/${ticket.id}`, { state: 'EN_PROCESO' });
    expect([changed.status, words(changed)]).toEqual([200, false]);
    await chat.done(floor.bruno, 'close');
    expect(words(await floor.ana.get(`/v1/tickets/${ticket.id}`))).toBe(true);
  });

  test('the transcript of a ticket ends where the ticket was opened', async () => {
    const chat = await withBot(floor);
    await chat.writes('No enciende');
    await chat.lines(2);
    const ticket = await opened(chat);
    await chat.writes('¿Y?');
    await chat.lines(3);
    const { body } = await floor.ana.get(`/v1/tickets/${ticket.id}/messages`);
    expect(body.items.map(({ text }: { text: string }) => text)).toEqual(['Hola', 'No enciende']);
  });

  test('the export holds what the filters find, and nothing that a spreadsheet would run', async () => {
    const chat = await withBot(floor);
    await opened(chat, floor.ana, {
      ...warranty,
      summary: '=HYPERLINK("http://evil")',
      fields: { email: 'a@b.co', dni: '28' },
    });
    await opened(chat, floor.ana, { ...warranty, summary: 'Dijo "no", y\ncortó' });
    const answer = await floor.sofia.get(`/v1/tickets/export.csv?contactId=${chat.id}&sort=oldest`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [head = '', first = '', ...rest] = answer.text.replace(/^\uFEFF/, '').split('\r\n');
    expect(head.split(',').slice(0, 4)).toEqual(['number', 'createdAt', 'type', 'subtype']);
    const cells = Object.fromEntries(head.split(',').map((name, i) => [name, first.split(',')[i]]));
    expect(cells).toMatchObject({ areaName: 'Área General', email: 'a@b.co', otherFields: 'dni: 28' });
    expect(cells['missing']).toContain('phone');
    expect(first).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(rest).toEqual([expect.stringContaining('"Dijo ""no"", y\ncortó"'), '']);
  });
});

describe('what is told of a ticket', () => {
  test('goes out live, without words of the chat to who may not see it, and to endpoints, signed', async () => {
    const received: { headers: IncomingHttpHeaders; body: string }[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(204).end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const hook = (await floor.sofia.post('/v1/webhooks', { url, events: ['ticket.changed'] })).body;
    const [own, other] = await Promise.all([floor.ana.hears(), floor.bruno.hears()]);
    try {
      const chat = await taken(floor);
      const ticket = await opened(chat);
      await floor.ana.patch(`/v1/tickets/${ticket.id}`, { state: 'EN_PROCESO', comment: 'la miro' });
      const told = ({ event, data }: { event: string; data: { id: string; state: string } }) =>
        event === 'ticket.changed' && data.id === ticket.id && data.state === 'EN_PROCESO';
      expect((await own.once('the change', told)).data).toMatchObject({ summary: warranty.summary });
      expect((await other.once('the change', told)).data).toMatchObject({ summary: null, contactName: null });
      const sent = await until('the webhook', () =>
        received.find(({ body }) => body.includes(ticket.id) && body.includes('la miro')),
      );
      const event = new Webhook(hook.secret).verify(sent.body, sent.headers as Record<string, string>);
      expect(event).toMatchObject({
        type: 'ticket.changed',
        data: { ticket: { id: ticket.id, state: 'EN_PROCESO' }, change: { from: 'ABIERTO', to: 'EN_PROCESO' } },
      });
    } finally {
      await Promise.all([own.leave(), other.leave()]);
      await floor.sofia.delete(`/v1/webhooks/${hook.id}`);
      server.close();
    }
  });
});

describe('over time', () => {
  test('a ticket that nobody takes up is an alert, until somebody does or it is acknowledged', async () => {
    await floor.settings({ escalation: { ticketUnattendedAfter: 'PT1S' } });
    const chat = await withBot(floor);
    const [taken_, left] = [await opened(chat), await opened(chat)];
    const alertOf = (ticketId: string) =>
      until('the alert', async () => {
        const { body } = await floor.sofia.get(`/v1/alerts?open=true&kind=ticket-unattended&contactId=${chat.id}`);
        return body.items.find((one: { ticketId: string }) => one.ticketId === ticketId);
      });
    const isOver = (id: string, how: string) =>
      until('it to end', async () => {
        const { body } = await floor.sofia.get(`/v1/alerts?kind=ticket-unattended&contactId=${chat.id}`);
        return body.items.some(
          (one: { id: string; open: boolean; endedHow: string }) => one.id === id && !one.open && one.endedHow === how,
        );
      });
    const [first, second] = [await alertOf(taken_.id), await alertOf(left.id)];
    expect(first).toMatchObject({ level: 1, state: null, place: null, open: true });
    expect((await read(taken_.id)).escalated).toBe(true);
    await floor.ana.patch(`/v1/tickets/${taken_.id}`, { state: 'EN_PROCESO' });
    await isOver(first.id, 'change');
    expect((await floor.sofia.post(`/v1/alerts/${second.id}/acknowledge`)).body.open).toBe(false);
    await isOver(second.id, 'acknowledge');
    expect((await read(left.id)).escalated).toBe(false);
    await floor.settings({ escalation: { ticketUnattendedAfter: 'PT4H' } });
  });

  test('a ticket outlives its conversation, and comes to rest a week after it was settled', async () => {
    const chat = await withBot(floor);
    const ticket = await opened(chat);
    const { client } = floor.stage;
    const id = ticketWorkflowId(ticket.id);
    const child = await until('its workflow', () => client.workflow.getHandle(id).describe());
    expect(child.parentExecution?.workflowId).toBe(conversationWorkflowId(chat.id));
    await client.workflow.getHandle(conversationWorkflowId(chat.id)).terminate();
    expect((await floor.ana.patch(`/v1/tickets/${ticket.id}`, { state: 'RESUELTO' })).status).toBe(200);
    await until('everything to be written', async () => (await TicketModel.findById(ticket.id).lean())?.mailed);
    await fastForward(client, id, 8 * DAY).catch(() => undefined);
    await until('it to end', async () => (await client.workflow.getHandle(id).describe()).status.name === 'COMPLETED');
    const late = await floor.ana.patch(`/v1/tickets/${ticket.id}`, { state: 'EN_PROCESO' });
    expect([late.status, late.body.state, late.body.number]).toEqual([200, 'EN_PROCESO', ticket.number]);
    expect((await client.workflow.getHandle(id).describe()).status.name).toBe('RUNNING');
  });

  test('the figures count what was opened in the range, and how long it took', async () => {
    const from = new Date().toISOString();
    const chat = await withBot(floor);
    const a = await opened(chat);
    await opened(chat, floor.hub, { type: 'VENTA', subtype: 'POTENCIAL_CLIENTE' });
    await floor.ana.patch(`/v1/tickets/${a.id}`, { state: 'RESUELTO' });
    const { status, body } = await floor.sofia.get(`/v1/metrics/tickets?from=${from}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ opened: 2, openedByBot: 0, complete: 0 });
    expect(body.byState).toContainEqual({ state: 'RESUELTO', tickets: 1 });
    expect(
      body.bySubtype.map(({ subtype, tickets }: { subtype: string; tickets: number }) => [subtype, tickets]),
    ).toEqual([
      ['GARANTIA', 1],
      ['POTENCIAL_CLIENTE', 1],
    ]);
    expect(body.firstResponse).toMatchObject({ count: 1, p50: expect.stringMatching(/^PT/) });
    expect((await floor.sofia.get(body.tickets)).body.items).toHaveLength(2);
    expect((await floor.ana.get('/v1/metrics/tickets')).status).toBe(403);
  });
});
