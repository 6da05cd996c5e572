import type { Chats } from './chats.ts';
import type { Timings } from './measure.ts';
import { measure } from './measure.ts';
import type { System } from './system.ts';

/** A line of the table. */
export interface Row {
  what: string;
  value: string;
}

const RUNNING = 200;
const CLAIMS = 40;
/** Contacts that take turns: as many as write at once, so that nobody's line is gathered with another of their own. */
const QUEUED = 16;
const question = '¿A qué hora abren?';

/** Everything that is measured, in order; `seconds` for all of it together, about. */
export async function runPhases(system: System, chats: Chats, seconds: number): Promise<Row[]> {
  const { api } = system;
  const share = (part: number) => Math.max(1, seconds * part);
  const rows: Row[] = [
    { what: 'ready after `npm start`, servers in the cache', value: `${(system.readyMs / 1000).toFixed(1)} s` },
  ];
  const add = (what: string, value: string) => void rows.push({ what, value });

  await api.post('supervisor', '/v1/knowledge', { title: 'Horarios', body: 'De 9 a 18.', keywords: ['abren'] });
  await prepareAgent(api);
  // Warm first: the first calls of a new process tell of compiling, not of the work.
  for (let n = 0; n < QUEUED; n += 1) await chats.waiting(`queued-${n}`);
  for (let n = 0; n < 5; n += 1) await chats.ask('warm', question);

  const one = await measure(
    { seconds: share(0.1), width: 1 },
    async (n) => void (await chats.write(`queued-${n % QUEUED}`, `¿Hola? ${n}`)),
  );
  add('inbound message acknowledged, 1 at a time', latency(one));
  const many = await measure(
    { seconds: share(0.12), width: 16 },
    async (n) => void (await chats.write(`queued-${n % QUEUED}`, `¿Hola? ${n}`)),
  );
  add('inbound message acknowledged, 16 at a time', latency(many));

  const turns = await measure({ seconds: share(0.13), width: 1 }, (n) => chats.ask(`turn-${n % 8}`, question));
  add('bot turn: message in → answer in the transcript', latency(turns));

  const waiting: string[] = [];
  await measure(
    { seconds: share(0.2), width: 4, most: CLAIMS },
    async (n) => void waiting.push(await chats.waiting(`claimed-${n}`)),
  );
  const claims = await measure({ seconds: share(0.1), width: 1, most: waiting.length }, (n) =>
    api.post('agent1', `/v1/conversations/${waiting[n]}/claim`),
  );
  add('claim', latency(claims));
  const replies = await measure({ seconds: share(0.1), width: 1 }, (n) =>
    api.post('agent1', `/v1/conversations/${waiting[n % claims.count]}/messages`, {
      type: 'text',
      text: `Respuesta ${n}`,
    }),
  );
  add('reply', latency(replies));
  rows.push(...(await eventRows(api, chats)));

  const fresh = await measure(
    { seconds: share(0.12), width: 16 },
    async (n) => void (await chats.write(`fresh-${n}`, question)),
  );
  add('new conversations, 16 at a time', `${fresh.perSecond.toFixed(0)}/s acknowledged (${latency(fresh)})`);
  for (let n = fresh.count; n < RUNNING; n += 1) await chats.write(`fresh-${n}`, question);
  const messages = await measure(
    { seconds: share(0.12), width: 16 },
    async (n) => void (await chats.write(`fresh-${n % RUNNING}`, question)),
  );
  add(
    `messages to ${RUNNING} running contacts with the bot, 16 at a time`,
    `${messages.perSecond.toFixed(0)}/s acknowledged (${latency(messages)})`,
  );
  add(
    'memory of the worker, of the API',
    `${system.memory('worker').toFixed(0)} MiB, ${system.memory('api').toFixed(0)} MiB`,
  );
  return rows;
}

/** Online, with room for every chat. */
async function prepareAgent(api: System['api']): Promise<void> {
  const me = await api.get<{ id: string }>('agent1', '/v1/agents/me');
  await api.patch('admin', `/v1/agents/${me.id}`, { capacity: 1000 });
  await api.post('agent1', '/v1/agents/me/presence', { status: 'online' });
}

/** What each act adds to the history of one chat, out of the history itself. */
async function eventRows(api: System['api'], chats: Chats): Promise<Row[]> {
  const contactId = await chats.waiting('counted');
  let before = await chats.events(contactId);
  const counts: string[] = [];
  const count = async (what: string, act: () => Promise<unknown>) => {
    await act();
    const after = await chats.events(contactId);
    counts.push(`${what} ${after - before}`);
    before = after;
  };
  const command = (name: string, body?: object) => api.post('agent1', `/v1/conversations/${contactId}/${name}`, body);
  await count('message in an inbox', () => chats.write('counted', 'Hola'));
  await count('claim', () => command('claim'));
  await count('reply', () => command('messages', { type: 'text', text: 'Hola' }));
  await count('message with an agent', () => chats.write('counted', 'Hola'));
  await count('return', () => command('return'));
  await count('close', () => api.post('supervisor', `/v1/conversations/${contactId}/close`));
  await count('reopened, with a bot turn', () => chats.ask('counted', question));
  await count('bot turn', () => chats.ask('counted', question));
  return [{ what: 'events in the history', value: counts.join(', ') }];
}

function latency({ p50, p95, count }: Timings): string {
  return `p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, n ${count}`;
}
