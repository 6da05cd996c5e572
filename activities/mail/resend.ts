/** The mail provider of the account. */
export interface MailProvider {
  from: string;
  /** Resolves to the provider's id. The same key with the same mail is one mail, for a day. */
  send(mail: OutgoingMail, key: string): Promise<string>;
}

export interface OutgoingMail {
  from: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  tags: { name: string; value: string }[];
}

/** The provider has not taken the mail, and would not take it again. */
export class Refused extends Error {}
/** The provider has not taken the mail now. */
export class NotNow extends Error {
  readonly waitMs: number | null;
  constructor(message: string, waitMs: number | null) {
    super(message);
    this.waitMs = waitMs;
  }
}

const TIMEOUT_MS = 15_000;
const HOUR_MS = 3_600_000;
/** Refused because of the moment, not of the mail. */
const passing = ['concurrent_idempotent_requests', 'rate_limit_exceeded'];
const quotas = ['daily_quota_exceeded', 'monthly_quota_exceeded'];

/** Resend over HTTP. Any other failure than `Refused` and `NotNow` leaves open whether the mail was taken. */
export function createResend(options: { apiKey: string; baseUrl: string | undefined; from: string }): MailProvider {
  const url = `${options.baseUrl ?? 'https://api.resend.com'}/emails`;
  return {
    from: options.from,
    async send(mail, key) {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${options.apiKey}`,
          'content-type': 'application/json',
          'idempotency-key': key,
          'user-agent': 'Relevo',
        },
        body: JSON.stringify(mail),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const answer: unknown = await response.json().catch(() => null);
      const { id, name, message } = (answer ?? {}) as { id?: string; name?: string; message?: string };
      if (response.ok && id) return id;
      const told = `${response.status} ${name ?? ''}: ${message ?? 'no answer that can be read'}`.slice(0, 400);
      if (name && quotas.includes(name)) throw new NotNow(told, 3 * HOUR_MS);
      if (response.status === 429 || (name && passing.includes(name)))
        throw new NotNow(told, secondsIn(response.headers.get('retry-after')));
      if (response.status >= 400 && response.status < 500 && response.status !== 408) throw new Refused(told);
      throw new Error(told);
    },
  };
}

function secondsIn(header: string | null): number | null {
  return header !== null && /^\d{1,5}$/.test(header) ? Math.max(1, Number(header)) * 1000 : null;
}
