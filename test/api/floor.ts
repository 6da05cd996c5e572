import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { openChangeFeed } from '../../api/change-feed.ts';
import { createLogger } from '../../config/logger.ts';
import type { Role } from '../../domain/vocabulary.ts';
import type { StageOptions } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { integrator, openStage, until } from '../support/stage.ts';
import type { Answer, HttpClient } from './api.ts';
import type { Listener } from './listener.ts';
import { listen } from './listener.ts';
import type { Site } from './site.ts';
import { keyFor, openSite } from './site.ts';

/** Somebody with a key of their own. */
export interface Person extends HttpClient {
  role: Role;
  name: string;
  /** Of the agent; empty for an integrator. */
  id: string;
  goes(status: 'online' | 'away'): Promise<void>;
  /** Listens to live events. */
  hears(): Promise<Listener>;
}

/** A site with its people, a worker behind it, and all of it spoken to over HTTP alone. */
export interface Floor {
  stage: Stage;
  site: Site;
  hub: Person;
  ana: Person;
  bruno: Person;
  sofia: Person;
  admin: Person;
  person(name: string, fields?: { role?: 'agent' | 'supervisor' | 'admin'; capacity?: number }): Promise<Person>;
  settings(patch: object): Promise<void>;
  close(): Promise<void>;
}

/** Unless told otherwise the bot is an integrator's: nobody answers by themselves. */
export async function openFloor(
  options: StageOptions & { botMode?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Floor> {
  const stage = await openStage(options);
  const site = await openSite(stage, options.env);
  const feed = openChangeFeed({
    collections: ['agents', 'inboxes', 'templates', 'webhooks', 'rooms', 'settings'],
    load: () => stage.directory.load(),
    change: (collection, id, doc) => stage.directory.change(collection, id, doc),
    logger: createLogger({ level: 'silent', name: 'feed' }),
  });
  await feed.loaded;

  const withKey = async (who: { role: Role; name: string; agentId: string | null }): Promise<Person> => {
    const key = await keyFor(who);
    const http = site.as(key);
    return {
      ...http,
      hears: () => listen(`${site.base}/v1/events`, key),
      role: who.role,
      name: who.name,
      id: who.agentId ?? '',
      async goes(status) {
        expect((await http.post('/v1/agents/me/presence', { status })).status).toBe(200);
      },
    };
  };
  const person: Floor['person'] = async (name, fields = {}) =>
    withKey({ ...(await stage.agent(name, fields)), role: fields.role ?? 'agent' });

  const admin = await person('Admin', { role: 'admin' });
  const floor: Floor = {
    stage,
    site,
    admin,
    hub: await withKey(integrator),
    ana: await person('Ana'),
    bruno: await person('Bruno'),
    sofia: await person('Sofía', { role: 'supervisor' }),
    person,
    async settings(patch) {
      const answer = await admin.patch('/v1/settings', patch);
      expect(answer.status, answer.text).toBe(200);
    },
    async close() {
      await site.app.close();
      await Promise.all([feed.close(), stage.close()]);
    },
  };
  await floor.settings({ bot: { mode: options.botMode ?? 'external' } });
  return floor;
}

/** One contact: what the customer sends, what people command, what is read. */
export interface Chat {
  id: string;
  externalId: string;
  channel: string;
  path: string;
  /** The inbound route with any message. */
  sends(message: object, contact?: object): Promise<Answer>;
  /** A text that is taken; resolves to our message id. */
  writes(text: string, rest?: object): Promise<string>;
  /** A command, the name of its route; resolves to the answer, whatever it is. */
  give(who: Person, command: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
  /** A command that is done; resolves to the body. */
  done(who: Person, command: string, body?: object): Promise<Answer['body']>;
  /** The conversation as somebody reads it. */
  read(who?: Person): Promise<Answer['body']>;
  /** The same once it is as wanted. */
  once(what: string, is: (body: Answer['body']) => boolean, who?: Person): Promise<Answer['body']>;
  /** All of the transcript as somebody reads it, once it holds as many lines. */
  lines(count: number, who?: Person): Promise<Answer['body'][]>;
  timeline(who?: Person): Promise<Answer['body'][]>;
}

export function newChat(
  { hub, sofia, stage }: Floor,
  channel = 'webchat',
  externalId = `customer-${randomUUID()}`,
): Chat {
  const id = stage.service.ids.contact(channel, externalId);
  const path = `/v1/conversations/${id}`;
  const chat: Chat = {
    id,
    externalId,
    channel,
    path,
    sends: (message, contact = {}) =>
      hub.post('/v1/inbound/messages', {
        channel,
        contact: { id: externalId, ...contact },
        message: { id: randomUUID(), type: 'text', ...message },
      }),
    async writes(text, rest = {}) {
      const answer = await chat.sends({ text, ...rest });
      expect([answer.status, answer.text]).toEqual([202, expect.any(String)]);
      return answer.body.messageId;
    },
    give: (who, command, body = {}, headers = {}) => who.post(`${path}/${command}`, body, headers),
    async done(who, command, body) {
      const answer = await chat.give(who, command, body);
      expect([200, 201], `${command}: ${answer.text}`).toContain(answer.status);
      return answer.body;
    },
    async read(who = sofia) {
      const answer = await who.get(path);
      expect(answer.status, answer.text).toBe(200);
      return answer.body;
    },
    once: (what, is, who = sofia) =>
      until(what, async () => {
        const { body } = await who.get(path);
        if (is(body)) return body;
        throw new Error(JSON.stringify(body));
      }),
    lines: (count, who = sofia) =>
      until(`${count} lines`, async () => {
        const { body } = await who.get(`${path}/messages?limit=200`);
        if (body.items?.length >= count) return body.items;
        throw new Error(JSON.stringify(body));
      }),
    async timeline(who = sofia) {
      const { body } = await who.get(`${path}/timeline?limit=200`);
      return body.items;
    },
  };
  return chat;
}

export const DAY = 86_400_000;
/** A provider's time, so many milliseconds from now. */
export const at = (fromNow: number) => new Date(Date.now() + fromNow).toISOString();

/** A chat that the bot has. */
export async function withBot(floor: Floor, channel?: string): Promise<Chat> {
  const chat = newChat(floor, channel);
  await chat.writes('Hola');
  return chat;
}

/** A chat that waits in an inbox. */
export async function waiting(floor: Floor, inboxId = 'general'): Promise<Chat> {
  const chat = await withBot(floor);
  await chat.done(floor.hub, 'handoff', { inboxId });
  return chat;
}

/** A chat that an agent has. */
export async function taken(floor: Floor, by = floor.ana): Promise<Chat> {
  const chat = await waiting(floor);
  await chat.done(by, 'claim');
  return chat;
}

/** A chat that rests in Cerradas. */
export async function closed(floor: Floor): Promise<Chat> {
  const chat = await waiting(floor);
  await chat.done(floor.sofia, 'close');
  return chat;
}

/** A chat whose session is over: the only message came too late to open one. */
export async function expired(floor: Floor, channel?: string): Promise<Chat> {
  const chat = newChat(floor, channel);
  await chat.writes('Hola, ayer', { at: at(-DAY - 60_000) });
  return chat;
}

/** Ends the session of a chat whose customer last wrote so that it is about to end. */
export async function expires(chat: Chat): Promise<void> {
  await chat.once('the session to end', ({ session }) => session.status === 'expired');
}

/** A refusal, in short. */
export const refused = ({ status, body }: Answer) => [status, body.code];
