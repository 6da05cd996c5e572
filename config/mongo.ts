import type { Env } from './env.ts';

/** Where MongoDB is: the one the environment names, else the embedded one. */
export function mongoUri({ mongo }: Pick<Env, 'mongo'>): string {
  return mongo.uri ?? `mongodb://127.0.0.1:${mongo.port}/relevo?replicaSet=relevo`;
}
