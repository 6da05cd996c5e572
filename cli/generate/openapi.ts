import { buildApp } from '../../api/app.ts';
import type { Deps } from '../../api/deps.ts';
import { loadEnv } from '../../config/env.ts';
import { createLogger } from '../../config/logger.ts';
import type { Page } from './page.ts';

export const openapiDocument: Page = {
  path: 'docs/generated/openapi.json',
  content: async () => {
    const app = await buildApp(inertDeps());
    try {
      await app.ready();
      return `${JSON.stringify(sorted(app.swagger()), null, 2)}\n`;
    } finally {
      await app.close();
    }
  },
};

/** Enough to build and close the API with nothing behind it: whatever it asks for does nothing. */
function inertDeps(): Deps {
  const logger = createLogger({ level: 'silent', name: 'openapi' });
  const given: Partial<Deps> = { env: loadEnv({}), logger };
  return new Proxy(given as Deps, { get: (_, name) => given[name as keyof Deps] ?? inert() });
}

function inert(): unknown {
  // Not a promise, whoever awaits it.
  return new Proxy(() => undefined, { get: (_, name) => (name === 'then' ? undefined : inert()) });
}

/** Paths and schemas by name, so that moving a route in the code moves nothing in the document. */
function sorted(document: object): unknown {
  const { paths = {}, components }: { paths?: object; components?: { schemas?: object } } = document;
  return {
    ...document,
    components: { ...components, schemas: byName(components?.schemas ?? {}) },
    paths: byName(paths),
  };
}

const byName = (entries: object) => Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
