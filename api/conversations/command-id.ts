import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Ids } from './ids.ts';

/** The id of the command a request carries: derived from its Idempotency-Key, or new. */
export function commandIdOf(
  ids: Ids,
  request: Pick<FastifyRequest, 'idempotencyKey' | 'caller' | 'method' | 'url'>,
): string {
  const { idempotencyKey, caller } = request;
  return idempotencyKey ? ids.command(caller.keyId, idempotencyKey, `${request.method} ${request.url}`) : randomUUID();
}
