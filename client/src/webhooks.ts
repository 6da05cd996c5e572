import { Webhook } from 'standardwebhooks';
import type { components } from './schema.ts';

export { WebhookVerificationError } from 'standardwebhooks';

type Schemas = components['schemas'];
type Told<Type extends string, Data> = { id: string; type: Type; timestamp: string; data: Data };

/** What an endpoint is told. `id` is the same over all attempts: what has one that was seen is a repeat. */
export type WebhookEvent =
  | Told<
      'message.created',
      { contact: Pick<Schemas['Contact'], 'id' | 'channel' | 'externalId' | 'name'>; message: Schemas['Message'] }
    >
  | Told<
      'conversation.changed',
      { conversation: Omit<Schemas['Conversation'], 'can' | 'live'>; change: Schemas['TimelineEntry'] }
    >
  | Told<'alert.raised', Pick<Schemas['Alert'], 'id' | 'contactId' | 'kind' | 'level' | 'state' | 'place' | 'raisedAt'>>
  | Told<'ping' | 'ticket.changed' | 'presence.changed', unknown>;

/**
 * The event of a delivery that is signed with the endpoint's secret and of the last five minutes; throws a
 * `WebhookVerificationError` for any other. `body` is the raw text as it came: JSON that was read and written again
 * does not have the signature.
 */
export function verifyWebhook(delivery: {
  body: string;
  headers: Headers | Record<string, string | string[] | undefined>;
  secret: string;
}): WebhookEvent {
  const { body, headers, secret } = delivery;
  const read = (name: string) => String((headers instanceof Headers ? headers.get(name) : headers[name]) ?? '');
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
  new Webhook(secret).verify(body, Object.fromEntries(names.map((name) => [name, read(name)])));
  return { id: read('webhook-id'), ...(JSON.parse(body) as Omit<WebhookEvent, 'id'>) } as WebhookEvent;
}
