import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pinned } from './pinned.ts';

interface Asking {
  /** One that was checked: the name is not asked again, so it cannot lead elsewhere in between. */
  address: string | undefined;
  /** Of the other end, before its answer and within it. */
  silenceMs: number;
  signal: AbortSignal;
  headers: Record<string, string>;
}

/** Asks for what is under a URL. Redirects are not followed; the body is as it was stored, not compressed. */
export function get(url: string, { address, silenceMs, signal, headers }: Asking): Promise<IncomingMessage> {
  const target = new URL(url);
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      target,
      {
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Relevo', ...headers },
        signal,
        timeout: silenceMs,
        ...(address ? { lookup: pinned(address) as never } : {}),
      },
      resolve,
    );
    request.on('timeout', () => request.destroy(new Error(`nothing was heard for ${silenceMs / 1000} seconds`)));
    request.on('error', reject);
    request.end();
  });
}
