import type { Schemas } from '../../client/src/index.ts';
import type { Api } from './api.ts';
import { all } from './api.ts';
import { corpusArticles, corpusInboxes } from './labelled.ts';
import { stillOurs } from './put-back.ts';

/** What the scenes need to know of the account. */
export interface Account {
  agents: Record<'agent1' | 'agent2', { id: string; name: string; personalInboxId: string }>;
  /** Ids by name. */
  inboxes: { ventas: string; postventa: string; urgent: string };
  template: { name: string; language: string };
}

/** A channel whose session lasts seconds, so that it can be seen to expire. */
export const SHORT_CHANNEL = 'demo-corta';
/** Long enough for a scene's first steps on a busy machine. */
export const SHORT_SESSION_MS = 5_000;
export const CHANNEL = 'demo';

const template = { name: 'seguimos', language: 'es_AR', body: 'Hola {{1}}, ¿seguimos con tu consulta?' };
const urgent = 'Urgencias (demo)';
/** Places for the scenes that are played at once. */
const EXTRA_CAPACITY = 20;

/**
 * Makes what is missing, and changes what the scenes need changed. `restores` gets what puts each change back; it is
 * filled at once after each, so that an interrupted demo can put back as far as it has come.
 */
export async function prepare(api: Api, restores: (() => Promise<unknown>)[]): Promise<Account> {
  const agents = {
    agent1: await bringOnline(api, 'agent1', restores),
    agent2: await bringOnline(api, 'agent2', restores),
  };
  const members = [agents.agent1.id, agents.agent2.id];
  const inboxes = await ensureInboxes(api, members);
  await ensureArticles(api);
  await ensureTemplate(api);
  const { bot } = await api.admin.get('/v1/settings');
  const botMode = (mode: typeof bot.mode) => api.admin.patch('/v1/settings', { body: { bot: { mode } } });
  const made = await botMode('builtin');
  restores.push(async () => {
    const { mode } = stillOurs(bot, made.bot, (await api.admin.get('/v1/settings')).bot);
    if (mode) await botMode(mode);
  });
  const window = (duration: string | null) =>
    api.admin.patch('/v1/settings', { body: { sessionWindow: { [SHORT_CHANNEL]: duration } } });
  // An interruption may come when it is done and its answer is still on the way.
  const shortened = window(`PT${SHORT_SESSION_MS / 1000}S`);
  restores.push(async () => {
    await shortened.catch(() => undefined);
    await window(null);
  });
  await shortened;
  return { agents, inboxes, template };
}

async function bringOnline(api: Api, who: 'agent1' | 'agent2', restores: (() => Promise<unknown>)[]) {
  const { id, name, status, capacity = 0, personalInboxId = '' } = await api[who].get('/v1/agents/me');
  const be = (status: 'online' | 'away') => api[who].post('/v1/agents/me/presence', { body: { status } });
  const hold = (capacity: number) =>
    api.admin.patch('/v1/agents/{id}', { params: { path: { id } }, body: { capacity } });
  await be('online');
  if (status !== 'online') restores.push(() => be('away'));
  await hold(capacity + EXTRA_CAPACITY);
  restores.push(async () => {
    const now = await api[who].get('/v1/agents/me');
    if (now.capacity === capacity + EXTRA_CAPACITY) await hold(capacity);
  });
  return { id, name, personalInboxId };
}

async function ensureInboxes(api: Api, members: string[]): Promise<Account['inboxes']> {
  const present = await all(api.supervisor.paginate('/v1/inboxes'));
  const ensure = async (name: string, more: Partial<Schemas['NewInbox']>) => {
    const inbox = present.find((one) => one.name === name);
    if (!inbox) return (await api.supervisor.post('/v1/inboxes', { body: { name, members, ...more } })).id;
    const { id, members: given } = inbox;
    const missing = members.filter((one) => !given.includes(one));
    const body = { members: [...given, ...missing] };
    if (missing.length > 0) await api.supervisor.patch('/v1/inboxes/{id}', { params: { path: { id } }, body });
    return id;
  };
  const described = (id: string) => corpusInboxes().find((one) => one.id === id) ?? { name: id, description: '' };
  const [ventas, postventa] = [described('ventas'), described('postventa')];
  return {
    ventas: await ensure(ventas.name, { description: ventas.description }),
    postventa: await ensure(postventa.name, { description: postventa.description }),
    urgent: await ensure(urgent, { escalation: { unattendedAfter: 'PT1S', unansweredAfter: 'PT1S' } }),
  };
}

async function ensureArticles(api: Api): Promise<void> {
  const titles = new Set((await all(api.supervisor.paginate('/v1/knowledge'))).map(({ title }) => title));
  for (const article of corpusArticles())
    if (!titles.has(article.title)) await api.supervisor.post('/v1/knowledge', { body: article });
}

async function ensureTemplate(api: Api): Promise<void> {
  const present = await all(api.supervisor.paginate('/v1/templates'));
  if (!present.some(({ name, language }) => name === template.name && language === template.language))
    await api.supervisor.post('/v1/templates', { body: template });
}
