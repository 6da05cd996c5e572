import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const LOWEST = 20_000;
const HIGHEST = 32_000;
const STEP_MS = 50;

/** A port of loopback that is free now, below those that outgoing connections take for themselves. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST);
    if (!(await whyNotFree(port, '127.0.0.1'))) return port;
  }
}

/**
 * Why a server could not listen there now, as the system's code; undefined when it could. Binds as the
 * servers do, with the address reusable: connections that were closed a moment ago keep nobody out.
 */
export function whyNotFree(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer().once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** The same, after up to `limit` milliseconds of waiting for whoever holds the port to let go of it. */
export async function whyNotFreeWithin(port: number, host: string, limit: number): Promise<string | undefined> {
  const until = Date.now() + limit;
  for (;;) {
    const why = await whyNotFree(port, host);
    if (why !== 'EADDRINUSE' || Date.now() >= until) return why;
    await wait(STEP_MS);
  }
}
