import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Floor, Person } from './floor.ts';
import { at, DAY, expires, newChat, openFloor, refused, taken, waiting, withBot } from './floor.ts';

let floor: Floor;
let ana: Person;
let sofia: Person;
let ventas: string;
beforeAll(async () => {
  floor = await openFloor();
  ({ ana, sofia } = floor);
  ventas = (await sofia.post('/v1/inboxes', { name: 'Ventas', members: [ana.id] })).body.id;
});
afterAll(() => floor.close());

describe('undo', () => {
  test.each<[string, object]>([
    ['close', { reason: 'por error' }],
    ['return', {}],
    ['transfer', { inboxId: 'cualquiera' }],
  ])('of a %s gives the chat back to its agent, as a new transition', async (command, body) => {
    const chat = await taken(floor);
    const before = await chat.read();
    await chat.done(ana, command, command === 'transfer' ? { inboxId: ventas } : body);
    expect((await chat.read()).can).toContain('undo');
    const after = await chat.done(sofia, 'undo');
    expect(after).toMatchObject({ state: 'AGENTE', place: before.place, previousState: 'BANDEJA' });
    expect(after.epoch).toBeGreaterThan(before.epoch);
    expect((await chat.timeline()).map((row) => row.command).slice(-2)).toEqual([command, 'undo']);
    expect(after.can).not.toContain('undo');
  });

  test('of a transfer or close out of an inbox puts it back there', async () => {
    const chat = await waiting(floor);
    await chat.done(ana, 'transfer', { inboxId: ventas });
    expect((await chat.done(sofia, 'undo')).place.inboxId).toBe('general');
    await chat.done(sofia, 'close');
    expect(await chat.done(sofia, 'undo')).toMatchObject({ state: 'BANDEJA', place: { inboxId: 'general' } });
  });

  test('of a transfer out of Cerradas puts it back there', async () => {
    const chat = await waiting(floor);
    await chat.done(sofia, 'close');
    await chat.done(ana, 'transfer', { inboxId: ventas });
    expect((await chat.done(sofia, 'undo')).place.inboxId).toBe('cerradas');
  });

  test('for an agent who is away or full ends in the inbox the chat was taken from', async () => {
    const lola = await floor.person('Lola', { capacity: 1 });
    const away = await taken(floor, lola);
    await away.done(lola, 'close');
    await lola.goes('away');
    expect(await away.done(sofia, 'undo')).toMatchObject({ state: 'BANDEJA', place: { inboxId: 'general' } });
    await lola.goes('online');
    const full = await taken(floor, lola);
    await full.done(lola, 'close');
    const next = await waiting(floor);
    await next.once('the place to be free', ({ can }) => can.includes('claim'), lola);
    await next.done(lola, 'claim');
    expect(await full.done(sofia, 'undo')).toMatchObject({ state: 'BANDEJA', place: { inboxId: 'general' } });
  });

  test('once anything has happened since is refused: moved-on', async () => {
    const wrote = await taken(floor);
    await wrote.done(ana, 'close');
    await wrote.writes('una cosa más');
    expect(refused(await wrote.give(sofia, 'undo'))).toEqual([409, 'moved-on']);
    const claimed = await taken(floor);
    await claimed.done(ana, 'return');
    await claimed.done(floor.bruno, 'claim');
    expect(refused(await claimed.give(sofia, 'undo'))).toEqual([409, 'moved-on']);
    const twice = await waiting(floor);
    await twice.done(ana, 'transfer', { inboxId: ventas });
    await twice.done(sofia, 'undo');
    const again = await twice.give(sofia, 'undo');
    expect(refused(again)).toEqual([409, 'moved-on']);
    expect(again.body.state).toBe('BANDEJA');
    const ended = newChat(floor);
    await ended.writes('hola', { at: at(-DAY + 1200) });
    await ended.done(floor.hub, 'handoff');
    await ended.done(sofia, 'close');
    await expires(ended);
    expect(refused(await ended.give(sofia, 'undo'))).toEqual([409, 'moved-on']);
  });

  test('where nothing was done is refused as well', async () => {
    for (const scene of [withBot, waiting, taken])
      expect(refused(await (await scene(floor)).give(sofia, 'undo'))).toEqual([409, 'moved-on']);
  });

  test('is a supervisor’s', async () => {
    const chat = await taken(floor);
    await chat.done(ana, 'return');
    for (const who of [ana, floor.hub]) expect(refused(await chat.give(who, 'undo'))).toEqual([403, 'forbidden']);
  });
});
