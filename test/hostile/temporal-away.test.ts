import { afterAll, expect, test } from 'vitest';
import { openTemporal } from '../../api/connections.ts';
import { createGateway } from '../../api/conversations/gateway.ts';
import { createIds } from '../../api/conversations/ids.ts';
import { freePort } from '../../cli/servers/ports.ts';
import { loadEnv } from '../../config/env.ts';
import { defaultPolicy } from '../../domain/policy.ts';
import { integrator } from '../support/stage.ts';

const temporal = openTemporal(loadEnv({ TEMPORAL_ADDRESS: `127.0.0.1:${await freePort()}` }));
const gateway = createGateway(temporal.client, () => '');
const contactId = createIds(Buffer.alloc(32, 7).toString('base64')).contact('webchat', 'nobody');
afterAll(() => temporal.connection.close());

const batch = { policy: defaultPolicy, items: [] };
const start = { contactId, channel: 'webchat', externalId: 'nobody', policy: defaultPolicy, snapshot: null };
const envelope = {
  id: 'command',
  by: { ...integrator, inboxIds: null, online: true },
  policy: defaultPolicy,
  command: { type: 'businessEvent', name: 'x', data: null },
} as const;

test.each([
  ['a message', () => gateway.signal(contactId, batch)],
  ['the first message of a contact', () => gateway.signalWithStart(start, batch)],
  ['a command', () => gateway.update(contactId, envelope)],
  ['a new conversation', () => gateway.updateWithStart(start, envelope)],
])('while Temporal is not there %s is refused within seconds, with the time to come back', async (_what, act) => {
  const asked = performance.now();
  await expect(act()).rejects.toMatchObject({ code: 'temporal-unavailable', status: 503, extras: { retryAfter: 2 } });
  expect(performance.now() - asked).toBeLessThan(4_500);
});

test('while Temporal is not there the live state is given up within seconds', async () => {
  expect(await gateway.query(contactId)).toEqual({ found: null, silent: true });
});
