import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Floor } from './floor.ts';
import { newChat, openFloor, refused, taken, waiting } from './floor.ts';

let floor: Floor;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor.close());

describe('the transcript', () => {
  test('holds everybody’s lines in the order in which they were taken, with who wrote them', async () => {
    const { ana, hub } = floor;
    const chat = newChat(floor);
    await chat.sends({ text: 'Hola' }, { name: 'Lucía' });
    await chat.done(hub, 'bot-messages', { type: 'text', text: 'Soy el bot' });
    await chat.done(hub, 'handoff');
    await chat.done(ana, 'claim');
    await chat.done(ana, 'notes', { text: 'nota' });
    await chat.done(ana, 'messages', { type: 'text', text: 'Soy Ana' });
    await chat.writes('Gracias');
    const lines = await chat.lines(5);
    expect(lines.map(({ direction, author, text }) => [direction, author.kind, author.name, text])).toEqual([
      ['in', 'contact', 'Lucía', 'Hola'],
      ['out', 'bot', 'Hub', 'Soy el bot'],
      ['note', 'agent', 'Ana', 'nota'],
      ['out', 'agent', 'Ana', 'Soy Ana'],
      ['in', 'contact', 'Lucía', 'Gracias'],
    ]);
    expect((await chat.lines(4, hub)).map(({ text }) => text)).toEqual(['Hola', 'Soy el bot', 'Soy Ana', 'Gracias']);
  });

  test('pages by the order of arrival, from either end, while lines keep coming', async () => {
    const chat = newChat(floor);
    const texts = Array.from({ length: 25 }, (_, i) => `línea ${i}`);
    for (const text of texts) await chat.writes(text);
    await chat.lines(25);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await floor.sofia.get(`${chat.path}/messages?limit=7${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map((one: { text: string }) => one.text));
      cursor = body.nextCursor;
      if (seen.length === 14) {
        await chat.writes('entretanto');
        await chat.lines(26);
      }
    }
    expect(seen).toEqual([...texts, 'entretanto']);
    const { body } = await floor.sofia.get(`${chat.path}/messages?order=newest&limit=2`);
    expect(body.items.map((one: { text: string }) => one.text)).toEqual(['entretanto', 'línea 24']);
    const next = await floor.sofia.get(`${chat.path}/messages?order=newest&limit=1&cursor=${body.nextCursor}`);
    expect(next.body.items[0].text).toBe('línea 23');
  });

  test('takes no cursor of another chat or order, and no limit beyond 200', async () => {
    const [one, other] = [await taken(floor), await taken(floor)];
    await one.writes('más');
    await one.lines(2);
    const { nextCursor } = (await floor.sofia.get(`${one.path}/messages?limit=1`)).body;
    for (const query of [
      `${other.path}/messages?limit=1&cursor=${nextCursor}`,
      `${one.path}/messages?order=newest&cursor=${nextCursor}`,
      `${one.path}/timeline?cursor=${nextCursor}`,
      `${one.path}/messages?cursor=zzz`,
    ])
      expect(refused(await floor.sofia.get(query))).toEqual([400, 'invalid-cursor']);
    for (const query of ['limit=201', 'limit=0', 'limit=x', 'order=random', 'colour=red'])
      expect(refused(await floor.sofia.get(`${one.path}/messages?${query}`))).toEqual([400, 'invalid-request']);
  });
});

describe('the timeline', () => {
  test('tells every transition: when, from where, to where, by what command, whose and why', async () => {
    const { ana, hub, sofia } = floor;
    const chat = newChat(floor);
    await chat.writes('Hola');
    await chat.done(hub, 'handoff', { reason: 'no sé' });
    await chat.done(ana, 'claim');
    await chat.done(ana, 'return');
    await chat.done(sofia, 'assign', { agentId: ana.id });
    await chat.done(ana, 'close', { reason: 'resuelto' });
    await chat.done(sofia, 'undo');
    await chat.done(ana, 'bot');
    const rows = await chat.timeline();
    expect(rows.map(({ from, to, command, actor, reason }) => [from, to, command, actor.kind, reason])).toEqual([
      [null, 'BOT', 'write', 'customer', null],
      ['BOT', 'BANDEJA', 'handoff', 'integrator', 'no sé'],
      ['BANDEJA', 'AGENTE', 'claim', 'agent', null],
      ['AGENTE', 'BANDEJA', 'return', 'agent', null],
      ['BANDEJA', 'AGENTE', 'assign', 'supervisor', null],
      ['AGENTE', 'BANDEJA', 'close', 'agent', 'resuelto'],
      ['BANDEJA', 'AGENTE', 'undo', 'supervisor', 'close'],
      ['AGENTE', 'BOT', 'bot', 'agent', null],
    ]);
    expect(rows[0]).toMatchObject({ fromPlace: null, toPlace: { label: 'BOT (NO EXPIRADO)' } });
    expect(rows[2]).toMatchObject({ fromPlace: { label: 'General' }, toPlace: { label: 'Ana', agentId: ana.id } });
    expect(rows[5].toPlace).toMatchObject({ inboxId: 'cerradas', label: 'Cerradas' });
    const seqs = rows.map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    const times = rows.map(({ at }) => Date.parse(at));
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test('is in one order with the transcript, and pages by it', async () => {
    const { ana } = floor;
    const chat = await waiting(floor);
    await chat.done(ana, 'claim');
    const { seq } = await chat.done(ana, 'messages', { type: 'text', text: 'hola' });
    await chat.done(ana, 'close');
    const rows = await chat.timeline();
    expect(rows.find(({ command }) => command === 'claim').seq).toBeLessThan(seq);
    expect(rows.find(({ command }) => command === 'close').seq).toBeGreaterThan(seq);
    const first = (await floor.sofia.get(`${chat.path}/timeline?limit=2`)).body;
    const rest = (await floor.sofia.get(`${chat.path}/timeline?limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...rest.items]).toEqual(rows);
    expect(rest.nextCursor).toBeNull();
  });
});

test('a command’s result is in every list at once', async () => {
  const { ana, sofia } = floor;
  const mine = async () =>
    (await ana.get('/v1/conversations?view=mine&limit=200')).body.items.map((one: { id: string }) => one.id);
  for (let i = 0; i < 10; i += 1) {
    const chat = await waiting(floor);
    await chat.done(ana, 'claim');
    expect(await mine()).toContain(chat.id);
    await chat.done(ana, 'close');
    expect(await mine()).not.toContain(chat.id);
    const { items } = (await sofia.get(`/v1/conversations?view=closed&q=${chat.externalId}`)).body;
    expect(items).toHaveLength(1);
  }
});
