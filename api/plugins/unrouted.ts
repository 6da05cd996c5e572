import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../app.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../problem.ts';

interface Known {
  url: string;
  methods: Set<string>;
  hidden: boolean;
}

/** Unknown paths name what lies beneath them, when that is few. */
const BENEATH = 8;

/**
 * What no route answers: 405 with `Allow` for a path that has other methods, 404 `no-such-route` for all others. Told
 * before a body is read. Registered after the keys are judged: without one, no path under /v1 is told apart.
 */
export function unrouted(app: App): void {
  const known = new Map<string, Known>();

  app.addHook('onRoute', ({ url, method, schema }) => {
    const methods = [method].flat().filter((one) => one !== 'OPTIONS');
    // What answers everything below a path is for files and preflights, and says nothing of a path.
    if (methods.length === 0 || url.includes('*')) return;
    const hidden = (schema as { hide?: boolean } | undefined)?.hide === true;
    const entry = known.get(url) ?? { url, methods: new Set<string>(), hidden };
    for (const one of methods) entry.methods.add(one);
    known.set(url, entry);
  });

  const refusal = (request: FastifyRequest, reply: FastifyReply): Problem => {
    const path = request.url.split('?')[0] ?? '';
    const routes = [...known.values()];
    const allow = [...new Set(routes.flatMap(({ url, methods }) => (matches(url, path) ? [...methods] : [])))];
    if (allow.length > 0 && !allow.includes(request.method)) {
      reply.header('allow', allow.sort().join(', '));
      return problem('method-not-allowed', { detail: `This path takes ${allow.join(', ')}.` });
    }
    const beneath = routes.filter(({ url, hidden }) => !hidden && url.startsWith(`${path.replace(/\/+$/, '')}/`));
    if (beneath.length === 0 || beneath.length > BENEATH) return problem('no-such-route');
    return problem('no-such-route', { detail: `Beneath this path: ${beneath.map(({ url }) => url).join(', ')}.` });
  };

  app.addHook('onRequest', async (request, reply) => {
    if (request.is404) throw refusal(request, reply);
  });
  // A route may say so too, as the documentation's does of a file that it does not have.
  app.setNotFoundHandler((request, reply) => {
    throw refusal(request, reply);
  });
}

/** Whether a path is one that the route answers; `:name` stands for any part that is not empty. */
function matches(url: string, path: string): boolean {
  const [wanted, given] = [url.split('/'), path.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((part, place) => (part.startsWith(':') ? given[place] !== '' : given[place] === part))
  );
}
