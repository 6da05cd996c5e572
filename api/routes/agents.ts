import mongoose from 'mongoose';
import { z } from 'zod';
import { phoneIn } from '../../activities/bot/addresses.ts';
import type { Caller } from '../../domain/caller.ts';
import { presenceStatuses } from '../../domain/presence.ts';
import type { AgentDoc } from '../../models/agent.ts';
import { AgentModel } from '../../models/agent.ts';
import { InboxModel, removeMember } from '../../models/inbox.ts';
import { isDuplicateKey } from '../../models/connect.ts';
import { revokeKeysOf } from '../../models/key.ts';
import { addAgent } from '../../models/people.ts';
import { deactivateAgent } from '../../models/presence.ts';
import { fitRooms } from '../../models/agent-rooms.ts';
import { RoomModel } from '../../models/room.ts';
import { withdrawAccess } from '../../models/room-membership.ts';
import { touchSettings } from '../../models/settings.ts';
import { removeShortcutsOf } from '../../models/shortcut.ts';
import { textFilter } from '../../models/text-filter.ts';
import { updateVersioned } from '../../models/versioned.ts';
import { agentViewOf } from '../agent-view.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { mergePatch } from '../merge-patch.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { invalidRequest } from '../plugins/validation.ts';
import { problem } from '../problem.ts';
import { expel, expelEverywhere, isAnotherNumber } from '../rooms/participants.ts';
import { agentInput, agentPatch, agentShifts, agentView } from '../schemas/agent.ts';
import { flag, idParams, search } from '../schemas/fields.ts';

