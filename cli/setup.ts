import { Connection } from '@temporalio/client';
import type { Command } from 'commander';
import { loadEnv } from '../config/env.ts';
import { temporalConnection } from '../config/temporal.ts';
import { mongoUriOf } from './servers/mongo.ts';
import { prepareNamespace } from './servers/namespace.ts';

export function register(program: Command): void {
  program
    .command('setup')
    .description('prepare a Temporal cluster and a MongoDB: namespace, retention, search attributes, indexes')
    .addHelpText(
      'after',
      `
Works on what TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and MONGODB_URI name, else on the servers of a running
\`relevo start\`. Doing it again changes nothing. It needs the right to administer the namespace; where that
is somebody else's, have histories kept for 30 days and the search attributes registered that it names.`,
    )
    .action(setup);
}

async function setup(): Promise<void> {
  const env = loadEnv();
  const connection = await Connection.connect(temporalConnection(env));
  try {
    const changes = await prepareNamespace(connection, env.temporal.namespace);
    for (const change of changes) console.log(`Temporal: ${change}.`);
    if (changes.length === 0) console.log(`Temporal: the namespace ${env.temporal.namespace} is ready.`);
  } finally {
    await connection.close();
  }
  const { bootstrap } = await import('../models/bootstrap.ts');
  await bootstrap({
    mongoUri: env.mongo.uri ?? mongoUriOf(env.mongo.port),
    home: env.home,
    production: env.production,
    timeZone: env.timeZone,
    api: env.publicUrl,
    temporalUi: env.temporal.uiUrl ?? `http://127.0.0.1:${env.temporal.uiPort}`,
    ...(env.accountEmail ? { accountEmail: env.accountEmail } : {}),
    botMode: env.openai.configured ? 'model' : 'builtin',
  });
  console.log('MongoDB: the indexes and the account are ready.');
  process.exit(0);
}
