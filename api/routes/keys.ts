import mongoose from 'mongoose';
import { z } from 'zod';
import { roleAllows } from '../../domain/caller.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { roles } from '../../domain/vocabulary.ts';
import { AgentModel } from '../../models/agent.ts';
import { newId } from '../../models/ids.ts';
import type { KeyDoc } from '../../models/key.ts';
import { hashKey, KeyModel, newKey } from '../../models/key.ts';
import { addAgent } from '../../models/people.ts';
import { textFilter } from '../../models/text-filter.ts';
import { updateVersioned } from '../../models/versioned.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { invalidField } from '../plugins/validation.ts';
import { problem } from '../problem.ts';
import { flag, idParams, search } from '../schemas/fields.ts';
import { keyInput, keyPatch, keyView, newKeyView } from '../schemas/key.ts';

/** Keys are shown once, kept by hash, and end by revocation; their records stay. */
export function keyRoutes(app: App, { directory, keyRing }: Pick<Deps, 'directory' | 'keyRing'>): void {
  const tags = ['keys'];

  app.get(
    '/v1/keys',
    {
      config: { roles: ['admin'] },
      schema: {
        tags,
        summary: 'List the keys',
        querystring: z.strictObject({
          ...pageQuery,
          q: search.optional(),
          role: z.enum(roles).optional(),
          agentId: z.string().max(100).optional(),
          active: flag.optional().describe('Neither revoked nor expired'),
        }),
        response: { 200: pageOf(keyView) },
      },
    },
    async (request) => {
      const { limit, cursor, ...filters } = request.query;
      const conditions: Record<string, unknown>[] = [{}];
      if (filters.role) conditions.push({ role: filters.role });
      if (filters.agentId) conditions.push({ agentId: filters.agentId });
      if (filters.active !== undefined) conditions.push(filters.active ? valid() : { $nor: [valid()] });
      if (filters.q) conditions.push({ name: textFilter(filters.q) });
      const sort = { field: 'createdAt', direction: 1 } as const;
      const page = await keysetPage(KeyModel, { $and: conditions }, { list: 'keys', filters, sort, limit, cursor });
      return { items: page.items.map(view), nextCursor: page.nextCursor };
    },
  );

  app.get(
    '/v1/keys/:id',
    {
      config: { roles: ['admin'] },
      schema: { tags, summary: 'Read a key', params: idParams, response: { 200: keyView } },
    },
    async (request) => {
      const key = await KeyModel.findById(request.params.id).lean();
      if (!key) throw problem('not-found');
      return view(key);
    },
  );

  app.post(
    '/v1/keys',
    {
      config: { roles: ['admin'] },
      schema: {
        tags,
        summary: 'Make a key; it is shown this one time',
        body: keyInput,
        response: { 201: newKeyView },
      },
    },
    async (request, reply) => {
      const { role, name, agentId, expiresAt } = request.body;
      if (agentId !== undefined) await raiseRole(agentId, role);
      const key = newKey();
      const record: KeyDoc = {
        _id: newId('key'),
        hash: hashKey(key),
        role,
        name,
        agentId: agentId ?? null,
        createdAt: new Date(),
        expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
        revokedAt: null,
        lastUsedAt: null,
      };
      await mongoose.connection.transaction(async (session) => {
        if (role !== 'integrator' && agentId === undefined) {
          record.agentId = (await addAgent({ name, role }, session))._id;
        }
        await KeyModel.create([record], { session });
      });
      if (record.agentId !== null && agentId === undefined) {
        const agent = await directory.freshAgent(record.agentId);
        if (agent) await directory.refresh('inboxes', agent.personalInboxId);
      }
      keyRing.change(record._id, record);
      return reply
        .code(201)
        .header('location', `/v1/keys/${record._id}`)
        .send({ ...view(record), key });
    },
  );

  app.patch(
    '/v1/keys/:id',
    {
      config: { roles: ['admin'] },
      schema: {
        tags,
        summary: 'Rename a key, or set when it expires',
        params: idParams,
        body: keyPatch,
        response: { 200: keyView },
      },
    },
    async (request) => {
      const { name, expiresAt } = request.body;
      const fields = {
        ...(name === undefined ? {} : { name }),
        ...(expiresAt === undefined ? {} : { expiresAt: expiresAt === null ? null : new Date(expiresAt) }),
      };
      const key = await KeyModel.findByIdAndUpdate(
        request.params.id,
        { $set: fields },
        { returnDocument: 'after' },
      ).lean();
      if (!key) throw problem('not-found');
      keyRing.change(key._id, key);
      return view(key);
    },
  );

  app.delete(
    '/v1/keys/:id',
    {
      config: { roles: ['admin'], errors: ['in-use'] },
      schema: { tags, summary: 'Revoke a key', params: idParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { id } = request.params;
      const key = await KeyModel.findById(id).lean();
      if (!key) throw problem('not-found');
      if (key.role === 'admin' && !(await KeyModel.exists({ ...valid(), role: 'admin', _id: { $ne: id } }))) {
        throw problem('in-use', { detail: 'It is the last key of an admin: make another one first.' });
      }
      const revoked = await KeyModel.findOneAndUpdate(
        { _id: id },
        [{ $set: { revokedAt: { $ifNull: ['$revokedAt', '$$NOW'] } } }] as never,
        { returnDocument: 'after', updatePipeline: true },
      ).lean();
      keyRing.change(id, revoked);
      return reply.code(204).send(null);
    },
  );

  /** A person is what the highest of their keys is. */
  async function raiseRole(agentId: string, role: Role): Promise<void> {
    const agent = await directory.freshAgent(agentId);
    if (!agent) throw invalidField(['agentId'], 'There is no such agent');
    if (role === 'integrator' || role === agent.role || !roleAllows(role, [agent.role])) return;
    await updateVersioned(AgentModel, { _id: agentId }, () => ({ role }));
    await directory.refresh('agents', agentId);
  }
}

function valid() {
  return { revokedAt: null, $or: [{ expiresAt: null }, { expiresAt: { $gt: new Date() } }] };
}

function view(key: KeyDoc): z.output<typeof keyView> {
  const { _id, role, name, agentId, createdAt, expiresAt, revokedAt, lastUsedAt } = key;
  return {
    id: _id,
    role,
    name,
    agentId,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
