import { setTimeout as wait } from 'node:timers/promises';
import type { Schemas } from '../../client/src/index.ts';
import type { Chance } from './chance.ts';
import { chanceOf } from './chance.ts';
import type { Day } from './day.ts';
import type { Agent } from './floor.ts';
import type { Asked } from './ledger.ts';
import { TOMORROW } from './plan.ts';

type Chat = Schemas['ListedConversation'];

/** What an agent remembers of a chat, whoever has had it. */
interface Care {
  replies: number;
  moves: number;
}

const HEARTBEAT_MS = 30_000;
const OFFERED = 20;
/** How many agents reach for one chat that waits. */
const EAGER = 8;
/** Between two rounds, when only what is under way is to be ended. */
const HURRY_MS = 800;

/** One agent's day: looks at what is theirs, answers, ends or passes on, and claims more where there is room. */
export async function workAsAgent(day: Day, agent: Agent): Promise<void> {
  const chance = chanceOf(day.seed, 'agent', agent.name);
  const heart = setInterval(() => {
    agent.relevo.post('/v1/agents/me/heartbeat', { body: {} }).catch(() => undefined);
  }, HEARTBEAT_MS);
  try {
    while (!day.over.signal.aborted) {
      await round(day, agent, chance);
      const pause = day.closing.signal.aborted ? Math.min(HURRY_MS, day.thinkMs) : day.thinkMs;
      await wait(chance.whole(pause / 2, (pause * 3) / 2), undefined, { ref: false });
    }
  } finally {
    clearInterval(heart);
  }
}

async function round(day: Day, agent: Agent, chance: Chance): Promise<void> {
  const mine = await day.looks.list(agent, { view: 'mine', sort: 'waiting' }, { of: 'mine' });
  for (const chat of mine) await attend(day, agent, chat, chance);
  if (agent.calm) return;
  const room = agent.capacity - mine.filter(({ state }) => state === 'AGENTE').length;
  // Now and then one asks for more than fits.
  if (room <= 0 && !chance.falls(0.03)) return;
  const offered = await day.looks.list(agent, { view: 'unassigned', sort: 'waiting' }, { of: 'unassigned' }, OFFERED);
  if (offered.length === 0) return;
  if (chance.falls(0.01)) return stepAway(day, agent, chance.one(offered), chance);
  // With everybody at the few that wait most would come too late.
  const wanted = Math.min(Math.max(1, room), offered.length);
  for (let n = 0; n < wanted; n += 1)
    if (chance.falls(EAGER / day.floor.agents.length)) await claim(day, agent, chance.one(offered), chance);
}

/** Takes a chat; now and then some colleagues who see it too reach for it at the same moment. */
async function claim(day: Day, agent: Agent, chat: Chat, chance: Chance): Promise<void> {
  const rivals = chance.falls(0.12) ? rivalsOf(day, agent, chat, chance) : [];
  await Promise.all([agent, ...rivals].map((one) => claimAs(day, one, chat)));
}

function rivalsOf({ floor }: Day, agent: Agent, { place }: Chat, chance: Chance): Agent[] {
  const inbox = floor.inboxes.find(({ id }) => id === place.inboxId);
  const others = floor.agents.filter(
    (one) => one !== agent && !one.calm && !one.away && (inbox?.id === 'general' || inbox?.members.has(one.id)),
  );
  if (others.length === 0) return [];
  return [...new Set(Array.from({ length: 3 }, () => chance.one(others)))];
}

async function claimAs({ ledger }: Day, agent: Agent, { contactId, epoch }: Chat): Promise<void> {
  const asked = await ledger.command('claim', contactId, () =>
    agent.relevo.post('/v1/conversations/{contactId}/claim', { params: { path: { contactId } }, body: { epoch } }),
  );
  const { sentAt, ackAt } = asked;
  const outcome = asked.ok ? 'won' : asked.code;
  const owner = asked.ok ? agent.id : (asked.owner?.id ?? null);
  ledger.claims.push({ contactId, agentId: agent.id, sentAt, ackAt, outcome, owner });
}

/** Away for a moment, and refused meanwhile. */
async function stepAway(day: Day, agent: Agent, chat: Chat, chance: Chance): Promise<void> {
  const goes = (status: 'away' | 'online') =>
    day.ledger.ask('presence', '', () => agent.relevo.post('/v1/agents/me/presence', { body: { status } }));
  agent.away = true;
  await goes('away');
  await claimAs(day, agent, chat);
  await wait(chance.whole(200, 2_000));
  await goes('online');
  agent.away = false;
}

