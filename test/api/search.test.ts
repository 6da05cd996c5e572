import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MessageRow, Output } from '../../domain/rows.ts';
import type { Chat, Conversation } from '../../domain/state.ts';
import { generalInbox, newConversation } from '../../domain/state.ts';
import { commitConversation, commitRows, writeThrough } from '../../models/commit.ts';
import { ConversationModel } from '../../models/conversation.ts';
import { MessageModel } from '../../models/message.ts';
import { findLines } from '../../models/transcript-search.ts';
import { fillTerms } from '../../models/transcript-terms.ts';
import { conversations, share } from '../bot/corpus.ts';
import type { Answer, Api, Who } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
let ana: string;
let bruno: string;
let team: string;
beforeAll(async () => {
  api = await startApi();
  ana = (await api.as('agent1').get('/v1/agents/me')).body.id;
  bruno = (await api.as('agent2').get('/v1/agents/me')).body.id;
  team = (await api.as('supervisor').post('/v1/inboxes', { name: 'Equipo', members: [ana] })).body.id;
});
afterAll(() => api.stop());

const closedInbox = { id: 'cerradas', kind: 'CERRADAS', name: 'Cerradas' } as const;
const rests = (): Chat => ({ state: 'BANDEJA', inbox: closedInbox });
const inTeam = (): Chat => ({ state: 'BANDEJA', inbox: { id: team, kind: 'CUSTOM', name: 'Equipo' } });
const withAgent = (id: string): Chat =>
  ({ state: 'AGENTE', agent: { id, name: 'x' }, epoch: 1, slot: null, takenFrom: generalInbox }) as Chat;

let seq = 0;
const line = (contactId: string, said: Partial<MessageRow> | string): Output => {
  seq += 1;
  const rest = typeof said === 'string' ? { text: said } : said;
  const at = 1_700_000_000_000 + seq * 1000;
  return {
    type: 'message',
    row: {
      id: `m_${randomUUID()}`,
      contactId,
      seq,
      v: 1,
      direction: 'in',
      author: { kind: 'contact', id: contactId, name: null },
      type: 'text',
      text: null,
      media: null,
      replyTo: null,
      content: null,
      status: 'received',
      at,
      receivedAt: at,
      ...rest,
    },
  };
};

/** A conversation as its workflow would leave it, written as its commit lane writes. */
const chatOf = (chat: Chat, name: string | null = null): Conversation => {
  const id = `c_${randomUUID().replaceAll('-', '')}`;
  const policy = api.deps.directory.policy('webchat');
  const fresh = newConversation(id, 'webchat', `externo-${seq}`, policy, 1_700_000_000_000 + seq * 1000);
  return { ...fresh, version: fresh.version + 1, chat, profile: { ...fresh.profile, name } };
};
const place = async (chat: Chat, said: (Partial<MessageRow> | string)[], name: string | null = null) => {
  const conversation = chatOf(chat, name);
  await commitConversation(
    conversation,
    said.map((one) => line(conversation.id, one)),
  );
  return conversation;
};

const get = async (who: Who, path: string): Promise<Answer['body']> => {
  const { status, body, text } = await api.as(who).get(path);
  expect(status, text).toBe(200);
  return body;
};
const query = (q: string, more = '') => `q=${encodeURIComponent(q)}&limit=200${more}`;
const chats = async (q: string, who: Who = 'supervisor'): Promise<string[]> =>
  (await get(who, `/v1/conversations?${query(q)}`)).items.map(({ id }: { id: string }) => id);
const lines = async (q: string, who: Who = 'supervisor', more = ''): Promise<string[]> =>
  (await get(who, `/v1/messages?${query(q, more)}`)).items.map(({ excerpt }: { excerpt: string }) => excerpt);

