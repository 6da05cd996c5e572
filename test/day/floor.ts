import { createRelevo } from '../../client/src/index.ts';
import type { Relevo } from '../../client/src/index.ts';
import { chanceOf } from './chance.ts';
import type { Ledger } from './ledger.ts';

/** Whoever has a key of their own. */
export interface Person {
  id: string;
  name: string;
  relevo: Relevo;
}

export interface Agent extends Person {
  personalInboxId: string;
  /** As last set; a supervisor changes it during the day. */
  capacity: number;
  /** Serves the quiet inbox and nothing else. */
  calm: boolean;
  away: boolean;
}

export interface Inbox {
  id: string;
  name: string;
  mode: 'manual' | 'round-robin' | 'least-busy';
  members: Set<string>;
}

/** The people and inboxes of the day. */
export interface Floor {
  admin: Relevo;
  integrator: Relevo;
  agents: Agent[];
  supervisors: Person[];
  /** Those that customers are handed to; General, where there are no members, is the first. */
  inboxes: Inbox[];
  /** The quiet one, whose few agents are always eligible. */
  calm: Inbox;
  channel: string;
}

const ATTEMPTS = 10;
const CALM_CAPACITY = 100;

export interface Access {
  api: string;
  keys: { admin: string };
}

/** Everything through the API: agents with keys and capacities of 1 to 6, and inboxes that share them. */
export async function prepare(
  access: Access,
  ledger: Ledger,
  { agents: count, seed }: { agents: number; seed: string },
): Promise<Floor> {
  const as = (key: string) => createRelevo({ baseUrl: access.api, key, attempts: ATTEMPTS });
  const admin = as(access.keys.admin);
  const chance = chanceOf(seed, 'floor');
  const run = Date.now().toString(36);
  const keyOf = async (role: 'agent' | 'supervisor' | 'integrator', name: string, agentId?: string) =>
    admin.post('/v1/keys', { body: { role, name, ...(agentId ? { agentId } : {}) } });

  const calmCount = Math.max(2, Math.round(count / 13));
  const addAgent = async (n: number): Promise<Agent> => {
    const calm = n < calmCount;
    const capacity = calm ? CALM_CAPACITY : chanceOf(seed, 'capacity', n).whole(1, 6);
    const name = `${calm ? 'Calma' : 'Agente'} ${n + 1}`;
    const sentAt = Date.now();
    const { id, personalInboxId } = await admin.post('/v1/agents', { body: { name, capacity } });
    ledger.capacities.push({ agentId: id, capacity, sentAt, ackAt: sentAt });
    const { key } = await keyOf('agent', name, id);
    return { id, name, relevo: as(key), personalInboxId: personalInboxId ?? '', capacity, calm, away: false };
  };
  const agents: Agent[] = [];
  for (let n = 0; n < count; n += 1) agents.push(await addAgent(n));
  const supervisors: Person[] = [];
  for (const name of ['Supervisora 1', 'Supervisor 2']) {
    const { key, agentId } = await keyOf('supervisor', name);
    supervisors.push({ id: agentId ?? '', name, relevo: as(key) });
  }
  const integrator = as((await keyOf('integrator', 'Integración del día')).key);

  const busy = agents.filter(({ calm }) => !calm);
  const shareOf = (part: number) => {
    const chosen = busy.filter(() => chance.falls(part)).map(({ id }) => id);
    return chosen.length > 0 ? chosen : busy.slice(0, 1).map(({ id }) => id);
  };
  const addInbox = async (name: string, mode: Inbox['mode'], members: string[]): Promise<Inbox> => {
    const sentAt = Date.now();
    const body = { name: `${name} ${run}`, description: '', members, assignment: { mode } };
    const { id } = await admin.post('/v1/inboxes', { body });
    ledger.members.push({ inboxId: id, members: new Set(members), sentAt, ackAt: sentAt });
    return { id, name, mode, members: new Set(members) };
  };
  const inboxes: Inbox[] = [
    { id: 'general', name: 'General', mode: 'manual', members: new Set() },
    await addInbox('Ventas', 'round-robin', shareOf(0.4)),
    await addInbox('Postventa', 'least-busy', shareOf(0.4)),
    await addInbox('Reclamos', 'manual', shareOf(0.3)),
    await addInbox('Soporte', 'manual', shareOf(0.5)),
  ];
  const calmIds = agents.filter(({ calm }) => calm).map(({ id }) => id);
  const calm = await addInbox('Calma', 'round-robin', calmIds);
  await Promise.all(articles.map((body) => admin.post('/v1/knowledge', { body })));
  return { admin, integrator, agents, supervisors, inboxes, calm, channel: `dia-${run}` };
}

const articles = [
  { title: 'Horarios', body: 'Abrimos de lunes a viernes de 9 a 18.', keywords: ['horario', 'abren'] },
  { title: 'Envíos', body: 'Enviamos a todo el país en cinco días.', keywords: ['envío', 'envíos'] },
];
