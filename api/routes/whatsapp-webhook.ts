import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import type { GroupEvent } from '../whatsapp/group-events.ts';
import { takeGroupEvents } from '../whatsapp/group-events.ts';
import type { Identity } from '../whatsapp/identity.ts';
import { createInbound } from '../whatsapp/inbound.ts';
import { isSigned, isToken } from '../whatsapp/signature.ts';

/** Source: the webhooks of the Cloud API post up to 3 MB. */
const BODY_LIMIT = 4 * 1024 * 1024;

/** What Meta tells: the handshake, and events that are acknowledged once they are durable. */
export async function whatsappWebhookRoutes(
  app: App,
  { conversations, directory, env, logger }: Deps,
  identity: Identity,
): Promise<void> {
  const { appSecret, verifyToken, phoneNumberId } = env.whatsapp;
  const takeGroups = (events: readonly GroupEvent[]) => takeGroupEvents(conversations, events);
  const take = createInbound({ ...conversations, directory, identity, takeGroups, phoneNumberId, logger });

  app.get('/webhooks/whatsapp', { schema: { hide: true } }, async (request, reply) => {
    const query = request.query as Record<string, unknown>;
    const known = verifyToken !== undefined && isToken(verifyToken, query['hub.verify_token']);
    if (!known || query['hub.mode'] !== 'subscribe') {
      const detail = verifyToken ? 'The verify token is not right.' : 'WHATSAPP_VERIFY_TOKEN is not set.';
      logger.warn({ detail }, 'a handshake for the webhook of WhatsApp was refused');
      throw problem('wrong-verify-token', { detail });
    }
    return reply.type('text/plain').send(String(query['hub.challenge'] ?? ''));
  });

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post('/webhooks/whatsapp', { schema: { hide: true }, bodyLimit: BODY_LIMIT }, async (request, reply) => {
      const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      if (!appSecret || !isSigned(appSecret, request.headers['x-hub-signature-256'], raw)) {
        const detail = appSecret ? 'The signature is not right.' : 'WHATSAPP_APP_SECRET is not set.';
        logger.warn({ detail }, 'a post to the webhook of WhatsApp was refused');
        throw problem('wrong-signature', { detail });
      }
      // What nobody can read does not become readable by being sent again.
      if (!(await take(jsonIn(raw)))) logger.warn('a post of Meta’s that is none of WhatsApp’s');
      return reply.code(200).send('');
    });
  });
}

function jsonIn(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return null;
  }
}
