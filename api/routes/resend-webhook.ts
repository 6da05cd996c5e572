import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { takeTold, verified } from '../mail/told.ts';
import { problem } from '../problem.ts';

/** What the mail provider tells: signed over the bytes as they came. */
export async function resendWebhookRoutes(app: App, { env }: Pick<Deps, 'env'>): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.post('/webhooks/resend', { schema: { hide: true } }, async (request, reply) => {
      const { webhookSecret } = env.mail;
      const raw = typeof request.body === 'string' ? request.body : '';
      const headers = request.headers as Record<string, string>;
      const event = webhookSecret ? verified(webhookSecret, headers, raw) : null;
      if (event === null) {
        const detail = webhookSecret ? 'The signature is not right.' : 'RESEND_WEBHOOK_SECRET is not set.';
        throw problem('unauthorized', { detail });
      }
      await takeTold(headers['svix-id'] ?? '', event);
      return reply.code(204).send();
    });
  });
}
