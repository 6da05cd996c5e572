import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import fastify, { LogController } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { newId } from '../models/ids.ts';
import type { Deps } from './deps.ts';
import { auth, isClosedPath, noValidKey } from './plugins/auth.ts';
import { bodies } from './plugins/bodies.ts';
import { draining } from './plugins/draining.ts';
import { idempotency } from './plugins/idempotency.ts';
import { metrics } from './plugins/metrics.ts';
import { openapi } from './plugins/openapi.ts';
import { problems, sendProblem } from './plugins/problems.ts';
import { RateStore } from './plugins/rate-store.ts';
import { tracing } from './plugins/tracing.ts';
import { answerUnreadable } from './plugins/unreadable.ts';
import { unrouted } from './plugins/unrouted.ts';
import { validation } from './plugins/validation.ts';
import { agentRoutes } from './routes/agents.ts';
import { alertRoutes } from './routes/alerts.ts';
import { areaRoutes } from './routes/areas.ts';
import { attachmentRoutes } from './routes/attachments.ts';
import { botUsageRoutes } from './routes/bot-usage.ts';
import { chatPageRoutes } from './routes/chat-page.ts';
import { commandRoutes } from './routes/commands.ts';
import { contactActivityRoutes } from './routes/contact-activity.ts';
import { contactMergeRoutes } from './routes/contact-merge.ts';
import { contactRoutes } from './routes/contacts.ts';
import { conversationCountRoutes } from './routes/conversation-counts.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { errorRoutes } from './routes/errors.ts';
import { eventRoutes } from './routes/events.ts';
import { handoffRoutes } from './routes/handoffs.ts';
import { healthRoutes } from './routes/health.ts';
import { homeRoutes } from './routes/home.ts';
import { inboundRoutes } from './routes/inbound.ts';
import { inboxRoutes } from './routes/inboxes.ts';
import { keyRoutes } from './routes/keys.ts';
import { knowledgeGapRoutes } from './routes/knowledge-gaps.ts';
import { knowledgeImportRoutes } from './routes/knowledge-import.ts';
import { knowledgeRoutes } from './routes/knowledge.ts';
import { knowledgeVersionRoutes } from './routes/knowledge-versions.ts';
import { messageSearchRoutes } from './routes/message-search.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { presenceHistoryRoutes } from './routes/presence-history.ts';
import { mediaRoutes } from './routes/media.ts';
import { presenceRoutes } from './routes/presence.ts';
import { outboxRoutes } from './routes/outbox.ts';
import { helpdeskWebhookRoutes } from './routes/helpdesk-webhooks.ts';
import { resendWebhookRoutes } from './routes/resend-webhook.ts';
import { roomRoutes } from './routes/rooms.ts';
import { settingsRoutes } from './routes/settings.ts';
import { shortcutRoutes } from './routes/shortcuts.ts';
import { templateRoutes } from './routes/templates.ts';
import { ticketMetricsRoutes } from './routes/ticket-metrics.ts';
import { ticketRoutes } from './routes/tickets.ts';
import { webchatRoutes } from './routes/webchat.ts';
import { webhookDeliveryRoutes } from './routes/webhook-deliveries.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { whatsappWebhookRoutes } from './routes/whatsapp-webhook.ts';
import { createIdentity } from './whatsapp/identity.ts';
import { createTicketDesk } from './tickets/desk.ts';

export type App = FastifyInstance<Server, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

/** The HTTP API over what it is given: no connection is opened here. */
export async function buildApp(deps: Deps): Promise<App> {
  const app: App = fastify({
    loggerInstance: deps.logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: deps.env.bodyLimit,
    trustProxy: [...deps.env.trustProxy],
    genReqId: () => newId('req'),
    frameworkErrors: (error, request, reply) =>
      sendProblem(
        isClosedPath(request.url) && !request.headers.authorization ? noValidKey(deps.env) : error,
        request,
        reply,
      ),
    clientErrorHandler: answerUnreadable,
    return503OnClosing: false,
  }).withTypeProvider<ZodTypeProvider>();

  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: false,
  });
  await app.register(rateLimit, { global: false, store: RateStore });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onClose', () => deps.conversations.close());
  tracing(app);
  validation(app);
  problems(app);
  draining(app, deps);
  auth(app, deps);
  unrouted(app);
  bodies(app);
  idempotency(app);
  metrics(app);
  await openapi(app);

  const tickets = createTicketDesk(deps);
  homeRoutes(app);
  healthRoutes(app, deps);
  errorRoutes(app);
  inboundRoutes(app, deps.conversations);
  conversationRoutes(app, deps.conversations);
  conversationCountRoutes(app, deps.conversations, deps.directory);
  messageSearchRoutes(app, deps.conversations);
  commandRoutes(app, deps.conversations, deps.directory);
  const identity = createIdentity(deps.conversations);
  contactRoutes(app, deps, identity);
  contactMergeRoutes(app, deps.conversations);
  contactActivityRoutes(app, deps.conversations);
  areaRoutes(app);
  attachmentRoutes(app, deps.conversations);
  await mediaRoutes(app, deps);
  alertRoutes(app, deps.conversations, tickets);
  botUsageRoutes(app, deps.conversations, deps.directory);
  handoffRoutes(app, deps.conversations);
  metricsRoutes(app, deps);
  ticketMetricsRoutes(app);
  ticketRoutes(app, deps, tickets);
  eventRoutes(app, deps, tickets);
  agentRoutes(app, deps);
  outboxRoutes(app, deps);
  presenceRoutes(app, deps);
  presenceHistoryRoutes(app, deps);
  inboxRoutes(app, deps);
  keyRoutes(app, deps);
  knowledgeRoutes(app);
  knowledgeGapRoutes(app);
  knowledgeImportRoutes(app);
  knowledgeVersionRoutes(app);
  roomRoutes(app, deps);
  settingsRoutes(app, deps);
  shortcutRoutes(app, deps);
  templateRoutes(app, deps);
  webhookRoutes(app, deps);
  webhookDeliveryRoutes(app, deps.conversations);
  await resendWebhookRoutes(app, deps);
  await helpdeskWebhookRoutes(app, deps);
  await whatsappWebhookRoutes(app, deps, identity);
  await webchatRoutes(app, deps);
  chatPageRoutes(app);
  return app;
}
