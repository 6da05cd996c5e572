import type { Api, Who } from './api.ts';
import { corpusArticles, corpusInboxes } from './labelled.ts';

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
  await api.patch('admin', '/v1/settings', { sessionWindow: { [SHORT_CHANNEL]: `PT${SHORT_SESSION_MS / 1000}S` } });
  restores.push(() => api.patch('admin', '/v1/settings', { sessionWindow: { [SHORT_CHANNEL]: null } }));
  return { agents, inboxes, template };
}

async function bringOnline(api: Api, who: Who, restores: (() => Promise<unknown>)[]) {
  interface Me {
    id: string;
    name: string;
    status: string;
    capacity: number;
    personalInboxId: string;
  }
  const me = await api.get<Me>(who, '/v1/agents/me');
  await api.post(who, '/v1/agents/me/presence', { status: 'online' });
  if (me.status !== 'online') restores.push(() => api.post(who, '/v1/agents/me/presence', { status: 'away' }));
  await api.patch('admin', `/v1/agents/${me.id}`, { capacity: me.capacity + EXTRA_CAPACITY });
  restores.push(() => api.patch('admin', `/v1/agents/${me.id}`, { capacity: me.capacity }));
  return { id: me.id, name: me.name, personalInboxId: me.personalInboxId };
}

async function ensureInboxes(api: Api, members: string[]): Promise<Account['inboxes']> {
  interface Inbox {
    id: string;
    name: string;
    members: string[];
  }
  const present = await api.list<Inbox>('supervisor', '/v1/inboxes');
  const ensure = async (name: string, more: object) => {
    const inbox = present.find((one) => one.name === name);
    if (!inbox) return (await api.post<Inbox>('supervisor', '/v1/inboxes', { name, members, ...more })).id;
    const missing = members.filter((id) => !inbox.members.includes(id));
    if (missing.length > 0)
      await api.patch('supervisor', `/v1/inboxes/${inbox.id}`, { members: [...inbox.members, ...missing] });
    return inbox.id;
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
  const titles = new Set((await api.list<{ title: string }>('supervisor', '/v1/knowledge')).map(({ title }) => title));
  for (const article of corpusArticles())
    if (!titles.has(article.title)) await api.post('supervisor', '/v1/knowledge', article);
}

async function ensureTemplate(api: Api): Promise<void> {
  const present = await api.list<{ name: string; language: string }>('supervisor', '/v1/templates');
  if (!present.some(({ name, language }) => name === template.name && language === template.language))
    await api.post('supervisor', '/v1/templates', template);
}