describe('a transcript is found', () => {
  let id: string;
  beforeAll(async () => {
    ({ id } = await place(rests(), [
      'Buenas, quería saber si ya cancelé la suscripción de la órbita',
      { type: 'image', text: 'así llegó el jarrón, hecho añicos', media: { fileName: 'jarrones-rotos.jpg' } },
      { type: 'location', content: { name: 'Depósito Ñandubay', address: 'Av. Belgrano 1234' } },
      { direction: 'out', type: 'template', text: 'Tu turno quedó agendado', content: { name: 'recordatorio_turno' } },
      { direction: 'system', author: { kind: 'system', id: null, name: null }, text: 'Fuera del horario 😴' },
      { direction: 'note', author: { kind: 'agent', id: ana, name: 'Ana' }, text: 'Es revendedora, ojo con el precio' },
    ]));
  });

  test.each([
    'órbita',
    'ORBITA',
    'orbitas',
    'cancelar',
    'cancelación',
    'cancelaron',
    'suscripciones',
    'suscripsion',
    'suscr',
    'suscripci',
    'quiero cancelar la suscripción',
    'jarron',
    'añico',
    'anicos',
    'jarrones-rotos.jpg',
    'nandubay',
    'belgrano 1234',
    'agendar',
    'fuera de horario',
    '😴',
    'revendedoras',
    'cancelar revend',
    '"cancelé la suscripción"',
  ])('by %s', async (q) => {
    expect(await chats(q)).toContain(id);
  });

  test.each([
    'rbita',
    'cancelar heladera',
    'recordatorio_turno',
    '😡',
    'z',
    '$where',
    '.*',
    '{"$gt":""}',
    '"',
    '""',
    '*',
    '(',
    '\\',
  ])('not by %s', async (q) => {
    expect(await chats(q)).not.toContain(id);
    expect(await lines(q)).toEqual([]);
  });

  test('by words of grammar or courtesy only where nothing else is asked, and then by few letters nobody', async () => {
    expect(await chats('buenas')).toContain(id);
    expect(await chats('buenas heladera')).not.toContain(id);
    for (const q of ['a', 'de', 'la que']) expect([q, await chats(q)]).toEqual([q, []]);
  });

  test('by name and words together, and each says which line it was found by', async () => {
    const one = await place(
      rests(),
      ['el flete salió caro', 'el flete no llegó nunca y quiero hablar del flete'],
      'Úrsula Ibáñez',
    );
    for (const list of ['contacts', 'conversations']) {
      const { items } = await get('supervisor', `/v1/${list}?${query('ursula fletes llegar')}`);
      expect(items).toHaveLength(1);
      const { match, id: found } = items[0];
      expect(found).toBe(one.id);
      const marked = match.hits.map(({ start, end }: { start: number; end: number }) =>
        match.excerpt.slice(start, end),
      );
      expect(marked).toEqual(['flete', 'llegó', 'flete']);
      const { items: all } = await get('supervisor', `/v1/conversations/${one.id}/messages`);
      const [, line] = all;
      expect(match).toMatchObject({
        messageId: line.id,
        seq: line.seq,
        at: line.at,
        direction: 'in',
        excerpt: line.text,
      });
      const { items: byName } = await get('supervisor', `/v1/${list}?${query('úrs')}`);
      expect([byName[0].id, 'match' in byName[0]]).toEqual([one.id, false]);
    }
  });

  test('inside a chat and over all of them, line by line, newest first, by page, direction and time', async () => {
    const said = Array.from({ length: 7 }, (_, i) => `tornillo número ${i}`);
    const one = await place(rests(), [...said, 'nada que ver']);
    await place(inTeam(), [{ text: 'tornillos sueltos', direction: 'out' }], 'Otra');
    const inside = `/v1/conversations/${one.id}/messages?q=tornillos&order=newest&limit=3`;
    const first = await get('agent2', inside);
    const second = await get('agent2', `${inside}&cursor=${first.nextCursor}`);
    const third = await get('agent2', `${inside}&cursor=${second.nextCursor}`);
    const seen = [first, second, third].flatMap(({ items }) => items.map(({ text }: { text: string }) => text));
    expect([seen, third.nextCursor]).toEqual([said.toReversed(), null]);
    expect(await lines('tornillo')).toEqual(['tornillos sueltos', ...said.toReversed()]);
    expect(await lines('tornillo', 'supervisor', '&direction=out')).toEqual(['tornillos sueltos']);
    expect(await lines('tornillo', 'supervisor', `&inboxId=${team}`)).toEqual(['tornillos sueltos']);
    expect(await lines('"número 3"', 'supervisor', `&contactId=${one.id}`)).toEqual(['tornillo número 3']);
    const { items } = await get('supervisor', `/v1/messages?${query('tornillo', '&direction=in')}`);
    const [{ at: to }, , { at: from }] = items;
    expect(await lines('tornillo', 'supervisor', `&from=${from}&to=${to}`)).toEqual(said.slice(4, 6).toReversed());
  });
});

