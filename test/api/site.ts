import type { App } from '../../api/app.ts';
import { buildApp } from '../../api/app.ts';
import type { Deps } from '../../api/deps.ts';
import type { KeyRing } from '../../api/key-ring.ts';
import { createKeyRing } from '../../api/key-ring.ts';
import { createReadiness } from '../../api/readiness.ts';
import { loadEnv } from '../../config/env.ts';
import { createLogger } from '../../config/logger.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { hashKey, KeyModel, newKey } from '../../models/key.ts';
import type { Stage } from '../support/stage.ts';
import type { HttpClient } from './api.ts';
import { client } from './api.ts';

/** One API process, as far as its callers can tell, over the conversations of a stage. */
export interface Site {
  app: App;
  keyRing: KeyRing;
  base: string;
  as(key: string | null): HttpClient;
}

export async function openSite(stage: Stage, variables: NodeJS.ProcessEnv = {}): Promise<Site> {
  const env = loadEnv({
    RATE_LIMIT: '100000',
    RELEVO_SECRET: Buffer.alloc(32, 7).toString('base64'),
    WEBCHAT_SESSIONS_PER_MINUTE: '1000',
    ...variables,
  });
  const logger = createLogger({ level: process.env.TEST_LOG_LEVEL ?? 'silent', name: 'api' });
  const readiness = createReadiness({});
  const keyRing = createKeyRing();
  const deps: Deps = { env, logger, directory: stage.directory, keyRing, readiness, conversations: stage.service };
  const app = await buildApp(deps);
  const base = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, keyRing, base, as: (key) => client(base, key) };
}

/** A key for somebody of the stage. */
export async function keyFor(who: Omit<Caller, 'keyId'>): Promise<string> {
  const [key = ''] = await keysFor([{ ...who, id: who.agentId }]);
  return key;
}

/** A key for each, written at once. */
export async function keysFor(people: { role: Role; name: string; id: string | null }[]): Promise<string[]> {
  const keys = people.map(() => newKey());
  const docs = people.map(({ role, name, id }, i) => {
    const hash = hashKey(keys[i] ?? '');
    return { _id: hash.slice(0, 20), hash, role, name, agentId: id, createdAt: new Date() };
  });
  await KeyModel.insertMany(docs);
  return keys;
}
