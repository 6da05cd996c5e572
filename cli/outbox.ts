import type { Command } from 'commander';
import { apiClient } from './api-client.ts';

export function register(program: Command): void {
  const outbox = program.command('outbox').description('mails that were not sent');
  outbox
    .command('send')
    .description('send what was held for want of a provider, and once more what the provider refused')
    .option('--key <key>', 'the key of an administrator; by default that of credentials.json')
    .action(send);
}

async function send({ key }: { key?: string }): Promise<void> {
  const ask = await apiClient('admin', key);
  const { sending } = (await ask('POST', '/v1/outbox/send', {})) as { sending: number };
  console.log(`${sending} on their way; what stays is listed at GET /v1/outbox`);
}
