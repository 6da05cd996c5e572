import { z } from 'zod';
import { isDuplicateKey } from '../../models/connect.ts';
import { newId } from '../../models/ids.ts';
import type { TemplateDoc } from '../../models/template.ts';
import { TemplateModel, templateStatuses } from '../../models/template.ts';
import { textFilter } from '../../models/text-filter.ts';
import { updateVersioned } from '../../models/versioned.ts';
import { createGraph } from '../../activities/whatsapp/graph.ts';
import type { App } from '../app.ts';
import { filledIn } from '../conversations/template-content.ts';
import type { Deps } from '../deps.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { templateUse } from '../schemas/command.ts';
import { synchroniseTemplates } from '../whatsapp/templates.ts';
import { idParams, instant, search } from '../schemas/fields.ts';

const shape = {
  name: z.string().trim().min(1).max(512),
  language: z.string().regex(/^[a-z]{2,3}([_-][A-Za-z]{2,4})?$/, 'Expected a language code, such as es or es_AR'),
  body: z.string().trim().min(1).max(4096).describe('Variables as {{1}}, {{2}}…, or by name as {{nombre}}'),
  status: z.enum(templateStatuses),
};

const templateInput = z
  .strictObject({ ...shape, status: shape.status.default('approved') })
  .meta({ id: 'NewTemplate' });
const templatePatch = z.strictObject(shape).partial().meta({ id: 'TemplatePatch' });
const templateView = z
  .object({ id: z.string(), ...shape, createdAt: instant, updatedAt: instant })
  .meta({ id: 'Template' });

/** The messages that may be sent outside the session window. */
export function templateRoutes(app: App, { directory, env }: Pick<Deps, 'directory' | 'env'>): void {
  const tags = ['templates'];

  app.get(
    '/v1/templates',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags,
        summary: 'List the templates',
        querystring: z.strictObject({
          ...pageQuery,
          q: search.optional(),
          language: z.string().max(10).optional(),
          status: shape.status.optional(),
        }),
        response: { 200: pageOf(templateView) },
      },
    },
    async (request) => {
      const { limit, cursor, ...filters } = request.query;
      const conditions: Record<string, unknown>[] = [{}];
      if (filters.language) conditions.push({ language: filters.language });
      if (filters.status) conditions.push({ status: filters.status });
      if (filters.q) conditions.push({ $or: [{ name: textFilter(filters.q) }, { body: textFilter(filters.q) }] });
      const sort = { field: 'name', direction: 1 } as const;
      const asked = { list: 'templates', filters, sort, limit, cursor };
      const page = await keysetPage(TemplateModel, { $and: conditions }, asked);
      return { items: page.items.map(view), nextCursor: page.nextCursor };
    },
  );

  app.get(
    '/v1/templates/:id',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: { tags, summary: 'Read a template', params: idParams, response: { 200: templateView } },
    },
    async (request) => {
      const template = await TemplateModel.findById(request.params.id).lean();
      if (!template) throw problem('not-found');
      return view(template);
    },
  );

  app.post(
    '/v1/templates/:id/preview',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags,
        summary: 'Read a template with its variables filled in, without sending it',
        params: idParams,
        body: templateUse.pick({ components: true }).meta({ id: 'TemplateValues' }),
        response: {
          200: z
            .object({
              text: z.string().describe('Variables without a value are left standing'),
              missing: z.array(z.string()).describe('Names of the variables without a value'),
            })
            .meta({ id: 'TemplatePreview' }),
        },
      },
    },
    async ({ params, body }) => {
      const template = await TemplateModel.findById(params.id).lean();
      if (!template) throw problem('not-found');
      return filledIn(template.body, body.components ?? []);
    },
  );

  app.post(
    '/v1/templates/sync',
    {
      config: { roles: ['supervisor'], errors: ['channel-failed'] },
      schema: {
        tags,
        summary: 'Take over the templates that the account has on WhatsApp, as they stand there',
        response: {
          200: z.object({ added: z.int(), changed: z.int(), unchanged: z.int() }).meta({ id: 'TemplatesSynchronised' }),
        },
      },
    },
    async () => {
      const { accessToken, phoneNumberId, businessAccountId, baseUrl } = env.whatsapp;
      if (!accessToken || !phoneNumberId || !businessAccountId) {
        const names = 'WHATSAPP_ACCESS_TOKEN, WHATSAPP_PHONE_NUMBER_ID and WHATSAPP_BUSINESS_ACCOUNT_ID';
        throw problem('channel-failed', { detail: `${names} have to be set.` });
      }
      const graph = createGraph({ baseUrl, accessToken, phoneNumberId });
      const done = await synchroniseTemplates(graph, businessAccountId);
      await directory.refresh('templates');
      return done;
    },
  );

  app.post(
    '/v1/templates',
    {
      config: { roles: ['supervisor'], errors: ['duplicate'] },
      schema: { tags, summary: 'Add a template', body: templateInput, response: { 201: templateView } },
    },
    async (request, reply) => {
      const now = new Date();
      const template: TemplateDoc = { _id: newId('tpl'), ...request.body, createdAt: now, updatedAt: now, version: 1 };
      await TemplateModel.create(template).catch(taken);
      await directory.refresh('templates', template._id);
      return reply.code(201).header('location', `/v1/templates/${template._id}`).send(view(template));
    },
  );

  app.patch(
    '/v1/templates/:id',
    {
      config: { roles: ['supervisor'], errors: ['duplicate'] },
      schema: {
        tags,
        summary: 'Change a template',
        params: idParams,
        body: templatePatch,
        response: { 200: templateView },
      },
    },
    async (request) => {
      const { id } = request.params;
      const fields = request.body as Partial<TemplateDoc>;
      const template = await updateVersioned(TemplateModel, { _id: id }, () => fields).catch(taken);
      if (!template) throw problem('not-found');
      await directory.refresh('templates', id);
      return view(template);
    },
  );

  app.delete(
    '/v1/templates/:id',
    {
      config: { roles: ['supervisor'] },
      schema: { tags, summary: 'Remove a template', params: idParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { deletedCount } = await TemplateModel.deleteOne({ _id: request.params.id });
      if (deletedCount === 0) throw problem('not-found');
      await directory.refresh('templates', request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function taken(error: unknown): never {
  if (!isDuplicateKey(error)) throw error;
  throw problem('duplicate', { detail: 'There is a template of that `name` in that `language`.' });
}

function view({ _id, name, language, body, status, createdAt, updatedAt }: TemplateDoc): z.output<typeof templateView> {
  const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
  return { id: _id, name, language, body, status, ...times };
}
