import type { Command } from 'commander';
import { loadEnv } from '../config/env.ts';
import { mongoUriOf } from './servers/mongo.ts';

export function register(program: Command): void {
  const admin = program.command('admin').description('people who administer the account');
  admin
    .command('create')
    .description('add an administrator and print the key, once')
    .requiredOption('--name <name>', 'the name that others see')
    .action(create);
}

async function create({ name }: { name: string }): Promise<void> {
  const env = loadEnv();
  const { createAdmin } = await import('../models/bootstrap.ts');
  const { key } = await createAdmin({ mongoUri: env.mongo.uri ?? mongoUriOf(env.mongo.port), name });
  // The key alone on standard output, so that it can be piped.
  process.stderr.write(`${name} is an administrator. The key is shown this once:\n`);
  console.log(key);
  process.exit(0);
}
