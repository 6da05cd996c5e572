import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaFor, normalEmails } from '../../domain/areas.ts';
import type { BotTicket } from '../../domain/bot.ts';
import type { Happening } from '../../domain/commands.ts';
import { knownFields } from '../../domain/file-ticket.ts';
import { happen } from '../../domain/happen.ts';
import { defaultPolicy, defaultTicketRules } from '../../domain/policy.ts';
import type { Actor, Conversation, Profile } from '../../domain/state.ts';
import type { TicketSubtype } from '../../domain/ticket-types.ts';
import { ticketTypeOf, ticketTypes } from '../../domain/ticket-types.ts';
import type { Ticket, TicketChange, TicketEnvelope, TicketPolicy } from '../../domain/tickets.ts';
import {
  changeTicket,
  openTicket,
  passTime,
  reviveTicket,
  ticketDeadline,
  ticketStates,
} from '../../domain/tickets.ts';
import { chats, DAY, give, HOUR, hub, NOW, outputs, request, scene, tell, wrote } from './scenes.ts';

const policy: TicketPolicy = { version: 1, unattendedAfter: 4 * HOUR, webhooks: false };
const ana: Actor = { kind: 'agent', id: 'ana', name: 'Ana' };

function fresh(): Ticket {
  const of = { contactId: 'c_1', contactName: null, reportedBy: ana, complete: true, upToSeq: 7 };
  return openTicket(request('tkt_1'), of, NOW);
}

let changes = 0;
function change(ticket: Ticket, given: Partial<TicketChange>, at: number, id = `change-${++changes}`) {
  const whole = { type: 'change', state: ticket.state, comment: null, ...given } as TicketChange;
  const envelope: TicketEnvelope = { id, change: whole, by: ana, policy };
  return changeTicket(ticket, envelope, at);
}

describe('a ticket', () => {
  test('begins ABIERTO and goes from every state to every other', () => {
    expect(fresh()).toMatchObject({ state: 'ABIERTO', history: [{ n: 1, from: null, to: 'ABIERTO', actor: ana }] });
    for (const from of ticketStates)
      for (const to of ticketStates) {
        const before = change(fresh(), { state: from }, NOW + 1).ticket;
        const { ticket } = change(before, { state: to, comment: 'porque sí' }, NOW + 2);
        expect(ticket.state).toBe(to);
        expect(ticket.history.at(-1)).toMatchObject({ from, to, comment: 'porque sí', at: NOW + 2 });
      }
  });

  test('takes the same change once, and one to what is already so as none', () => {
    const { ticket } = change(fresh(), { state: 'EN_PROCESO' }, NOW + 1, 'one');
    expect(change(ticket, { state: 'ABIERTO' }, NOW + 2, 'one').ticket).toBe(ticket);
    expect(change(ticket, { state: 'EN_PROCESO' }, NOW + 2).ticket).toBe(ticket);
    expect(change(ticket, { comment: 'sigo' }, NOW + 2).ticket.history).toHaveLength(3);
  });

  test('under any changes counts them one by one, and its version only grows', () => {
    const acts = fc.array(fc.record({ state: fc.constantFrom(...ticketStates), wait: fc.nat({ max: 3 * DAY }) }), {
      maxLength: 70,
    });
    fc.assert(
      fc.property(acts, (all) => {
        let ticket = fresh();
        let at = NOW;
        for (const { state, wait } of all) {
          at += wait;
          const next = change(ticket, { state }, at).ticket;
          expect(next.version).toBeGreaterThanOrEqual(ticket.version);
          ticket = next;
        }
        const numbers = ticket.history.map(({ n }) => n);
        expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i));
        expect(ticket.history.length).toBeLessThanOrEqual(50);
        expect(reviveTicket(ticket, at).version).toBeGreaterThan(ticket.version);
      }),
    );
  });
});

