import { z } from 'zod';
import { isOpen, nextChange } from '../../config/business-hours.ts';
import type { Caller } from '../../domain/caller.ts';
import { GENERAL, inboxKinds } from '../../domain/vocabulary.ts';
import { newId } from '../../models/ids.ts';
import type { InboxDoc } from '../../models/inbox.ts';
import { InboxModel, newInbox } from '../../models/inbox.ts';
import { bindRoom } from '../../models/room-membership.ts';
import { RoomModel } from '../../models/room.ts';
import { touchSettings } from '../../models/settings.ts';
import { textFilter } from '../../models/text-filter.ts';
import { updateVersioned } from '../../models/versioned.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { mergePatch } from '../merge-patch.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { invalidField, invalidRequest } from '../plugins/validation.ts';
import { problem } from '../problem.ts';
import { idParams, search } from '../schemas/fields.ts';
import { inboxFields, inboxInput, inboxPatch, inboxView } from '../schemas/inbox.ts';

export function inboxRoutes(app: App, { directory, conversations }: Pick<Deps, 'directory' | 'conversations'>): void {
  const tags = ['inboxes'];

  app.get(
    '/v1/inboxes',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags,
        summary: 'List the inboxes that the caller has access to',
        querystring: z.strictObject({ ...pageQuery, q: search.optional(), kind: z.enum(inboxKinds).optional() }),
        response: { 200: pageOf(inboxView) },
      },
    },
    async (request) => {
      const { limit, cursor, ...filters } = request.query;
      const conditions: Record<string, unknown>[] = [{ deletedAt: null }, visibleTo(request.caller)];
      if (filters.kind) conditions.push({ kind: filters.kind });
      if (filters.q)
        conditions.push({ $or: [{ name: textFilter(filters.q) }, { description: textFilter(filters.q) }] });
      const sort = { field: 'name', direction: 1 } as const;
      const page = await keysetPage(
        InboxModel,
        { $and: conditions },
        { list: 'inboxes', filters, sort, limit, cursor },
      );
      return { items: page.items.map(view), nextCursor: page.nextCursor };
    },
  );

  app.get(
    '/v1/inboxes/:id',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: { tags, summary: 'Read an inbox', params: idParams, response: { 200: inboxView } },
    },
    async (request) => {
      const inbox = await InboxModel.findOne({
        $and: [{ _id: request.params.id, deletedAt: null }, visibleTo(request.caller)],
      }).lean();
      if (!inbox) throw problem('not-found');
      return view(inbox);
    },
  );

  app.post(
    '/v1/inboxes',
    {
      config: { roles: ['supervisor'] },
      schema: { tags, summary: 'Add an inbox', body: inboxInput, response: { 201: inboxView } },
    },
    async (request, reply) => {
      checkMembers(request.body.members);
      const inbox = newInbox({ _id: newId('inb'), kind: 'CUSTOM', ...asDoc(request.body) });
      await InboxModel.create(inbox);
      await directory.refresh('inboxes', inbox._id);
      return reply.code(201).header('location', `/v1/inboxes/${inbox._id}`).send(view(inbox));
    },
  );

  app.patch(
    '/v1/inboxes/:id',
    {
      config: { roles: ['supervisor'], errors: ['built-in'] },
      schema: {
        tags,
        summary: 'Change an inbox: what is given is merged deeply, null deletes an optional part',
        params: idParams,
        body: inboxPatch,
        response: { 200: inboxView },
      },
    },
    async (request) => {
      const patch = request.body as Record<string, unknown>;
      const inbox = await updateVersioned(InboxModel, { _id: request.params.id, deletedAt: null }, (current) => {
        if (Object.keys(patch).length === 0) return null;
        if (current.kind !== 'CUSTOM' && ('members' in patch || (current.kind === 'PERSONAL' && 'name' in patch))) {
          throw problem('built-in', { detail: 'Its access and the name of a personal inbox cannot be changed.' });
        }
        mayHaveRule(current, patch);
        const merged = inboxFields.safeParse(mergePatch(fieldsOf(current), patch));
        if (!merged.success) throw invalidRequest(merged.error.issues);
        if ('members' in patch) checkMembers(merged.data.members);
        return asDoc(merged.data);
      });
      if (!inbox) throw problem('not-found');
      await directory.refresh('inboxes', inbox._id);
      conversations.nudgeAssignment({ inboxId: inbox._id });
      return view(inbox);
    },
  );

  app.delete(
    '/v1/inboxes/:id',
    {
      config: { roles: ['supervisor'], errors: ['built-in', 'temporal-unavailable'] },
      schema: {
        tags,
        summary: 'Remove an inbox; its chats go to General',
        params: idParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const inbox = await updateVersioned(InboxModel, { _id: id, deletedAt: null }, ({ kind }) => {
        if (kind !== 'CUSTOM') throw problem('built-in');
        return { deletedAt: new Date() };
      });
      if (!inbox) throw problem('not-found');
      await directory.refresh('inboxes', id);
      try {
        await conversations?.inboxDeleted(id);
      } catch (error) {
        // With chats left in it the inbox stays, so that the request can be repeated.
        await updateVersioned(InboxModel, { _id: id }, () => ({ deletedAt: null }));
        await directory.refresh('inboxes', id);
        throw error;
      }
      for (const room of await RoomModel.find({ inboxId: id, deletedAt: null }).lean()) await bindRoom(room, GENERAL);
      await touchSettings();
      await Promise.all([directory.refresh('rooms'), directory.refresh('settings', 'account')]);
      return reply.code(204).send(null);
    },
  );

  function checkMembers(members: readonly string[] | undefined): void {
    for (const [index, id] of (members ?? []).entries()) {
      if (!directory.agent(id)) throw invalidField(['members', index], 'There is no such agent');
    }
  }
}

