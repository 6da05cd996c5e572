import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from './api.ts';
import type { Chat, Floor, Person } from './floor.ts';
import { at, closed, DAY, expired, newChat, openFloor, refused, taken, waiting, withBot } from './floor.ts';

let floor: Floor;
let ana: Person;
let bruno: Person;
let sofia: Person;
let hub: Person;
beforeAll(async () => {
  floor = await openFloor();
  ({ ana, bruno, sofia, hub } = floor);
});
afterAll(() => floor.close());

const page = async (query: string, who = sofia): Promise<Answer['body']> => {
  const { status, body, text } = await who.get(`/v1/conversations?${query}`);
  expect(status, text).toBe(200);
  return body;
};
const idsOf = async (query: string, who = sofia): Promise<string[]> =>
  (await page(`limit=200&${query}`, who)).items.map(({ id }: { id: string }) => id);
/** All pages; `between` runs after each. */
const walk = async (query: string, limit: number, between: (page: number) => Promise<void> = async () => undefined) => {
  const seen: string[] = [];
  let cursor: string | null = '';
  for (let i = 0; cursor !== null; i += 1) {
    const body: Answer['body'] = await page(`limit=${limit}&${query}${cursor && `&cursor=${cursor}`}`);
    expect(body.items.length).toBeLessThanOrEqual(limit);
    seen.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.nextCursor;
    await between(i);
  }
  return seen;
};

describe('the views', () => {
  let ventas: string;
  let chats: Record<string, Chat>;
  beforeAll(async () => {
    ventas = (await sofia.post('/v1/inboxes', { name: 'Ventas', members: [ana.id] })).body.id;
    chats = {
      bot: await withBot(floor),
      general: await waiting(floor),
      ventas: await waiting(floor, ventas),
      personal: await waiting(floor),
      ana: await taken(floor),
      bruno: await taken(floor, bruno),
      closed: await closed(floor),
      expired: await expired(floor),
    };
    await chats.personal?.done(bruno, 'transfer', { agentId: ana.id });
    for (const chat of Object.values(chats)) await chat.lines(1);
  });
  const named = async (query: string, who: Person) => {
    const ids = await idsOf(query, who);
    return Object.keys(chats).filter((name) => ids.includes(chats[name]?.id ?? ''));
  };

  test.each<[string, 'ana' | 'bruno' | 'sofia' | 'hub', string[]]>([
    ['view=mine', 'ana', ['personal', 'ana']],
    ['view=mine', 'bruno', ['bruno']],
    ['view=mine', 'sofia', []],
    ['view=mine', 'hub', []],
    ['view=unassigned', 'ana', ['general', 'ventas']],
    ['view=unassigned', 'bruno', ['general']],
    ['view=unassigned', 'sofia', ['general', 'ventas']],
    ['view=closed', 'bruno', ['closed']],
    ['view=all', 'ana', ['bot', 'general', 'ventas', 'personal', 'ana', 'closed', 'expired']],
    ['view=all', 'bruno', ['bot', 'general', 'bruno', 'closed', 'expired']],
    ['view=all', 'sofia', ['bot', 'general', 'ventas', 'personal', 'ana', 'bruno', 'closed', 'expired']],
    ['view=history', 'hub', ['bot', 'general', 'ventas', 'personal', 'ana', 'bruno', 'closed', 'expired']],
    ['', 'bruno', ['bot', 'general', 'bruno', 'closed', 'expired']],
    ['state=AGENTE', 'bruno', ['bruno']],
    ['state=EXPIRADO', 'ana', ['expired']],
  ])('%s shows %s what they may see of it', async (query, who, names) => {
    expect(await named(query, floor[who])).toEqual(names);
  });

  test('are narrowed by inbox, agent, origin and unread', async () => {
    expect(await named(`inboxId=${ventas}`, sofia)).toEqual(['ventas']);
    expect(await named(`inboxId=${ventas}`, bruno)).toEqual([]);
    expect(await named(`agentId=${bruno.id}`, sofia)).toEqual(['bruno']);
    const contact = { id: 'cold-1' };
    const { body } = await ana.post('/v1/contacts', { channel: 'webchat', contact });
    expect(await idsOf('origin=agent')).toEqual([body.id]);
    expect(await idsOf('origin=customer')).not.toContain(body.id);
    await chats.general?.done(ana, 'read');
    expect(await named('unread=true&view=unassigned', sofia)).toEqual(['ventas']);
    expect(await named('unread=false&view=unassigned', sofia)).toEqual(['general']);
    await chats.general?.done(ana, 'unread');
    expect(await named('unread=true&view=unassigned&state=BANDEJA', sofia)).toEqual(['general', 'ventas']);
  });

  test('take no filter that they do not know', async () => {
    for (const query of ['view=hidden', 'sort=random', 'state=NUEVO', 'origin=moon', 'unread=1', 'limit=0', 'x=y'])
      expect(refused(await sofia.get(`/v1/conversations?${query}`))).toEqual([400, 'invalid-request']);
  });
});

