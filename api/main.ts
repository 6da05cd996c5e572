import { setTimeout as delay } from 'node:timers/promises';
import { loadEnv } from '../config/env.ts';
import { runPart } from '../config/lifecycle.ts';
import { createLogger } from '../config/logger.ts';
import { mongoUri } from '../config/mongo.ts';
import { whatsappGaps } from '../config/whatsapp-gaps.ts';
import { mongoConnected } from '../models/connect.ts';
import { openAccount } from './account.ts';
import { buildApp } from './app.ts';
import { keepMongoConnected, openTemporal } from './connections.ts';
import { createGateway } from './conversations/gateway.ts';
import { createIds } from './conversations/ids.ts';
import { createConversations } from './conversations/service.ts';
import { createReadiness } from './readiness.ts';

/** How long everything has to come up before the process makes do with what an earlier run left. */
const PATIENCE_MS = 5_000;

await runPart({
  name: 'api',
  start: async () => {
    const startedAt = Date.now();
    const env = loadEnv();
    const logger = createLogger({ level: env.logLevel, name: 'api' });
    const missing = whatsappGaps(env.whatsapp);
    if (missing.length > 0) logger.warn({ missing }, 'WhatsApp does not work yet: variables are not set');
    const mongo = keepMongoConnected(mongoUri(env), logger);
    const temporal = openTemporal(env);
    const account = await openAccount({ timeZone: env.timeZone, logger, home: env.home });
    await Promise.race([account.loaded, delay(PATIENCE_MS / 2)]);

    const readiness = createReadiness(
      { mongodb: () => mongoConnected() && account.known(), temporal: temporal.answers },
      () => account.known() && Date.now() - startedAt > PATIENCE_MS,
    );
    const { directory, keyRing } = account;
    const conversations = createConversations({
      gateway: createGateway(temporal.client, (contactId) => `${env.publicUrl}/chats/${contactId}`),
      directory,
      ids: createIds(requiredSecret(env)),
      logger,
    });
    const app = await buildApp({ env, logger, directory, keyRing, readiness, conversations });
    const address = await app.listen({ host: env.host, port: env.port });

    return {
      info: { address },
      stop: async () => {
        await app.close();
        await account.close();
        await temporal.connection.close();
        await mongo.close();
      },
    };
  },
});

function requiredSecret({ secret }: { secret: string | undefined }): string {
  if (!secret)
    throw new Error(
      'RELEVO_SECRET: expected 32 bytes in base64; `npm start` makes one, other ways to start need it set',
    );
  return secret;
}
