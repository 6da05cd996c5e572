import type { Logger } from 'pino';
import { pino } from 'pino';

export type { Logger };

const secretNames = [
  'authorization',
  'cookie',
  'key',
  'keys',
  'apiKey',
  'token',
  'accessToken',
  'verifyToken',
  'appSecret',
  'secret',
  'password',
  'payloadEncryptionKey',
  'mongoUri',
];

/** Where a secret may sit in what is logged: at the top, in an object, in the headers of a request. */
const redactedPaths = [
  ...secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  'req.headers["x-hub-signature-256"]',
  'headers["x-hub-signature-256"]',
];

/** JSON lines on standard output. Keys, tokens and secrets are replaced before they are written. */
export function createLogger({ level, name }: { level: string; name: string }): Logger {
  return pino({
    name,
    level,
    base: { pid: process.pid },
    redact: { paths: redactedPaths, censor: '[redacted]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
}
