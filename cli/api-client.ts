import { resolve } from 'node:path';
import { loadEnv } from '../config/env.ts';
import type { Credentials } from '../models/credentials.ts';
import { readCredentials } from '../models/credentials.ts';

/** Asks the API that runs here with a key, by default one of credentials.json; throws what it refuses, in words. */
export async function apiClient(
  who: keyof Credentials['keys'],
  key?: string,
): Promise<(method: string, path: string, body?: unknown) => Promise<unknown>> {
  const env = loadEnv();
  const credentials = await readCredentials(resolve(env.home));
  const bearer = key ?? credentials?.keys[who];
  if (!bearer) throw new Error('There is no credentials.json in RELEVO_HOME: name a key with --key');
  const base = credentials?.api ?? env.publicUrl;
  return async (method, path, body) => {
    const response = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new Error(`Nothing answers at ${base}: is it running? See \`relevo status\``);
    });
    const answer = (await response.json()) as { title?: string; detail?: string; errors?: { message: string }[] };
    if (response.ok) return answer;
    const why = [answer.title, answer.detail, ...(answer.errors ?? []).map(({ message }) => message)];
    throw new Error(why.filter(Boolean).join(': '));
  };
}
