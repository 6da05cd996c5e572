import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { MediaRefused } from '../../files/refuse.ts';
import { GivenUp } from '../../files/staging.ts';
import { isMongoUnavailable } from '../../models/connect.ts';
import type { App } from '../app.ts';
import { Problem, problem } from '../problem.ts';
import { InvalidInput, invalidRequest } from './validation.ts';

/** Every error, also the framework's own, leaves as RFC 9457 `application/problem+json`, never with a stack trace. */
export function problems(app: App): void {
  app.setErrorHandler(sendProblem);
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const told = asProblem(error, request);
  if (told.code === 'internal') request.log.error({ err: error }, told.code);
  const { retryAfter } = told.extras;
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  if (told.status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .code(told.status)
    .header('x-request-id', request.id)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(told.toBody(request.id));
}

function asProblem(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof InvalidInput) return invalidRequest(error.issues, error.validationContext);
  if (isMongoUnavailable(error)) return problem('store-unavailable', { retryAfter: 1 });
  if (error instanceof MediaRefused) return problem('media-refused', { detail: error.message });
  if (error instanceof GivenUp) return problem('timeout', { detail: error.message });
  // The framework's own errors, by their status.
  const { statusCode, message } = error as FastifyError;
  switch (statusCode) {
    case 400:
      return problem('invalid-request', { detail: message, errors: [{ path: '', pointer: '', detail: message }] });
    case 404:
    case 414:
      // 414 is an id longer than any.
      return problem('not-found');
    case 413:
      return problem('body-too-large', { detail: `At most ${request.routeOptions.bodyLimit} bytes.` });
    case 415:
      return problem('unsupported-media-type');
    default:
      return problem('internal');
  }
}
