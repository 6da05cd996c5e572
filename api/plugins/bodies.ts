import { z } from 'zod';
import type { App } from '../app.ts';
import { problem } from '../problem.ts';

/**
 * JSON only, and nothing unknown: a route without a schema for its query or its body takes none. A command sent
 * without a body counts as sent with `{}`.
 */
export function bodies(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = decoded(body as Buffer);
    if (text === null) done(problem('invalid-request', { detail: 'The body is not valid UTF-8.', errors: [] }));
    else if (text === '') done(null, undefined);
    else void parse(request, text, done);
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

/** Null for bytes that are no UTF-8: replaced by a sign, different ids would become one. */
function decoded(bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function methodsOf(method: string | string[]): string[] {
  return Array.isArray(method) ? method : [method];
}
