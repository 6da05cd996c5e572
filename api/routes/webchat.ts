import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import { fastifySSE } from '@fastify/sse';
import { z } from 'zod';
import { newId } from '../../models/ids.ts';
import type { App } from '../app.ts';
import { fileMessageTypes } from '../../domain/media.ts';
import { arrivalOf } from '../conversations/arrival.ts';
import type { Deps } from '../deps.ts';
import { visitorUpload } from '../media/access.ts';
import { createMediaLinks } from '../media/links.ts';
import { outgoingContent } from '../media/outgoing-content.ts';
import { problem } from '../problem.ts';
import { id, instant } from '../schemas/fields.ts';
import { personInput } from '../schemas/inbound.ts';
import { follow, SlowReader } from '../webchat/follow.ts';
import { createListeners } from '../webchat/listeners.ts';
import { refuseOver, visitorAuth } from '../webchat/visitor-auth.ts';
import { visitorTokens } from '../webchat/visitor-tokens.ts';
import { webchatMedia } from '../webchat/visitor-media.ts';
import { readVisitorPage } from '../webchat/visitor-transcript.ts';
import { visitorMessage } from '../webchat/visitor-view.ts';

const CHANNEL = 'webchat';
const HEARTBEAT_MS = 20_000;
/** How long a page waits before it comes back. */
const RECONNECT_MS = 2_000;

const token = z.string().max(4000);
const place = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const clientId = z.string().trim().min(1).max(256);

const sessionInput = z
  .strictObject({
    name: personInput.name,
    email: personInput.email,
    visitorToken: token.optional().describe('The token so far: the visitor stays the same, and it is good for longer'),
  })
  .meta({ id: 'NewWebchatSession' });
const sessionView = z
  .object({ token: z.string(), contactId: z.string(), expiresAt: instant })
  .meta({ id: 'WebchatSession' });

const messageInput = z
  .strictObject({
    id: clientId.optional().describe('Of the page’s own; the same id is the same message'),
    type: z.enum(['text', ...fileMessageTypes]),
    text: z.string().max(4096).optional().describe('Beside a file: what is said of it'),
    mediaId: id.optional().describe('Of a file that the visitor uploaded'),
    replyTo: clientId.nullable().optional().describe('The message it answers: its `id`, or the page’s own id of it'),
  })
  .superRefine(({ type, text, mediaId }, context) => {
    if (type === 'text' && !text?.trim())
      context.addIssue({ code: 'custom', path: ['text'], message: 'Expected a text that is not empty' });
    if (type !== 'text' && mediaId === undefined)
      context.addIssue({ code: 'custom', path: ['mediaId'], message: 'Expected the file' });
  })
  .meta({ id: 'WebchatMessage' });

