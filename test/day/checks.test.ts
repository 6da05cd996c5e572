import { expect, test } from 'vitest';
import type { MessageRow, TimelineRow } from '../../domain/rows.ts';
import type { Place } from '../../domain/state.ts';
import type { State } from '../../domain/vocabulary.ts';
import { checkCapacity, checkPlaces } from './checks/capacity.ts';
import type { Finding } from './checks/finding.ts';
import { checkMessages } from './checks/messages.ts';
import { checkOrder, checkTurns } from './checks/order.ts';
import { checkOwnership } from './checks/ownership.ts';
import { checkStreams } from './checks/streams.ts';
import { checkVisibility } from './checks/visibility.ts';
import type { Floor, Inbox } from './floor.ts';
import type { Chat } from './history.ts';
import { createHistory } from './history.ts';
import type { Ledger } from './ledger.ts';
import { createLedger } from './ledger.ts';
import type { Listening } from './listen.ts';
import type { Look, Looks, Shown } from './looks.ts';
import { createSight } from './sight.ts';

/** A day of two chats that kept every promise, small enough to be broken in one place at a time. */
interface World {
  chats: Chat[];
  ledger: Ledger;
  looks: Look[];
  count: { sentAt: number; ackAt: number; total: number };
  listening: Listening;
  load: number;
}

const S = 60_000;
const [ANA, BRUNO] = ['ana', 'bruno'];
const sales: Inbox = { id: 'sales', name: 'Ventas', mode: 'round-robin', members: new Set([ANA, BRUNO]) };
const inSales = { inboxId: 'sales' };
const withAna = { inboxId: 'sales', agentId: ANA };
const closed = { inboxId: 'cerradas' };

function world(): World {
  const ledger = createLedger();
  for (const agentId of [ANA, BRUNO]) ledger.capacities.push({ agentId, capacity: 1, sentAt: 0, ackAt: 0 });
  ledger.members.push({ inboxId: 'sales', members: new Set([ANA]), sentAt: 0, ackAt: 0 });
  const first = chat('c1', [
    [1, 'write', 'BOT', {}],
    [2, 'handoff', 'BANDEJA', inSales],
    [4, 'assign', 'AGENTE', withAna, 'rule'],
    [6, 'close', 'BANDEJA', closed],
  ]);
  const second = chat('c2', [
    [1, 'write', 'BOT', {}],
    [3, 'handoff', 'BANDEJA', inSales],
    [8, 'claim', 'AGENTE', withAna, ANA],
  ]);
  first.messages = [line('m1', 1, 'in', 'contact'), line('b1', 1.5, 'out', 'bot'), line('r1', 5, 'out', 'agent')];
  second.messages = [line('m2', 1, 'in', 'contact')];
  ledger.taken.push({ contactId: 'c1', messageId: 'm1', ...span(1) }, { contactId: 'c2', messageId: 'm2', ...span(1) });
  ledger.said.push({ contactId: 'c1', messageId: 'r1', agentId: ANA, direction: 'out', text: 'r1', ...span(5) });
  ledger.claims.push(
    { contactId: 'c2', agentId: ANA, outcome: 'won', owner: ANA, ...span(8) },
    { contactId: 'c2', agentId: BRUNO, outcome: 'already-claimed', owner: ANA, ...span(8) },
  );
  const looks: Look[] = [
    look(ANA, 5, [['c1', { version: 7, spot: spot('AGENTE', withAna) }]]),
    look(BRUNO, 5, []),
    { ...look(BRUNO, 7, [['c1', null]]), scope: { of: 'all' } },
  ];
  ledger.shown.set('c1', [{ version: 7, ackAt: 4 * S }]);
  const told = { at: 0, version: 0, spot: null, messageId: '', seq: 0 };
  const listening: Listening = {
    who: { role: 'agent', id: ANA },
    told: [
      { ...told, event: 'message.created', contactId: 'c1', messageId: 'r1', seq: 5 * S, at: 5 * S + 1 },
      { ...told, event: 'conversation.changed', contactId: 'c1', version: 9, spot: spot('BANDEJA', closed), at: 6 * S },
    ],
    since: 4.5 * S,
    breaks: [],
    ready: Promise.resolve(),
    stop: async () => undefined,
  };
  return { chats: [first, second], ledger, looks, count: { ...span(5), total: 1 }, listening, load: 1 };
}

function chat(contactId: string, moves: [number, string, State, Omit<Place, 'label'>, string?][]): Chat {
  const timeline = moves.map(([minute, command, to, place, by = 'x'], i): TimelineRow => {
    const before = moves[i - 1];
    return {
      contactId,
      seq: minute * S,
      at: minute * S,
      command,
      to,
      reason: null,
      actor: { kind: by === 'rule' ? 'rule' : 'agent', id: by, name: by },
      from: before?.[2] ?? null,
      fromPlace: before ? { ...before[3], label: '' } : null,
      toPlace: { ...place, label: '' },
    };
  });
  const last = timeline.at(-1);
  const now = { contactId, state: last?.to, place: last?.toPlace, version: 9 } as Chat['now'];
  return { contactId, now, timeline, messages: [] };
}

function line(id: string, minute: number, direction: 'in' | 'out', kind: 'contact' | 'bot' | 'agent'): MessageRow {
  const at = minute * S;
  const author = { kind, id: kind === 'agent' ? ANA : null, name: null };
  return { id, seq: at, at, receivedAt: at, direction, author, text: id } as MessageRow;
}

