import { ApplicationFailure } from '@temporalio/common';
import { Webhook } from 'standardwebhooks';
import { FailedDeliveryModel } from '../../models/failed-delivery.ts';
import type { WebhookDoc } from '../../models/webhook.ts';
import type { DeliveryActivities } from '../../workflows/webhook-delivery.ts';
import { post } from './post.ts';
import type { Endpoints } from './publish.ts';
import { retryAfterMs } from './retry-after.ts';

export interface DeliverDeps {
  endpoints: Endpoints;
  /** Where a URL leads now; throws where that may not be reached from here. Asked at every attempt, since names change. */
  allowedAddresses(url: string): Promise<string[]>;
}

/** Posts events as Standard Webhooks: signed, with an id that is the same over all attempts. */
export function createDeliveries({ endpoints, allowedAddresses }: DeliverDeps): DeliveryActivities {
  return {
    async deliver({ endpointId, event }) {
      const endpoint = await endpoints.byId(endpointId);
      if (!endpoint?.active) return;
      const addresses = await allowedAddresses(endpoint.url);
      const body = JSON.stringify({ type: event.type, timestamp: event.timestamp, data: event.data });
      const now = new Date();
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Relevo',
        'webhook-id': event.id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': secretsOf(endpoint, now)
          .map((secret) => new Webhook(secret).sign(event.id, now, body))
          .join(' '),
      };
      const { status, retryAfter } = await post(endpoint.url, addresses, headers, body, 15_000);
      if (status >= 200 && status < 300) return;
      const wait = retryAfterMs(retryAfter);
      throw ApplicationFailure.create({
        type: 'Undelivered',
        message: `the endpoint answered ${status}`,
        ...(wait === null ? {} : { nextRetryDelay: wait }),
      });
    },

    async recordFailure({ endpointId, contactId, event, reason }) {
      const row = { endpointId, contactId, event, reason, failedAt: Date.now() };
      await FailedDeliveryModel.updateOne({ _id: `${endpointId}:${event.id}` }, { $set: row }, { upsert: true });
    },
  };
}

function secretsOf({ secret, retired }: WebhookDoc, now: Date): string[] {
  return retired && retired.until > now.getTime() ? [secret, retired.secret] : [secret];
}
