import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import type { Proposal } from '../../activities/bot/model/proposal.ts';

/** What was asked, as it came over the wire. */
export interface AskedOfModel {
  model: string;
  messages: { role: string; content: string }[];
  response_format: { type: string };
  /** The whole body, for what must not stand anywhere in it. */
  raw: string;
}

/** One answer of the script: sends it, or leaves the request hanging. */
type Step = (asked: AskedOfModel, response: ServerResponse, request: IncomingMessage) => void | Promise<void>;

/** An OpenAI-compatible server on loopback that answers by a script and judges what it is asked. */
export interface FakeOpenAi {
  baseUrl: string;
  asked: AskedOfModel[];
  /** Requests whose sender went away before the answer. */
  abandoned: number;
  script(...steps: Step[]): void;
  /** The latest request's data of the turn. */
  // biome-ignore lint: looked into field by field
  turn(): any;
  /** Fails when the script was not used up, when more was asked than it held, or when a request broke the contract. */
  finish(): void;
  close(): Promise<void>;
}

interface Fixture {
  status: number;
  headers?: Record<string, string>;
  // biome-ignore lint: bodies are of every shape
  body?: any;
  bodyText?: string;
}

export async function openFakeOpenAi(): Promise<FakeOpenAi> {
  const steps: Step[] = [];
  const faults: string[] = [];
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await text(request);
    faults.push(...faultsOf(request, raw));
    const asked: AskedOfModel = { ...JSON.parse(raw), raw };
    fake.asked.push(asked);
    response.on('close', () => {
      if (!response.writableEnded) fake.abandoned += 1;
    });
    const step = steps.shift();
    if (step) return step(asked, response, request);
    faults.push(`request ${fake.asked.length} is not in the script`);
    send(response, { status: 500, body: { error: { message: 'The script has run out' } } });
  }

  const fake: FakeOpenAi = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked: [],
    abandoned: 0,
    script: (...more) => void steps.push(...more),
    turn: () => JSON.parse(fake.asked.at(-1)?.messages[1]?.content ?? 'null'),
    finish() {
      expect({ faults: faults.splice(0), left: steps.splice(0).length }).toEqual({ faults: [], left: 0 });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}

/** A recorded answer of the contract. */
export function fixture(name: string, headers: Record<string, string> = {}): Step {
  const recorded = read(name);
  return (_, response) => send(response, { ...recorded, headers: { ...recorded.headers, ...headers } });
}

export const nothing: Proposal = {
  action: 'offer-person',
  text: null,
  sources: [],
  inboxId: null,
  reason: null,
  sentiment: null,
  ticket: null,
};

type Part = Partial<Proposal>;

/** A proposal in the recorded envelope of a completion; the rest of it is `nothing`. */
export function proposes(part: Part | ((asked: AskedOfModel) => Part)): Step {
  return (asked, response) =>
    send(response, completion(JSON.stringify({ ...nothing, ...(typeof part === 'function' ? part(asked) : part) })));
}

/** A completion with any content. */
export function says(content: string, usage: object | null = {}): Step {
  return (_, response) => {
    const { status, body } = completion(content);
    send(response, { status, body: { ...body, usage: usage === null ? undefined : { ...body.usage, ...usage } } });
  };
}

export const hangs: Step = () => undefined;
export const hangsUp: Step = (_, __, request) => void request.socket.destroy();

/** The tokens of every completion above, as recorded. */
export const recordedTokens = { prompt: 112, completion: 31 };

function completion(content: string): Fixture {
  const { status, body } = read('chat-json-schema.json');
  const [choice] = body.choices;
  return { status, body: { ...body, choices: [{ ...choice, message: { ...choice.message, content } }] } };
}

function read(name: string): Fixture {
  const parsed = JSON.parse(readFileSync(new URL(`../corpus/openai/${name}`, import.meta.url), 'utf8'));
  return structuredClone(parsed.response ?? parsed);
}

function send(response: ServerResponse, { status, headers = {}, body, bodyText }: Fixture): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_example', ...lower(headers) });
  response.end(bodyText ?? JSON.stringify(body));
}

const lower = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** What a real server would refuse, and what would let a line of the chat pass for more than a line. */
function faultsOf({ method, url, headers }: IncomingMessage, raw: string): string[] {
  const body = JSON.parse(raw);
  const { type, json_schema: schema } = body.response_format ?? {};
  const roles = body.messages?.map(({ role }: { role: string }) => role).join();
  return Object.entries({
    [`${method} ${url}`]: method !== 'POST' || url !== '/v1/chat/completions',
    'no key': !headers.authorization?.startsWith('Bearer '),
    'no JSON': !headers['content-type']?.startsWith('application/json'),
    'no model': typeof body.model !== 'string',
    [`roles ${roles}`]: roles !== 'system,user',
    'not a strict schema': type === 'json_schema' && !(schema.strict && schema.schema.additionalProperties === false),
    [`response_format ${type}`]: type !== 'json_schema' && type !== 'json_object',
    streams: body.stream === true,
  }).flatMap(([fault, is]) => (is ? [fault] : []));
}
