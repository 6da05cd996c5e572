import { z } from 'zod';
import type { App } from '../app.ts';

/**
 * JSON only, and nothing unknown: a route without a schema for its query or its body takes none. A command sent
 * without a body counts as sent with `{}`.
 */
export function bodies(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body as string, done);
  });

  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/v1')) return;
    const schema = { ...route.schema };
    schema.querystring ??= z.strictObject({});
    if (methodsOf(route.method).some((method) => method === 'POST' || method === 'PATCH')) {
      schema.body ??= z.strictObject({});
    }
    route.schema = schema;
  });

  app.addHook('preValidation', async (request) => {
    const expected = (request.routeOptions.schema as { body?: unknown } | undefined)?.body;
    if (expected && (request.body === undefined || request.body === null)) request.body = {};
  });
}

function methodsOf(method: string | string[]): string[] {
  return Array.isArray(method) ? method : [method];
}