/** The chat on a web site: a visitor with a token writes, reads and listens. */
export async function webchatRoutes(root: App, { env, conversations, logger }: Deps): Promise<void> {
  await root.register(
    async (instance) => {
      const app = instance as unknown as App;
      if (env.webchat.origins.length > 0) await app.register(cors, corsOptions(env.webchat.origins));
      await app.register(fastifySSE, { heartbeatInterval: HEARTBEAT_MS });
      const { ids, intake } = conversations;
      const contactOf = (externalId: string) => ids.contact(CHANNEL, externalId);
      const tokens = await visitorTokens(app, env.secret);
      const visitorOnly = visitorAuth(app, { tokens, env, contactOf });
      const newVisitors = app.createRateLimit({
        max: env.webchat.sessionsPerMinute,
        timeWindow: 60_000,
      });
      const listeners = createListeners({ max: env.webchat.maxStreams, logger });
      app.addHook('preClose', () => listeners.close());
      const links = createMediaLinks(env);
      await webchatMedia(app, visitorOnly, links);

      app.post(
        '/sessions',
        {
          config: { public: true, errors: ['unauthorized'] },
          schema: {
            tags: ['webchat'],
            summary: 'Begin as a visitor, or make a visitor token good for longer',
            body: sessionInput,
            response: { 201: sessionView },
          },
        },
        async (request, reply) => {
          const { visitorToken, name, email } = request.body;
          const before = visitorToken === undefined ? null : tokens.read(visitorToken);
          if (!before) refuseOver(await newVisitors(request));
          if (visitorToken !== undefined && !before) {
            throw problem('unauthorized', { detail: 'The visitor token is not valid any more: begin without it.' });
          }
          const visitor = {
            externalId: before?.externalId ?? newId('vis'),
            name: name ?? before?.name,
            email: email ?? before?.email,
          };
          const { token, expiresAt } = tokens.issue(visitor);
          const session = { token, contactId: contactOf(visitor.externalId), expiresAt: expiresAt.toISOString() };
          return reply.code(201).header('cache-control', 'no-store').send(session);
        },
      );

      app.post(
        '/messages',
        {
          onRequest: visitorOnly(),
          config: { public: true, visitor: true, errors: ['content-unsupported'] },
          schema: {
            tags: ['webchat'],
            summary: 'Write as the visitor; the id makes it idempotent',
            body: messageInput,
            response: { 202: z.object({ messageId: z.string(), duplicate: z.boolean() }) },
          },
        },
        async ({ visitor, body }, reply) => {
          const { externalId, name, email, contactId } = visitor;
          const { media, ...said } = await outgoingContent(body, (mediaId) => visitorUpload(mediaId, contactId));
          const { messageId, ...arrival } = arrivalOf(
            ids,
            {
              channel: CHANNEL,
              contact: { id: externalId, name, email, authenticated: false },
              message: {
                id: pageId(body.id ?? randomUUID()),
                ...said,
                ...(media ? { media } : {}),
                replyTo: body.replyTo ? referred(body.replyTo) : null,
              },
            },
            Date.now(),
          );
          const duplicate = await intake.take(arrival);
          return reply.code(202).send({ messageId, duplicate });
        },
      );

      app.get(
        '/messages',
        {
          onRequest: visitorOnly(),
          config: { public: true, visitor: true },
          schema: {
            tags: ['webchat'],
            summary: 'Read the visitor’s transcript, oldest first',
            querystring: z.strictObject({
              limit: z.coerce.number().int().min(1).max(200).default(50),
              cursor: place.default(0).describe('`nextCursor` of the page before, or the `seq` to go on after'),
            }),
            response: { 200: z.object({ items: z.array(visitorMessage), nextCursor: z.string().nullable() }) },
          },
        },
        async ({ visitor, query }) => {
          const { messages, more } = await readVisitorPage(links, visitor.contactId, query.cursor, query.limit);
          return { items: messages, nextCursor: more ? String(messages.at(-1)?.seq) : null };
        },
      );

      app.get(
        '/events',
        {
          onRequest: visitorOnly({ inQuery: true }),
          config: { public: true, visitor: true },
          exposeHeadRoute: false,
          sse: 'manual',
          schema: {
            tags: ['webchat'],
            summary: 'Listen to the visitor’s chat',
            description: `Server-sent events: \`message\`, whose id is its \`seq\`, and \`state\`, \`{status: bot | waiting |
agent | ended, agentName}\`. \`Last-Event-ID\` goes on after the last one seen; without it the whole transcript comes first.`,
            produces: ['text/event-stream'],
            querystring: z.strictObject({
              token: token.optional().describe('For EventSource, which sets no headers'),
              lastEventId: place.optional().describe('The same as Last-Event-ID, which comes before it'),
            }),
          },
        },
        async (request, reply) => {
          const { visitor, query, headers } = request;
          const gone = new AbortController();
          const expiry = setTimeout(() => gone.abort(), visitor.expiresAt.getTime() - Date.now()).unref();
          reply.sse.onClose(() => gone.abort());
          try {
            await follow({
              contactId: visitor.contactId,
              after: lastSeen(headers['last-event-id']) ?? query.lastEventId ?? 0,
              listeners,
              open: () => {
                // The connection is not used again: a process that stops need not wait for it.
                reply.header('connection', 'close').header('cache-control', 'no-store');
                return reply.sse.send({ data: undefined, retry: RECONNECT_MS });
              },
              read: (...asked) => readVisitorPage(links, ...asked),
              send: (event) => reply.sse.send(event),
              signal: gone.signal,
              logger,
            });
          } catch (error) {
            if (!(error instanceof SlowReader)) throw error;
            reply.raw.destroy();
          } finally {
            clearTimeout(expiry);
          }
        },
      );
    },
    { prefix: '/v1/webchat' },
  );
}

/** A page's id of a message, told apart from ours: a visitor cannot name a line that is there. */
const pageId = (id: string) => `page-${id}`;

/** Of a message answered, ours stays what it is. */
const referred = (id: string) => (/^m_[\w-]{20,40}$/.test(id) ? id : pageId(id));

function lastSeen(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

function corsOptions(origins: readonly string[]) {
  return {
    origin: origins.includes('*') ? '*' : [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Last-Event-ID'],
    exposedHeaders: ['Retry-After', 'X-Request-Id'],
    maxAge: 7200,
  };
}