/** In Cerradas nothing waits, and in a personal inbox everything is one agent's already. */
function mayHaveRule({ kind }: InboxDoc, { assignment }: Record<string, unknown>): void {
  const mode = (assignment as { mode?: string } | null | undefined)?.mode ?? 'manual';
  if (mode !== 'manual' && (kind === 'CERRADAS' || kind === 'PERSONAL'))
    throw invalidField(['assignment', 'mode'], 'Only General and custom inboxes can have an assignment rule');
}

/** Agents find what they have access to; integrators what a chat can be handed to. */
function visibleTo({ role, agentId }: Caller): Record<string, unknown> {
  if (role === 'integrator') return { kind: { $ne: 'PERSONAL' } };
  if (role !== 'agent') return {};
  return { $or: [{ kind: { $in: ['GENERAL', 'CERRADAS'] } }, { ownerId: agentId }, { members: agentId }] };
}

function fieldsOf(inbox: InboxDoc) {
  const { name, description, keywords, members, assignment, businessHours, autoReply, escalation } = inbox;
  const optional = Object.entries({ businessHours, autoReply, escalation }).filter(([, value]) => value !== null);
  return { name, description, keywords, members, assignment, ...Object.fromEntries(optional) };
}

function asDoc(fields: z.output<typeof inboxFields>) {
  return {
    name: fields.name,
    description: fields.description ?? '',
    keywords: fields.keywords ?? [],
    members: [...new Set(fields.members ?? [])],
    assignment: fields.assignment ?? { mode: 'manual' as const },
    businessHours: fields.businessHours ?? null,
    autoReply: fields.autoReply ?? null,
    escalation: fields.escalation ?? null,
  };
}

function view(inbox: InboxDoc): z.output<typeof inboxView> {
  const { _id, kind, ownerId, createdAt, updatedAt } = inbox;
  const { businessHours, autoReply, escalation } = inbox;
  const now = Date.now();
  const changesAt = nextChange(businessHours, now);
  return {
    ...fieldsOf(inbox),
    id: _id,
    kind,
    ownerId,
    businessHours,
    openNow: isOpen(businessHours, now),
    nextChangeAt: changesAt === null ? null : new Date(changesAt).toISOString(),
    autoReply,
    escalation,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
