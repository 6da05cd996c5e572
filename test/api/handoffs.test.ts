import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { durationMs } from '../../config/duration.ts';
import { ConversationModel } from '../../models/conversation.ts';
import { EpisodeModel } from '../../models/episode.ts';
import { PresenceChangeModel } from '../../models/presence.ts';
import type { StayDoc } from '../../models/stay.ts';
import { StayModel } from '../../models/stay.ts';
import { TimelineModel } from '../../models/timeline.ts';
import type { Counted } from '../support/recount.ts';
import { until } from '../support/stage.ts';
import { storedAttention } from '../support/stored-attention.ts';
import type { Chat, Floor, Person } from './floor.ts';
import { newChat, openFloor, taken, waiting, withBot } from './floor.ts';

let floor: Floor;
let ventas: string;
beforeAll(async () => {
  floor = await openFloor();
  const { body } = await floor.sofia.post('/v1/inboxes', { name: 'Ventas', members: [floor.ana.id, floor.bruno.id] });
  ventas = body.id;
});
afterAll(() => floor.close());

const list = async (who: Person, query: string) => {
  const answer = await who.get(`/v1/handoffs?${query}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.items;
};
const says = (chat: Chat, who: Person, text: string) => chat.done(who, 'messages', { type: 'text', text });
const ms = (iso: string | null) => (iso === null ? null : iso === 'PT0S' ? 0 : durationMs(iso));

/** Handed to Ventas, taken by Ana, transferred, taken by Bruno, closed by him. */
async function attended(name = 'Lucía Gómez'): Promise<Chat> {
  const chat = newChat(floor);
  await chat.sends({ text: 'Hola' }, { name, phone: '+54 381 555 1234' });
  await chat.done(floor.hub, 'handoff', { inboxId: ventas, reason: 'pide un descuento' });
  await chat.done(floor.ana, 'claim');
  await says(chat, floor.ana, 'Hola, soy Ana');
  await chat.done(floor.ana, 'transfer', { inboxId: 'general', note: 'sabe Bruno' });
  await chat.done(floor.bruno, 'claim');
  await chat.writes('¿Y mi descuento?');
  await says(chat, floor.bruno, 'Acá está');
  await chat.done(floor.bruno, 'close', { reason: 'vendido' });
  return chat;
}

test('an episode tells when it was queued, claimed, answered and closed, by whom and how long it took', async () => {
  const chat = await attended();
  const [item, ...more] = await list(floor.sofia, `contactId=${chat.id}`);
  expect(more).toEqual([]);
  const { body } = await floor.sofia.get(`/v1/handoffs/${item.id}`);
  const { stays, transcript, ...rest } = body;
  expect(rest).toEqual(item);
  expect(item).toMatchObject({
    contactId: chat.id,
    channel: 'webchat',
    visible: true,
    state: 'closed',
    outcome: 'closed',
    contact: { name: 'Lucía Gómez', phone: '+54 381 555 1234' },
    origin: 'integrator',
    fromBot: true,
    began: { command: 'handoff', reason: 'pide un descuento' },
    ended: { command: 'close', reason: 'vendido' },
    closedBy: { kind: 'agent', id: floor.bruno.id, name: 'Bruno' },
    firstInbox: { id: ventas, name: 'Ventas' },
    lastInbox: { id: 'general', name: 'General' },
    agents: [
      { id: floor.ana.id, name: 'Ana' },
      { id: floor.bruno.id, name: 'Bruno' },
    ],
    counts: { messagesIn: 1, messagesOut: 2, notes: 1, claims: 2, transfers: 1, returns: 0 },
  });
  const { queuedAt, claimedAt, firstReplyAt, closedAt } = item;
  const took = (to: string) => Date.parse(to) - Date.parse(queuedAt);
  expect([claimedAt, firstReplyAt, closedAt]).toEqual([claimedAt, firstReplyAt, closedAt].sort());
  expect([item.waiting, item.firstResponse, item.resolution].map(ms)).toEqual(
    [claimedAt, firstReplyAt, closedAt].map(took),
  );
  expect(stays.map(({ kind, ended }: Record<string, string>) => `${kind} ${ended}`)).toEqual([
    'inbox claim',
    'agent transfer',
    'inbox claim',
    'agent close',
  ]);
  const { body: part } = await floor.sofia.get(transcript.messages);
  expect(part.items.map(({ text }: { text: string }) => text)).toEqual([
    'Hola, soy Ana',
    'sabe Bruno',
    '¿Y mi descuento?',
    'Acá está',
  ]);
});

describe('the list', () => {
  test('finds episodes by every filter and by words without accents', async () => {
    const chat = await attended('Ramón Ñandú');
    await chat.writes('otra cosa');
    await chat.done(floor.hub, 'handoff', {});
    const of = async (query: string) => (await list(floor.sofia, `contactId=${chat.id}&${query}`)).length;
    const all: [string, number][] = [
      [`inboxId=${ventas}`, 1],
      ['inboxId=general', 2],
      ['firstInboxId=general', 1],
      [`agentId=${floor.ana.id}`, 1],
      ['state=open', 1],
      ['state=closed', 1],
      ['outcome=closed', 1],
      ['outcome=expired', 0],
      ['origin=integrator&fromBot=true', 2],
      ['channel=webchat', 2],
      ['channel=whatsapp', 0],
      ['reason=pide un descuento', 1],
      ['reason=a%0Ab', 0],
      ['reason=', 1],
      ['from=2020-01-01T00:00:00Z', 2],
      ['from=2020-01-01&to=2020-01-02', 0],
      ['to=2020-01-01T00:00:00Z', 0],
      ['q=ramon', 2],
      ['q=nandu descu', 1],
      ['q=vendido', 1],
      ['q=ventas', 1],
      ['q=5551234', 2],
      ['q=nadie', 0],
    ];
    for (const [query, count] of all) expect([query, await of(query)]).toEqual([query, count]);
  });

  test('is sorted as asked, page by page', async () => {
    await Promise.all([attended(), attended()]);
    for (const [sort, field] of [
      ['recent', 'queuedAt'],
      ['oldest', 'queuedAt'],
      ['firstResponse', 'firstResponse'],
      ['resolution', 'resolution'],
    ] as const) {
      const whole = await list(floor.sofia, `sort=${sort}&limit=200`);
      const paged: unknown[] = [];
      for (let cursor = ''; paged.length < whole.length; ) {
        const { body } = await floor.sofia.get(`/v1/handoffs?sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`);
        paged.push(...body.items);
        cursor = body.nextCursor ?? '';
        if (!cursor) break;
      }
      expect(paged).toEqual(whole);
      const values = whole.map((one: Record<string, string | null>) =>
        field === 'queuedAt' ? Date.parse(one[field] ?? '') : (ms(one[field] ?? null) ?? -1),
      );
      expect(values).toEqual([...values].sort((a, b) => (sort === 'oldest' ? a - b : b - a)));
    }
  });

  test.each(['state=maybe', 'outcome=x', 'from=yesterday', 'unknown=1', 'sort=name'])('refuses %s', async (query) => {
    expect((await floor.sofia.get(`/v1/handoffs?${query}`)).body.code).toBe('invalid-request');
  });
});

describe('an agent', () => {
  test('is listed the episodes they had, and of chats out of sight the figures and their own part alone', async () => {
    const chat = await attended('Marta Secreta');
    const others = await taken(floor, floor.bruno);
    await chat.writes('Sigo');
    await chat.done(floor.hub, 'handoff', { inboxId: ventas });
    await chat.done(floor.bruno, 'claim');
    const [own] = await list(floor.ana, `contactId=${chat.id}`);
    expect(own).toMatchObject({ visible: false, contact: null, closedBy: null, inboxes: [], counts: { transfers: 1 } });
    expect(own.agents).toEqual([{ id: floor.ana.id, name: 'Ana' }]);
    const detail = await floor.ana.get(`/v1/handoffs/${own.id}`);
    expect(detail.body.stays.map(({ agent }: { agent: { id: string } }) => agent.id)).toEqual([floor.ana.id]);
    expect(detail.body.transcript).toBeNull();
    for (const secret of ['Marta', 'descuento', 'vendido', 'Bruno']) expect(detail.text).not.toContain(secret);
    // What is not told is not found out by filters either.
    const asked = ['q=marta', `agentId=${floor.bruno.id}`, `inboxId=${ventas}`, `firstInboxId=${ventas}`];
    for (const query of [...asked, 'reason=pide un descuento'])
      expect([query, await list(floor.ana, `contactId=${chat.id}&${query}`)]).toEqual([query, []]);
    expect(await list(floor.ana, `contactId=${chat.id}&agentId=${floor.ana.id}`)).toHaveLength(1);
    expect(await list(floor.ana, `contactId=${others.id}`)).toEqual([]);
    const [foreign] = await list(floor.sofia, `contactId=${others.id}`);
    for (const id of [foreign.id, 'hof_unknown']) expect((await floor.ana.get(`/v1/handoffs/${id}`)).status).toBe(404);
    // Out of Cerradas everybody sees it again.
    await chat.done(floor.bruno, 'close');
    expect(await list(floor.ana, 'q=marta')).toMatchObject([{ visible: true, contact: { name: 'Marta Secreta' } }]);
  });

  test('reads their own line of the figures and no other', async () => {
    const { body } = await floor.ana.get('/v1/metrics/agents');
    expect(body.items.map(({ agentId }: { agentId: string }) => agentId)).toEqual([floor.ana.id]);
    expect((await floor.ana.get(`/v1/metrics/agents?agentId=${floor.bruno.id}`)).body.code).toBe('forbidden');
    for (const path of ['bot', 'inboxes']) expect((await floor.ana.get(`/v1/metrics/${path}`)).status).toBe(403);
    expect((await floor.hub.get('/v1/handoffs')).status).toBe(403);
  });
});

describe('figures', () => {
  /** The value at rank ⌈n·p⌉. */
  const rank = (values: number[], percent: number) =>
    [...values].sort((a, b) => a - b)[Math.ceil((values.length * percent) / 100) - 1] ?? null;
  const spread = (values: (number | null)[]) => {
    const known = values.filter((one) => one !== null);
    return { count: known.length, p50: rank(known, 50), p95: rank(known, 95) };
  };
  /** The reasons of the closes that stand, the most frequent first. */
  const reasonsOf = (stays: Pick<StayDoc, 'ended' | 'endedReason' | 'undone'>[]) => {
    const closes = stays.filter(({ ended, undone }) => ended === 'close' && !undone);
    const groups = [...Map.groupBy(closes, ({ endedReason }) => endedReason)];
    return groups
      .map(([reason, all]) => ({ reason, count: all.length }))
      .toSorted((a, b) => b.count - a.count || (a.reason ?? '').localeCompare(b.reason ?? ''));
  };
  const inMs = ({ count, p50, p95 }: { count: number; p50: string; p95: string }) => ({
    count,
    p50: ms(p50),
    p95: ms(p95),
  });
  const count = async (path: string) => {
    let found = 0;
    for (let next: string | null = path; next !== null; ) {
      const { body, status } = await floor.sofia.get(next);
      expect(status).toBe(200);
      found += body.items.length;
      next = body.nextCursor ? `${path}&cursor=${body.nextCursor}` : null;
    }
    return found;
  };

  test('equal a recount of the written history, and open to the episodes they were counted from', async () => {
    const [undone, returned] = await Promise.all([taken(floor), taken(floor)]);
    await undone.done(floor.ana, 'close');
    await undone.done(floor.sofia, 'undo');
    await returned.done(floor.ana, 'return');
    for (const chat of await Promise.all([taken(floor), taken(floor)]))
      await chat.done(floor.ana, 'close', { reason: 'Módem reiniciado' });
    const [blocked, back, answered] = await Promise.all([taken(floor), taken(floor), withBot(floor)]);
    await floor.ana.post(`/v1/contacts/${blocked.id}/block`, {});
    await back.done(floor.ana, 'bot');
    await answered.done(floor.hub, 'bot-messages', { type: 'text', text: 'Soy el bot' });
    await floor.sofia.post(`/v1/contacts/${answered.id}/block`, {});
    await waiting(floor, ventas);

    const unwritten = { $expr: { $lt: [{ $ifNull: ['$slotsV', -1] }, '$v'] } };
    await until('everything to be written', async () => (await ConversationModel.countDocuments(unwritten)) === 0);
    const contacts: string[] = await TimelineModel.distinct('contactId');
    const counted: Counted = { episodes: [], stays: [] };
    for (const id of contacts) {
      const { stored, recounted } = await storedAttention(id);
      expect(stored).toEqual(recounted);
      counted.episodes.push(...recounted.episodes);
      counted.stays.push(...recounted.stays);
    }
    expect(counted.episodes.length).toBeGreaterThan(8);

    const bot = (await floor.sofia.get('/v1/metrics/bot')).body;
    const sessions = counted.stays.filter(({ kind, to }) => kind === 'bot' && to !== null);
    const routed = sessions.filter(({ next }) => next !== null);
    const resolved = sessions.filter(({ next, answers }) => next === null && answers > 0);
    expect(resolved.length).toBe(1);
    expect(bot).toMatchObject({
      conversations: sessions.length,
      resolvedByBot: resolved.length,
      routedToTeam: routed.length,
      resolutionRate: resolved.length / sessions.length,
      routedToTeamRate: routed.length / sessions.length,
      running: counted.stays.filter(({ kind, to }) => kind === 'bot' && to === null).length,
    });
    for (const part of [[bot], bot.byDay, bot.byInbox, bot.byReason]) {
      let sum = 0;
      for (const { routedToTeam, episodes } of part) {
        expect(await count(episodes)).toBe(routedToTeam);
        sum += routedToTeam;
      }
      expect(sum).toBe(routed.length);
    }

    const inboxes = (await floor.sofia.get('/v1/metrics/inboxes?limit=200')).body.items;
    for (const line of inboxes) {
      const stays = counted.stays.filter(({ kind, inbox }) => kind !== 'bot' && inbox?.id === line.inboxId);
      const ended = (command: string) => stays.filter((one) => one.ended === command && !one.undone).length;
      const waits = stays.filter(({ kind, ended: how }) => kind === 'inbox' && how === 'claim');
      expect(line.volume.episodes).toBe(new Set(stays.map(({ episodeId }) => episodeId)).size);
      expect(await count(line.episodes)).toBe(line.volume.episodes);
      expect(await count(`${line.episodes}&state=open`)).toBe(line.volume.open);
      expect(line).toMatchObject({
        returns: ended('return'),
        closes: ended('close'),
        closeReasons: reasonsOf(stays),
        transfersOut: ended('transfer'),
        expiries: 0,
        transfersIn: stays.filter((one) => one.began === 'transfer' && one.ended !== 'undo').length,
      });
      expect(inMs(line.waiting)).toEqual(spread(waits.map(({ from, to }) => (to ?? 0) - from)));
      expect(inMs(line.firstResponse)).toEqual(spread(stays.map(({ episodeResponse }) => episodeResponse)));
      expect(inMs(line.resolution)).toEqual(spread(stays.map(({ resolution }) => resolution)));
    }
    expect(inboxes.flatMap(({ closeReasons }: any) => closeReasons)).toContainEqual({
      reason: 'Módem reiniciado',
      count: 2,
    });
    expect(inboxes.find(({ inboxId }: { inboxId: string }) => inboxId === ventas).volume.episodes).toBeGreaterThan(3);

    const agents = (await floor.sofia.get('/v1/metrics/agents?limit=200')).body.items;
    for (const line of agents) {
      const stays = counted.stays.filter(({ agent }) => agent?.id === line.agentId);
      expect(await count(line.episodes)).toBe(line.volume.episodes);
      expect(line.volume).toMatchObject({
        episodes: new Set(stays.map(({ episodeId }) => episodeId)).size,
        stays: stays.length,
        taken: stays.filter(({ began }) => began !== 'undo').length,
        answers: stays.reduce((sum, { answers }) => sum + answers, 0),
      });
      expect(line.closeReasons).toEqual(reasonsOf(stays));
      expect(inMs(line.firstResponse)).toEqual(spread(stays.map(({ firstResponse }) => firstResponse)));
      expect(inMs(line.handling)).toEqual(spread(stays.map(({ from, to }) => (to === null ? null : to - from))));
    }
  });

  const old = Date.UTC(2024, 2, 10, 2);
  const HOUR = 3_600_000;
  const stay = (fields: Partial<StayDoc>): StayDoc => ({
    _id: `sty_${randomUUID()}`,
    contactId: 'c',
    channel: 'webchat',
    v: 1,
    kind: 'agent',
    inbox: null,
    inboxId: null,
    agent: null,
    agentId: null,
    episodeId: null,
    episodeAt: old,
    began: 'claim',
    from: old,
    to: old,
    ended: 'close',
    endedReason: null,
    next: null,
    undone: false,
    neededAt: null,
    answers: 0,
    firstAnswerAt: null,
    firstResponse: null,
    episodeResponse: null,
    resolution: null,
    escalations: 0,
    tickets: 0,
    ...fields,
  });
  const range = `from=${new Date(old - HOUR).toISOString()}&to=${new Date(old + 6 * HOUR).toISOString()}`;

  test('tell the value at the nearest rank, and online time within the range', async () => {
    const rita = await floor.person('Rita');
    const values = Array.from({ length: 40 }, (_, i) => (i + 1) * 1000).reverse();
    await StayModel.insertMany(values.map((firstResponse) => stay({ agentId: rita.id, firstResponse })));
    const changes = [
      [-2, 'online'],
      [1, 'away'],
      [2, 'online'],
      [3, 'away'],
    ] as const;
    await PresenceChangeModel.insertMany(
      changes.map(([hour, status]) => ({
        _id: randomUUID(),
        agentId: rita.id,
        status,
        cause: 'choice',
        at: new Date(old + hour * HOUR),
      })),
    );
    const { body } = await floor.sofia.get(`/v1/metrics/agents?agentId=${rita.id}&${range}`);
    expect(body.items).toMatchObject([
      { agentName: 'Rita', online: 'PT3H', firstResponse: { count: 40, p50: 'PT20S', p95: 'PT38S' } },
    ]);
  });

  test('of the bot are told by the day of the account’s time zone, with rates only where sessions ended', async () => {
    const ended = (hours: number, fields: Partial<StayDoc> = {}) =>
      stay({ kind: 'bot', to: old + hours * HOUR, ended: 'session-ended', episodeAt: null, ...fields });
    await StayModel.insertMany([
      ended(0, { answers: 2 }),
      ended(0.5),
      ended(1.5, { answers: 1, tickets: 1 }),
      ended(2, { answers: 1, ended: 'helpdesk-handoff' }),
    ]);
    const { body } = await floor.sofia.get(`/v1/metrics/bot?${range}`);
    expect(body).toMatchObject({ conversations: 4, resolvedByBot: 1, routedToTeam: 1, routedToHelpdesk: 1 });
    // Midnight in Buenos Aires is at three.
    expect(body.byDay).toMatchObject([
      { day: '2024-03-09', conversations: 2, resolutionRate: 0.5, routedToTeamRate: 0 },
      { day: '2024-03-10', conversations: 2, resolutionRate: 0, routedToTeamRate: 0.5 },
    ]);
    const before = await floor.sofia.get('/v1/metrics/bot?from=2023-01-01T00:00:00Z&to=2023-01-02T00:00:00Z');
    expect(before.body).toMatchObject({ conversations: 0, resolutionRate: null, routedToTeamRate: null, byDay: [] });
  });

  test.each(['bot', 'inboxes', 'agents'])(
    'of the range of %s are refused beyond 366 days or backwards',
    async (what) => {
      for (const query of [
        'from=2020-01-01T00:00:00Z',
        'from=2024-01-02T00:00:00Z&to=2024-01-01T00:00:00Z',
        'from=x',
      ]) {
        expect((await floor.sofia.get(`/v1/metrics/${what}?${query}`)).body.code).toBe('invalid-request');
      }
    },
  );

  test('of inboxes follow each other page by page', async () => {
    const whole = (await floor.sofia.get('/v1/metrics/inboxes?limit=200')).body.items;
    const first = (await floor.sofia.get('/v1/metrics/inboxes?limit=2')).body;
    const second = (await floor.sofia.get(`/v1/metrics/inboxes?limit=200&cursor=${first.nextCursor}`)).body;
    const names = (items: { inboxName: string }[]) => items.map(({ inboxName }) => inboxName);
    expect([...names(first.items), ...names(second.items)]).toEqual(names(whole));
    expect(await EpisodeModel.countDocuments()).toBeGreaterThan(0);
  });
});
