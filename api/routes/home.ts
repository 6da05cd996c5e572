import type { App } from '../app.ts';

/** Whoever opens the bare address finds the documentation. */
export function homeRoutes(app: App): void {
  app.get('/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/docs/'));
}