export function agentRoutes(
  app: App,
  { directory, keyRing, conversations }: Pick<Deps, 'directory' | 'keyRing' | 'conversations'>,
): void {
  const tags = ['agents'];
  const view = agentViewOf(directory);

  /** Has as many personal rooms made as the agent is to have. */
  const fit = async (agent: AgentDoc) => {
    if (!(await fitRooms(agent))) return;
    await touchSettings();
    await Promise.all([directory.refresh('rooms'), directory.refresh('settings', 'account')]);
    await conversations.buildRooms();
  };

  const leaveRooms = async (agent: AgentDoc) => {
    for (const room of await RoomModel.find({ members: agent._id, deletedAt: null }).lean()) {
      await expel(room, agent);
      await withdrawAccess(room, agent._id);
    }
    await fit({ ...agent, rooms: 0 });
    if (await RoomModel.exists({ 'expelled.0': { $exists: true } } as never)) await conversations.buildRooms();
  };

  app.get(
    '/v1/agents',
    {
      config: { roles: ['agent'] },
      schema: {
        tags,
        summary: 'List the agents; to agents, with name and presence only',
        querystring: z.strictObject({
          ...pageQuery,
          q: search.optional(),
          active: flag.optional(),
          status: z.enum(presenceStatuses).optional(),
        }),
        response: { 200: pageOf(agentView) },
      },
    },
    async (request) => {
      const { limit, cursor, ...filters } = request.query;
      const conditions: Record<string, unknown>[] = [{ deletedAt: null }];
      if (filters.active !== undefined) conditions.push({ active: filters.active });
      if (filters.status) conditions.push(statusFilter(filters.status, directory.presenceTimeout()));
      if (filters.q) conditions.push({ $or: [{ name: textFilter(filters.q) }, { email: textFilter(filters.q) }] });
      const sort = { field: 'name', direction: 1 } as const;
      const page = await keysetPage(AgentModel, { $and: conditions }, { list: 'agents', filters, sort, limit, cursor });
      return { items: page.items.map((agent) => view(agent, request.caller)), nextCursor: page.nextCursor };
    },
  );

  app.get(
    '/v1/agents/:id',
    {
      config: { roles: ['agent'] },
      schema: { tags, summary: 'Read an agent', params: idParams, response: { 200: agentView } },
    },
    async (request) => {
      const agent = await AgentModel.findOne({ _id: request.params.id, deletedAt: null }).lean();
      if (!agent) throw problem('not-found');
      return view(agent, request.caller);
    },
  );

  app.post(
    '/v1/agents',
    {
      config: { roles: ['supervisor'], errors: ['duplicate'] },
      schema: {
        tags,
        summary: 'Add an agent, with a personal inbox',
        body: agentInput,
        response: { 201: agentView },
      },
    },
    async (request, reply) => {
      const { email = null, phone = null, shifts = null, capacity, rooms, ...rest } = request.body;
      // Without rooms of their own an agent works at the desk, with places as any other.
      const places = capacity ?? (rooms === 0 ? undefined : rooms);
      const working = {
        ...(places === undefined ? {} : { capacity: places }),
        ...(rooms === undefined ? {} : { rooms }),
      };
      const agent = await mongoose.connection
        .transaction((session) =>
          addAgent({ ...rest, ...working, email, phone, number: numberOf(phone), shifts }, session),
        )
        .catch(inUse);
      await fit(agent);
      await Promise.all([directory.refresh('agents', agent._id), directory.refresh('inboxes', agent.personalInboxId)]);
      return reply.code(201).header('location', `/v1/agents/${agent._id}`).send(view(agent, request.caller));
    },
  );

  app.patch(
    '/v1/agents/:id',
    {
      config: { roles: ['supervisor'], errors: ['duplicate'] },
      schema: { tags, summary: 'Change an agent', params: idParams, body: agentPatch, response: { 200: agentView } },
    },
    async (request) => {
      const { id } = request.params;
      const { shifts, ...rest } = request.body;
      const given = Object.entries(rest).filter(([, value]) => value !== undefined);
      const fields = Object.fromEntries(given) as Partial<AgentDoc>;
      if (rest.rooms && rest.capacity === undefined) fields.capacity = rest.rooms;
      if (fields.active === false) {
        const before = await AgentModel.findOne({ _id: id, deletedAt: null }).lean();
        if (!before) throw problem('not-found');
        mayShutOut(request.caller, before);
        await deactivateAgent(id, directory.presenceTimeout());
      }
      let former: AgentDoc[] = [];
      const agent = await updateVersioned(AgentModel, { _id: id, deletedAt: null }, (current) => {
        former = rest.phone !== undefined && isAnotherNumber(current, rest.phone) ? [current] : [];
        return {
          ...fields,
          ...(rest.phone === undefined ? {} : { number: numberOf(rest.phone) }),
          // Another number has to be linked anew.
          ...(former.length === 0 ? {} : { registration: null }),
          ...(shifts === undefined ? {} : { shifts: mergedShifts(current, shifts) }),
        };
      }).catch(inUse);
      if (!agent) throw problem('not-found');
      // Whoever has the old number now is nobody of ours.
      for (const one of former) await expelEverywhere(one);
      if (fields.name !== undefined) {
        const { name } = fields;
        await updateVersioned(InboxModel, { _id: agent.personalInboxId }, () => ({ name }));
        await directory.refresh('inboxes', agent.personalInboxId);
      }
      if (fields.rooms !== undefined) await fit(agent);
      const hasRooms = directory.rooms().some(({ members, agentId }) => agentId === id || members.includes(id));
      if (rest.phone !== undefined && hasRooms) await conversations.buildRooms();
      await directory.refresh('agents', id);
      conversations.nudgeAssignment({ agentId: id });
      return view(agent, request.caller);
    },
  );

  app.delete(
    '/v1/agents/:id',
    {
      config: { roles: ['supervisor'], errors: ['in-use', 'temporal-unavailable'] },
      schema: {
        tags,
        summary: 'Remove an agent: keys and access end, the chats go back to their inboxes',
        params: idParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const agent = await AgentModel.findOne({ _id: id, deletedAt: null }).lean();
      if (!agent) throw problem('not-found');
      mayShutOut(request.caller, agent);
      // Every step may be done twice, and the agent is gone for good only with the last: a request can be repeated.
      await revokeKeysOf(id);
      await keyRing.load();
      await deactivateAgent(id, directory.presenceTimeout());
      // A room that a chat of theirs leaves makes place for no other.
      await updateVersioned(AgentModel, { _id: id }, () => ({ rooms: 0 }));
      await directory.refresh('agents', id);
      await conversations?.agentDeleted(id);
      await conversations?.inboxDeleted(agent.personalInboxId);
      await removeMember(id);
      await removeShortcutsOf(id);
      await leaveRooms(agent);
      await updateVersioned(InboxModel, { _id: agent.personalInboxId }, () => ({ deletedAt: new Date() }));
      await updateVersioned(AgentModel, { _id: id }, () => ({ deletedAt: new Date(), rooms: 0 }));
      await Promise.all([directory.refresh('agents'), directory.refresh('inboxes')]);
      return reply.code(204).send(null);
    },
  );
}

const numberOf = (phone: string | null) => (phone === null ? null : phoneIn(phone, true));

function inUse(error: unknown): never {
  if (isDuplicateKey(error)) throw problem('duplicate', { detail: 'Another agent has this `phone`.' });
  throw error;
}

/** The shifts of now with what is given merged into them; null deletes them. */
function mergedShifts(agent: AgentDoc, patch: unknown): AgentDoc['shifts'] {
  if (patch === null) return null;
  const merged = agentShifts.safeParse(mergePatch({ shifts: agent.shifts ?? undefined }, { shifts: patch }));
  if (!merged.success) throw invalidRequest(merged.error.issues);
  return merged.data.shifts;
}

/** Removed or inactive, an agent's keys open nothing: nobody does that to themselves, and a supervisor to no admin. */
function mayShutOut(caller: Caller, agent: AgentDoc): void {
  if (agent.role === 'admin' && caller.role !== 'admin') {
    throw problem('forbidden', { detail: 'Only an admin may remove an admin, or make one inactive.' });
  }
  if (agent._id === caller.agentId) throw problem('in-use', { detail: 'This is the agent you are.' });
}

/** By what is shown, not by what is stored: an agent whose signs of life stopped is away. */
function statusFilter(status: 'online' | 'away', timeout: number): Record<string, unknown> {
  const online = { active: true, status: 'online', lastHeartbeatAt: { $gt: new Date(Date.now() - timeout) } };
  return status === 'online' ? online : { $nor: [online] };
}
