import { resolve } from 'node:path';
import type { Command } from 'commander';
import { loadEnv } from '../config/env.ts';
import { readCredentials } from '../models/credentials.ts';

export function register(program: Command): void {
  const outbox = program.command('outbox').description('mails that were not sent');
  outbox
    .command('send')
    .description('send what was held for want of a provider, and once more what the provider refused')
    .option('--key <key>', 'the key of an administrator; by default that of credentials.json')
    .action(send);
}

async function send({ key }: { key?: string }): Promise<void> {
  const env = loadEnv();
  const credentials = await readCredentials(resolve(env.home));
  const bearer = key ?? credentials?.keys.admin;
  if (!bearer) throw new Error('There is no credentials.json in RELEVO_HOME: name a key with --key');
  const response = await fetch(`${credentials?.api ?? env.publicUrl}/v1/outbox/send`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const answer = (await response.json()) as { sending?: number; title?: string; detail?: string };
  if (!response.ok) throw new Error([answer.title, answer.detail].filter(Boolean).join(': '));
  console.log(`${answer.sending} on their way; what stays is listed at GET /v1/outbox`);
}