describe('while nobody takes it up', () => {
  const levels = (ticket: Ticket, at: number) =>
    passTime(ticket, policy, at).outputs.map((one) => one.type === 'alert' && [one.row.level, one.row.raisedAt - NOW]);

  test('supervisors are told after the time set, and after twice the time each level', () => {
    expect(levels(fresh(), NOW + 4 * HOUR - 1)).toEqual([]);
    expect(levels(fresh(), NOW + 20 * HOUR)).toEqual([
      [1, 4 * HOUR],
      [2, 8 * HOUR],
      [3, 16 * HOUR],
    ]);
  });

  test('a change ends every alert, and opening it again starts the wait anew', () => {
    const waited = passTime(fresh(), policy, NOW + 9 * HOUR).ticket;
    const taken = change(waited, { state: 'EN_PROCESO' }, NOW + 10 * HOUR);
    expect(taken.outputs[0]).toMatchObject({ type: 'alertsEnded', ended: { how: 'change', by: ana } });
    const ids = taken.outputs.flatMap((one) => (one.type === 'alertsEnded' ? one.ended.ids : []));
    expect(ids).toEqual(waited.escalation?.alertIds);
    expect(ticketDeadline('unattended', taken.ticket, policy)).toBeNull();
    const again = change(taken.ticket, { state: 'ABIERTO' }, NOW + DAY).ticket;
    expect(ticketDeadline('unattended', again, policy)).toBe(NOW + DAY + 4 * HOUR);
    const second = passTime(again, policy, NOW + 2 * DAY).ticket.escalation?.alertIds ?? [];
    expect(second.filter((id) => ids.includes(id))).toEqual([]);
  });

  test('an acknowledged alert is over for good, a comment ends none, and a deadline missed fires before the change', () => {
    const waited = passTime(fresh(), policy, NOW + 5 * HOUR).ticket;
    const [alertId = ''] = waited.escalation?.alertIds ?? [];
    expect(change(waited, { comment: 'lo miro' }, NOW + 5 * HOUR).ticket.escalation).toEqual(waited.escalation);
    const acknowledged = change(waited, { type: 'acknowledge', alertId }, NOW + 6 * HOUR);
    expect(acknowledged.outputs).toMatchObject([{ type: 'alertsEnded', ended: { how: 'acknowledge' } }]);
    expect(levels(acknowledged.ticket, NOW + 30 * DAY)).toEqual([]);
    const late = change(fresh(), { state: 'RESUELTO' }, NOW + 5 * HOUR);
    expect(late.outputs.map(({ type }) => type)).toEqual(['alert', 'alertsEnded', 'changed']);
  });
});

test('only a settled ticket comes to rest, a week after the last that happened to it', () => {
  for (const state of ticketStates) {
    const { ticket } = change(fresh(), { state, comment: 'x' }, NOW + HOUR);
    const at = ticketDeadline('quiet', ticket, policy);
    const settled = state === 'RESUELTO' || state === 'DESESTIMADO';
    expect([state, at]).toEqual([state, settled ? NOW + HOUR + 7 * DAY : null]);
  }
});

describe('what the bot proposes', () => {
  const proposed: BotTicket = { type: 'POSTVENTA', subtype: 'GARANTIA', summary: 'No enciende', fields: {} };
  const on = { unattendedAfter: HOUR, subtypes: ['GARANTIA' as const], fields: {} };
  const propose = (c: Conversation, ticket = proposed) => happen(c, { type: 'botOpenedTicket', ticket }, null, NOW);
  const opened = (c: Conversation, ticket = proposed) => outputs(propose(c, ticket), 'ticketOpened').length;
  const withBot = (tickets = on) => scene(chats.BOT, undefined, { policy: { ...defaultPolicy, tickets } });

  test('is opened only where the account lets it, and while the bot has the chat', () => {
    expect(opened(withBot())).toBe(1);
    expect(opened(scene(chats.BOT))).toBe(0);
    expect(opened(withBot(), { ...proposed, subtype: 'QUEJAS' })).toBe(0);
    for (const chat of [chats.BANDEJA, chats.AGENTE, chats.CERRADAS, chats.EXPIRADO])
      expect(opened({ ...withBot(), chat })).toBe(0);
  });

  test('is one ticket of a subtype in a session, and another in the next', () => {
    const first = propose(withBot());
    expect(opened(first.conversation)).toBe(0);
    expect(first.conversation.chat).toEqual(chats.BOT);
    const closed = { ...first.conversation, chat: chats.CERRADAS };
    const next = happen(closed, wrote(NOW + HOUR), null, NOW + HOUR).conversation;
    const again = outputs(propose(next), 'ticketOpened');
    expect(again).toHaveLength(1);
    expect(again[0]?.ticket.id).not.toBe(outputs(first, 'ticketOpened')[0]?.ticket.id);
  });

  test('keeps to the type of its subtype, whatever the bot says', () => {
    const [one] = outputs(propose(withBot(), { ...proposed, type: 'VENTA' }), 'ticketOpened');
    expect(one?.ticket).toMatchObject({ type: 'POSTVENTA', reportedBy: { kind: 'bot' } });
  });
});

test('the same ticket opened twice is one', () => {
  const first = give(scene(chats.BOT), hub, { type: 'openTicket', ticket: request('tkt_9') });
  if (!first.ok) throw new Error('refused');
  const second = give(first.step.conversation, hub, { type: 'openTicket', ticket: request('tkt_9') });
  expect(second.ok && second.step.outputs).toEqual([]);
});

