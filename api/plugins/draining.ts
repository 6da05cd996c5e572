import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';

/** Streams that stay open, and callers who do not go, are cut after this. */
const LIMIT_MS = 4_000;

/** On closing: not ready any more, requests at work are finished, connections are not kept. */
export function draining(app: App, { readiness }: Pick<Deps, 'readiness'>): void {
  let closing = false;
  app.addHook('onRequest', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
  app.addHook('preClose', async () => {
    closing = true;
    readiness.drain();
    setTimeout(() => app.server.closeAllConnections(), LIMIT_MS).unref();
  });
}
