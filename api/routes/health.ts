import { z } from 'zod';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';

const live = z.object({ status: z.literal('ok') });
const ready = z.object({
  status: z.enum(['starting', 'ok', 'degraded', 'down', 'draining']),
  parts: z.record(z.string(), z.enum(['up', 'down'])),
});

export function healthRoutes(app: App, { readiness }: Pick<Deps, 'readiness'>): void {
  app.get(
    '/health/live',
    { schema: { tags: ['operation'], summary: 'Whether the process runs', response: { 200: live } } },
    async () => ({ status: 'ok' as const }),
  );

  app.get(
    '/health/ready',
    {
      schema: {
        tags: ['operation'],
        summary: 'Whether messages are taken or the read model is shown; 503 until everything was up once',
        response: { 200: ready, 503: ready },
      },
    },
    async (_request, reply) => {
      const { ready: fine, status, parts } = await readiness.report();
      return reply.code(fine ? 200 : 503).send({ status, parts });
    },
  );
}