/** One thing in a chat of one's own. */
async function attend(day: Day, agent: Agent, chat: Chat, chance: Chance): Promise<unknown> {
  const { contactId } = chat;
  if (chat.state === 'BANDEJA') {
    return claimAs(day, agent, chat);
  }
  const care = day.cares.get(contactId) ?? { replies: 0, moves: 0 };
  day.cares.set(contactId, care);
  const stays = chat.name?.endsWith(TOMORROW) ?? false;
  if (care.replies === 0 || (chat.waitingSince !== null && care.replies < 4)) return reply(day, agent, chat, care);
  if (stays || chance.falls(0.3)) return;
  if (chance.falls(0.05)) await noteAndMark(day, agent, chat);
  return end(day, agent, chat, care, chance);
}

async function reply(day: Day, agent: Agent, { contactId, epoch }: Chat, care: Care): Promise<boolean> {
  const text = `Te ayudo, ${agent.name}, ${care.replies + 1}`;
  const done = await say(day, agent, contactId, 'messages', { type: 'text', text, epoch });
  if (done) care.replies += 1;
  return done;
}

async function noteAndMark(day: Day, agent: Agent, { contactId, epoch }: Chat): Promise<void> {
  const params = { path: { contactId } };
  await say(day, agent, contactId, 'notes', { text: 'Ojo con el pedido', epoch });
  for (const what of ['unread', 'read'] as const) {
    await day.ledger.command(what, contactId, () =>
      agent.relevo.post(`/v1/conversations/{contactId}/${what}`, { params, body: {} }),
    );
  }
}

async function say(
  { ledger }: Day,
  agent: Agent,
  contactId: string,
  what: 'messages' | 'notes',
  body: { type?: 'text'; text: string; epoch: number },
): Promise<boolean> {
  const asked = await ledger.ask(what === 'messages' ? 'reply' : 'note', contactId, () =>
    agent.relevo.post(`/v1/conversations/{contactId}/${what}` as '/v1/conversations/{contactId}/messages', {
      params: { path: { contactId } },
      body: body as { type: 'text'; text: string; epoch: number },
    }),
  );
  if (!asked.ok) return false;
  const direction = what === 'messages' ? 'out' : 'note';
  const { sentAt, ackAt, value } = asked;
  ledger.said.push({ contactId, messageId: value.id, agentId: agent.id, direction, text: body.text, sentAt, ackAt });
  return true;
}

/** Closes most chats; sends some on, and gives some back. */
async function end(day: Day, agent: Agent, chat: Chat, care: Care, chance: Chance): Promise<boolean> {
  const { ledger, floor } = day;
  const { contactId, epoch } = chat;
  const params = { path: { contactId } };
  const give = async (what: string, call: () => Promise<Schemas['Conversation']>): Promise<Asked<unknown>> => {
    const asked = await ledger.command(what, contactId, call);
    if (asked.ok) day.recent.push(contactId);
    return asked;
  };
  const roll = agent.calm || care.moves >= 2 ? 1 : chance.share();
  if (roll < 0.16) {
    care.moves += 1;
    care.replies = 0;
  }
  if (roll < 0.09) {
    const others = floor.agents.filter((one) => !one.calm && one !== agent);
    const target =
      roll < 0.06 || others.length === 0
        ? { inboxId: chance.one(floor.inboxes).id }
        : { agentId: chance.one(others).id };
    const body = { ...target, note: `Te lo paso: ${agent.name}`, epoch };
    return (await give('transfer', () => agent.relevo.post('/v1/conversations/{contactId}/transfer', { params, body })))
      .ok;
  }
  if (roll < 0.14)
    return (
      await give('return', () => agent.relevo.post('/v1/conversations/{contactId}/return', { params, body: { epoch } }))
    ).ok;
  if (roll < 0.16)
    return (
      await give('to bot', () => agent.relevo.post('/v1/conversations/{contactId}/bot', { params, body: { epoch } }))
    ).ok;
  const body = { reason: 'resuelto', epoch };
  return (await give('close', () => agent.relevo.post('/v1/conversations/{contactId}/close', { params, body }))).ok;
}
