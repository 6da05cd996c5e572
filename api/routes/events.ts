import type { OutgoingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { createAccessTable } from '../events/access.ts';
import { admitted, maySpeak } from '../events/callers.ts';
import { createHub } from '../events/hub.ts';
import { createPipe } from '../events/pipe.ts';
import { createQuota } from '../events/quota.ts';
import { issueTicket } from '../events/tickets.ts';
import { createVoice } from '../events/voice.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { liveEvent } from '../schemas/event.ts';
import type { TicketDesk } from '../tickets/desk.ts';
import { instant } from '../schemas/fields.ts';

/** How long a client waits before it comes back, in milliseconds. */
const RECONNECT_MS = 2_000;

const description = `Server-sent events in the order of the store's commits:

- \`ready\` \`{resumed}\`: from here on nothing is missed; read the lists after it unless \`resumed\`
- \`conversation.changed\`: the conversation as its GET gives it, \`live: false\`, with \`change\`, the timeline's entry, when
  one caused it, and \`alert: true\` when it came new to an inbox that the agent may take it from and wants to hear of
- \`conversation.removed\` \`{contactId}\`: the chat has left the caller's sight
- \`message.created\`, \`message.changed\`: a line of the transcript; to integrators no notes
- \`ticket.changed\`: the ticket as its GET gives it
- \`alert.raised\`, \`alert.ended\`: to supervisors
- \`room.changed\`: to supervisors, a WhatsApp group as its GET gives it, with \`deleted\`
- \`presence.changed\` \`{id, name, status}\`, to supervisors with \`cause\` and \`at\`; not to integrators
- \`reset\` \`{reason}\`: what was missed cannot be told; read the lists anew

\`Last-Event-ID\` goes on after that event, on any API process. A chat is told of only to whom may see it now.`;

/** Live events for the desk. */
export function eventRoutes(app: App, { env, conversations, directory, logger }: Deps, desk: TicketDesk): void {
  const tags = ['events'];
  const voice = createVoice(conversations, directory, desk);
  const hub = createHub({ access: createAccessTable(), voice, logger });
  const quota = createQuota(env.events.maxStreams);
  app.addHook('preClose', async () => hub.close());

  app.post(
    '/v1/events/ticket',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags,
        summary: 'Get a ticket to listen with, for EventSource, which sets no headers',
        description: 'Good once, for one minute, in the place of the key that asks for it.',
        body: z.strictObject({}).optional(),
        response: { 201: z.object({ ticket: z.string(), expiresAt: instant }).meta({ id: 'EventTicket' }) },
      },
    },
    async ({ caller }, reply) => {
      const { ticket, expiresAt } = await issueTicket(caller.keyId);
      return reply.code(201).header('cache-control', 'no-store').send({ ticket, expiresAt: expiresAt.toISOString() });
    },
  );

  app.get(
    '/v1/events',
    {
      config: { roles: ['agent', 'integrator'], keyless: ({ query }) => 'ticket' in (query as object) },
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: 'Listen to what happens',
        description,
        produces: ['text/event-stream'],
        querystring: z.strictObject({
          ticket: z.string().max(200).optional().describe('In the place of a key'),
          lastEventId: z.string().max(1000).optional().describe('The same as Last-Event-ID, which comes before it'),
        }),
        response: { 200: liveEvent },
      },
    },
    async (request, reply) => {
      const { caller, expiresAt } = await admitted(request, request.query.ticket ?? null, directory);
      const leave = quota.take(caller.keyId);
      reply.hijack();
      const { raw } = reply;
      raw.once('close', leave);
      reply.header('content-type', 'text/event-stream').header('cache-control', 'no-store');
      // The connection is not used again: a process that stops need not wait for it.
      reply.header('x-accel-buffering', 'no').header('connection', 'close');
      raw.writeHead(200, reply.getHeaders() as OutgoingHttpHeaders);
      const pipe = createPipe(raw);
      pipe.write(`retry: ${RECONNECT_MS}\n\n`);
      const header = request.headers['last-event-id'];
      const lastEventId = (typeof header === 'string' && header) || request.query.lastEventId || null;
      const expiry = expiresAt && setTimeout(() => pipe.end(), Math.min(expiresAt.getTime() - Date.now(), 2 ** 31 - 1));
      if (expiry) raw.once('close', () => clearTimeout(expiry.unref()));
      try {
        await hub.join({ caller, pipe, lastEventId, may: () => maySpeak(caller) });
      } catch (error) {
        logger.debug({ err: error }, 'a stream of live events ends');
        pipe.end();
      }
    },
  );
}
