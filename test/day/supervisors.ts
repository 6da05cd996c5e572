import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import { chanceOf } from './chance.ts';
import type { Day } from './day.ts';
import type { Inbox, Person } from './floor.ts';

/** One supervisor's day: gives chats out by hand, undoes what others did, and changes who may do how much where. */
export async function workAsSupervisor(day: Day, supervisor: Person): Promise<void> {
  const chance = chanceOf(day.seed, 'supervisor', supervisor.name);
  const acts = [assign, assign, undo, undo, changeCapacity, changeMembers] as const;
  while (!day.closing.signal.aborted) {
    await chance.one(acts)(day, supervisor, chance);
    await wait(chance.whole(300, 1_200), undefined, { ref: false });
  }
}

const busy = ({ floor }: Day) => floor.agents.filter(({ calm }) => !calm);

/** Gives a chat out of an inbox without a rule to somebody; what the bot sent where nobody of the day looks goes to General. */
async function assign(day: Day, { relevo }: Person, chance: Chance): Promise<void> {
  const { floor, ledger } = day;
  const query = { view: 'unassigned', sort: 'waiting', limit: 200 } as const;
  const listed = await ledger.ask('list', '', () => relevo.get('/v1/conversations', { params: { query } }));
  const ours = listed.ok ? listed.value.items.filter(({ channel }) => channel === floor.channel) : [];
  const inboxOf = ({ place }: (typeof ours)[number]) =>
    [...floor.inboxes, floor.calm].find(({ id }) => id === place.inboxId);
  for (const { contactId, epoch } of ours.filter((one) => !inboxOf(one))) {
    const [params, body] = [{ path: { contactId } }, { inboxId: 'general', epoch }];
    await ledger.command('transfer', contactId, () =>
      relevo.post('/v1/conversations/{contactId}/transfer', { params, body }),
    );
  }
  const manual = ours.filter((one) => inboxOf(one)?.mode === 'manual');
  if (manual.length === 0) return;
  const chosen = chance.one(manual);
  const inbox = inboxOf(chosen);
  const able = busy(day).filter(({ id }) => inbox?.id === 'general' || inbox?.members.has(id));
  if (able.length === 0) return;
  const { contactId, epoch } = chosen;
  const body = { agentId: chance.one(able).id, epoch };
  await ledger.command('assign', contactId, () =>
    relevo.post('/v1/conversations/{contactId}/assign', { params: { path: { contactId } }, body }),
  );
}

async function undo(day: Day, { relevo }: Person, chance: Chance): Promise<void> {
  const contactId = day.recent.splice(0).at(-1);
  if (contactId === undefined || !chance.falls(0.5)) return;
  await day.ledger.command('undo', contactId, () =>
    relevo.post('/v1/conversations/{contactId}/undo', { params: { path: { contactId } }, body: {} }),
  );
}

async function changeCapacity(day: Day, { relevo }: Person, chance: Chance): Promise<void> {
  const agent = chance.one(busy(day));
  if (day.changing.has(agent.id)) return;
  day.changing.add(agent.id);
  const capacity = chance.whole(1, 6);
  const changed = { agentId: agent.id, capacity, sentAt: Date.now(), ackAt: Number.POSITIVE_INFINITY };
  day.ledger.capacities.push(changed);
  const asked = await day.ledger.ask('capacity', '', () =>
    relevo.patch('/v1/agents/{id}', { params: { path: { id: agent.id } }, body: { capacity } }),
  );
  changed.ackAt = asked.ackAt;
  agent.capacity = capacity;
  day.changing.delete(agent.id);
}

/** Takes the access of one agent to one inbox, and gives it back a little later. */
async function changeMembers(day: Day, { relevo }: Person, chance: Chance): Promise<void> {
  const inboxes = day.floor.inboxes.filter(({ members }) => members.size > 1);
  if (inboxes.length === 0) return;
  const inbox = chance.one(inboxes);
  if (day.changing.has(inbox.id)) return;
  const before = new Set(inbox.members);
  const movable = [...before].filter((id) => !day.steady.has(id));
  if (movable.length === 0) return;
  day.changing.add(inbox.id);
  const without = new Set(before);
  without.delete(chance.one(movable));
  await setMembers(day, relevo, inbox, without);
  await wait(chance.whole(1_000, 5_000));
  await setMembers(day, relevo, inbox, before);
  day.changing.delete(inbox.id);
}

async function setMembers(
  { ledger }: Day,
  relevo: Person['relevo'],
  inbox: Inbox,
  members: Set<string>,
): Promise<void> {
  const changed = { inboxId: inbox.id, members, sentAt: Date.now(), ackAt: Number.POSITIVE_INFINITY };
  ledger.members.push(changed);
  inbox.members = members;
  const asked = await ledger.ask('members', '', () =>
    relevo.patch('/v1/inboxes/{id}', { params: { path: { id: inbox.id } }, body: { members: [...members] } }),
  );
  changed.ackAt = asked.ackAt;
}
