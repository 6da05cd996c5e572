import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { states } from '../../domain/vocabulary.ts';
import type { Role } from '../../domain/vocabulary.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import { errors } from '../../domain/errors.ts';
import type { App } from '../app.ts';
import { operationId } from './operation-id.ts';
import { usedSchemas } from './used-schemas.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Refusals of the route's own, for its documentation; those that every route may give are added. */
    errors?: readonly ErrorCode[];
    /** Asks for a visitor token. */
    visitor?: boolean;
  }
}

const description = `Who has this chat: the bot, an inbox, an agent, or nobody.

Every request under \`/v1\` carries \`Authorization: Bearer <key>\`. Lists take \`limit\` and \`cursor\`. Every POST takes an
\`Idempotency-Key\`. Errors are \`application/problem+json\` with a \`code\` of the catalogue at \`/errors\`.`;

/** The OpenAPI 3.1 document at /openapi.json and its pages at /docs. Registered before the routes that it describes. */
export async function openapi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Relevo', version: '1', description },
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer' },
          visitor: { type: 'http', scheme: 'bearer', description: 'A visitor token of the web chat' },
        },
        schemas: { Problem: problemSchema as object },
      },
    },
    transform: (document) => {
      const transformed = jsonSchemaTransform(document);
      return { ...transformed, schema: documented(transformed.schema, document.route) };
    },
    transformObject: (document) => usedSchemas(jsonSchemaTransformObject(document) as object),
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    // Without the default's upgrade-insecure-requests, which breaks the pages on plain http.
    staticCSP: "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

interface Documented {
  config?: { roles?: readonly Role[]; errors?: readonly ErrorCode[]; public?: boolean; visitor?: boolean };
  method: string | string[];
  url: string;
}

/** Adds to a route's schema what its configuration says: who may use it, and how it refuses. */
function documented<Schema extends object>(given: Schema, { config, method, url }: Documented): Schema {
  if ('hide' in given) return given;
  const { 200: answer } = (given as { response?: Record<string, { properties?: object }> }).response ?? {};
  const paged = 'nextCursor' in (answer?.properties ?? {});
  const schema = { ...given, operationId: operationId(String(method), url, paged) };
  if (!url.startsWith('/v1')) return schema;
  const { roles, visitor } = config ?? {};
  const codes = new Set<ErrorCode>([
    'invalid-request',
    ...(paged ? (['invalid-cursor'] as const) : []),
    ...(roles ? (['unauthorized', 'forbidden'] as const) : []),
    ...(visitor ? (['unauthorized'] as const) : []),
    ...(url.includes(':') ? (['not-found'] as const) : []),
    ...(method === 'POST' && roles ? (['idempotency-mismatch', 'idempotency-in-progress'] as const) : []),
    'too-many-requests',
    'store-unavailable',
    ...(config?.errors ?? []),
  ]);
  const written = schema as { description?: string; response?: object; headers?: object };
  return {
    ...schema,
    ...(roles ? { security: [{ key: [] }], 'x-roles': roles } : { security: visitor ? [{ visitor: [] }] : [] }),
    description: [written.description, roles && `Roles: ${everyRole(roles).join(', ')}.`].filter(Boolean).join('\n\n'),
    response: { ...problemResponses([...codes]), ...written.response },
    ...(method === 'POST' && roles ? { headers: idempotencyHeader } : {}),
  };
}

function problemResponses(codes: ErrorCode[]): object {
  const statuses = [...new Set(codes.map((code) => errors[code].status))].sort();
  const responses = statuses.map((status) => {
    const told = codes.filter((code) => errors[code].status === status);
    const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
    return [status, { description: told.map((code) => `\`${code}\`: ${errors[code].title}`).join('; '), content }];
  });
  return Object.fromEntries(responses);
}

/** A role covers the roles above it. */
function everyRole(roles: readonly Role[]): Role[] {
  const order: Role[] = ['agent', 'supervisor', 'admin'];
  const lowest = order.findIndex((role) => roles.includes(role));
  return [
    ...(lowest < 0 ? [] : order.slice(lowest)),
    ...(roles.includes('integrator') ? (['integrator'] as const) : []),
  ];
}

const idempotencyHeader = {
  type: 'object',
  properties: {
    'idempotency-key': {
      type: 'string',
      maxLength: 255,
      description: 'The same key with the same request gives the same answer for 24 hours',
    },
  },
};

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(errors) },
    detail: { type: 'string' },
    help: { type: 'string' },
    instance: { type: 'string', description: 'The id of the request' },
    owner: {
      type: 'object',
      description: 'Who has the chat, with `already-claimed`',
      required: ['id', 'name'],
      properties: { id: { type: 'string' }, name: { type: 'string' } },
    },
    state: { type: 'string', enum: states, description: 'Of the chat, with a refused command' },
    can: { type: 'array', items: { type: 'string' }, description: 'The commands that the caller may give now' },
    retryAfter: { type: 'number', description: 'Seconds, as in `Retry-After`' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};