describe('what may not be seen', () => {
  test('is not found, not counted and not paged over', async () => {
    const mine: string[] = [];
    for (let i = 0; i < 12; i += 1) {
      const seen = place(i % 2 ? rests() : withAgent(bruno), [`el camaleón ${i}`]);
      const unseen = [inTeam(), withAgent(ana)].map((chat) => place(chat, [`el camaleón oculto ${i}`]));
      const [{ id }] = await Promise.all([seen, ...unseen]);
      mine.push(id);
    }
    for (const list of ['/v1/conversations', '/v1/contacts', '/v1/messages']) {
      const found: string[] = [];
      const sizes: number[] = [];
      for (let cursor = ''; ; ) {
        const page = await get('agent2', `${list}?q=camaleones&limit=5${cursor}`);
        found.push(...page.items.map((one: { id?: string; contactId: string }) => one.id ?? one.contactId));
        sizes.push(page.items.length);
        if (page.nextCursor === null) break;
        cursor = `&cursor=${page.nextCursor}`;
      }
      expect([list, sizes, found.toSorted()]).toEqual([list, [5, 5, 2], mine.toSorted()]);
    }
    // The same where it would take too long to list the chats that could hold more.
    const reader = { notes: true };
    const viewer = { role: 'agent', agentId: bruno, inboxIds: [] } as const;
    const search = { q: 'camaleón', reader, conditions: [], viewer, place: {}, after: null };
    for (const few of [0, 1_000]) {
      const found = await findLines({ ...search, limit: 3 }, few);
      const [, second, third] = found;
      expect(found.map(({ contactId }) => contactId)).toEqual(mine.toReversed().slice(0, 3));
      const rest = await findLines(
        { ...search, limit: 50, after: { at: second?.at ?? 0, id: second?._id ?? '' } },
        few,
      );
      expect([rest.length, rest[0]?._id]).toEqual([10, third?._id]);
    }
    expect(await chats('camaleón', 'agent1')).toHaveLength(6 + 24);
    expect(await chats('camaleón', 'integrator')).toHaveLength(36);
  });

  test('is gone from every search with the move, and back with the way back', async () => {
    const here = await place(inTeam(), ['hablemos del ornitorrinco']);
    const both = async (who: Who) => [await chats('ornitorrinco', who), await lines('ornitorrinco', who)];
    const found = [[here.id], ['hablemos del ornitorrinco']];
    expect(await both('agent1')).toEqual(found);
    expect(await both('agent2')).toEqual([[], []]);
    await commitConversation({ ...here, version: here.version + 1, chat: withAgent(bruno) }, []);
    expect(await both('agent1')).toEqual([[], []]);
    expect(await both('agent2')).toEqual(found);
    expect((await api.as('agent1').get(`/v1/conversations/${here.id}/messages?q=ornitorrinco`)).status).toBe(404);
    await commitConversation({ ...here, version: here.version + 2, chat: inTeam() }, []);
    expect(await both('agent1')).toEqual(found);
  });

  test('a note is found by the team and by no integrator, on any path, and shows in no excerpt of theirs', async () => {
    const note: Partial<MessageRow> = { direction: 'note', author: { kind: 'agent', id: ana, name: 'Ana' } };
    const { id } = await place(rests(), ['hola', { ...note, text: 'parece un estafador' }], 'Zacarías Vondra');
    for (const who of ['agent2', 'supervisor', 'admin'] as const)
      expect([await chats('estafadores', who), await lines('estafadores', who)]).toEqual([
        [id],
        ['parece un estafador'],
      ]);
    for (const path of [
      '/v1/conversations?q=estafador',
      '/v1/contacts?q=estafador',
      '/v1/conversations?q=*estafador',
      '/v1/messages?q=estafador',
      '/v1/messages?q=estafador&direction=note',
      `/v1/conversations/${id}/messages?q=estafador`,
      '/v1/conversations?q=zacarias%20estafador',
    ])
      expect([path, (await get('integrator', path)).items]).toEqual([path, []]);
    const { items } = await get('integrator', `/v1/conversations?q=zacarias`);
    expect([items[0].id, items[0].match]).toEqual([id, undefined]);
  });
});

