import { z } from 'zod';
import type { FailedDeliveryDoc } from '../../models/failed-delivery.ts';
import { FailedDeliveryModel } from '../../models/failed-delivery.ts';
import { newId } from '../../models/ids.ts';
import { WebhookModel } from '../../models/webhook.ts';
import type { App } from '../app.ts';
import type { ConversationService } from '../conversations/service.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { idParams, instant } from '../schemas/fields.ts';

const deliveryParams = z.strictObject({ id: z.string(), deliveryId: z.string() });
const deliveryView = z
  .object({
    id: z.string(),
    contactId: z.string().nullable(),
    event: z.object({ id: z.string(), type: z.string(), timestamp: instant, data: z.unknown() }),
    reason: z.string(),
    failedAt: instant,
  })
  .meta({ id: 'FailedDelivery' });
const accepted = z.object({ eventId: z.string().describe('The `webhook-id` it is sent with') });

/** Stands for the contact where an event is about none: such events have a queue of their own. */
const NO_CONTACT = 'none';

/** What an endpoint did not take within a day, sending it again, and trying an endpoint out. */
export function webhookDeliveryRoutes(app: App, { deliver }: Pick<ConversationService, 'deliver'>): void {
  const tags = ['webhooks'];
  const roles = ['supervisor'] as const;

  /** An endpoint that is off takes nothing, and what is handed to it is gone. */
  const mustBeActive = async (id: string) => {
    const webhook = await WebhookModel.findById(id, { active: 1 }).lean();
    if (!webhook) throw problem('not-found');
    if (!webhook.active) throw problem('not-now', { detail: 'The webhook is not active: nothing is sent to it.' });
  };

  app.get(
    '/v1/webhooks/:id/deliveries',
    {
      config: { roles },
      schema: {
        tags,
        summary: 'List what the endpoint did not take within a day, latest first',
        params: idParams,
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(deliveryView) },
      },
    },
    async ({ params, query }) => {
      if (!(await WebhookModel.exists({ _id: params.id }))) throw problem('not-found');
      const sort = { field: 'failedAt', direction: -1 } as const;
      const page = await keysetPage(
        FailedDeliveryModel,
        { endpointId: params.id },
        { list: 'failed-deliveries', filters: params, sort, ...query },
      );
      return { items: page.items.map(view), nextCursor: page.nextCursor };
    },
  );

  app.post(
    '/v1/webhooks/:id/deliveries/:deliveryId/retry',
    {
      config: { roles, errors: ['not-now', 'temporal-unavailable'] },
      schema: {
        tags,
        summary: 'Send a failed delivery again, for another day',
        description: 'It keeps its `webhook-id`, and is listed again should it fail again.',
        params: deliveryParams,
        response: { 202: accepted },
      },
    },
    async ({ params }, reply) => {
      await mustBeActive(params.id);
      const failed = await FailedDeliveryModel.findOne({ _id: params.deliveryId, endpointId: params.id }).lean();
      if (!failed) throw problem('not-found');
      const { _id, contactId, event, failedAt } = failed;
      await deliver(params.id, contactId, event);
      // One that failed again meanwhile stays.
      await FailedDeliveryModel.deleteOne({ _id, failedAt });
      return reply.code(202).send({ eventId: event.id });
    },
  );

  app.post(
    '/v1/webhooks/:id/test',
    {
      config: { roles, errors: ['not-now', 'temporal-unavailable'] },
      schema: {
        tags,
        summary: 'Send a `ping` to the endpoint, the way everything else is sent',
        params: idParams,
        response: { 202: accepted },
      },
    },
    async ({ params }, reply) => {
      await mustBeActive(params.id);
      const eventId = newId('evt_ping');
      const data = { webhookId: params.id };
      await deliver(params.id, NO_CONTACT, { id: eventId, type: 'ping', timestamp: new Date().toISOString(), data });
      return reply.code(202).send({ eventId });
    },
  );
}

function view({ _id, contactId, event, reason, failedAt }: FailedDeliveryDoc): z.output<typeof deliveryView> {
  return {
    id: _id,
    contactId: contactId === NO_CONTACT ? null : contactId,
    event,
    reason,
    failedAt: new Date(failedAt).toISOString(),
  };
}
