import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import mongoose from 'mongoose';
import { inject } from 'vitest';
import { openAccount } from '../../api/account.ts';
import type { App } from '../../api/app.ts';
import { buildApp } from '../../api/app.ts';
import { createGateway } from '../../api/conversations/gateway.ts';
import { createIds } from '../../api/conversations/ids.ts';
import { createConversations } from '../../api/conversations/service.ts';
import type { Deps } from '../../api/deps.ts';
import { createReadiness } from '../../api/readiness.ts';
import { loadEnv } from '../../config/env.ts';
import { createLogger } from '../../config/logger.ts';
import { bootstrap } from '../../models/bootstrap.ts';
import { connectMongo, disconnectMongo, mongoConnected } from '../../models/connect.ts';
import type { Credentials } from '../../models/credentials.ts';

export type Who = keyof Credentials['keys'];

export interface Answer {
  status: number;
  // biome-ignore lint: answers are looked into field by field
  body: any;
  text: string;
  headers: Headers;
}

export interface HttpClient {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  patch(path: string, body: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export interface Api {
  app: App;
  deps: Deps;
  base: string;
  mongoUri: string;
  home: string;
  keys: Credentials['keys'];
  /** A client with the key of a demo person, any other key, or none. */
  as(who: Who | (string & {}) | null): HttpClient;
  stop(): Promise<void>;
}

/** The API on a port of its own over a fresh database, with the demo people. */
export async function startApi(
  options: { env?: NodeJS.ProcessEnv; through?: (uri: string) => string } & Partial<Omit<Deps, 'env'>> = {},
): Promise<Api> {
  const { env: variables = {}, through = (uri: string) => uri, ...over } = options;
  const mongoUri = databaseUri();
  const home = await mkdtemp(join(tmpdir(), 'relevo-api-'));
  await bootstrap({
    mongoUri,
    home,
    production: false,
    timeZone: 'America/Argentina/Buenos_Aires',
    api: 'http://127.0.0.1',
    temporalUi: 'http://127.0.0.1',
  });
  await connectMongo(through(mongoUri));
  const env = loadEnv({ RATE_LIMIT: '100000', ...variables });
  const logger = createLogger({ level: 'silent', name: 'api' });
  const account = await openAccount({ timeZone: env.timeZone, logger, home });
  await account.loaded;
  const { directory, keyRing } = account;
  const readiness = createReadiness({ mongodb: mongoConnected });
  const connection = Connection.lazy({ address: inject('temporalAddress') });
  const conversations = createConversations({
    gateway: createGateway(new Client({ connection }), (contactId) => `/chats/${contactId}`),
    directory,
    ids: createIds(Buffer.alloc(32, 7).toString('base64')),
    logger,
  });
  const deps: Deps = { env, logger, directory, keyRing, readiness, conversations, ...over };
  const app = await buildApp(deps);
  const base = await app.listen({ host: '127.0.0.1', port: 0 });
  const { keys } = JSON.parse(await readFile(join(home, 'credentials.json'), 'utf8')) as Credentials;
  return {
    app,
    deps,
    base,
    mongoUri,
    home,
    keys,
    as: (who) => client(base, who === null ? null : (keys[who as Who] ?? who)),
    async stop() {
      await app.close();
      await account.close();
      await connection.close();
      await mongoose.connection.db?.dropDatabase().catch(() => undefined);
      await disconnectMongo();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** A database that no other test uses. */
export function databaseUri(): string {
  const uri = new URL(inject('mongoUri'));
  uri.pathname = `/api-${randomUUID().slice(0, 8)}`;
  return uri.toString();
}

export function client(base: string, key: string | null): HttpClient {
  const call: HttpClient['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(base + path, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: parsed(text), text, headers: response.headers };
  };
  return {
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body, headers) => call('POST', path, body, headers),
    patch: (path, body) => call('PATCH', path, body),
    delete: (path) => call('DELETE', path),
    call,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
