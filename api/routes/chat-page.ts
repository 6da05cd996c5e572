import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { App } from '../app.ts';

/** The page knows nothing by itself: whoever opens it gives a key, and the API shows what that key may see. */
export function chatPageRoutes(app: App): void {
  const page = readFileSync(new URL('chat-page.html', import.meta.url), 'utf8');

  app.get(
    '/chats/:contactId',
    { schema: { hide: true, params: z.object({ contactId: z.string() }) } },
    async (_request, reply) => {
      const nonce = randomBytes(16).toString('base64');
      const policy = [
        "default-src 'none'",
        `script-src 'nonce-${nonce}'`,
        `style-src 'nonce-${nonce}'`,
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ];
      return reply
        .header('content-type', 'text/html; charset=utf-8')
        .header('content-security-policy', policy.join('; '))
        .header('cache-control', 'no-store')
        .send(page.replaceAll('{{nonce}}', nonce));
    },
  );
}