describe('the order', () => {
  let inbox: string;
  const chats: Chat[] = [];
  beforeAll(async () => {
    inbox = (await sofia.post('/v1/inboxes', { name: 'Orden' })).body.id;
    // Three whose windows end in another order than they came, then one whose session is closed.
    for (const hours of [-3, -1, -2]) {
      const chat = newChat(floor);
      await chat.writes('hola', { at: at(hours * 3_600_000) });
      await chat.done(hub, 'handoff', { inboxId: inbox });
      chats.push(chat);
    }
    const answered = newChat(floor);
    await answered.writes('hola');
    await answered.done(hub, 'handoff', { inboxId: inbox });
    await answered.done(sofia, 'claim');
    await answered.done(sofia, 'messages', { type: 'text', text: 'listo' });
    await answered.done(sofia, 'return');
    chats.push(answered);
  });
  const order = async (sort: string) =>
    (await idsOf(`inboxId=${inbox}&sort=${sort}`)).map((id) => chats.findIndex((chat) => chat.id === id));

  test('waiting: who has waited longest first, whom nobody keeps waiting last', async () => {
    expect(await order('waiting')).toEqual([0, 1, 2, 3]);
    await chats[0]?.done(sofia, 'claim');
    await chats[0]?.done(sofia, 'messages', { type: 'text', text: 'voy' });
    await chats[0]?.done(sofia, 'return');
    expect((await order('waiting')).slice(0, 2)).toEqual([1, 2]);
    expect(new Set((await order('waiting')).slice(2))).toEqual(new Set([0, 3]));
  });

  test('window: whose session ends soonest first, who has none open last', async () => {
    expect(await order('window')).toEqual([0, 2, 1, 3]);
    const late = newChat(floor);
    await late.writes('tarde', { at: at(-DAY - 1000) });
    await late.lines(1);
    const all = await idsOf('sort=window');
    const last = (await page('limit=200&sort=window')).items.findIndex(
      ({ session }: Answer['body']) => session.status !== 'open',
    );
    expect(all.indexOf(late.id)).toBeGreaterThanOrEqual(last);
  });

  test('recent: the latest message first, whoever wrote it; a note changes nothing', async () => {
    await chats[1]?.writes('¿y?');
    await chats[1]?.lines(2);
    await chats[2]?.done(sofia, 'notes', { text: 'nota' });
    expect(await order('recent')).toEqual([1, 0, 3, 2]);
    expect(await idsOf(`inboxId=${inbox}`)).toEqual(await idsOf(`inboxId=${inbox}&sort=recent`));
  });

  test('is the same for every page of those that tie', async () => {
    const before = await idsOf('view=unassigned&sort=waiting');
    expect(await walk('view=unassigned&sort=waiting', 1)).toEqual(before);
    const ties = (await page('limit=200&sort=window')).items.filter(
      ({ session }: Answer['body']) => session.status !== 'open',
    );
    expect(ties.length).toBeGreaterThan(1);
    expect(await walk('sort=window', 1)).toEqual(await idsOf('sort=window'));
  });
});

