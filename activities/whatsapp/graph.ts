import { z } from 'zod';

/** Where the Graph API is and who we are there. */
export interface GraphAccess {
  baseUrl: string;
  accessToken: string;
  phoneNumberId: string;
  timeoutMs?: number;
}

/** The Graph API of one business number. Every call throws `GraphError`, `NotConnected`, or any other error: then nobody knows. */
export interface Graph {
  phoneNumberId: string;
  baseUrl: string;
  accessToken: string;
  /** An object of JSON. `path` begins with a slash; it is below the version. */
  call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object | FormData): Promise<Record<string, unknown>>;
  /** Hands one message over; resolves to the provider's id of it. */
  send(message: object): Promise<{ id: string; waId: string | undefined; userId: string | undefined }>;
}

/** The API has refused: nothing was done. */
export class GraphError extends Error {
  readonly code: number;
  readonly status: number;
  constructor(code: number, status: number, message: string) {
    super(message);
    this.name = 'GraphError';
    this.code = code;
    this.status = status;
  }
}

/** The request never left. */
export class NotConnected extends Error {}

const TIMEOUT_MS = 20_000;
const errorBody = z.object({
  error: z.looseObject({
    code: z.coerce.number(),
    message: z.string().catch(''),
    error_data: z.looseObject({ details: z.string().optional() }).optional().catch(undefined),
  }),
});
const sentBody = z.looseObject({
  messages: z.array(z.looseObject({ id: z.string().min(1) })).min(1),
  contacts: z
    .array(z.looseObject({ wa_id: z.string().optional(), user_id: z.string().optional() }))
    .optional()
    .catch(undefined),
});

export function createGraph({ baseUrl, accessToken, phoneNumberId, timeoutMs = TIMEOUT_MS }: GraphAccess): Graph {
  const graph: Graph = {
    phoneNumberId,
    baseUrl,
    accessToken,
    async call(method, path, body) {
      const form = body instanceof FormData;
      const response = await fetch(`${baseUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${accessToken}`,
          'user-agent': 'Relevo',
          ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      }).catch((error: unknown) => {
        throw neverLeft(error) ? new NotConnected(String((error as Error).cause)) : error;
      });
      const answer: unknown = await response.json().catch(() => null);
      const refused = errorBody.safeParse(answer);
      if (refused.success) {
        const { code, message, error_data } = refused.data.error;
        throw new GraphError(code, response.status, `${code} ${error_data?.details ?? message}`.slice(0, 400));
      }
      // A gateway in between may refuse what never reached the API; from 500 on nobody knows.
      if (response.status >= 400 && response.status < 500)
        throw new GraphError(-1, response.status, `${response.status} without a reason`);
      if (!response.ok || typeof answer !== 'object' || answer === null)
        throw new Error(`${response.status} with an answer that cannot be read`);
      return answer as Record<string, unknown>;
    },
    async send(message) {
      const answer = await graph.call('POST', `/${phoneNumberId}/messages`, {
        messaging_product: 'whatsapp',
        ...message,
      });
      const { messages, contacts } = sentBody.parse(answer);
      return { id: messages[0]?.id ?? '', waId: contacts?.[0]?.wa_id, userId: contacts?.[0]?.user_id };
    },
  };
  return graph;
}

const unreached = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

function neverLeft(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: string; errors?: { code?: string }[] } };
  const codes = [cause?.code, ...(cause?.errors ?? []).map(({ code }) => code)];
  return codes.some((code) => code !== undefined && unreached.includes(code));
}
