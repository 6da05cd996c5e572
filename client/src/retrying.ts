import { pause, retryAfterMs } from './pause.ts';

export type Fetch = (request: Request, init?: RequestInit) => Promise<Response>;

export interface Patience {
  /** How often a request is sent at most. */
  attempts: number;
  /** How long one attempt may take until it has answered, in milliseconds; uploads take their time. */
  timeoutMs: number;
}

/** The first pause without `Retry-After`; each that follows is twice as long. */
const FIRST_PAUSE_MS = 200;
/** Who asks for more patience is not waited for. */
const LONGEST_PAUSE_MS = 30_000;

/**
 * A fetch that sends a request again when that cannot do anything twice. Every POST carries one Idempotency-Key over all
 * its attempts; what carries none is repeated after 429 and 503, which say that it was not done, and when it only reads.
 * The last answer, or the last failure of the network, is what the caller gets.
 */
export function retrying(fetch: Fetch, { attempts, timeoutMs }: Patience): Fetch {
  return async (given) => {
    const request = withKey(given);
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt >= attempts;
      let wait = FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random());
      try {
        const response = await once(fetch, isLast ? request : request.clone(), request.signal, timeoutMs);
        if (isLast || !(await mayRepeat(request, response))) return response;
        const asked = retryAfterMs(response.headers);
        if (asked !== null && asked > LONGEST_PAUSE_MS) return response;
        wait = asked === null ? wait : asked * (1 + Math.random() / 4);
      } catch (error) {
        if (isLast || request.signal.aborted || !isRepeatable(request)) throw error;
      }
      await pause(wait, request.signal);
    }
  };
}

function withKey(request: Request): Request {
  if (request.method === 'POST' && !request.headers.has('idempotency-key')) {
    request.headers.set('idempotency-key', newKey());
  }
  return request;
}

/** Not `randomUUID`, which browsers keep from pages without TLS. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether it is safe to send when nobody knows if it was done. */
function isRepeatable({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'POST';
}

async function mayRepeat(request: Request, response: Response): Promise<boolean> {
  switch (response.status) {
    case 429:
    case 503:
      return true;
    case 502:
    case 504:
      return isRepeatable(request);
    case 409: {
      // The attempt before, whose answer was lost, is still at work.
      return (await response.clone().text()).includes('"idempotency-in-progress"');
    }
    default:
      return false;
  }
}

/** One attempt. An answer of JSON is read to its end: one that breaks off is no answer. */
async function once(fetch: Fetch, request: Request, signal: AbortSignal, timeoutMs: number): Promise<Response> {
  const late = new AbortController();
  const tooLate = () => late.abort(new DOMException(`no answer within ${timeoutMs} ms`, 'TimeoutError'));
  const isUpload = request.headers.get('content-type')?.startsWith('multipart/') ?? false;
  const timer = isUpload ? undefined : setTimeout(tooLate, timeoutMs);
  try {
    const response = await fetch(request, { signal: AbortSignal.any([signal, late.signal]) });
    if (!response.headers.get('content-type')?.includes('json')) return response;
    const { status, statusText, headers } = response;
    return new Response(await response.arrayBuffer(), { status, statusText, headers });
  } finally {
    clearTimeout(timer);
  }
}
