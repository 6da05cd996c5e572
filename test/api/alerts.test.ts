import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/stage.ts';
import type { Answer } from './api.ts';
import type { Chat, Floor } from './floor.ts';
import { at, DAY, newChat, openFloor, refused, taken, waiting } from './floor.ts';

let floor: Floor;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());

const usual = { unattendedAfter: 'PT5M', unansweredAfter: 'PT10M', windowClosingBefore: 'PT1H' };
afterEach(() => floor.settings({ escalation: usual }));

const alertsOf = async ({ id }: Chat, query = ''): Promise<Answer['body'][]> =>
  (await floor.sofia.get(`/v1/alerts?contactId=${id}${query}`)).body.items;
const raised = (chat: Chat, count = 1) =>
  until(`${count} alerts`, async () => {
    const all = await alertsOf(chat);
    return all.length >= count ? all : null;
  });

describe('an alert', () => {
  test('is raised when nobody takes the chat in time, and marks it escalated', async () => {
    await floor.settings({ escalation: { unattendedAfter: 'PT0.3S' } });
    const chat = await waiting(floor);
    // The oldest: on a busy machine the next level may be there already.
    const alert = (await raised(chat)).at(-1);
    expect(alert).toEqual({
      id: expect.any(String),
      contactId: chat.id,
      ticketId: null,
      detail: null,
      kind: 'unattended',
      level: 1,
      state: 'BANDEJA',
      place: { inboxId: 'general', inboxName: 'General', label: 'General' },
      raisedAt: expect.any(String),
      open: true,
      endedAt: null,
      endedBy: null,
      endedHow: null,
    });
    const body = await chat.read();
    expect(body.escalated).toBe(true);
    expect(Date.parse(alert.raisedAt) - Date.parse(body.since)).toBe(300);
    expect((await chat.timeline()).map(({ command }) => command)).toContain('escalate');
    expect((await floor.sofia.get(`/v1/conversations?escalated=true&q=${chat.externalId}`)).body.items).toHaveLength(1);
    await chat.done(floor.ana, 'claim');
  });

  test('repeats at the next level while nobody acts, and all of it ends with a claim', async () => {
    await floor.settings({ escalation: { unattendedAfter: 'PT0.2S' } });
    const chat = await waiting(floor);
    await raised(chat, 3);
    await chat.done(floor.ana, 'claim');
    const all = await until('all to be ended', async () => {
      const found = await alertsOf(chat);
      return found.every(({ open }) => !open) ? found : null;
    });
    expect(all.map(({ level }) => level)).toEqual([...all.keys()].map((i) => all.length - i));
    for (const one of all) expect(one).toMatchObject({ endedHow: 'claim', endedBy: { kind: 'agent', name: 'Ana' } });
    expect(await chat.read()).toMatchObject({ escalated: false, state: 'AGENTE' });
    expect(await alertsOf(chat, '&open=true')).toEqual([]);
    expect(await alertsOf(chat, '&open=false')).toHaveLength(all.length);
  });

  test('acknowledged by a supervisor ends, and does not repeat for the same wait', async () => {
    await floor.settings({ escalation: { unattendedAfter: 'PT0.2S' } });
    const chat = await waiting(floor);
    const [alert] = await raised(chat);
    const { status, body } = await floor.sofia.post(`/v1/alerts/${alert.id}/acknowledge`, {});
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: alert.id,
      open: false,
      endedHow: 'acknowledge',
      endedBy: { kind: 'supervisor', name: 'Sofía' },
    });
    const now = await chat.read();
    expect(now.escalated).toBe(false);
    expect(now.deadlines.map(({ kind }: { kind: string }) => kind)).not.toContain('unattended');
    expect((await floor.sofia.post(`/v1/alerts/${alert.id}/acknowledge`, {})).body).toEqual(body);
    // Back in an inbox is a new wait.
    await chat.done(floor.ana, 'claim');
    await chat.done(floor.ana, 'return');
    const again = await until('another wait to be told', async () => (await alertsOf(chat, '&open=true')).at(-1));
    expect(again).toMatchObject({ kind: 'unattended', level: 1 });
    expect(again.id).not.toBe(alert.id);
    await chat.done(floor.sofia, 'close');
  });

  test('is raised when the owner leaves the customer unanswered, and ended by the answer', async () => {
    const chat = await taken(floor);
    await floor.settings({ escalation: { unansweredAfter: 'PT0.3S' } });
    await chat.writes('¿seguís ahí?');
    const [alert] = await raised(chat);
    expect(alert).toMatchObject({ kind: 'unanswered', state: 'AGENTE', place: { agentId: floor.ana.id } });
    await chat.done(floor.ana, 'messages', { type: 'text', text: 'sí' });
    expect(await alertsOf(chat, '&open=true')).toEqual([]);
    expect((await alertsOf(chat)).at(-1)).toMatchObject({ endedHow: 'reply' });
    expect((await chat.read()).escalated).toBe(false);
  });

  test('is raised when the window is about to close on a customer who waits', async () => {
    const chat = newChat(floor);
    await chat.writes('¿hay alguien?', { at: at(-DAY + 3_601_000) });
    await chat.done(floor.hub, 'handoff');
    const [alert] = await raised(chat);
    expect(alert).toMatchObject({ kind: 'window-closing', level: 1 });
    await chat.done(floor.sofia, 'close');
  });

  test('is raised at once for an angry customer who waits, and ends when they have calmed down', async () => {
    const chat = await waiting(floor);
    await chat.writes('¡¡Esto es una vergüenza, estoy furioso, son unos estafadores!!');
    const [alert] = await raised(chat);
    expect(alert).toMatchObject({ kind: 'angry-customer', open: true });
    expect(await chat.read()).toMatchObject({ sentiment: 'ENOJADO', escalated: true });
    await chat.done(floor.ana, 'claim');
    expect(await alertsOf(chat, '&open=true')).toEqual([]);
  });

  test.each<[string, (chat: Chat) => Promise<unknown>]>([
    ['assign', (chat) => chat.done(floor.sofia, 'assign', { agentId: floor.bruno.id })],
    ['transfer', (chat) => chat.done(floor.ana, 'transfer', { agentId: floor.bruno.id })],
    ['close', (chat) => chat.done(floor.sofia, 'close')],
  ])('ends with %s', async (how, act) => {
    await floor.settings({ escalation: { unattendedAfter: 'PT0.2S' } });
    const chat = await waiting(floor);
    await raised(chat);
    await floor.settings({ escalation: usual });
    await act(chat);
    for (const one of await alertsOf(chat)) expect(one).toMatchObject({ open: false, endedHow: how });
  });
});

