import { setTimeout as wait } from 'node:timers/promises';
import type { Relevo } from '../../client/src/index.ts';
import { all } from '../../cli/demo/api.ts';
import { workAsAgent } from './agents.ts';
import type { Board } from './board.ts';
import { createBoard } from './board.ts';
import { chanceOf } from './chance.ts';
import { playCustomer } from './customers.ts';
import type { Access, Floor } from './floor.ts';
import { prepare } from './floor.ts';
import type { Ledger } from './ledger.ts';
import { createLedger } from './ledger.ts';
import type { Listening } from './listen.ts';
import { listen } from './listen.ts';
import type { Looks } from './looks.ts';
import { createLooks, lookAround } from './looks.ts';
import type { Plan } from './plan.ts';
import { planOf, TOMORROW } from './plan.ts';
import { workAsSupervisor } from './supervisors.ts';

export interface DayOptions {
  agents: number;
  conversations: number;
  minutes: number;
  seed: string;
  /** How long an agent takes between two rounds over their chats, in milliseconds; else out of the rest. */
  thinkMs?: number;
}

/** A day while it is played. */
export interface Day {
  seed: string;
  floor: Floor;
  ledger: Ledger;
  board: Board;
  looks: Looks;
  /** What agents remember of chats. */
  cares: Map<string, { replies: number; moves: number }>;
  /** What can be searched for, by contact. */
  tokens: Map<string, string>;
  /** Chats that somebody has just sent elsewhere. */
  recent: string[];
  /** What a supervisor is changing now: one at a time. */
  changing: Set<string>;
  /** Agents whose access nobody touches. */
  steady: Set<string>;
  /** How long an agent takes between two rounds over their chats, about. */
  thinkMs: number;
  /** Customers have gone: nothing is begun any more. */
  closing: AbortController;
  over: AbortController;
  ended(how: string): void;
  left(plan: Plan, why: string): void;
}

/** A day that was played, with all that is known of it but the history. */
export interface Played {
  floor: Floor;
  ledger: Ledger;
  looks: Looks;
  listening: Listening[];
  since: number;
  /** Conversations by how they ended, and those that did not, with the reason. */
  endings: Map<string, number>;
  unended: string[];
  seconds: number;
  /** Whether everything came to its end within the time. */
  drained: boolean;
}

/** Customers at once: more than there are places, so that some always wait. */
const CUSTOMERS_PER_AGENT = 6;
/** The first of them come one after the other. */
const EVERY_MS = 200;
/** Agents who listen to live events; the others look at their lists. */
const LISTENERS = 5;
const LOOK_EVERY_MS = 150;
const REPORT_MS = 10_000;
/** How long what still waits in the end is left to those who may take it there. */
const STUCK_MS = 10_000;
/** How long what was written may take to be told to everybody. */
const SETTLE_MS = 60_000;
const GENERAL = 'general';
/** How much of the time is kept for what is under way when the last customer may come. */
const DRAIN_SHARE = 0.15;

export async function playDay(access: Access, options: DayOptions, say: (line: string) => void): Promise<Played> {
  const { agents, conversations, minutes, seed } = options;
  const since = Date.now();
  const end = since + minutes * 60_000;
  const ledger = createLedger();
  const floor = await prepare(access, ledger, { agents, seed });
  const board = createBoard();
  const endings = new Map<string, number>();
  const unended: string[] = [];
  const day: Day = {
    seed,
    floor,
    ledger,
    board,
    looks: createLooks(ledger),
    cares: new Map(),
    tokens: new Map(),
    recent: [],
    changing: new Set(),
    steady: new Set(),
    thinkMs: options.thinkMs ?? thinkingTime(options),
    closing: new AbortController(),
    over: new AbortController(),
    ended: (how) => void endings.set(how, (endings.get(how) ?? 0) + 1),
    left: ({ externalId }, why) => void unended.push(`${externalId}: ${why}`),
  };
  const listening = listenAll(day);
  await Promise.all(listening.map(({ ready }) => ready));
  await Promise.all(
    floor.agents.map(({ relevo }) => relevo.post('/v1/agents/me/presence', { body: { status: 'online' } })),
  );
  say(`${agents} agents are online, ${conversations} customers are on their way (seed ${seed})`);

  const begun = Date.now();
  const done = () => [...endings.values()].reduce((sum, n) => sum + n, 0);
  const progress = setInterval(() => {
    const seconds = (Date.now() - begun) / 1000;
    const requests = [...ledger.took.values()].reduce((sum, { length }) => sum + length, 0);
    say(`${seconds.toFixed(0)} s: ${done()} of ${conversations} ended, ${(requests / seconds).toFixed(0)} requests/s`);
  }, REPORT_MS);
  const desks = floor.agents.map((agent) => workAsAgent(day, agent));
  const offices = floor.supervisors.map((one) => workAsSupervisor(day, one));
  const watching = lookAround(day, LOOK_EVERY_MS);
  const last = setTimeout(() => day.closing.abort(), (end - Date.now()) * (1 - DRAIN_SHARE));
  const overdue = setTimeout(() => day.over.abort(), end - Date.now());
  try {
    await playCustomers(day, conversations, agents * CUSTOMERS_PER_AGENT);
    day.closing.abort();
    await Promise.all(offices);
    const drained = await drain(day);
    day.over.abort();
    await Promise.all([...desks, watching]);
    await settle(day, listening);
    return {
      floor,
      ledger,
      looks: day.looks,
      listening,
      since,
      endings,
      unended,
      seconds: (Date.now() - begun) / 1000,
      drained,
    };
  } finally {
    day.closing.abort();
    day.over.abort();
    for (const timer of [progress, last, overdue]) clearTimeout(timer);
    await Promise.all(listening.map((one) => one.stop()));
  }
}

