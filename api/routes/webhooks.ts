import { z } from 'zod';
import { assertAllowedTarget, ForbiddenTarget } from '../../activities/outgoing/target.ts';
import { FailedDeliveryModel } from '../../models/failed-delivery.ts';
import { newId } from '../../models/ids.ts';
import { touchSettings } from '../../models/settings.ts';
import { updateVersioned } from '../../models/versioned.ts';
import type { WebhookDoc } from '../../models/webhook.ts';
import { newWebhookSecret, WebhookModel, webhookEvents } from '../../models/webhook.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { invalidField } from '../plugins/validation.ts';
import { problem } from '../problem.ts';
import { flag, idParams, instant } from '../schemas/fields.ts';

const shape = {
  name: z.string().trim().max(100),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  events: z.array(z.enum(webhookEvents)).max(20).describe('Empty: every event'),
  active: z.boolean(),
};

const webhookInput = z
  .strictObject({
    name: shape.name.default(''),
    url: shape.url,
    events: shape.events.default([]),
    active: shape.active.default(true),
  })
  .meta({ id: 'NewWebhook' });
const webhookPatch = z.strictObject(shape).partial().meta({ id: 'WebhookPatch' });
const webhookView = z
  .object({ id: z.string(), ...shape, createdAt: instant, updatedAt: instant })
  .meta({ id: 'Webhook' });
const newWebhookView = webhookView
  .extend({ secret: z.string().describe('Signs what is sent; shown this one time') })
  .meta({ id: 'WebhookOnce' });

/** How long both secrets sign after a change. */
const OVERLAP_MS = 24 * 3_600_000;

/** The endpoints that are told what happens. */
export function webhookRoutes(app: App, { directory, env }: Pick<Deps, 'directory' | 'env'>): void {
  const tags = ['webhooks'];
  const roles = ['supervisor'] as const;

  /** Conversations learn with the settings whether anybody wants to be told. */
  const changed = async (id: string) => {
    await touchSettings();
    await directory.refresh('webhooks', id);
    await directory.refresh('settings', 'account');
  };

  const checkTarget = async (url: string) => {
    try {
      await assertAllowedTarget(url, env);
    } catch (error) {
      if (error instanceof ForbiddenTarget) throw invalidField(['url'], error.message);
      throw error;
    }
  };

  app.get(
    '/v1/webhooks',
    {
      config: { roles },
      schema: {
        tags,
        summary: 'List the webhooks',
        querystring: z.strictObject({ ...pageQuery, active: flag.optional() }),
        response: { 200: pageOf(webhookView) },
      },
    },
    async (request) => {
      const { limit, cursor, ...filters } = request.query;
      const filter = filters.active === undefined ? {} : { active: filters.active };
      const sort = { field: 'createdAt', direction: 1 } as const;
      const page = await keysetPage(WebhookModel, filter, { list: 'webhooks', filters, sort, limit, cursor });
      return { items: page.items.map(view), nextCursor: page.nextCursor };
    },
  );

  app.get(
    '/v1/webhooks/:id',
    {
      config: { roles },
      schema: { tags, summary: 'Read a webhook', params: idParams, response: { 200: webhookView } },
    },
    async (request) => {
      const webhook = await WebhookModel.findById(request.params.id).lean();
      if (!webhook) throw problem('not-found');
      return view(webhook);
    },
  );

  app.post(
    '/v1/webhooks',
    {
      config: { roles },
      schema: {
        tags,
        summary: 'Add a webhook; its secret is shown this one time',
        body: webhookInput,
        response: { 201: newWebhookView },
      },
    },
    async (request, reply) => {
      await checkTarget(request.body.url);
      const now = new Date();
      const secret = newWebhookSecret();
      const webhook = { _id: newId('whk'), ...request.body, secret, createdAt: now, updatedAt: now, version: 1 };
      await WebhookModel.create(webhook);
      await changed(webhook._id);
      return reply
        .code(201)
        .header('location', `/v1/webhooks/${webhook._id}`)
        .send({ ...view(webhook), secret });
    },
  );

  app.patch(
    '/v1/webhooks/:id',
    {
      config: { roles },
      schema: {
        tags,
        summary: 'Change a webhook',
        params: idParams,
        body: webhookPatch,
        response: { 200: webhookView },
      },
    },
    async (request) => {
      const fields = request.body as Partial<WebhookDoc>;
      if (fields.url !== undefined) await checkTarget(fields.url);
      const webhook = await updateVersioned(WebhookModel, { _id: request.params.id }, () => fields);
      if (!webhook) throw problem('not-found');
      await changed(webhook._id);
      return view(webhook);
    },
  );

  app.post(
    '/v1/webhooks/:id/secret',
    {
      config: { roles },
      schema: {
        tags,
        summary: 'Give a webhook a new secret, shown this one time; the old one signs beside it for a day',
        params: idParams,
        response: { 200: newWebhookView },
      },
    },
    async (request) => {
      const secret = newWebhookSecret();
      const until = Date.now() + OVERLAP_MS;
      const webhook = await updateVersioned(WebhookModel, { _id: request.params.id }, (before) => ({
        secret,
        retired: { secret: before.secret, until },
      }));
      if (!webhook) throw problem('not-found');
      await changed(webhook._id);
      return { ...view(webhook), secret };
    },
  );

  app.delete(
    '/v1/webhooks/:id',
    { config: { roles }, schema: { tags, summary: 'Remove a webhook', params: idParams, response: { 204: z.null() } } },
    async (request, reply) => {
      const { deletedCount } = await WebhookModel.deleteOne({ _id: request.params.id });
      if (deletedCount === 0) throw problem('not-found');
      await FailedDeliveryModel.deleteMany({ endpointId: request.params.id });
      await changed(request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function view(webhook: WebhookDoc): z.output<typeof webhookView> {
  const { _id, name, url, events, active, createdAt, updatedAt } = webhook;
  const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
  return { id: _id, name, url, events, active, ...times };
}
