import type { FastifyRequest } from 'fastify';
import type { Env } from '../../config/env.ts';
import type { Caller } from '../../domain/caller.ts';
import { roleAllows } from '../../domain/caller.ts';
import type { Role } from '../../domain/vocabulary.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use the route: a role covers the roles above it; `integrator` is listed by itself. */
    roles?: readonly Role[];
    /** Open also to an agent who is not active. */
    inactive?: boolean;
    /** A route under /v1 that asks for no key. */
    public?: boolean;
    /** Lets a request in without a key: what it carries instead speaks for itself. `caller` is null then. */
    keyless?: (request: FastifyRequest) => boolean;
  }
  interface FastifyRequest {
    /** Set on every route that lists roles. */
    caller: Caller;
    /** The key as it was presented; never logged, never stored. */
    presentedKey: string;
  }
}

/**
 * Keys, roles and rates, judged before a body is read. Without a valid key every path under /v1 is 401, known or not;
 * a route under /v1 that names neither roles nor `public` does not start.
 */
export function auth(app: App, { keyRing, directory, env }: Pick<Deps, 'keyRing' | 'directory' | 'env'>): void {
  app.decorateRequest('caller', null as never);
  app.decorateRequest('presentedKey', '');

  app.addHook('onRoute', ({ url, method, config }) => {
    // Preflights carry no key.
    if (method === 'OPTIONS') return;
    if (isUnderV1(url) && !config?.roles && !config?.public) throw new Error(`${url} names no roles`);
  });

  const perKey = app.createRateLimit({
    max: env.rateLimit,
    timeWindow: 1_000,
    keyGenerator: (request: FastifyRequest) => request.caller.keyId,
  });
  const perLink = app.createRateLimit({
    max: env.rateLimit,
    timeWindow: 1_000,
    keyGenerator: ({ ip, url }: FastifyRequest) => `${ip} ${url}`,
  });
  // Counts failures only, so that a flood of guesses does not lock out those who share its address.
  const failures = app.createRateLimit({
    max: env.rateLimit,
    timeWindow: 1_000,
    keyGenerator: (request: FastifyRequest) => request.ip,
  });

  app.addHook('onRequest', async (request, reply) => {
    const { config } = request.routeOptions;
    if (request.is404 ? !isClosedPath(request.url) : !config.roles) return;
    if (config.keyless?.(request)) {
      const limit = await perLink(request);
      if (!limit.isAllowed && limit.isExceeded) throw problem('too-many-requests', { retryAfter: limit.ttlInSeconds });
      return;
    }

    const key = presented(request.headers.authorization);
    const record = key ? await keyRing.find(key) : null;
    const agent = record?.agentId ? directory.agent(record.agentId) : undefined;
    if (!record || !key) {
      const limit = await failures(request);
      if (!limit.isAllowed && limit.isExceeded) throw problem('too-many-requests', { retryAfter: limit.ttlInSeconds });
      throw noValidKey(env);
    }
    request.presentedKey = key;
    request.caller = {
      role: record.role,
      keyId: record._id,
      name: agent?.name ?? record.name,
      agentId: record.agentId,
    };

    const limit = await perKey(request);
    if (!limit.isAllowed) {
      reply.header('ratelimit-limit', limit.max);
      reply.header('ratelimit-remaining', limit.remaining);
      reply.header('ratelimit-reset', limit.ttlInSeconds);
      if (limit.isExceeded) throw problem('too-many-requests', { retryAfter: Math.max(1, limit.ttlInSeconds) });
    }
    if (agent && !agent.active && !config.inactive) throw notActive();
    if (config.roles && !roleAllows(record.role, config.roles)) {
      const detail = `This needs the role ${config.roles.join(' or ')}; your key has the role ${record.role}.`;
      throw problem('forbidden', { detail });
    }
  });
}

/** The same for a key that is missing, wrong, revoked or expired. */
export function noValidKey({ production }: Pick<Env, 'production'>): Problem {
  return problem('unauthorized', production ? {} : { detail: 'The keys are in `credentials.json` in RELEVO_HOME.' });
}

export function notActive(): Problem {
  return problem('forbidden', { detail: 'The agent of this key is not active.' });
}

function presented(header: string | undefined): string | null {
  return /^Bearer +([\w.~+/=-]{1,200}) *$/i.exec(header ?? '')?.[1] ?? null;
}

function isUnderV1(path: string): boolean {
  return path === '/v1' || path.startsWith('/v1/');
}

/** Whether a path that no route answers is told to callers with a key only. */
export function isClosedPath(url: string): boolean {
  const path = url.split('?')[0] ?? '';
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // Judged as it stands.
  }
  return isUnderV1(decoded) && !path.startsWith('/v1/webchat/');
}
