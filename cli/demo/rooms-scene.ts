import { setTimeout as wait } from 'node:timers/promises';
import type { Schemas } from '../../client/src/index.ts';
import type { Api } from './api.ts';
import { all } from './api.ts';
import type { Phones } from './phones.ts';
import type { Scene } from './scenes.ts';
import type { Story } from './story.ts';
import { Unexpected } from './story.ts';

const CHANNEL = 'whatsapp';
const MAIN = '🎫 Soporte (demo)';
const NAME = 'Juan (demo)';
const ROOMS = 2;

/** A team in WhatsApp groups, from the first group to a closed case, over a simulated WhatsApp. */
export function roomsScene(phones: Phones, restores: (() => Promise<unknown>)[]): Scene {
  return {
    title: 'Desde grupos de WhatsApp',
    channel: CHANNEL,
    customer: 'Lucía',
    async play(story, { api, account }) {
      const inboxId = account.inboxes.postventa;
      const main = await mainRoom(api, inboxId, restores);
      story.note(`👥 se creó el grupo «${main.name}»`);
      const agent = await joined(api, phones, main, story, restores);
      await attends(api, phones, story, { main, inboxId, agent });
    },
  };
}

async function mainRoom(api: Api, inboxId: string, restores: (() => Promise<unknown>)[]): Promise<Schemas['Room']> {
  const { roomCreationPace = null } = await api.admin.get('/v1/settings');
  const pace = (value: string | null) => api.admin.patch('/v1/settings', { body: { roomCreationPace: value } });
  const { roomCreationPace: made } = await pace('PT1S');
  restores.push(async () => {
    if ((await api.admin.get('/v1/settings')).roomCreationPace === made) await pace(roomCreationPace);
  });
  const { id } = await api.supervisor.post('/v1/rooms', { body: { kind: 'SOPORTE', name: MAIN, inboxId } });
  restores.push(() => api.supervisor.delete('/v1/rooms/{id}', { params: { path: { id } } }));
  return eventually('el grupo de soporte', async () => {
    const room = await api.supervisor.get('/v1/rooms/{id}', { params: { path: { id } } });
    return room.status === 'ready' ? room : null;
  });
}

/** An agent of the demo and of nobody else, who is removed after it. */
interface Juan {
  id: string;
  waId: string;
}

/** An agent by name and number, in the main group, with rooms of their own, and registered. */
async function joined(
  api: Api,
  phones: Phones,
  main: Schemas['Room'],
  story: Story,
  restores: (() => Promise<unknown>)[],
): Promise<Juan> {
  const present = await all(api.supervisor.paginate('/v1/agents'));
  const name = NAME;
  const phone = freeNumber(present.map((one) => one.phone ?? ''));
  const waId = `549${phone}`;
  const path = { id: main.id };
  const { members } = await api.supervisor.post('/v1/rooms/{id}/members', { params: { path }, body: { name, phone } });
  const agentId = members.find((one) => !present.some(({ id }) => id === one.agentId))?.agentId;
  // Of somebody who was there before nothing is changed, and nothing is removed.
  if (agentId === undefined) throw new Unexpected(`el ${phone} ya es de alguien`);
  restores.push(() => api.supervisor.delete('/v1/agents/{id}', { params: { path: { id: agentId } } }));
  await api.supervisor.patch('/v1/agents/{id}', { params: { path: { id: agentId } }, body: { rooms: ROOMS } });
  let items: Schemas['Room'][] = [];
  const own = await eventually('las salas de Juan', async () => {
    items = await all(api.supervisor.paginate('/v1/rooms', { params: { query: { agentId } } }));
    return items.length === ROOMS && items.every(({ status }) => status === 'ready') ? items : null;
  }).catch((error: unknown) => {
    const found = items.map(({ status, problem }) => [status, problem?.detail].filter(Boolean).join(': '));
    throw error instanceof Unexpected ? new Unexpected(`las salas de Juan: ${found.join('; ')}`) : error;
  });
  story.note(`👥 se crearon ${own.map((room) => `«${room.name}»`).join(' y ')}`);
  for (const { inviteLink } of [main, ...own]) await phones.joins(waId, inviteLink ?? '');
  const group = (await phones.group(MAIN)).id;
  const asked = await phones.reads(group, `*${name}*`);
  await phones.says({ phone: waId, group, quotes: asked.id, text: 'LISTO' });
  story.note(`📱 Juan, citando: LISTO`);
  story.note(`📱 ${firstLine((await phones.reads(group, '¡Listo')).text)}`);
  return { id: agentId, waId };
}

/** A mobile number of Tucumán as people write it at home, which no agent has. */
function freeNumber(taken: readonly string[]): string {
  for (let last = Date.now() % 1_000_000; ; last = (last + 1) % 1_000_000) {
    const number = `3816${String(last).padStart(6, '0')}`;
    if (!taken.some((one) => one.replace(/\D/g, '').endsWith(number.slice(-8)))) return number;
  }
}

async function attends(
  api: Api,
  phones: Phones,
  story: Story,
  { main, inboxId, agent }: { main: Schemas['Room']; inboxId: string; agent: Juan },
): Promise<void> {
  const customer = `54938155${String(Date.now()).slice(-5)}`;
  const { id: agentId, waId } = agent;
  await phones.says({ phone: customer, text: 'Hola, mi pedido todavía no llegó' });
  story.contactId = await eventually('el contacto', async () => {
    const { items } = await api.supervisor.get('/v1/contacts', { params: { query: { q: customer } } });
    return items[0]?.id ?? null;
  });
  await story.until('la respuesta del bot', ({ waitingSince }) => waitingSince === null);
  const reason = `Pedido demorado ${customer.slice(-4)}`;
  await story.does('integrator', 'handoff', { inboxId, reason });
  const group = (await phones.group(main.name)).id;
  const shown = await phones.reads(group, reason);
  story.note(`📱 en ${main.name}: ${firstLine(shown.text)} · ${reason}`);
  await phones.says({ phone: waId, group, quotes: shown.id, text: 'Lo tomo' });
  await story.until('que lo tenga Juan', ({ place }) => place.agentId === agentId);
  const room = await eventually('la sala del caso', async () => {
    const { items } = await api.supervisor.get('/v1/rooms', { params: { query: { agentId } } });
    return items.find(({ contactId }) => contactId === story.contactId) ?? null;
  });
  const own = (await phones.group(room.name)).id;
  story.note(`📱 en ${room.name}: ${firstLine((await phones.reads(own, 'pedido todavía no llegó')).text)}`);
  await phones.says({ phone: waId, group: own, text: 'Hola, soy Juan. Sale hoy.' });
  await phones.reads(customer, 'Sale hoy');
  await phones.says({ phone: customer, text: '¡Gracias, Juan!' });
  await phones.reads(own, '¡Gracias, Juan!');
  await phones.says({ phone: waId, group: own, text: '/fin Despachado' });
  await story.reaches('BANDEJA', 'Cerradas');
  story.note(`📱 en ${room.name}: ${firstLine((await phones.reads(own, 'Despachado')).text)}`);
}

const firstLine = (text: string) => text.split('\n')[0] ?? '';

async function eventually<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  for (const end = Date.now() + 60_000; Date.now() < end; await wait(200)) {
    const found = await look();
    if (found !== null) return found;
  }
  throw new Unexpected(`esperaba ${what}`);
}
