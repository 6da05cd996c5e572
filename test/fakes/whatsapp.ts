import { createHmac, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

const corpus = new URL('../corpus/whatsapp/', import.meta.url);

// biome-ignore lint: payloads are looked into field by field
export type Json = Record<string, any>;

/** The payloads whose names begin so. */
export function fixtures(...prefixes: string[]): { name: string; body: Json }[] {
  return readdirSync(corpus)
    .filter((file) => file.endsWith('.json') && prefixes.some((prefix) => file.startsWith(prefix)))
    .map((file) => ({ name: file.replace('.json', ''), body: fixture(file.replace('.json', '')) }));
}

export function fixture(name: string): Json {
  return JSON.parse(readFileSync(new URL(`${name}.json`, corpus), 'utf8'));
}

/** What the next request of a message gets: an error of the corpus, silence after it was taken, or what it is not. */
export type Mishap = `error-${string}` | 'taken-but-silent' | 'html';

/** Meta's servers on loopback, as far as one business number sees them. */
export interface FakeWhatsApp {
  url: string;
  token: string;
  phoneNumberId: string;
  appSecret: string;
  /** Messages taken, oldest first. */
  sent: (Json & { wamid: string })[];
  /** All requests for messages, also those that were refused. */
  asked: Json[];
  /** Marks of what was read. */
  read: Json[];
  /** Files uploaded, by their kind. */
  uploads: string[];
  mishaps: Mishap[];
  faults: string[];
  /** Keeps a file as a customer's; resolves to its id there. */
  keeps(bytes: Buffer, mimeType: string): string;
  /** Templates that are listed. */
  templates: Json[];
  close(): Promise<void>;
}

export async function openFakeWhatsApp(): Promise<FakeWhatsApp> {
  const files = new Map<string, { bytes: Buffer; mimeType: string }>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeWhatsApp = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: 'EAAJ-test',
    phoneNumberId: '112233445566778',
    appSecret: '0123456789abcdef0123456789abcdef',
    sent: [],
    asked: [],
    read: [],
    uploads: [],
    mishaps: [],
    faults: [],
    templates: [],
    keeps(bytes, mimeType) {
      const id = String(1_000_000 + files.size);
      files.set(id, { bytes, mimeType });
      return id;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '', fake.url);
    const body = await buffer(request);
    if (request.headers.authorization !== `Bearer ${fake.token}`) fake.faults.push(`no token: ${pathname}`);
    const json = (status: number, value: unknown) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (pathname === `/${fake.phoneNumberId}/messages`) return message(JSON.parse(body.toString()), json, response);
    if (pathname === `/${fake.phoneNumberId}/media`) {
      fake.uploads.push(/Content-Type: ([\w/.+-]+)/i.exec(body.toString('latin1'))?.[1] ?? '?');
      return json(200, { id: `up-${fake.uploads.length}` });
    }
    if (pathname.endsWith('/message_templates')) return json(200, { data: fake.templates });
    const [, bytesOf] = /^\/bytes\/(\d+)$/.exec(pathname) ?? [];
    const file = files.get(bytesOf ?? pathname.slice(1));
    if (!file) return json(404, fixture('error-100-invalid-param').body);
    if (bytesOf) return void response.writeHead(200, { 'content-type': file.mimeType }).end(file.bytes);
    const id = pathname.slice(1);
    json(200, { messaging_product: 'whatsapp', url: `${fake.url}/bytes/${id}`, mime_type: file.mimeType, id });
  }

  function message(body: Json, json: (status: number, value: unknown) => void, response: ServerResponse): void {
    if (body.status === 'read') {
      fake.read.push(body);
      return json(200, { success: true });
    }
    fake.asked.push(body);
    fake.faults.push(...faultsOf(body));
    const mishap = fake.mishaps.shift();
    if (mishap?.startsWith('error-')) {
      const { status, body: refusal } = fixture(mishap);
      return json(status, refusal);
    }
    if (mishap === 'html') return void response.writeHead(502).end('<html>Bad gateway</html>');
    const wamid = `wamid.${randomUUID()}`;
    fake.sent.push({ ...body, wamid });
    // Nothing is answered: whoever asked gives up.
    if (mishap === 'taken-but-silent') return;
    const to = body.to ?? body.recipient;
    json(200, { messaging_product: 'whatsapp', contacts: [{ input: to }], messages: [{ id: wamid }] });
  }
  return fake;
}

/** What Meta would not take. Source: the Cloud API's messages. */
function faultsOf(body: Json): string[] {
  const { to, recipient, type } = body;
  const buttons: Json[] = body.interactive?.action?.buttons ?? [];
  const faults: [string, boolean][] = [
    ['product', body.messaging_product !== 'whatsapp'],
    ['recipient type', body.recipient_type !== 'individual'],
    ['to', to === undefined ? !/^[A-Z]{2}\./.test(recipient ?? '') : !/^\+\d{8,15}$/.test(to)],
    [`no ${type}`, typeof body[type] !== 'object'],
    ['text', type === 'text' && !(body.text.body.length > 0 && body.text.body.length <= 4096)],
    ['buttons', buttons.length > 3 || buttons.some(({ reply }) => reply.title.length > 20 || reply.id.length > 256)],
    ['callback', (body.biz_opaque_callback_data ?? '').length > 512],
    ['template language', type === 'template' && typeof body.template.language?.code !== 'string'],
  ];
  return faults.filter(([, wrong]) => wrong).map(([fault]) => `${fault}: ${JSON.stringify(body).slice(0, 200)}`);
}

/** A post of Meta's: non-ASCII is escaped, and the bytes are signed. */
export function signedPost({ appSecret }: Pick<FakeWhatsApp, 'appSecret'>, body: unknown) {
  const raw = JSON.stringify(body).replace(
    /[\u0080-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const signature = createHmac('sha256', appSecret).update(raw).digest('hex');
  return {
    method: 'POST',
    body: raw,
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
  };
}