test('of areas the one that names the subtype takes a ticket, else one that names the type, else none', () => {
  const area = (name: string, types: string[], subtypes: string[]) => ({ name, types, subtypes }) as never;
  const areas = [
    area('general', [], []),
    area('posventa', ['POSTVENTA'], []),
    area('garantías', [], ['GARANTIA']),
    area('más', ['POSTVENTA'], ['GARANTIA']),
  ];
  const nameFor = (subtype: TicketSubtype) =>
    (areaFor(areas, { subtype, type: ticketTypeOf(subtype) }) as { name: string } | undefined)?.name;
  expect(nameFor('GARANTIA')).toBe('garantías');
  expect(nameFor('QUEJAS')).toBe('posventa');
  expect(nameFor('POTENCIAL_CLIENTE')).toBeUndefined();
  for (const [type, subtypes] of Object.entries(ticketTypes))
    for (const subtype of Object.keys(subtypes)) expect(ticketTypeOf(subtype as never)).toBe(type);
});

test('addresses are kept in lower case and once', () => {
  expect(normalEmails([' Ana@Example.com', 'bruno@example.com', 'ana@example.COM '])).toEqual([
    'ana@example.com',
    'bruno@example.com',
  ]);
});

describe('what the customer tells the bot of themselves', () => {
  const told = (fields: Record<string, string>): Happening => ({ type: 'customerTold', fields });
  const of = (channel: string, profile: Partial<Profile>) => {
    const c = scene(chats.BOT);
    return { ...c, channel, profile: { ...c.profile, ...profile } };
  };
  test('goes to the card, later words in the place of earlier ones', () => {
    const c = of('webchat', { firstName: null, lastName: 'Gomes' });
    const { conversation } = tell(c, told({ firstName: 'Ana', lastName: 'Gómez', orderNumber: '1' }));
    expect(conversation.profile).toMatchObject({ firstName: 'Ana', lastName: 'Gómez', custom: c.profile.custom });
  });
  test('overrides neither a person’s edit nor what a login or the channel vouches for', () => {
    const edited = of('webchat', { lastName: 'Gomes', edited: ['lastName'] });
    expect(tell(edited, told({ lastName: 'Otra' })).conversation.profile.lastName).toBe('Gomes');
    const vouched = of('webchat', { email: 'ana@example.com', phone: null, authenticated: true });
    const { profile } = tell(vouched, told({ email: 'otra@example.com', phone: '+5491155551234' })).conversation;
    expect(profile).toMatchObject({ email: 'ana@example.com', phone: '+5491155551234' });
  });
  test('a WhatsApp contact has told their phone by writing, if they have a number there', () => {
    const from = (channel: string, externalId: string) => knownFields({ ...of(channel, { phone: null }), externalId });
    expect(from('whatsapp', '5493815551234')).toContain('phone');
    expect(from('whatsapp', 'US.13491208655302741918')).not.toContain('phone');
    expect(from('webchat', '5493815551234')).not.toContain('phone');
  });
  test('a name of several words is a first and a last name, and a sign is none', () => {
    const blank = { firstName: null, lastName: null };
    const known = (name: string) =>
      knownFields(of('webchat', { ...blank, name })).filter((field) => /Name/.test(field));
    expect(['Ana Ruiz', 'Ana', '~♥~', '+54 381'].map(known)).toEqual([
      ['firstName', 'lastName'],
      ['firstName'],
      [],
      [],
    ]);
  });
});

describe('what a ticket knows', () => {
  const filed = (profile: Partial<Profile>, fields: Record<string, string>) => {
    const c = scene(chats.BOT);
    const policy = {
      ...c.policy,
      tickets: { ...defaultTicketRules, subtypes: ['GARANTIA'], fields: { GARANTIA: ['dni'] } },
    };
    const none = { name: null, firstName: null, lastName: null, phone: null, email: null };
    const before = { ...c, policy: policy as never, profile: { ...c.profile, ...none, ...profile } };
    const ticket = { type: 'POSTVENTA', subtype: 'GARANTIA', summary: 's', fields } as const;
    const [opened] = outputs(tell(before, { type: 'botOpenedTicket', ticket }), 'ticketOpened');
    return opened?.ticket;
  };
  test('is what was told and what the card has, and it names what is missing', () => {
    expect(filed({ name: 'Ana Ruiz', email: 'a@example.com' }, { phone: '+5493815551234' })).toMatchObject({
      fields: { firstName: 'Ana', lastName: 'Ruiz', email: 'a@example.com', phone: '+5493815551234' },
      complete: false,
      missing: ['dni'],
    });
    expect(filed({ name: 'Ana', custom: { dni: '28333444' } }, { dni: ' ' })?.missing).toEqual(['lastName', 'phone']);
  });
});
