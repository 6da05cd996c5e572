import { createHash } from 'node:crypto';
import mongoose from 'mongoose';
import { z } from 'zod';
import { phoneIn } from '../../activities/bot/addresses.ts';
import { isNumber } from '../../activities/bot/is-number.ts';
import { GROUP_PARTICIPANTS, roomKinds, roomStatuses } from '../../domain/rooms.ts';
import { CERRADAS, GENERAL } from '../../domain/vocabulary.ts';
import type { AgentDoc } from '../../models/agent.ts';
import { AgentModel } from '../../models/agent.ts';
import { isDuplicateKey } from '../../models/connect.ts';
import { addAgent } from '../../models/people.ts';
import type { RoomDoc } from '../../models/room.ts';
import { changeRoom, newRoom, RoomModel } from '../../models/room.ts';
import { bindRoom, giveAccess, withdrawAccess } from '../../models/room-membership.ts';
import { touchSettings } from '../../models/settings.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { invalidField } from '../plugins/validation.ts';
import { problem } from '../problem.ts';
import { expel, namesOf } from '../rooms/participants.ts';
import { roomViewOf } from '../rooms/view.ts';
import { id, idParams } from '../schemas/fields.ts';
import { roomInput, roomMember, roomPatch, roomView } from '../schemas/room.ts';

