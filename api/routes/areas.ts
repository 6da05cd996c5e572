import { z } from 'zod';
import { GENERAL_AREA } from '../../domain/areas.ts';
import type { AreaDoc } from '../../models/area.ts';
import { AreaModel, newArea } from '../../models/area.ts';
import { newId } from '../../models/ids.ts';
import { textFilter } from '../../models/text-filter.ts';
import { ticketsToGeneral } from '../../models/ticket.ts';
import { updateVersioned } from '../../models/versioned.ts';
import type { App } from '../app.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { areaInput, areaPatch, areaView } from '../schemas/area.ts';
import { idParams, search } from '../schemas/fields.ts';

/** Who is told of new tickets by mail. Área General takes what no other area does. */
export function areaRoutes(app: App): void {
  const tags = ['areas'];

  app.get(
    '/v1/areas',
    {
      config: { roles: ['agent'] },
      schema: {
        tags,
        summary: 'List the areas, the oldest first',
        querystring: z.strictObject({ ...pageQuery, q: search.optional() }),
        response: { 200: pageOf(areaView) },
      },
    },
    async ({ query }) => {
      const { limit, cursor, ...filters } = query;
      const filter = filters.q ? { name: textFilter(filters.q) } : {};
      const sort = { field: 'createdAt', direction: 1 } as const;
      const page = await keysetPage(AreaModel, filter, { list: 'areas', filters, sort, limit, cursor });
      return { items: page.items.map(view), nextCursor: page.nextCursor };
    },
  );

  app.get(
    '/v1/areas/:id',
    {
      config: { roles: ['agent'] },
      schema: { tags, summary: 'Read an area', params: idParams, response: { 200: areaView } },
    },
    async ({ params }) => {
      const area = await AreaModel.findById(params.id).lean();
      if (!area) throw problem('not-found');
      return view(area);
    },
  );

  app.post(
    '/v1/areas',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags,
        summary: 'Add an area; of two that take the same tickets the older one does',
        body: areaInput,
        response: { 201: areaView },
      },
    },
    async ({ body }, reply) => {
      const area = newArea({ _id: newId('are'), ...body });
      await AreaModel.create(area);
      return reply.code(201).header('location', `/v1/areas/${area._id}`).send(view(area));
    },
  );

  app.patch(
    '/v1/areas/:id',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags,
        summary: 'Change an area; a list that is given replaces the one before',
        params: idParams,
        body: areaPatch,
        response: { 200: areaView },
      },
    },
    async ({ params, body }) => {
      const area = await updateVersioned(AreaModel, { _id: params.id }, (before) => changed(before, body));
      if (!area) throw problem('not-found');
      return view(area);
    },
  );

  app.delete(
    '/v1/areas/:id',
    {
      config: { roles: ['supervisor'], errors: ['built-in'] },
      schema: {
        tags,
        summary: 'Remove an area; its tickets go to Área General',
        params: idParams,
        response: { 204: z.null() },
      },
    },
    async ({ params }, reply) => {
      if (params.id === GENERAL_AREA) throw problem('built-in');
      // Before, so that a request cut off in between can be repeated; and after, for what came to it meanwhile.
      await ticketsToGeneral(params.id);
      const { deletedCount } = await AreaModel.deleteOne({ _id: params.id });
      await ticketsToGeneral(params.id);
      if (deletedCount === 0) throw problem('not-found');
      return reply.code(204).send(null);
    },
  );
}

/** An address that is removed takes along what is known of it. */
function changed(before: AreaDoc, body: z.output<typeof areaPatch>): Partial<AreaDoc> {
  const fields = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  const { emails } = body;
  if (emails === undefined) return fields;
  return { ...fields, undeliverable: before.undeliverable.filter(({ email }) => emails.includes(email)) };
}

function view({ _id, undeliverable, createdAt, updatedAt, ...area }: AreaDoc): z.output<typeof areaView> {
  const { name, emails, notify, types, subtypes } = area;
  return {
    id: _id,
    name,
    emails,
    undeliverable: undeliverable.map(({ email, reason, at }) => ({ email, reason, at: at.toISOString() })),
    notify,
    types,
    subtypes,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
