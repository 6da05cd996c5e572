import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { attend } from '../../client/examples/attend.ts';
import type { LiveEvent, Relevo, RelevoOptions } from '../../client/src/index.ts';
import { createRelevo } from '../../client/src/index.ts';
import { allOf } from '../client/all-of.ts';
import { until } from '../support/stage.ts';
import type { Chat, Floor, Person } from './floor.ts';
import { newChat, openFloor, taken } from './floor.ts';
import { pngFile } from './media-files.ts';
import { keyFor } from './site.ts';
import type { TcpGate } from './tcp-gate.ts';
import { openTcpGate } from './tcp-gate.ts';

let floor: Floor;
let gate: TcpGate;
beforeAll(async () => {
  floor = await openFloor();
  const { hostname, port } = new URL(floor.site.base);
  gate = await openTcpGate({ host: hostname, port: Number(port) });
});
afterAll(async () => {
  await gate.close();
  await floor.close();
});

async function relevoOf({ role, name, id }: Person, options: Partial<RelevoOptions> = {}): Promise<Relevo> {
  const key = await keyFor({ role, name, agentId: id || null });
  return createRelevo({ baseUrl: floor.site.base, key, ...options });
}

const outOf = (chat: Chat) => chat.lines(1).then((lines) => lines.filter(({ direction }) => direction === 'out'));

test('a listener whose connection breaks hears everything once and in order', async () => {
  const chat = await taken(floor);
  const stop = new AbortController();
  const hear = async (relevo: Relevo, heard: LiveEvent[]) => {
    for await (const event of relevo.events({ signal: stop.signal })) heard.push(event);
  };
  const [steady, broken]: [LiveEvent[], LiveEvent[]] = [[], []];
  const through = `http://127.0.0.1:${gate.port}`;
  const hearing = [
    hear(await relevoOf(floor.ana), steady),
    hear(await relevoOf(floor.ana, { baseUrl: through }), broken),
  ];
  const texts = (heard: LiveEvent[]) =>
    heard.flatMap(({ event, data }) => (event === 'message.created' ? (data.text ?? []) : []));
  const write = (text: string) => chat.done(floor.ana, 'messages', { type: 'text', text });
  const heardBy = (heard: LiveEvent[], text: string) => until(text, () => texts(heard).includes(text));
  await until('both to listen', () => steady.length > 0 && broken.length > 0);
  await write('uno');
  await heardBy(broken, 'uno');
  await gate.shut();
  await write('dos');
  await write('tres');
  await gate.open();
  await write('cuatro');
  for (const heard of [steady, broken]) await heardBy(heard, 'cuatro');
  stop.abort();
  await Promise.all(hearing);
  expect(texts(broken)).toEqual(['uno', 'dos', 'tres', 'cuatro']);
  expect(texts(steady)).toEqual(texts(broken));
  expect(broken.filter(({ event }) => event === 'ready').map(({ data }) => data)).toEqual([
    { resumed: false },
    { resumed: true },
  ]);
});

test('a reply whose answer is lost on the way is written once, however often it is sent', async () => {
  const chat = await taken(floor);
  const keys: (string | null)[] = [];
  const relevo = await relevoOf(floor.ana, {
    async fetch(request, init) {
      keys.push(request.headers.get('idempotency-key'));
      const response = await fetch(request, init);
      if (keys.length > 2) return response;
      await response.arrayBuffer();
      throw new TypeError('fetch failed');
    },
  });
  const params = { path: { contactId: chat.id } };
  const body = { type: 'text', text: 'una sola vez' } as const;
  const message = await relevo.post('/v1/conversations/{contactId}/messages', { params, body });
  expect([keys.length, new Set(keys).size]).toEqual([3, 1]);
  expect((await outOf(chat)).map(({ id, text }) => [id, text])).toEqual([[message.id, 'una sola vez']]);
});

test('lists, files and refusals come as their types say', async () => {
  const relevo = await relevoOf(floor.ana);
  const chat = await taken(floor);
  for (const text of ['uno', 'dos', 'tres']) await chat.done(floor.ana, 'messages', { type: 'text', text });
  const params = { path: { contactId: chat.id } };
  const lines = relevo.paginate('/v1/conversations/{contactId}/messages', {
    params: { ...params, query: { limit: 2 } },
  });
  expect((await allOf(lines)).map(({ text }) => text)).toEqual(['Hola', 'uno', 'dos', 'tres']);

  const file = new File([new Uint8Array(await pngFile())], 'mapa.png', { type: 'image/png' });
  const { id: mediaId } = await relevo.post('/v1/media', { body: { file, kind: 'image' } });
  const body = { type: 'image', mediaId, text: 'El mapa' } as const;
  expect((await relevo.post('/v1/conversations/{contactId}/messages', { params, body })).type).toBe('image');

  const bruno = await relevoOf(floor.bruno);
  await expect(bruno.get('/v1/conversations/{contactId}', { params })).rejects.toMatchObject({ code: 'not-found' });
  const claiming = bruno.post('/v1/conversations/{contactId}/claim', { params, body: {} });
  await expect(claiming).rejects.toMatchObject({ status: 409, code: 'already-claimed', owner: { name: 'Ana' } });
});

test('of two bots that attend to twenty chats each chat is answered by one, and what neither can do is put back', async () => {
  const ask = async (text: string) => {
    const chat = newChat(floor);
    await chat.writes(text);
    await chat.done(floor.hub, 'handoff', { inboxId: 'general' });
    return chat;
  };
  const beforehand = await Promise.all(Array.from({ length: 8 }, (_, i) => ask(`pregunta ${i}`)));
  const stopping = new AbortController();
  onTestFinished(() => stopping.abort());
  const told: string[] = [];
  const bots = [await floor.person('Bot uno'), await floor.person('Bot dos')];
  const working = bots.map(async (bot) =>
    attend({
      relevo: await relevoOf(bot),
      answer: (text) => (text.startsWith('pregunta') ? `Sobre tu ${text}…` : null),
      signal: stopping.signal,
      say: (line) => told.push(line),
    }),
  );
  const live = await Promise.all(Array.from({ length: 12 }, (_, i) => ask(`pregunta ${i + 8}`)));
  const hard = await ask('Necesito una persona');
  const chats = [...beforehand, ...live];
  for (const chat of chats) {
    const end = chat.once('the end', ({ place }) => place.inboxId === 'cerradas');
    await end.catch((error: unknown) => expect.fail(`${told.join(' ¦ ')} ${String((error as Error).cause)}`));
  }
  const returns = async () => (await hard.timeline()).filter(({ command }) => command === 'return');
  await until('both to have put it back', async () => (await returns()).length === 2);
  stopping.abort();
  await Promise.all(working);

  for (const [i, chat] of chats.entries()) {
    expect((await outOf(chat)).map(({ text }) => text)).toEqual([`Sobre tu pregunta ${i}…`]);
    const claims = (await chat.timeline()).filter(({ command }) => command === 'claim');
    expect(claims).toHaveLength(1);
  }
  expect((await returns()).map(({ actor }) => actor.name).toSorted()).toEqual(['Bot dos', 'Bot uno']);
  expect(await outOf(hard)).toEqual([]);
  expect(told.filter((line) => line.endsWith('answered and closed'))).toHaveLength(20);
  for (const bot of bots) expect((await bot.get('/v1/agents/me')).body.status).toBe('away');
});