/** WhatsApp groups that agents work in: main ones of an inbox or of supervisors, and the agents' personal ones. */
export function roomRoutes(
  app: App,
  { directory, conversations, env }: Pick<Deps, 'directory' | 'conversations' | 'env'>,
): void {
  const tags = ['rooms'];
  const roles = ['supervisor'] as const;
  const view = roomViewOf(directory);

  const found = async (roomId: string): Promise<RoomDoc> => {
    const room = await RoomModel.findOne({ _id: roomId, deletedAt: null }).lean();
    if (!room) throw problem('not-found');
    return room;
  };

  /** Conversations learn with the settings whom to tell, and the groups are made as they are wanted now. */
  const changed = async (room: RoomDoc): Promise<RoomDoc> => {
    await touchSettings();
    await Promise.all([directory.refresh('rooms', room._id), directory.refresh('settings', 'account')]);
    await conversations.buildRooms();
    return (await RoomModel.findById(room._id).lean()) ?? room;
  };

  app.get(
    '/v1/rooms',
    {
      config: { roles },
      schema: {
        tags,
        summary: 'List the WhatsApp groups that agents work in, with the progress of those being created',
        querystring: z.strictObject({
          ...pageQuery,
          kind: z.enum(roomKinds).optional(),
          status: z.enum(roomStatuses).optional(),
          inboxId: id.optional(),
          agentId: id.optional(),
        }),
        response: { 200: pageOf(roomView) },
      },
    },
    async ({ query: { limit, cursor, ...filters } }) => {
      const sort = { field: 'createdAt', direction: 1 } as const;
      const where = { ...filters, deletedAt: null };
      const page = await keysetPage(RoomModel, where, { list: 'rooms', filters, sort, limit, cursor });
      return { items: page.items.map(view), nextCursor: page.nextCursor };
    },
  );

  app.get(
    '/v1/rooms/:id',
    { config: { roles }, schema: { tags, summary: 'Read a room', params: idParams, response: { 200: roomView } } },
    async ({ params }) => view(await found(params.id)),
  );

  app.post(
    '/v1/rooms',
    {
      config: { roles, errors: ['rooms-not-configured', 'temporal-unavailable'] },
      schema: {
        tags,
        summary: 'Have a main room created; personal rooms come with `rooms` of the agent',
        body: roomInput,
        response: { 201: roomView },
      },
    },
    async ({ body: { kind, name, inboxId } }, reply) => {
      if (!env.whatsapp.accessToken || !env.whatsapp.phoneNumberId) throw problem('rooms-not-configured');
      if (kind === 'SUPERVISOR' && inboxId !== undefined)
        throw invalidField(['inboxId'], 'The room of supervisors shows the alerts of all inboxes');
      const bound = kind === 'SUPERVISOR' ? null : (inboxId ?? GENERAL);
      checkInbox(bound);
      const room = newRoom({ kind, name, inboxId: bound });
      await RoomModel.create(room);
      return reply
        .code(201)
        .header('location', `/v1/rooms/${room._id}`)
        .send(view(await changed(room)));
    },
  );

  app.patch(
    '/v1/rooms/:id',
    {
      config: { roles, errors: ['not-now', 'temporal-unavailable'] },
      schema: {
        tags,
        summary: 'Bind a main room to another inbox, or ask again for one that failed',
        params: idParams,
        body: roomPatch,
        response: { 200: roomView },
      },
    },
    async ({ params, body: { inboxId, status } }) => {
      const room = await found(params.id);
      if (inboxId !== undefined) {
        if (room.inboxId === null) throw invalidField(['inboxId'], 'Only a room of SOPORTE or VENTAS has an inbox');
        checkInbox(inboxId);
        await bindRoom(room, inboxId);
        await directory.refresh('inboxes');
      }
      if (status !== undefined) {
        const again = { status, attempts: 0, notBefore: 0, problem: null, requestedAt: null };
        const retried = await changeRoom({ _id: room._id, status: 'failed', groupId: null }, { $set: again });
        if (!retried && room.status !== 'creating')
          throw problem('not-now', { detail: 'Only a group that failed to be created is asked for again.' });
      }
      return view(await changed(room));
    },
  );

  app.delete(
    '/v1/rooms/:id',
    {
      config: { roles, errors: ['in-use', 'temporal-unavailable'] },
      schema: {
        tags,
        summary: 'Remove a room and its group; a personal room only while it holds no case',
        params: idParams,
        response: { 204: z.null() },
      },
    },
    async ({ params }, reply) => {
      const room = await found(params.id);
      const gone = await changeRoom(
        { _id: room._id, contactId: null, deletedAt: null },
        { $set: { deletedAt: new Date() } },
      );
      if (!gone) throw problem('in-use', { detail: 'A case is in this room: close or transfer it first.' });
      for (const agentId of gone.members) await withdrawAccess(gone, agentId);
      if (room.agentId !== null)
        await AgentModel.updateOne({ _id: room.agentId, rooms: { $gt: 0 } }, { $inc: { rooms: -1, version: 1 } });
      await changed(room);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/v1/rooms/:id/members',
    {
      config: { roles, errors: ['temporal-unavailable'] },
      schema: {
        tags,
        summary: 'Add an agent to a main room: they get its access, and come into the group by its link',
        description:
          'Whoever is not an agent yet is made one. Where the group is full, the agent belongs in another one of the same kind and inbox, which is created where there is none; the answer is the room that the agent belongs in.',
        params: idParams,
        body: roomMember,
        response: { 201: roomView },
      },
    },
    async ({ params, body }, reply) => {
      const first = await found(params.id);
      if (first.kind === 'PERSONAL') throw invalidField(['id'], 'A personal room is of its agent alone');
      const agent = await agentOf(body);
      const room = await placeFor(first, agent._id);
      await giveAccess(room, agent._id);
      await changeRoom({ _id: room._id }, { $pull: { expelled: { $in: namesOf(agent) } } });
      if (room.inboxId !== null) await directory.refresh('inboxes', room.inboxId);
      return reply.code(201).send(view(await changed(room)));
    },
  );

  app.delete(
    '/v1/rooms/:id/members/:agentId',
    {
      config: { roles, errors: ['temporal-unavailable'] },
      schema: {
        tags,
        summary: 'Take an agent out of a main room, its group and its access',
        description: 'WhatsApp lets nobody back in by link who was taken out.',
        params: z.strictObject({ id: z.string(), agentId: z.string() }),
        response: { 204: z.null() },
      },
    },
    async ({ params }, reply) => {
      const room = await found(params.id);
      if (!room.members.includes(params.agentId)) throw problem('not-found');
      const agent = await AgentModel.findById(params.agentId).lean();
      // First written down who is to be put out: cut off here, it is done all the same.
      if (agent) await expel(room, agent);
      await withdrawAccess(room, params.agentId);
      if (room.inboxId !== null) await directory.refresh('inboxes', room.inboxId);
      await changed(room);
      return reply.code(204).send(null);
    },
  );

  function checkInbox(inboxId: string | null): void {
    if (inboxId === null) return;
    const inbox = directory.inbox(inboxId);
    if (!inbox || inboxId === CERRADAS || inbox.kind === 'PERSONAL')
      throw invalidField(['inboxId'], 'Expected General or a custom inbox');
  }

  async function agentOf({ agentId, name = '', phone = '' }: z.output<typeof roomMember>): Promise<AgentDoc> {
    if (agentId !== undefined) {
      const agent = await AgentModel.findOne({ _id: agentId, deletedAt: null }).lean();
      if (!agent) throw invalidField(['agentId'], 'There is no such agent');
      return agent;
    }
    const number = phoneIn(phone, true);
    if (number === null) throw invalidField(['phone'], 'Expected a number with its area code, such as 3815551234');
    const same = directory.agents().find((agent) => agent.phone !== null && isNumber(agent.phone, number.slice(1)));
    if (same) return (await AgentModel.findById(same._id).lean()) ?? same;
    const added = await mongoose.connection
      .transaction((session) => addAgent({ name, phone, number }, session))
      .catch(async (error: unknown) => {
        // Somebody else adds the same person.
        const other = isDuplicateKey(error) && (await AgentModel.findOne({ number, deletedAt: null }).lean());
        if (!other) throw error;
        return other;
      });
    await Promise.all([directory.refresh('agents', added._id), directory.refresh('inboxes', added.personalInboxId)]);
    return added;
  }

  /** A room with a place for an agent, who has it from then on: of many at once no more come in than fit. */
  async function placeFor(first: RoomDoc, agentId: string): Promise<RoomDoc> {
    for (;;) {
      const room = await roomWithSpace(first, agentId);
      if (room.members.includes(agentId)) return room;
      const free = { members: { $ne: agentId }, [`members.${GROUP_PARTICIPANTS - 1}`]: { $exists: false } };
      const taken = await changeRoom({ _id: room._id, ...free, deletedAt: null }, { $push: { members: agentId } });
      if (taken) return taken;
    }
  }

  /** The room, or where it is full another one like it. */
  async function roomWithSpace(room: RoomDoc, agentId: string): Promise<RoomDoc> {
    const { kind, inboxId } = room;
    // Counted before it is looked: those who find all full at once make the same room.
    const made = await RoomModel.countDocuments({ kind, inboxId });
    const alike = await RoomModel.find({ kind, inboxId, deletedAt: null }).sort({ createdAt: 1 }).lean();
    const has = alike.find(({ members }) => members.includes(agentId));
    const asked = alike.filter(({ _id }) => _id === room._id);
    const space = [...asked, ...alike].find(({ members }) => members.length < GROUP_PARTICIPANTS);
    if (has ?? space) return (has ?? space) as RoomDoc;
    const name = `${room.name.replace(/ \d+$/, '')} ${alike.length + 1}`;
    const key = createHash('sha256').update(`${alike[0]?._id} ${made}`).digest('hex').slice(0, 32);
    const another = newRoom({ _id: `rom_${key}`, kind, inboxId, name });
    await RoomModel.create(another).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
    await directory.refresh('rooms', another._id);
    return another;
  }
}
