import fc from 'fast-check';
import { toldStatuses } from '../../domain/delivery.ts';
import type { Command, Commander, Happening } from '../../domain/commands.ts';
import type { InboxRef } from '../../domain/state.ts';
import {
  alba,
  ana,
  bruno,
  carla,
  cerradas,
  general,
  HOUR,
  hsm,
  hub,
  MINUTE,
  ofAna,
  request,
  rule,
  sofia,
  soporte,
  target,
  text,
  ventas,
} from './scenes.ts';

export const people = [ana, bruno, carla, sofia, alba] as const;
const inboxes: readonly InboxRef[] = [general, ventas, soporte, ofAna, cerradas];

/** In the place of an inbox's id: the one that the chat is in. */
export const HERE = 'here';

/** One thing that can come next in the life of a conversation. */
export type Event =
  /** `by` null: whoever has the chat. */
  | { kind: 'command'; by: Commander | null; command: Command; epoch: 'none' | 'now' | 'old' }
  | { kind: 'happening'; happening: Happening; age: number }
  | { kind: 'time'; by: number }
  /** Somebody looked for people in an inbox, and found them until a while later; null: for good. */
  | { kind: 'looked'; inboxId: string; until: number | null }
  | { kind: 'restart' };

const slots = fc.oneof(
  { weight: 6, arbitrary: fc.constant('free' as const) },
  { weight: 1, arbitrary: fc.constant('full' as const) },
);
const moods = fc.constantFrom('POSITIVO', 'NEUTRAL', 'NEGATIVO', 'ENOJADO');
let counter = 0;
export const fresh = (prefix: string) => `${prefix}-${++counter}`;

function slotFact(kind: 'free' | 'full') {
  return kind === 'free' ? { id: fresh('s') } : { full: true as const };
}

const everyone: fc.Arbitrary<Commander> = fc
  .record({ by: fc.constantFrom(...people, hub, rule), online: fc.integer({ min: 0, max: 9 }) })
  .map(({ by, online }) => (by.agentId === null ? by : { ...by, online: online > 0 }));