/** Such that people are busy for most of the day, and chats wait for them: a place is free again after some rounds. */
function thinkingTime({ agents, conversations, minutes }: DayOptions): number {
  const [placesOfOne, roundsOfOne, share] = [3.5, 3, 0.22];
  const ms = (share * minutes * 60_000 * agents * placesOfOne) / (conversations * roundsOfOne);
  return Math.round(Math.min(5_000, Math.max(200, ms)));
}

function listenAll(day: Day): Listening[] {
  const { floor, seed, board } = day;
  const listeners = floor.agents.filter(({ calm }, n) => !calm || n === 0).slice(0, LISTENERS);
  // One of them keeps being moved; what the others may see is their own to follow.
  for (const { id } of listeners.slice(0, -1)) day.steady.add(id);
  const chance = (name: string) => chanceOf(seed, 'stream', name);
  return [
    listen(
      { role: 'integrator', id: '' },
      floor.integrator,
      { chance: chance('integrator'), secondsOfOne: 60 },
      board.heed,
    ),
    ...floor.supervisors
      .slice(0, 1)
      .map(({ id, relevo }) =>
        listen({ role: 'supervisor', id }, relevo, { chance: chance('supervisor'), secondsOfOne: 30 }),
      ),
    ...listeners.map(({ id, name, relevo }) =>
      listen({ role: 'agent', id }, relevo, { chance: chance(name), secondsOfOne: 15 }),
    ),
  ];
}

async function playCustomers(day: Day, count: number, width: number): Promise<void> {
  const { inboxes } = day.floor;
  let next = 0;
  const street = async (_: unknown, n: number) => {
    await wait(n * EVERY_MS);
    while (next < count && !day.closing.signal.aborted) {
      const plan = planOf(day.seed, next, { inboxes: inboxes.length, calm: inboxes.length });
      next += 1;
      await playCustomer(day, plan).catch((error: unknown) => day.left(plan, String(error)));
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, street));
  for (; next < count; next += 1) day.left(planOf(day.seed, next, { inboxes: 1, calm: 1 }), 'there was no time left');
}

/** Until nothing waits any more and only what goes on tomorrow is with somebody. */
async function drain(day: Day): Promise<boolean> {
  const { floor, over } = day;
  const [supervisor] = floor.supervisors;
  if (!supervisor) return false;
  const { relevo } = supervisor;
  const personal = new Set(floor.agents.map(({ personalInboxId }) => personalInboxId));
  const ours = async (query: { state: 'AGENTE' } | { view: 'unassigned' }) => {
    const found = await all(relevo.paginate('/v1/conversations', { params: { query } }));
    return found.filter(({ channel }) => channel === floor.channel);
  };
  const since = Date.now();
  while (!over.signal.aborted) {
    const held = (await ours({ state: 'AGENTE' })).filter((one) => !isForTomorrow(one));
    const waiting = await ours({ view: 'unassigned' });
    const { inboxes } = await relevo.get('/v1/conversations/counts');
    const personalOnes = inboxes.filter(({ inboxId, total }) => personal.has(inboxId) && total > 0);
    if (held.length + waiting.length + personalOnes.length === 0) return true;
    if (Date.now() - since > STUCK_MS) await toGeneral(day, relevo, waiting, personalOnes);
    await wait(1_000);
  }
  return false;
}

/** What waits where everybody is full with what stays: General is everybody's. */
async function toGeneral(
  { ledger }: Day,
  relevo: Relevo,
  waiting: { contactId: string; place: { inboxId?: string | undefined } }[],
  inboxes: { inboxId: string }[],
): Promise<void> {
  const stuck = waiting.filter(({ place }) => place.inboxId !== GENERAL);
  for (const { inboxId } of inboxes) {
    const listed = await relevo.get('/v1/conversations', { params: { query: { inboxId } } });
    stuck.push(...listed.items);
  }
  for (const { contactId } of stuck) {
    const params = { path: { contactId } };
    await ledger.command('transfer', contactId, () =>
      relevo.post('/v1/conversations/{contactId}/transfer', { params, body: { inboxId: GENERAL } }),
    );
  }
}

const isForTomorrow = ({ name, waitingSince }: { name: string | null; waitingSince: string | null }) =>
  (name?.endsWith(TOMORROW) ?? false) && waitingSince === null;

/** Until the integrator has heard of every line that was taken, and then nobody hears anything new for a while. */
async function settle({ ledger }: Day, listening: Listening[]): Promise<void> {
  const end = Date.now() + SETTLE_MS;
  const heard = () => listening.reduce((sum, { told }) => sum + told.length, 0);
  const lacks = () => {
    const lines = new Set(listening[0]?.told.map(({ messageId }) => messageId));
    return ledger.taken.some(({ messageId }) => !lines.has(messageId));
  };
  for (let before = -1; (before !== heard() || lacks()) && Date.now() < end; ) {
    before = heard();
    await wait(1_500);
  }
}