describe('pages', () => {
  const chats: Chat[] = [];
  beforeAll(async () => {
    for (let i = 0; i < 12; i += 1) {
      const some = Array.from({ length: 10 }, () => newChat(floor, 'sms'));
      await Promise.all(some.map((chat) => chat.sends({ text: 'Hola' }, { name: `Paginada ${i}` })));
      chats.push(...some);
    }
    // One after the other: asked for all at once they only keep each other waiting.
    for (const chat of chats) await chat.lines(1);
  }, 90_000);

  test.each(['recent', 'waiting', 'window'])(
    'of 120 chats in order of %s miss none and repeat none, while chats change, come and go',
    async (sort) => {
      const come: Chat[] = [];
      const seen = await walk(`q=paginada&sort=${sort}`, 25, async (i) => {
        const one = chats[(i * 31 + 7) % chats.length];
        await one?.done(ana, 'notes', { text: 'nota' });
        await one?.done(ana, 'unread');
        await one?.done(hub, 'events', { name: 'visita' });
        const fresh = newChat(floor, 'sms');
        await fresh.sends({ text: 'Hola' }, { name: 'Paginada nueva' });
        await fresh.lines(1);
        come.push(fresh);
      });
      expect(new Set(seen).size).toBe(seen.length);
      const old = seen.filter((id) => chats.some((chat) => chat.id === id));
      expect(new Set(old)).toEqual(new Set(chats.map(({ id }) => id)));
      chats.push(...come);
      expect(await walk(`q=paginada&sort=${sort}`, 50)).toEqual(await idsOf(`q=paginada&sort=${sort}`));
    },
  );

  test('a chat that moves to the top meanwhile is not shown a second time', async () => {
    const all = await idsOf('q=paginada');
    const [top, bottom] = [chats.find(({ id }) => id === all[3]), chats.find(({ id }) => id === all.at(-3))];
    const seen = await walk('q=paginada', 30, async (i) => {
      if (i !== 0) return;
      for (const chat of [top, bottom]) {
        await chat?.writes('arriba');
        await chat?.lines(2);
      }
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect((await idsOf('q=paginada')).slice(0, 2)).toEqual([bottom?.id, top?.id]);
  });

  test('a cursor is good for its list, its filters and its order alone', async () => {
    const { nextCursor } = await page('limit=5&q=paginada');
    expect(nextCursor).toEqual(expect.any(String));
    for (const query of [
      `/v1/conversations?cursor=${nextCursor}`,
      `/v1/conversations?q=otra&cursor=${nextCursor}`,
      `/v1/conversations?q=paginada&sort=waiting&cursor=${nextCursor}`,
      `/v1/conversations?q=paginada&view=mine&cursor=${nextCursor}`,
      `/v1/contacts?q=paginada&cursor=${nextCursor}`,
      `/v1/conversations?q=paginada&cursor=x${nextCursor}`,
      '/v1/conversations?cursor=%00',
      `/v1/conversations?cursor=${Buffer.from('[1,"x",{"$gt":0},"a"]').toString('base64url')}`,
    ])
      expect([query, ...refused(await sofia.get(query))]).toEqual([query, 400, 'invalid-cursor']);
    expect((await page(`limit=7&q=paginada&cursor=${nextCursor}`)).items).toHaveLength(7);
  });

  test('50 are given unless told otherwise, 200 at most, and the last has no next', async () => {
    expect((await page('q=paginada')).items).toHaveLength(50);
    const { items, nextCursor } = await page('limit=200&q=paginada');
    expect([items.length, nextCursor]).toEqual([chats.length, null]);
  });
});
