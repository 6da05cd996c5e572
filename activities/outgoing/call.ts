import type { IncomingHttpHeaders } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pinned } from './pinned.ts';

export interface Call {
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  /** Those that were checked: the name is not asked again, so it cannot lead elsewhere in between. */
  addresses: string[];
  headers: Record<string, string>;
  body?: string;
  timeoutMs: number;
}

export interface CallAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

const LONGEST_ANSWER = 8 * 1024 * 1024;

/** One HTTP request to an address that was checked. Redirects are not followed; an answer that is too long fails. */
export function call({ method, url, addresses, headers, body, timeoutMs }: Call): Promise<CallAnswer> {
  const target = new URL(url);
  const address = addresses[0];
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const request = send(
      target,
      {
        method,
        headers: { ...headers, ...length },
        signal: AbortSignal.timeout(timeoutMs),
        ...(address ? { lookup: pinned(address) as never } : {}),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > LONGEST_ANSWER) response.destroy(new Error('the answer is too long'));
          else chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
