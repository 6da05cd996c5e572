import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** How webhooks are posted from now on. */
export interface Manner {
  /** Milliseconds before each. */
  delayMs: number;
  /** How often each is posted. */
  times: number;
  /** Held back, and then posted in the opposite order. */
  hold: boolean;
}

export interface Webhooks {
  manner: Manner;
  /** Where they go. */
  callbackUrl: string;
  /** Why the last post was not taken; null: it was. */
  trouble: string | null;
  /** Posts a change of a field, signed; in order, unless the manner says otherwise. */
  tell(field: string, value: Record<string, unknown>): void;
  /** Posts what was held back, the last first. */
  release(): void;
  /** Posts the last so many again. */
  again(count: number): void;
  /** Resolves once nothing is on its way. */
  settled(): Promise<void>;
  close(): void;
}

export interface WebhookTarget {
  callbackUrl: string;
  appSecret: string;
  phoneNumberId: string;
}

/** Meta posts again for days, less often each time. */
const LONGEST_PAUSE_MS = 3_000;
const KEPT = 200;

/**
 * Posts to the callback as Meta does: signed over the bytes, non-ASCII escaped, again while it is not answered 200.
 * `changed`: there may be trouble to show, or none any more.
 */
export function createWebhooks(
  { callbackUrl, appSecret, phoneNumberId }: WebhookTarget,
  changed: () => void,
): Webhooks {
  const posted: string[] = [];
  const held: string[] = [];
  let line: Promise<void> = Promise.resolve();
  const ended = new AbortController();

  const webhooks: Webhooks = {
    manner: { delayMs: 0, times: 1, hold: false },
    callbackUrl,
    trouble: null,
    tell(field, fields) {
      const metadata = { display_phone_number: '5493814440001', phone_number_id: phoneNumberId };
      const value = { messaging_product: 'whatsapp', metadata, ...fields };
      const raw = escaped({
        object: 'whatsapp_business_account',
        entry: [{ id: '104532118822001', changes: [{ value, field }] }],
      });
      posted.push(raw);
      if (posted.length > KEPT) posted.shift();
      if (webhooks.manner.hold) held.push(raw);
      else send(raw);
    },
    release() {
      webhooks.manner.hold = false;
      for (const raw of held.splice(0).toReversed()) send(raw);
    },
    again: (count) => posted.slice(-count).forEach(send),
    settled: () => line,
    close() {
      ended.abort();
    },
  };

  function send(raw: string): void {
    const { delayMs, times } = webhooks.manner;
    for (let time = 0; time < times; time += 1) line = line.then(() => deliver(raw, delayMs));
  }

  async function deliver(raw: string, delayMs: number): Promise<void> {
    if (delayMs > 0) await pause(delayMs);
    for (let attempt = 1; !ended.signal.aborted; attempt += 1) {
      const signature = createHmac('sha256', appSecret).update(raw).digest('hex');
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
      const status = await fetch(webhooks.callbackUrl, { method: 'POST', headers, body: raw })
        .then((response) => response.status)
        .catch(() => 0);
      const before = webhooks.trouble;
      webhooks.trouble = status === 200 ? null : `El aviso no fue recibido: ${webhooks.callbackUrl} ${told(status)}`;
      if (webhooks.trouble !== before) changed();
      if (webhooks.trouble === null) return;
      if (attempt === 1) console.warn(webhooks.trouble);
      const wait = Math.min(100 * 2 ** attempt, LONGEST_PAUSE_MS);
      await pause(wait, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  }
  return webhooks;
}

function told(status: number): string {
  if (status === 0) return 'no responde';
  return `respondió ${status}${status === 401 ? ': WHATSAPP_APP_SECRET no es el mismo en los dos lados' : ''}`;
}

function escaped(body: unknown): string {
  return JSON.stringify(body).replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
