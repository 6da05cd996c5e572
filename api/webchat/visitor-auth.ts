import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '../../config/env.ts';
import type { App } from '../app.ts';
import { problem } from '../problem.ts';
import type { Visitor, VisitorTokens } from './visitor-tokens.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on the routes that ask for a visitor token. */
    visitor: Visitor & { contactId: string; expiresAt: Date };
  }
}

/** Requests a second that one visitor may make. */
const PER_VISITOR = 10;

/**
 * Lets in who shows a visitor token: in the header, or in the query where `inQuery` says so, since EventSource sets no
 * headers. Judged before a body is read.
 */
export function visitorAuth(
  app: App,
  { tokens, env, contactOf }: { tokens: VisitorTokens; env: Env; contactOf: (externalId: string) => string },
) {
  app.decorateRequest('visitor', null as never);
  const failures = app.createRateLimit({ max: env.rateLimit, timeWindow: 1_000 });
  const perVisitor = app.createRateLimit({
    max: PER_VISITOR,
    timeWindow: 1_000,
    keyGenerator: (request: FastifyRequest) => request.visitor.contactId,
  });

  return (options: { inQuery?: boolean } = {}) =>
    async (request: FastifyRequest, _reply: FastifyReply): Promise<void> => {
      const shown = bearer(request.headers.authorization) ?? (options.inQuery ? queried(request) : null);
      const visitor = shown ? tokens.read(shown) : null;
      if (!visitor) {
        refuseOver(await failures(request));
        throw problem('unauthorized', { detail: 'A visitor token that has not expired is needed.' });
      }
      request.visitor = { ...visitor, contactId: contactOf(visitor.externalId) };
      refuseOver(await perVisitor(request));
    };
}

type Limit = Awaited<ReturnType<ReturnType<App['createRateLimit']>>>;

/** 429 once a limit is spent. */
export function refuseOver(limit: Limit): void {
  if (!limit.isAllowed && limit.isExceeded) {
    throw problem('too-many-requests', { retryAfter: Math.max(1, limit.ttlInSeconds) });
  }
}

function bearer(header: string | undefined): string | null {
  return /^Bearer +([\w.-]{1,4000}) *$/i.exec(header ?? '')?.[1] ?? null;
}

function queried({ query }: FastifyRequest): string | null {
  const { token } = query as { token?: unknown };
  return typeof token === 'string' && token.length <= 4000 ? token : null;
}
