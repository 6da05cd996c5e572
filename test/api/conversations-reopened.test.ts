import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AgentModel } from '../../models/agent.ts';
import { until } from '../support/stage.ts';
import type { Floor, Person } from './floor.ts';
import { expired, newChat, openFloor, refused, waiting, withBot } from './floor.ts';

let floor: Floor;
let ana: Person;
let bruno: Person;
let sofia: Person;
let ventas: string;
/** Once, while a place is reserved for an offer and not yet told. */
let onOffer: (() => Promise<void>) | null = null;
beforeAll(async () => {
  floor = await openFloor({
    activities: (real) => ({
      ...real,
      async reserveFor(offer) {
        const reserved = await real.reserveFor(offer);
        await onOffer?.();
        onOffer = null;
        return reserved;
      },
    }),
  });
  ({ ana, bruno, sofia } = floor);
  ventas = (await sofia.post('/v1/inboxes', { name: 'Ventas', members: [ana.id, bruno.id] })).body.id;
});
afterAll(() => floor.close());

const slotOf = async (who: Person, contactId: string) =>
  ((await AgentModel.findById(who.id).lean())?.slots ?? []).some((one) => one.contactId === contactId);

describe('a customer who writes again', () => {
  afterEach(() => floor.settings({ reopenTo: 'bot', bot: { mode: 'external' } }));
  const rested = async () => {
    const chat = await waiting(floor, ventas);
    await chat.done(bruno, 'claim');
    await chat.done(bruno, 'close');
    return chat;
  };

  test('is with the bot, by default', async () => {
    const chat = await rested();
    await chat.writes('otra cosa');
    expect(await chat.read()).toMatchObject({ state: 'BOT', previousState: 'BANDEJA', session: { status: 'open' } });
    const late = await expired(floor);
    await late.writes('volví');
    expect(await late.read()).toMatchObject({ state: 'BOT', previousState: 'EXPIRADO' });
  });

  test('is in the inbox of last time, where the account wants that', async () => {
    await floor.settings({ reopenTo: 'lastInbox' });
    const chat = await rested();
    await chat.writes('otra cosa');
    expect(await chat.read()).toMatchObject({ state: 'BANDEJA', place: { inboxId: ventas } });
    const late = await expired(floor);
    await late.writes('volví');
    expect(await late.read()).toMatchObject({ state: 'BANDEJA', place: { inboxId: 'general' } });
  });

  test('is with the agent of last time once a place is reserved, if they are online; else in the inbox', async () => {
    await floor.settings({ reopenTo: 'lastAgent' });
    const chat = await rested();
    await chat.writes('otra cosa');
    const body = await chat.once('Bruno to have it', ({ state }) => state === 'AGENTE');
    expect(body).toMatchObject({ place: { agentId: bruno.id }, movedBy: { kind: 'rule' }, previousState: 'BANDEJA' });
    await until('the place to be taken', () => slotOf(bruno, chat.id));
    const other = await rested();
    await bruno.goes('away');
    await other.writes('¿hola?');
    await until('the offer to be answered', async () => {
      const events = await floor.stage.events(other.id);
      const offers = events.filter(
        (one) => one.activityTaskScheduledEventAttributes?.activityType?.name === 'reserveFor',
      );
      const offered = offers.at(-1)?.eventId;
      return (
        offered &&
        events.some((one) => String(one.activityTaskCompletedEventAttributes?.scheduledEventId) === String(offered))
      );
    });
    expect(await other.read()).toMatchObject({ state: 'BANDEJA', place: { inboxId: ventas } });
    await bruno.goes('online');
  });

  test('is left where a supervisor sends it while the place is being reserved', async () => {
    const { body: elsewhere } = await floor.sofia.post('/v1/inboxes', { name: 'Reclamos' });
    await floor.settings({ reopenTo: 'lastAgent' });
    const chat = await rested();
    onOffer = async () => void (await chat.done(floor.sofia, 'transfer', { inboxId: elsewhere.id }));
    await chat.writes('¿hola?');
    await until('the offer to be over', async () => onOffer === null && !(await slotOf(bruno, chat.id)));
    expect(await chat.read()).toMatchObject({ state: 'BANDEJA', place: { inboxId: elsewhere.id } });
  });

  test('with the bot off is in the inbox of last time, General the first time', async () => {
    await floor.settings({ bot: { mode: 'off' } });
    const fresh = newChat(floor);
    await fresh.writes('hola');
    expect(await fresh.read()).toMatchObject({ state: 'BANDEJA', place: { inboxId: 'general' }, previousState: null });
    await fresh.done(ana, 'claim');
    expect(refused(await fresh.give(ana, 'bot'))).toEqual([409, 'not-now']);
    await fresh.done(ana, 'transfer', { inboxId: ventas });
    await fresh.done(sofia, 'close');
    await fresh.writes('otra vez');
    expect(await fresh.read()).toMatchObject({ state: 'BANDEJA', place: { inboxId: ventas } });
  });

  test('a chat left with a bot that was switched off goes to people with the next message', async () => {
    const chat = await withBot(floor);
    await floor.settings({ bot: { mode: 'off' } });
    await chat.writes('¿hay alguien?');
    expect(await chat.read()).toMatchObject({ state: 'BANDEJA', place: { inboxId: 'general' } });
  });
});
