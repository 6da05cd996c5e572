import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { createConversationBot } from '../activities/conversation-bot.ts';
import { createActivities } from '../activities/index.ts';
import type { MailProvider } from '../activities/mail/resend.ts';
import { createResend } from '../activities/mail/resend.ts';
import { assertAllowedTarget } from '../activities/outgoing/target.ts';
import type { Graph } from '../activities/whatsapp/graph.ts';
import { createGraph } from '../activities/whatsapp/graph.ts';
import { createIds } from '../api/conversations/ids.ts';
import { createMediaLinks } from '../api/media/links.ts';
import { cacheFolder } from '../config/cache-folder.ts';
import { durationMs } from '../config/duration.ts';
import type { Env } from '../config/env.ts';
import { loadEnv } from '../config/env.ts';
import { runPart } from '../config/lifecycle.ts';
import { createLogger } from '../config/logger.ts';
import { mongoUri } from '../config/mongo.ts';
import { dataConverter } from '../config/payload-codec.ts';
import { createSeal } from '../config/seal.ts';
import { temporalConnection } from '../config/temporal.ts';
import { connectMongo, disconnectMongo } from '../models/connect.ts';
import { keptBundle } from './kept-bundle.ts';
import { installRuntime } from './runtime.ts';
import { startPresenceSweep } from './presence-sweep.ts';
import { runWorkers } from './run.ts';

/** A file in a case of a helpdesk is looked at within so long. */
const CASE_LINK_MS = 30 * 24 * 3_600_000;

/** Composition root of the worker: everything conversations ask of the world is put together here. */
await runPart({
  name: 'worker',
  async start() {
    const env = loadEnv();
    const logger = createLogger({ level: env.logLevel, name: 'worker' });
    installRuntime(logger, env.logLevel);
    const workflowBundle = await keptBundle(
      { encrypted: env.payloadEncryptionKey !== undefined },
      cacheFolder(env.cache),
    );
    const connection = await NativeConnection.connect(temporalConnection(env));
    await connectMongo(mongoUri(env));
    const converter = dataConverter(env.payloadEncryptionKey);
    const namespace = env.temporal.namespace;
    const client = new Client({ connection, namespace, dataConverter: converter });
    const workers = await runWorkers({
      connection,
      namespace,
      dataConverter: converter,
      workflowBundle,
      activities: createActivities({
        client,
        bot: createConversationBot({ openai: env.openai, logger }),
        allowedAddresses: async (url) => (await assertAllowedTarget(url, env)).addresses,
        durationMs,
        mailProvider: mailProviderOf(env.mail),
        helpdesk: {
          open: createSeal(env).open,
          mediaUrl: (id) => createMediaLinks(env).sign(id, Date.now(), CASE_LINK_MS).url,
        },
        chatUrl: (contactId) => `${env.publicUrl}/chats/${contactId}`,
        roomTemplate: env.whatsapp.roomTemplate,
        whatsapp: {
          graph: graphOf(env.whatsapp),
          argentineForm: env.whatsapp.argentineForm,
          refOf: createIds(env.secret ?? '').message,
        },
      }),
      whatsappPerSecond: env.whatsapp.perSecond,
      maxWorkflowTasks: env.worker.maxWorkflowTasks,
      maxActivities: env.worker.maxActivities,
      maxCachedWorkflows: env.worker.maxCachedWorkflows,
      shutdownGraceMs: env.worker.shutdownGraceMs,
    });
    workers.done.catch((error) => {
      logger.fatal({ err: error }, 'a worker failed');
      process.exit(1);
    });
    await startPresenceSweep(client);
    return {
      async stop() {
        await workers.stop();
        // Still in use where an activity had to be left behind.
        await connection.close().catch(() => undefined);
        await disconnectMongo();
      },
    };
  },
});

function graphOf({ accessToken, phoneNumberId, baseUrl }: Env['whatsapp']): Graph | null {
  return accessToken && phoneNumberId ? createGraph({ accessToken, phoneNumberId, baseUrl }) : null;
}

function mailProviderOf({ apiKey, baseUrl, from }: Env['mail']): MailProvider | null {
  return apiKey ? createResend({ apiKey, baseUrl, from }) : null;
}
