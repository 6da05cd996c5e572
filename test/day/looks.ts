import { setTimeout as wait } from 'node:timers/promises';
import type { Schemas } from '../../client/src/index.ts';
import { all } from '../../cli/demo/api.ts';
import type { Chance } from './chance.ts';
import { chanceOf } from './chance.ts';
import type { Day } from './day.ts';
import type { Agent } from './floor.ts';
import type { Ledger, Span } from './ledger.ts';
import type { Scope, Spot } from './sight.ts';

/** A chat as an answer tells of it. */
export interface Shown {
  version: number;
  spot: Spot;
}

/** What somebody was shown at one moment. */
export interface Look extends Span {
  agentId: string;
  what: string;
  scope: Scope;
  /** The contacts of the chats, and what the answer tells of each; null: that it is there, and no more. */
  shown: Map<string, Shown | null>;
  /** Whether that is all there is, and what is not shown has to be out of sight. */
  whole: boolean;
  /** Whether it was read page by page, and what had news meanwhile may be on none of them. */
  paged: boolean;
}

/** Counts, by inbox; 'mine', 'closed' and 'all' beside them. */
export interface Count extends Span {
  agentId: string;
  counts: { scope: Scope; total: number }[];
}

type Chat = Schemas['ListedConversation'];
type Query = {
  view: 'mine' | 'unassigned' | 'all' | 'closed';
  sort?: 'waiting' | 'recent';
  inboxId?: string;
  q?: string;
};

/** What agents are shown, kept to be judged when the history is known. */
export interface Looks {
  looks: Look[];
  counts: Count[];
  /** The first page of a list; what it holds is kept. */
  list(agent: Agent, query: Query, scope: Scope, limit?: number): Promise<Chat[]>;
  /** One look of some kind by somebody. */
  random(day: Day, chance: Chance): Promise<void>;
}

const PAGE = 50;

const told = (items: Chat[]) =>
  items.map(({ contactId, version, state, place }): [string, Shown] => {
    return [contactId, { version, spot: { state, inboxId: place.inboxId, agentId: place.agentId } }];
  });

export function createLooks(ledger: Ledger): Looks {
  const kept: Looks = {
    looks: [],
    counts: [],
    async list(agent, query, scope, limit = PAGE) {
      const asked = await ledger.ask(`list ${query.view}`, '', () =>
        agent.relevo.get('/v1/conversations', { params: { query: { ...query, limit } } }),
      );
      if (!asked.ok) return [];
      const { items, nextCursor } = asked.value;
      keep(agent, `list ${query.view}`, scope, asked, told(items), { whole: nextCursor === null });
      return items;
    },
    async random(day, chance) {
      const agent = chance.one(day.floor.agents);
      const contactId = chance.one([...day.tokens.keys()]);
      const token = day.tokens.get(contactId) ?? '';
      await chance.one([counts, direct, direct, found, lines, inboxList, wholeList])(
        agent,
        contactId,
        token,
        chance,
        day,
      );
    },
  };

  function keep(
    agent: Agent,
    what: string,
    scope: Scope,
    { sentAt, ackAt }: Span,
    shown: [string, Shown | null][],
    { whole = true, paged = false }: { whole?: boolean; paged?: boolean } = {},
  ): void {
    kept.looks.push({ agentId: agent.id, what, scope, sentAt, ackAt, shown: new Map(shown), whole, paged });
  }

  async function counts(agent: Agent): Promise<void> {
    const asked = await ledger.ask('counts', '', () => agent.relevo.get('/v1/conversations/counts'));
    if (!asked.ok) return;
    const { views, inboxes } = asked.value;
    const of = (name: 'mine' | 'closed' | 'unassigned' | 'all') => ({ scope: { of: name }, total: views[name].total });
    const each = inboxes.map(({ inboxId, total }) => ({ scope: { of: 'inbox' as const, inboxId }, total }));
    const { sentAt, ackAt } = asked;
    kept.counts.push({
      agentId: agent.id,
      sentAt,
      ackAt,
      counts: [of('mine'), of('closed'), of('unassigned'), of('all'), ...each],
    });
  }

  /** A chat by its id: itself, its transcript, its timeline, or its contact. */
  async function direct(agent: Agent, contactId: string, _token: string, chance: Chance): Promise<void> {
    const path = { contactId };
    const { relevo } = agent;
    const ways = {
      conversation: () => relevo.get('/v1/conversations/{contactId}', { params: { path } }),
      transcript: () => relevo.get('/v1/conversations/{contactId}/messages', { params: { path } }),
      timeline: () => relevo.get('/v1/conversations/{contactId}/timeline', { params: { path } }),
      contact: () => relevo.get('/v1/contacts/{id}', { params: { path: { id: contactId } } }),
    };
    const what = chance.one(Object.keys(ways) as (keyof typeof ways)[]);
    const asked = await ledger.ask(`get ${what}`, contactId, ways[what] as () => Promise<object>);
    if (!asked.ok && asked.code !== 'not-found') return;
    const shown: [string, null][] = asked.ok ? [[contactId, null]] : [];
    keep(agent, `get ${what}`, { of: 'chat', contactId }, asked, shown);
  }

  async function found(agent: Agent, contactId: string, q: string): Promise<void> {
    const query = { q, limit: PAGE };
    const asked = await ledger.ask('search chats', '', () =>
      agent.relevo.get('/v1/conversations', { params: { query } }),
    );
    if (!asked.ok) return;
    keep(agent, 'search chats', { of: 'chat', contactId }, asked, told(asked.value.items));
  }

  async function lines(agent: Agent, contactId: string, q: string): Promise<void> {
    const asked = await ledger.ask('search lines', '', () =>
      agent.relevo.get('/v1/messages', { params: { query: { q, limit: PAGE } } }),
    );
    if (!asked.ok) return;
    const shown = asked.value.items.map(({ contactId: id }): [string, null] => [id, null]);
    keep(agent, 'search lines', { of: 'chat', contactId }, asked, shown);
  }

  async function inboxList(agent: Agent, _id: string, _q: string, chance: Chance, { floor }: Day): Promise<void> {
    const inbox = chance.one([...floor.inboxes, floor.calm]);
    await kept.list(agent, { view: 'all', inboxId: inbox.id }, { of: 'inbox', inboxId: inbox.id });
  }

  /** Every page of everything: what stays where it is has to be in it, and nothing else. */
  async function wholeList(agent: Agent): Promise<void> {
    const query = { view: 'all', limit: 200 } as const;
    const sentAt = Date.now();
    const asked = await ledger.ask('all pages', '', () =>
      all(agent.relevo.paginate('/v1/conversations', { params: { query } })),
    );
    if (!asked.ok) return;
    keep(agent, 'all pages', { of: 'all' }, { sentAt, ackAt: asked.ackAt }, told(asked.value), { paged: true });
  }

  return kept;
}

/** Looks by anybody at anything, until the day is over. */
export async function lookAround(day: Day, everyMs: number): Promise<void> {
  const chance = chanceOf(day.seed, 'looks');
  while (!day.over.signal.aborted) {
    if (day.tokens.size > 0) await day.looks.random(day, chance);
    await wait(chance.whole(0, 2 * everyMs), undefined, { ref: false });
  }
}
