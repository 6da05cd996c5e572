import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pinned } from './pinned.ts';

export interface Posted {
  status: number;
  retryAfter: string | null;
}

/**
 * Posts a body to one of the addresses that were checked: the name is not asked again, so it cannot lead elsewhere
 * in between. Redirects are not followed, the answer's body is not read.
 */
export function post(
  url: string,
  addresses: string[],
  headers: Record<string, string>,
  body: string,
  timeoutMs: number,
): Promise<Posted> {
  const target = new URL(url);
  const address = addresses[0];
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      target,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(timeoutMs),
        ...(address ? { lookup: pinned(address) as never } : {}),
      },
      (response) => {
        response.destroy();
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] ?? null });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
