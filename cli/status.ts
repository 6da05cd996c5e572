import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Env } from '../config/env.ts';
import { loadEnv } from '../config/env.ts';
import { whatsappGaps } from '../config/whatsapp-gaps.ts';
import type { RunRecord } from './launcher/run-files.ts';
import { partNames, readRun } from './launcher/run-files.ts';

const ANSWER_LIMIT_MS = 3_000;

export function register(program: Command): void {
  program
    .command('status')
    .description('show which parts of a running `relevo start` are up; exit 1 when the API takes no messages')
    .action(status);
}

async function status(): Promise<void> {
  const env = loadEnv();
  const home = resolve(env.home);
  const launcher = readRun(home, 'launcher');
  console.log(`home      ${home}`);
  console.log(`launcher  ${launcher ? `process ${launcher.pid}` : 'not running'}`);
  for (const name of partNames) {
    const record = readRun(home, name);
    const where = Object.values(record?.addresses ?? {}).join(', ');
    console.log(`${name.padEnd(9)} ${record ? `process ${record.pid} ${where}` : 'not started here'}`.trimEnd());
  }
  console.log(`whatsapp  ${whatsappOf(env, launcher)}`);
  const api = launcher?.addresses?.api ?? env.publicUrl;
  const health = await readiness(api);
  console.log(`health    ${api}/health/ready: ${health.text}`);
  process.exit(health.ok ? 0 : 1);
}

function whatsappOf({ whatsapp: given }: Env, launcher: RunRecord | undefined): string {
  const here = given.accessToken ? { url: given.baseUrl, missing: whatsappGaps(given) } : undefined;
  const { url, missing } = (launcher ? launcher.whatsapp : here) ?? { url: '', missing: [] };
  if (missing.length > 0) return `incomplete: ${missing.join(', ')} not set`;
  return url ? `set up, by ${url}` : 'not set up';
}

async function readiness(api: string): Promise<{ ok: boolean; text: string }> {
  try {
    const response = await fetch(`${api}/health/ready`, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    return { ok: response.ok, text: `${response.status} ${(await response.text()).slice(0, 500)}` };
  } catch {
    return { ok: false, text: 'no answer' };
  }
}