describe('the terms of a conversation', () => {
  const termsOf = async (id: string) => new Set((await ConversationModel.findById(id, { terms: 1 }).lean())?.terms);

  test('are the same whatever is written first, twice, late, or ahead of the snapshot', async () => {
    const said = ['azul', 'verde', { text: 'tres rojo', direction: 'note' as const }];
    const orders: ((steps: (() => Promise<void>)[]) => (() => Promise<void>)[])[] = [
      (steps) => steps,
      (steps) => steps.toReversed(),
      (steps) => [...steps, ...steps],
      ([first, second, third]) => [second, third, second, first, third].flatMap((step) => step ?? []),
    ];
    for (const inOrder of orders) {
      const one = chatOf(rests());
      const outputs = said.map((text) => line(one.id, text));
      const [a, b, c] = outputs.map((output) => [output]);
      const steps = inOrder([
        () => commitRows(one.id, a ?? []),
        () => writeThrough({ ...one, version: one.version + 1 }, b ?? []),
        () => commitConversation({ ...one, version: one.version + 2 }, c ?? []),
      ]);
      for (const step of steps) await step();
      // The lane's last word, after whatever it wrote ahead.
      await commitConversation({ ...one, version: one.version + 3 }, []);
      expect(await termsOf(one.id)).toEqual(new Set(['asul', 'berd', '*tres', '*roj']));
      expect(await chats('azul verde rojo')).toContain(one.id);
    }
  });

  test('hold the lines of writers that meet', async () => {
    const one = await place(rests(), ['primera']);
    const words = ['alfa', 'beta', 'gama', 'delta', 'kapa', 'lambda', 'sigma', 'omega'];
    await Promise.all(
      words.map(async (word, i) => {
        const write = i % 2 ? commitConversation : writeThrough;
        await write({ ...one, version: one.version + 1 + i }, [line(one.id, word)]);
      }),
    );
    for (const word of words) expect([word, await chats(word)]).toEqual([word, [one.id]]);
  });

  test('hold what a line was edited to, and nothing of one that was taken back, whichever comes first', async () => {
    const made = ['message', 'edit', 'deletion'] as const;
    const orders = [made, made.toReversed(), ['edit', 'message', 'deletion'], ['message', 'deletion', 'edit']] as const;
    for (const [first, second, third] of orders) {
      const one = await place(rests(), ['sigue el búho']);
      const said = line(one.id, 'una garza') as Extract<Output, { type: 'message' }>;
      const change = (text: string | null): Output => ({
        type: 'edit',
        row: { contactId: one.id, messageId: said.row.id, text, at: said.row.at + 1 },
      });
      const outputs = { message: said, edit: change('un flamenco'), deletion: change(null) };
      let { version } = one;
      for (const what of [first, second, third]) {
        const isWhole = what === third;
        version += 1;
        await commitConversation({ ...one, version }, [outputs[what ?? 'message']]);
        // An edit whose message has not come is no line yet.
        if (what === 'edit' && what === first)
          expect([await lines('flamencos'), await chats('flamenco')]).toEqual([[], []]);
        if (isWhole || first === 'deletion' || second === 'deletion') continue;
        if (what === second) {
          expect(await lines('garzas')).toEqual(['una garza']);
          expect(await lines('flamencos')).toEqual(['un flamenco']);
          expect(await chats('garza flamenco')).toEqual([one.id]);
        }
      }
      for (const q of ['garza', 'flamenco']) expect([q, await chats(q), await lines(q)]).toEqual([q, [], []]);
      expect(await chats('búho')).toContain(one.id);
    }
  });

  test('are given to what was written without, and doing it again changes nothing', async () => {
    const one = await place(rests(), ['un quetzal', { text: 'otro colibrí', direction: 'note' }]);
    const kept = await termsOf(one.id);
    await MessageModel.collection.updateMany({ contactId: one.id }, { $unset: { terms: '' } });
    await ConversationModel.collection.updateOne({ _id: one.id as never }, { $unset: { terms: '' } });
    expect(await chats('quetzal')).toEqual([]);
    for (let i = 0; i < 2; i += 1) {
      await fillTerms();
      expect([await termsOf(one.id), await lines('colibríes')]).toEqual([kept, ['otro colibrí']]);
    }
    expect(await chats('quetzales colibrí')).toEqual([one.id]);
  });
});

test('what agents type finds the labelled conversations that are about it', async () => {
  const authors = { customer: 'in', bot: 'out', agent: 'out' } as const;
  const store = async ({ id, messages }: (typeof conversations)[number]) => {
    const said = messages.map(({ from, text, type }) => ({ direction: authors[from], text, type }));
    return [(await place(rests(), said)).id, id.slice(0, 2)] as const;
  };
  const numberOf = new Map(await Promise.all(conversations.map(store)));
  const searches = JSON.parse(readFileSync(new URL('../corpus/searches.json', import.meta.url), 'utf8')) as {
    q: string;
    found: string[];
  }[];
  const results = await Promise.all(
    searches.map(async ({ q, found }) => {
      const numbers = (await chats(q)).flatMap((id) => numberOf.get(id) ?? []).toSorted();
      return {
        q,
        wanted: found,
        missed: found.filter((one) => !numbers.includes(one)),
        more: numbers.filter((one) => !found.includes(one)),
      };
    }),
  );
  expect(
    share('searches that find all they should', results, ({ missed }) => missed.length === 0),
  ).toBeGreaterThanOrEqual(0.95);
  expect(share('searches that find nothing else', results, ({ more }) => more.length === 0)).toBeGreaterThanOrEqual(
    0.95,
  );
});
