import type { IncomingMessage } from 'node:http';
import { pipeline, Transform } from 'node:stream';
import { get } from '../outgoing/get.ts';
import { retryAfterMs } from '../outgoing/retry-after.ts';
import { ForbiddenTarget, UnknownHost } from '../outgoing/target.ts';
import type { Asked, FileSource } from './source.ts';
import { Unfetched } from './source.ts';

const REDIRECTS = 5;
/** The other end says nothing for so long. */
const SILENCE_MS = 30_000;
const redirecting = [301, 302, 303, 307, 308];
/** Answers that may be others later. */
const passing = [408, 425, 429];

/** Files under a link: every address on the way is checked, and nothing of ours goes there but the question and `headers`. */
export function createLinkSource(
  allowedAddresses: (url: string) => Promise<string[]>,
  headers: Record<string, string> = {},
): FileSource {
  return {
    async open({ url }, asked) {
      let next = url ?? '';
      for (let hop = 0; hop <= REDIRECTS; hop += 1) {
        const response = await ask(next, asked);
        const { statusCode: status = 0, headers } = response;
        if (status === 200) return { stream: upTo(asked.limit, response), mimeType: headers['content-type'] ?? '' };
        response.destroy();
        if (!redirecting.includes(status) || headers.location === undefined) throw refusal(response);
        next = urlOf(headers.location, next);
      }
      throw new Unfetched('gone', `it leads on more than ${REDIRECTS} times`, { final: true });
    },
  };

  async function ask(url: string, { attempt, signal }: Asked): Promise<IncomingMessage> {
    try {
      const addresses = await allowedAddresses(url);
      // Where a host has several, one that does not answer is not asked every time.
      const address = addresses[(attempt - 1) % addresses.length];
      return await get(url, { address, silenceMs: SILENCE_MS, signal, headers });
    } catch (error) {
      const forbidden = error instanceof ForbiddenTarget && !(error instanceof UnknownHost);
      throw new Unfetched(forbidden ? 'forbidden-address' : 'unreachable', String(error), { final: forbidden });
    }
  }
}

function urlOf(location: string, base: string): string {
  if (!URL.canParse(location, base)) throw new Unfetched('gone', 'it leads to what is no address', { final: true });
  return new URL(location, base).toString();
}

function refusal({ statusCode: status = 0, headers }: IncomingMessage): Unfetched {
  const final = status < 500 && !passing.includes(status);
  const retryAfter = retryAfterMs(headers['retry-after'] ?? null);
  return new Unfetched(final ? 'gone' : 'unreachable', `the channel answered ${status}`, { final, retryAfter });
}

/** Ends with the first byte beyond the limit: no more of it is worth waiting for. */
function upTo(limit: number, response: IncomingMessage): Transform {
  const tooLarge = () => new Unfetched('too-large', `it is larger than ${limit} bytes`, { final: true });
  if (Number(response.headers['content-length'] ?? 0) > limit) {
    response.destroy();
    throw tooLarge();
  }
  let size = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length;
      if (size > limit) done(tooLarge());
      else done(null, chunk);
    },
  });
  // What goes wrong is told to whoever reads.
  pipeline(response, limited, () => undefined);
  return limited;
}
