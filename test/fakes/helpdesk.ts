import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';

type Json = Record<string, any>;
export type HelpdeskKind = 'zendesk' | 'gorgias';

/** How the next request that writes goes wrong; `late`: it is done, and never answered. */
export type Mishap = 'late' | 'html' | { status: number; body?: unknown; text?: string; headers?: Json };

export interface FakeHelpdesk {
  url: string;
  tickets: Json[];
  /** What was added to tickets, with the id of each. */
  notes: { ticketId: string; note: Json }[];
  requests: { method: string; path: string; headers: IncomingHttpHeaders; body: string }[];
  /** Of the next requests that write, in order. */
  mishaps: Mishap[];
  close(): Promise<void>;
}

export const fixture = (kind: HelpdeskKind, name: string): Json =>
  JSON.parse(readFileSync(new URL(`../corpus/helpdesk/${kind}/${name}.json`, import.meta.url), 'utf8'));

const HTML = '<!doctype html><title>Not found</title>';
const users = { zendesk: 'agente@example.com/token:APITOKEN_EXAMPLE', gorgias: 'agente@example.com:GORGIAS_API_KEY' };

/** A helpdesk on a port of its own that takes what the contract names and nothing else. */
export async function openFakeHelpdesk(kind: HelpdeskKind, port = 0): Promise<FakeHelpdesk> {
  const authorization = `Basic ${Buffer.from(users[kind]).toString('base64')}`;
  const desk = kind === 'zendesk' ? zendesk() : gorgias();
  const requests: FakeHelpdesk['requests'] = [];
  const mishaps: Mishap[] = [];
  const held: ServerResponse[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const body = Buffer.concat(chunks).toString('utf8');
      requests.push({ method, path, headers, body });
      const send = (status: number, value: unknown, more: Json = {}) => {
        const html = typeof value === 'string';
        response.writeHead(status, { 'content-type': html ? 'text/html' : 'application/json', ...more });
        response.end(html ? value : JSON.stringify(value));
      };
      const mishap = method === 'GET' ? undefined : mishaps.shift();
      if (headers.authorization !== authorization) return send(401, fixture(kind, 'error-401').body);
      if (mishap === 'html') return send(502, HTML);
      if (mishap && mishap !== 'late') return send(mishap.status, mishap.text ?? mishap.body ?? {}, mishap.headers);
      const answer = desk.answer(method, path, headers, body === '' ? null : JSON.parse(body));
      if (mishap === 'late') {
        held.push(response);
        return;
      }
      if (answer) send(answer.status, answer.body, answer.headers);
      else send(404, HTML);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    tickets: desk.tickets,
    notes: desk.notes,
    requests,
    mishaps,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The settings with which the fake takes us. */
export function accountAt({ url }: FakeHelpdesk, kind: HelpdeskKind): Json {
  const common = { baseUrl: url, email: 'agente@example.com' };
  return kind === 'zendesk' ? { ...common, apiToken: 'APITOKEN_EXAMPLE' } : { ...common, apiKey: 'GORGIAS_API_KEY' };
}

interface Desk {
  tickets: Json[];
  notes: FakeHelpdesk['notes'];
  answer(
    method: string,
    path: string,
    headers: IncomingHttpHeaders,
    body: Json | null,
  ): { status: number; body: unknown; headers?: Json } | null;
}

function zendesk(): Desk {
  const { response } = fixture('zendesk', 'create-ticket-201');
  const tickets: Json[] = [];
  const notes: FakeHelpdesk['notes'] = [];
  const keys = new Map<string, { body: Json; answer: Json }>();
  const invalid = { status: 422, body: fixture('zendesk', 'error-422-record-invalid').body };
  return {
    tickets,
    notes,
    answer(method, path, headers, body) {
      const { pathname, searchParams } = new URL(path, 'http://fake');
      if (method === 'GET' && pathname === '/api/v2/tickets') {
        const found = tickets.filter((one) => one.external_id === searchParams.get('external_id'));
        return { status: 200, body: { tickets: found, next_page: null, previous_page: null, count: found.length } };
      }
      if (method === 'POST' && pathname === '/api/v2/tickets.json') {
        const key = String(headers['idempotency-key'] ?? '');
        const before = keys.get(key);
        if (before && !isDeepStrictEqual(before.body, body))
          return fixture('zendesk', 'create-ticket-idempotency-mismatch-400') as never;
        if (before) return { status: 201, body: before.answer, headers: { 'x-idempotency-lookup': 'hit' } };
        const ticket = body?.ticket as Json;
        const known = ['subject', 'comment', 'requester', 'external_id', 'tags', 'custom_fields', 'priority', 'type'];
        if (Object.keys(ticket).some((name) => !known.includes(name))) return invalid;
        if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(ticket.requester?.email) || !ticket.requester.name) return invalid;
        if (ticket.tags.some((tag: string) => /\s/.test(tag))) return invalid;
        const id = 35_436 + tickets.length;
        const stored = {
          ...response.body.ticket,
          id,
          subject: ticket.subject,
          external_id: ticket.external_id,
          comment: ticket.comment,
          requester: ticket.requester,
        };
        tickets.push(stored);
        const answer = { ...response.body, ticket: stored };
        if (key !== '') keys.set(key, { body: body as Json, answer });
        return { status: 201, body: answer, headers: { 'x-idempotency-lookup': 'miss' } };
      }
      const [, id, comments] = /^\/api\/v2\/tickets\/(\d+)(\/comments)?\.json$/.exec(pathname) ?? [];
      const ticket = tickets.find((one) => String(one.id) === id);
      if (!ticket || id === undefined) return { status: 404, body: fixture('zendesk', 'error-404').body };
      const told = notes.filter(({ ticketId }) => ticketId === id).map(({ note }) => note);
      if (method === 'GET' && comments) return { status: 200, body: { comments: told.toReversed() } };
      if (method !== 'PUT' || comments || typeof body?.ticket?.comment?.body !== 'string') return null;
      notes.push({ ticketId: id, note: body.ticket.comment });
      return { status: 200, body: { ticket } };
    },
  };
}

function gorgias(): Desk {
  const { response } = fixture('gorgias', 'create-ticket-201');
  const tickets: Json[] = [];
  const notes: FakeHelpdesk['notes'] = [];
  const refused = { status: 400, body: fixture('gorgias', 'error-400-validation').body };
  const takes = (message: Json) =>
    typeof message.from_agent === 'boolean' &&
    Boolean(message.channel && message.via && (message.body_text || message.body_html)) &&
    // Without it the helpdesk would send what people said to the customer again.
    (message.channel === 'internal-note' || (message.sent_datetime !== undefined && message.sender?.email)) &&
    Boolean(message.from_agent ? message.channel === 'internal-note' || message.receiver : !message.receiver);
  return {
    tickets,
    notes,
    answer(method, path, _headers, body) {
      const { pathname, searchParams } = new URL(path, 'http://fake');
      if (method === 'GET' && pathname === '/api/account')
        return { status: 200, body: fixture('gorgias', 'get-account-probe').response.body };
      if (method === 'GET' && pathname === '/api/tickets') {
        const limit = Number(searchParams.get('limit'));
        if (!(limit > 0 && limit <= 100)) return refused;
        const data = tickets.toReversed().map(({ messages: _, ...ticket }) => ticket);
        const meta = { next_cursor: null, prev_cursor: null };
        return { status: 200, body: { object: 'list', uri: '/api/tickets', data: data.slice(0, limit), meta } };
      }
      if (method === 'POST' && pathname === '/api/tickets') {
        const messages = (body?.messages ?? []) as Json[];
        if (messages.length < 1 || messages.length > 500 || !messages.every(takes) || !body?.customer?.email)
          return refused;
        const created_datetime = new Date().toISOString().replace('Z', '000');
        const ticket = { ...response.body, ...body, id: 8842 + tickets.length, created_datetime };
        tickets.push(ticket);
        return { status: 201, body: ticket };
      }
      const [, id, more] = /^\/api\/tickets\/(\d+)(\/messages)?$/.exec(pathname) ?? [];
      const ticket = tickets.find((one) => String(one.id) === id);
      if (!ticket || id === undefined) return null;
      if (method === 'GET' && !more) return { status: 200, body: ticket };
      if (method !== 'POST' || !more || !body || !takes(body)) return refused;
      ticket.messages = [...ticket.messages, body];
      notes.push({ ticketId: id, note: body });
      return {
        status: 201,
        body: { ...fixture('gorgias', 'add-message-201').response.body, ...body, ticket_id: ticket.id },
      };
    },
  };
}
