import type { Env } from '../../config/env.ts';
import { whyNotFreeWithin } from '../servers/ports.ts';

/**
 * Every port that will be listened on but cannot be, one line each with what to do. Empty when all is
 * well. A taken one gets `patience` milliseconds to become free: of all ports together, not of each.
 */
export async function takenPorts(env: Env, patience = 0): Promise<string[]> {
  const until = Date.now() + patience;
  const wanted = [
    { variable: 'PORT', port: env.port, host: env.host, what: 'the API' },
    ...(env.temporal.address
      ? []
      : [
          { variable: 'TEMPORAL_PORT', port: env.temporal.port, host: '127.0.0.1', what: 'Temporal' },
          { variable: 'TEMPORAL_UI_PORT', port: env.temporal.uiPort, host: '127.0.0.1', what: 'the Temporal UI' },
        ]),
    ...(env.mongo.uri ? [] : [{ variable: 'MONGODB_PORT', port: env.mongo.port, host: '127.0.0.1', what: 'MongoDB' }]),
  ];
  const problems: string[] = [];
  for (const [index, { variable, port, host, what }] of wanted.entries()) {
    const same = wanted.slice(0, index).find((other) => other.port === port);
    if (same) problems.push(`${variable} and ${same.variable} are both ${port}: set one of them to another port.`);
    else {
      const why = await whyNotFreeWithin(port, host, until - Date.now());
      if (why === 'EADDRINUSE') {
        problems.push(`Port ${port} for ${what} is taken: set ${variable} to a free one, or end what listens there.`);
      } else if (why) {
        problems.push(`${what} cannot listen on ${host}:${port} (${why}): set ${variable}, or HOST if it is the API.`);
      }
    }
  }
  return problems;
}
