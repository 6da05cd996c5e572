import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';

export interface Mailed {
  key: string;
  from: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
}

type Step = (response: ServerResponse) => void;

/** A mail provider on loopback: takes each key once, as the contract says, answers by a script before that, and judges. */
export interface FakeResend {
  baseUrl: string;
  apiKey: string;
  /** Mails taken, each once. */
  taken: Mailed[];
  /** All requests, also those that were refused or repeated. */
  asked: Mailed[];
  /** What the next requests get: the name of a fixture, or `taken-but-silent`: silence after the mail was taken. */
  next(...steps: string[]): void;
  faults: string[];
  close(): Promise<void>;
}

export async function openFakeResend(): Promise<FakeResend> {
  const steps: string[] = [];
  const known = new Map<string, { body: string; id: string }>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeResend = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    apiKey: 're_test',
    taken: [],
    asked: [],
    faults: [],
    next: (...more) => void steps.push(...more),
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      expect(fake.faults).toEqual([]);
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const key = String(request.headers['idempotency-key'] ?? '');
    const mail: Mailed = { ...JSON.parse(body), key };
    fake.asked.push(mail);
    fake.faults.push(...faultsOf(request, mail));
    const step = steps.shift();
    if (step && step !== 'taken-but-silent') return send(step)(response);
    const before = known.get(key);
    if (before && before.body !== body) return send('error-409-idempotency-mismatch')(response);
    const id = before?.id ?? `mail-${known.size + 1}`;
    if (!before) {
      known.set(key, { body, id });
      fake.taken.push(mail);
    }
    if (step) return void response.destroy();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));
  }
  return fake;
}

function send(fixture: string): Step {
  const { status, headers, body } = JSON.parse(
    readFileSync(new URL(`../corpus/resend/${fixture}.json`, import.meta.url), 'utf8'),
  );
  return (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function faultsOf(
  { method, url, headers }: IncomingMessage,
  mail: Mailed & { tags?: { name: string; value: string }[] },
) {
  const fields = ['from', 'to', 'subject', 'html', 'text', 'tags', 'key'];
  return [
    method === 'POST' && url === '/emails' ? null : `${method} ${url}`,
    headers.authorization === 'Bearer re_test' ? null : `authorization ${headers.authorization}`,
    headers['user-agent'] ? null : 'no user agent',
    mail.key.length > 0 && mail.key.length <= 256 ? null : `key ${mail.key}`,
    Array.isArray(mail.to) && mail.to.length > 0 && mail.to.length <= 50 ? null : `to ${mail.to?.length}`,
    mail.tags?.every(({ name, value }) => /^[\w-]{1,256}$/.test(name) && /^[\w-]{1,256}$/.test(value)) ? null : 'tags',
    ...Object.keys(mail).map((field) => (fields.includes(field) ? null : `unknown field ${field}`)),
  ].filter((fault): fault is string => fault !== null);
}
