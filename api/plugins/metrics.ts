import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { App } from '../app.ts';

/** Measures requests by route, logs each in one line, and serves everything at /metrics for Prometheus. */
export function metrics(app: App): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'relevo_http_request_duration_seconds',
    help: 'How long requests took, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });

  app.addHook('onResponse', async (request, reply) => {
    // The pattern, not the path: ids would make a series each.
    const route = request.routeOptions.url ?? 'unknown';
    const { method, id } = request;
    const { statusCode } = reply;
    durations.observe({ method, route, status: String(statusCode) }, reply.elapsedTime / 1000);
    const line = { method, route, status: statusCode, ms: Math.round(reply.elapsedTime), keyId: request.caller?.keyId };
    if (!route.startsWith('/health') && route !== '/metrics') app.log.info({ reqId: id, ...line }, 'answered');
  });

  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    return reply.header('content-type', registry.contentType).send(await registry.metrics());
  });
}
