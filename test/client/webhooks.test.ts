import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { verifyWebhook, WebhookVerificationError } from '../../client/src/webhooks.ts';
import { newWebhookSecret } from '../../models/webhook.ts';

const secret = newWebhookSecret();
const body = JSON.stringify({ type: 'message.created', timestamp: '2026-01-01T00:00:00.000Z', data: { message: {} } });
const signed = (at: Date) => ({
  'webhook-id': 'evt_1',
  'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
  'webhook-signature': new Webhook(secret).sign('evt_1', at, body),
});

test('a delivery with the secret’s signature gives its event', () => {
  const event = { id: 'evt_1', ...JSON.parse(body) };
  expect(verifyWebhook({ body, headers: signed(new Date()), secret })).toEqual(event);
  expect(verifyWebhook({ body, headers: new Headers(signed(new Date())), secret })).toEqual(event);
});

test('one that was changed, is old, has another signature or none is refused', () => {
  const now = signed(new Date());
  for (const delivery of [
    { body: body.replace('{}', '{ }'), headers: now, secret },
    { body, headers: signed(new Date(Date.now() - 3_600_000)), secret },
    { body, headers: now, secret: newWebhookSecret() },
    { body, headers: { 'webhook-id': 'evt_1' }, secret },
  ]) {
    expect(() => verifyWebhook(delivery)).toThrow(WebhookVerificationError);
  }
});
