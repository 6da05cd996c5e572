import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import fastify, { LogController } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { newId } from '../models/ids.ts';
import type { Deps } from './deps.ts';
import { auth, isClosedPath } from './plugins/auth.ts';
import { bodies } from './plugins/bodies.ts';
import { draining } from './plugins/draining.ts';
import { idempotency } from './plugins/idempotency.ts';
import { problems, sendProblem } from './plugins/problems.ts';
import { validation } from './plugins/validation.ts';
import { problem } from './problem.ts';

export type App = FastifyInstance<Server, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

/** The HTTP API over what it is given: no connection is opened here. */
export async function buildApp(deps: Deps): Promise<App> {
  const app: App = fastify({
    loggerInstance: deps.logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: deps.env.bodyLimit,
    genReqId: () => newId('req'),
    frameworkErrors: (error, request, reply) =>
      sendProblem(
        isClosedPath(request.url) && !request.headers.authorization ? problem('unauthorized') : error,
        request,
        reply,
      ),
    return503OnClosing: false,
  }).withTypeProvider<ZodTypeProvider>();

  await app.register(helmet, { contentSecurityPolicy: false });
  await app.register(rateLimit, { global: false });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  validation(app);
  problems(app);
  draining(app, deps);
  auth(app, deps);
  bodies(app);
  idempotency(app);
  return app;
}
