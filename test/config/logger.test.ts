import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const loggerFile = new URL('../../config/logger.ts', import.meta.url).href;

/** What a process writes that logs this. */
function logged(value: string): string {
  const script = `import { createLogger } from '${loggerFile}'; createLogger({ level: 'info', name: 'test' }).info(${value}, 'said');`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).stdout;
}

test('keys, tokens and secrets do not reach the log, wherever they stand', () => {
  const secret = 'do-not-tell';
  const line = logged(`{
    key: '${secret}',
    env: { secret: '${secret}', openai: { apiKey: '${secret}' } },
    headers: { 'x-hub-signature-256': '${secret}' },
    req: { headers: { authorization: 'Bearer ${secret}', cookie: '${secret}' }, url: '/v1/agents' },
  }`);
  expect(line).toContain('/v1/agents');
  expect(line).not.toContain(secret);
});
