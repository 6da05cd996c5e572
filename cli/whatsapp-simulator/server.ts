import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createControl } from './control.ts';
import { GraphRefusal } from './errors.ts';
import type { GraphOptions } from './graph-api.ts';
import { createGraphApi } from './graph-api.ts';
import type { Mishaps } from './mishaps.ts';
import { createMishaps } from './mishaps.ts';
import type { People } from './people.ts';
import { createPeople } from './people.ts';
import type { Webhooks, WebhookTarget } from './webhooks.ts';
import { createWebhooks } from './webhooks.ts';
import type { World } from './world.ts';
import { createWorld } from './world.ts';

export interface SimulatorOptions extends WebhookTarget, GraphOptions {
  accessToken: string;
  host?: string;
  /** 0: any that is free. */
  port: number;
}

/** A call of the Graph API, as it came. */
export interface Call {
  method: string;
  path: string;
  body: Record<string, unknown>;
}

export interface Simulator {
  url: string;
  world: World;
  people: People;
  webhooks: Webhooks;
  mishaps: Mishaps;
  calls: Call[];
  close(): Promise<void>;
}

const CALLS_KEPT = 1000;

/** WhatsApp on this machine: the Graph API for the business, phones for people, webhooks as Meta signs them. */
export async function openSimulator(options: SimulatorOptions): Promise<Simulator> {
  const world = createWorld();
  const webhooks = createWebhooks(options, () => world.changed());
  const people = createPeople(world, webhooks);
  const mishaps = createMishaps();
  const graph = createGraphApi(world, people, webhooks, options);
  const control = createControl({ world, people, webhooks, mishaps });
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => refuse(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${options.port} is taken: name another one`) : error),
    );
    server.listen(options.port, options.host ?? '127.0.0.1', resolve);
  });
  const url = `http://${options.host ?? '127.0.0.1'}:${(server.address() as AddressInfo).port}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', url);
    if (pathname === '/') return page(response);
    if (pathname === '/control/events') return watch(request, response);
    const raw = await buffer(request);
    const isForm = request.headers['content-type']?.startsWith('multipart/form-data') ?? false;
    const body = isForm || raw.length === 0 ? {} : jsonIn(raw);
    if (pathname.startsWith('/control/')) return json(response, 200, control(pathname.slice('/control/'.length), body));

    if (request.headers.authorization !== `Bearer ${options.accessToken}`) throw new GraphRefusal(190);
    if (pathname.startsWith('/attachments/')) return attachment(response, pathname.slice('/attachments/'.length));
    const method = request.method ?? 'GET';
    const path = pathname
      .replace(/^\/v\d+\.\d+(?=\/)/, '')
      .split('/')
      .filter(Boolean);
    calls.push({ method, path: path.join('/'), body });
    if (calls.length > CALLS_KEPT) calls.shift();
    const form = isForm ? await new Response(raw as never, { headers: request.headers as never }).formData() : null;
    const mishap = mishaps.next(path.join('/'), body);
    if (mishap?.kind === 'refused') throw new GraphRefusal(mishap.code);
    const answer = await graph({ method, path, query, body, form, origin: url });
    // Done, and nobody hears of it.
    if (mishap?.kind === 'silent') return void response.destroy();
    return json(response, 200, answer);
  }

  function attachment(response: ServerResponse, id: string): void {
    const media = world.media.get(id);
    if (!media) return json(response, 404, {});
    response.writeHead(200, { 'content-type': media.mimeType, 'content-length': media.bytes.length }).end(media.bytes);
  }

  function watch(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const tell = () => response.write(`data: ${JSON.stringify(control('state', {}))}\n\n`);
    tell();
    const unwatch = world.watch(tell);
    request.once('close', unwatch);
  }

  return {
    url,
    world,
    people,
    webhooks,
    mishaps,
    calls,
    async close() {
      webhooks.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function page(response: ServerResponse): void {
  const html = readFileSync(new URL('page.html', import.meta.url));
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof GraphRefusal) json(response, error.status, error.body);
  else json(response, 500, { error: { message: String(error), code: 1 } });
}

function jsonIn(raw: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(raw.toString());
  } catch {
    throw new GraphRefusal(100, 'The body is no JSON');
  }
}