const span = (minute: number) => ({ sentAt: minute * S - 10, ackAt: minute * S + 10 });
const spot = (state: State, { inboxId, agentId }: Omit<Place, 'label'>) => ({ state, inboxId, agentId });

function look(agentId: string, minute: number, shown: [string, Shown | null][]): Look {
  const scope = { of: 'chat', contactId: 'c1' } as const;
  return { agentId, what: 'a list', scope, ...span(minute), shown: new Map(shown), whole: true, paged: false };
}

function findings({ chats, ledger, looks, count, listening, load }: World): Finding[] {
  const agents = [ANA, BRUNO].map((id) => ({ id, personalInboxId: `of-${id}` }));
  const history = createHistory(chats);
  const sight = createSight(history, { agents } as Floor, ledger);
  const { sentAt, ackAt, total } = count;
  const counts = [{ agentId: ANA, sentAt, ackAt, counts: [{ scope: { of: 'mine' as const }, total }] }];
  return [
    checkCapacity(history, ledger),
    ...checkOwnership(history, ledger),
    checkOrder(history, [sales]),
    checkTurns(history, sales),
    ...checkMessages(history, ledger),
    ...checkVisibility(history, sight, { looks, counts } as unknown as Looks, ledger),
    ...checkStreams(history, sight, [listening]),
    checkPlaces(history, [{ id: ANA, name: ANA, load }]),
  ];
}

const broken = (of: World) =>
  findings(of).flatMap(({ promise, violations }) => (violations.length > 0 ? [promise] : []));
const at = <T>(some: readonly T[], n: number): T => some[n] as T;
const claim = (minute: number, command = 'claim') => {
  return (w: World) => {
    const { chats } = w;
    const other = chat('c2', [
      [1, 'write', 'BOT', {}],
      [3, 'handoff', 'BANDEJA', inSales],
      [minute, command, 'AGENTE', withAna, command === 'claim' ? ANA : 'rule'],
    ]);
    chats[1] = { ...at(chats, 1), timeline: other.timeline };
    w.ledger.claims.splice(0, 1, { ...at(w.ledger.claims, 0), ...span(minute) });
  };
};

test('a day that kept its promises is found so', () => {
  expect(broken(world())).toEqual([]);
});

test.each<[string, string, (w: World) => unknown]>([
  ['a chat more than fits', 'capacity is never exceeded', claim(5)],
  ['a jump in a timeline', 'one owner at a time', (w) => at(w.chats, 0).timeline.splice(2, 1)],
  ['a winner that never had it', 'every race has one winner', (w) => (at(w.ledger.claims, 1).outcome = 'won')],
  ['a wrong owner named', 'every race has one winner', (w) => (at(w.ledger.claims, 1).owner = BRUNO)],
  ['a claim nobody gave', 'every race has one winner', (w) => w.ledger.claims.splice(0, 1)],
  ['one who waited less before one who waited longer', 'waiting order is kept', claim(3.5, 'assign')],
  ['a turn out of turn', 'round-robin counts differ by one at most', claim(7, 'assign')],
  ['a line lost', 'every message taken is there once, in order', (w) => at(w.chats, 1).messages.splice(0, 1)],
  [
    'a line doubled',
    'every message taken is there once, in order',
    (w) => at(w.chats, 1).messages.push(line('m2', 2, 'in', 'contact')),
  ],
  ['a reply lost', 'every reply and note is there once', (w) => at(w.chats, 0).messages.splice(2, 1)],
  [
    'a bot over people',
    'the bot never speaks while people have the chat',
    (w) => (at(at(w.chats, 0).messages, 1).seq = 4.5 * S),
  ],
  ['a chat shown to another', 'nobody sees what is not theirs to see', (w) => at(w.looks, 1).shown.set('c1', null)],
  [
    'a place shown to another',
    'nobody sees what is not theirs to see',
    (w) => at(w.looks, 1).shown.set('c1', { version: 7, spot: spot('AGENTE', withAna) }),
  ],
  [
    'a place left long ago',
    'lists are as new as the last answer',
    (w) => at(w.looks, 0).shown.set('c1', { version: 7, spot: spot('BOT', {}) }),
  ],
  ['a chat kept from its owner', 'nobody sees what is not theirs to see', (w) => at(w.looks, 0).shown.clear()],
  ['a count too high', 'counts are of what the caller sees', (w) => (w.count.total = 2)],
  [
    'an old list',
    'lists are as new as the last answer',
    (w) => at(w.looks, 0).shown.set('c1', { version: 6, spot: spot('AGENTE', withAna) }),
  ],
  ['an event of another’s chat', 'live events tell of nothing out of sight', (w) => (w.listening.who.id = BRUNO)],
  ['an event twice', 'live events come once and in order', (w) => w.listening.told.push(at(w.listening.told, 0))],
  ['an event lost', 'no live event is missing', (w) => w.listening.told.splice(0, 1)],
  ['a screen left behind', 'no live event is missing', (w) => (at(w.listening.told, 1).version = 8)],
  ['a place that leaked', 'no place leaks', (w) => (w.load = 2)],
])('%s is noticed', (_, promise, breaks) => {
  const w = world();
  breaks(w);
  expect(broken(w)).toContain(promise);
});