const inbox = fc.constantFrom(...inboxes);
const commands: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: slots.map((slot): Command => ({ type: 'claim', slot: slotFact(slot) })) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(...people), slots, fc.integer({ min: 0, max: 9 })).map(
      ([who, slot, bad]): Command => ({
        type: 'assign',
        target: { ...target(who), online: bad !== 0, active: bad !== 1 },
        slot: slotFact(slot),
      }),
    ),
  },
  { weight: 3, arbitrary: fc.constant<Command>({ type: 'return' }) },
  { weight: 3, arbitrary: inbox.map((to): Command => ({ type: 'transfer', target: to })) },
  { weight: 3, arbitrary: fc.constant<Command>({ type: 'close', reason: 'listo' }) },
  { weight: 3, arbitrary: fc.constant<Command>({ type: 'toBot' }) },
  { weight: 2, arbitrary: inbox.map((to): Command => ({ type: 'handoff', inbox: to, reason: null })) },
  { weight: 3, arbitrary: slots.map((slot): Command => ({ type: 'template', message: hsm, slot: slotFact(slot) })) },
  {
    weight: 2,
    arbitrary: fc.tuple(slots, fc.boolean()).map(
      ([slot, hsmToo]): Command => ({
        type: 'start',
        message: hsmToo ? hsm : text,
        slot: slotFact(slot),
        profile: {},
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(slots, fc.boolean())
      .map(([slot, online]): Command => ({ type: 'undo', online, slot: slotFact(slot) })),
  },
  { weight: 4, arbitrary: fc.constant<Command>({ type: 'reply', message: text }) },
  { weight: 1, arbitrary: fc.constant<Command>({ type: 'react', messageId: 'm', emoji: '👍' }) },
  { weight: 1, arbitrary: fc.constant<Command>({ type: 'note', messageId: 'n', text: 'ojo' }) },
  { weight: 2, arbitrary: fc.constant<Command>({ type: 'botMessage', message: text }) },
  { weight: 1, arbitrary: fc.constant<Command>({ type: 'businessEvent', name: 'pago', data: { orden: 7 } }) },
  { weight: 1, arbitrary: fc.constant<Command>({ type: 'openTicket', ticket: request('tkt_1') }) },
  { weight: 1, arbitrary: fc.constant<Command>({ type: 'block' }) },
  { weight: 2, arbitrary: fc.constant<Command>({ type: 'unblock' }) },
  { weight: 1, arbitrary: fc.constantFrom<Command>({ type: 'read' }, { type: 'unread' }) },
  { weight: 1, arbitrary: fc.constant<Command>({ type: 'editContact', patch: { name: 'Lucía' } }) },
);

const statuses = fc
  .record({
    status: fc.constantFrom(...toldStatuses),
    reason: fc.option(fc.constantFrom('window-closed' as const, 'other' as const), { nil: null }),
    sent: fc.option(fc.record({ at: fc.constantFrom(0, Number.MAX_SAFE_INTEGER), isTemplate: fc.boolean() }), {
      nil: null,
    }),
  })
  .map((told): Happening => ({ type: 'statusTold', messageId: 'm', at: 0, detail: null, ...told }));

const happenings: fc.Arbitrary<{ happening: Happening; age: number }> = fc.record({
  age: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 30 * HOUR }) }),
  happening: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.option(moods, { nil: null, freq: 2 }).map(
        (mood): Happening => ({
          type: 'customerWrote',
          message: { id: 'm', type: 'text', text: 'Buenas', at: 0, receivedAt: 0, ...(mood ? { mood } : {}) },
          profile: { name: 'Lu' },
        }),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constant<Happening>({ type: 'customerReacted', messageId: 'm', emoji: '❤️', at: 0, profile: {} }),
    },
    { weight: 3, arbitrary: fc.constant<Happening>({ type: 'botSaid', messages: [text] }) },
    { weight: 1, arbitrary: fc.constant<Happening>({ type: 'botAnswerDiscarded', reason: 'late' }) },
    { weight: 1, arbitrary: moods.map((sentiment): Happening => ({ type: 'moodRecognised', sentiment })) },
    { weight: 3, arbitrary: inbox.map((to): Happening => ({ type: 'botHandedOff', inbox: to, reason: null })) },
    {
      weight: 5,
      arbitrary: fc
        .constantFrom(HERE, HERE, 'ventas')
        .map((inboxId): Happening => ({ type: 'autoReplied', inboxId, message: { ...text, messageId: 'm-auto' } })),
    },
    {
      weight: 1,
      arbitrary: fc.constant<Happening>({ type: 'windowClosedByProvider', sentAt: 0, reason: '131047' }),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('otro texto', null)
        .map((text): Happening => ({ type: 'customerEdited', messageId: 'm', text, at: 0 })),
    },
    { weight: 2, arbitrary: statuses },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('ventas', 'soporte')
        .map((inboxId): Happening => ({ type: 'inboxRemoved', inboxId, by: 'Sofía' })),
    },
  ),
});

export const events: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('command' as const),
      by: fc.option(everyone, { nil: null, freq: 2 }),
      command: commands,
      epoch: fc.oneof(
        { weight: 6, arbitrary: fc.constant('none' as const) },
        { weight: 1, arbitrary: fc.constantFrom('now' as const, 'old' as const) },
      ),
    }),
  },
  { weight: 8, arbitrary: happenings.map((one): Event => ({ kind: 'happening', ...one })) },
  {
    weight: 4,
    arbitrary: fc
      .oneof(fc.nat({ max: 20 * MINUTE }), fc.nat({ max: 30 * HOUR }))
      .map((by): Event => ({ kind: 'time', by })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('looked' as const),
      inboxId: fc.constantFrom(HERE, 'ventas'),
      until: fc.option(fc.nat({ max: 2 * HOUR }), { nil: null }),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Event>({ kind: 'restart' }) },
);
