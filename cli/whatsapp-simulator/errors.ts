/** What Meta answers, by code: the status of HTTP and the words. Source: its table of errors. */
const known: Record<number, { status: number; message: string }> = {
  0: { status: 401, message: 'AuthException' },
  4: { status: 400, message: 'Application request limit reached' },
  100: { status: 400, message: 'Invalid parameter' },
  190: { status: 401, message: 'Access token has expired' },
  130429: { status: 400, message: 'Rate limit hit' },
  131000: { status: 500, message: 'Something went wrong' },
  131009: { status: 400, message: 'Parameter value is not valid' },
  131020: { status: 400, message: 'Cannot send messages to single member groups' },
  131026: { status: 400, message: 'Message undeliverable' },
  131041: { status: 400, message: 'Unknown group' },
  131047: { status: 400, message: 'Re-engagement message' },
  131056: { status: 400, message: 'Pair rate limit hit' },
  131204: { status: 400, message: 'Too many participants' },
  131207: { status: 403, message: 'Group is suspended' },
  131208: { status: 429, message: 'Group rate limit hit' },
  131211: { status: 400, message: 'Too many groups' },
  131212: { status: 400, message: 'Participant is not a part of the group' },
  131213: { status: 400, message: 'Join request unknown' },
  131214: { status: 400, message: 'Group creation is paused' },
  131215: { status: 400, message: 'This phone number is not eligible to access Groups APIs' },
};

/** A refusal of the Graph API. */
export class GraphRefusal extends Error {
  readonly code: number;
  readonly status: number;

  constructor(code: number, detail?: string) {
    const { status, message } = known[code] ?? { status: 400, message: 'Error' };
    super(detail ?? message);
    this.code = code;
    this.status = status;
  }

  get body() {
    return {
      error: {
        message: `(#${this.code}) ${this.message}`,
        type: 'OAuthException',
        code: this.code,
        error_data: { messaging_product: 'whatsapp', details: this.message },
        fbtrace_id: 'Simulated',
      },
    };
  }

  /** As a webhook tells of it. */
  get told() {
    return { code: this.code, title: this.message, message: this.message, error_data: { details: this.message } };
  }
}