test('an inbox’s own times win over the account’s, for its chats alone', async () => {
  const { ana, bruno, sofia, hub } = floor;
  const escalation = { unattendedAfter: 'PT0.3S', unansweredAfter: 'PT0.4S' };
  const { body: urgent } = await sofia.post('/v1/inboxes', {
    name: 'Urgente',
    members: [ana.id, bruno.id],
    escalation,
  });
  const [chat, other] = [await waiting(floor, urgent.id), await waiting(floor)];
  expect((await raised(chat))[0]).toMatchObject({ kind: 'unattended', place: { inboxId: urgent.id } });
  expect(await alertsOf(other)).toEqual([]);
  await chat.done(ana, 'claim');
  const unanswered = () => alertsOf(chat, '&kind=unanswered');
  await until('the owner’s time to be over', async () => (await unanswered()).length > 0);
  await chat.done(ana, 'close');
  expect((await chat.timeline(hub)).filter(({ command }) => command === 'escalate').length).toBeGreaterThan(1);
});

describe('the list', () => {
  test('is newest first, by state, kind and contact, in pages', async () => {
    await floor.settings({ escalation: { unattendedAfter: 'PT0.2S' } });
    const chats = await Promise.all([waiting(floor), waiting(floor), waiting(floor)]);
    for (const chat of chats) await raised(chat);
    await floor.settings({ escalation: usual });
    for (const chat of chats) await chat.done(floor.sofia, 'close');
    const all = (await floor.sofia.get('/v1/alerts?kind=unattended&limit=200')).body.items;
    const times = all.map(({ raisedAt }: { raisedAt: string }) => Date.parse(raisedAt));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await floor.sofia.get(`/v1/alerts?kind=unattended&limit=2${cursor && `&cursor=${cursor}`}`);
      paged.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    }
    expect(paged).toEqual(all.map(({ id }: { id: string }) => id));
    expect(
      (await floor.sofia.get('/v1/alerts?open=true&limit=200')).body.items.every((one: { open: boolean }) => one.open),
    ).toBe(true);
    expect(refused(await floor.sofia.get('/v1/alerts?kind=boredom'))).toEqual([400, 'invalid-request']);
  });

  test('and acknowledging are for supervisors; an unknown alert is 404', async () => {
    for (const who of [floor.ana, floor.hub]) {
      expect(refused(await who.get('/v1/alerts'))).toEqual([403, 'forbidden']);
      expect(refused(await who.post('/v1/alerts/x/acknowledge', {}))).toEqual([403, 'forbidden']);
    }
    expect(refused(await floor.sofia.post('/v1/alerts/alr_none/acknowledge', {}))).toEqual([404, 'not-found']);
  });
});
