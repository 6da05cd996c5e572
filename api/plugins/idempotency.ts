import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerWithin, isDuplicateKey, isMongoUnavailable, mongoConnected } from '../../models/connect.ts';
import type { IdempotencyRecordDoc } from '../../models/idempotency-record.ts';
import { IdempotencyRecordModel } from '../../models/idempotency-record.ts';
import { newId } from '../../models/ids.ts';
import type { App } from '../app.ts';
import { problem } from '../problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `optional`: the route is idempotent by what it is sent, and goes on without the store while MongoDB is away. */
    idempotency?: 'optional';
  }
  interface FastifyRequest {
    /** The Idempotency-Key as sent, without quotes; null when there is none. */
    idempotencyKey: string | null;
    idempotencyAttempt: { id: string; attempt: string } | null;
  }
}

const KEEP_MS = 24 * 3_600_000;
/** How long the store is waited for where it is optional. */
const STORE_MS = 1_000;
/** After this an attempt that never answered is taken for dead, and the next one may run. */
const LOCK_MS = 60_000;

/** The same Idempotency-Key with the same request gives the same answer, for 24 hours, to the same caller. */
export function idempotency(app: App): void {
  app.decorateRequest('idempotencyKey', null);
  app.decorateRequest('idempotencyAttempt', null);

  app.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'POST' || !request.caller) return;
    request.idempotencyKey = keyIn(request.headers['idempotency-key']);
    if (request.idempotencyKey === null) return;
    const optional = request.routeOptions.config.idempotency === 'optional';
    if (optional && !mongoConnected()) return;
    try {
      const beginning = begin(request, request.idempotencyKey);
      const stored = await (optional ? answerWithin(STORE_MS, beginning) : beginning);
      if (stored) return replay(request, reply, stored);
    } catch (error) {
      if (!optional || !isMongoUnavailable(error)) throw error;
    }
    return undefined;
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const lock = request.idempotencyAttempt;
    if (!lock) return payload;
    request.idempotencyAttempt = null;
    try {
      const answer = payload === undefined || payload === null ? '' : payload;
      if (reply.statusCode < 500 && typeof answer === 'string') await keep(request, reply, lock, answer);
      else await IdempotencyRecordModel.deleteOne({ _id: lock.id, attempt: lock.attempt });
    } catch (error) {
      // The answer stands; the lock lapses by itself.
      request.log.warn({ err: error }, 'an answer could not be kept for its Idempotency-Key');
    }
    return payload;
  });
}

/** Takes the lock, or gives the answer that is stored already. */
async function begin(request: FastifyRequest, key: string): Promise<IdempotencyRecordDoc | null> {
  const id = `${request.caller.keyId}:${key}`;
  const requestHash = hashOf(request);
  const now = Date.now();
  const lock = {
    requestHash,
    state: 'running' as const,
    attempt: newId('att'),
    lockedAt: new Date(now),
    status: null,
    contentType: null,
    location: null,
    body: null,
    expiresAt: new Date(now + KEEP_MS),
  };
  const held = { id, attempt: lock.attempt };
  try {
    await IdempotencyRecordModel.create({ _id: id, ...lock });
    request.idempotencyAttempt = held;
    return null;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const free = [
    { expiresAt: { $lte: new Date(now) } },
    { state: 'running' as const, requestHash, lockedAt: { $lte: new Date(now - LOCK_MS) } },
  ];
  const taken = await IdempotencyRecordModel.updateOne({ _id: id, $or: free }, { $set: lock });
  if (taken.modifiedCount > 0) {
    request.idempotencyAttempt = held;
    return null;
  }
  const other = await IdempotencyRecordModel.findById(id).lean<IdempotencyRecordDoc>();
  if (other && other.requestHash !== requestHash) throw problem('idempotency-mismatch');
  if (other?.state === 'done') return other;
  throw problem('idempotency-in-progress', { retryAfter: 1 });
}

async function keep(
  request: FastifyRequest,
  reply: FastifyReply,
  lock: { id: string; attempt: string },
  payload: string,
) {
  await IdempotencyRecordModel.updateOne(
    { _id: lock.id, attempt: lock.attempt },
    {
      $set: {
        state: 'done',
        status: reply.statusCode,
        contentType: text(reply.getHeader('content-type')),
        location: text(reply.getHeader('location')),
        body: seal(request.presentedKey, payload),
      },
    },
  );
}

function replay(request: FastifyRequest, reply: FastifyReply, stored: IdempotencyRecordDoc): FastifyReply {
  reply.code(stored.status ?? 200).header('idempotent-replayed', 'true');
  if (stored.contentType) reply.header('content-type', stored.contentType);
  if (stored.location) reply.header('location', stored.location);
  const body = stored.body ? open(request.presentedKey, stored.body) : '';
  return reply.serializer((payload: unknown) => String(payload)).send(body);
}

/** A bare value or a string of RFC 8941, of 1 to 255 characters. */
function keyIn(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  const raw = String(header).trim();
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(raw);
  const key = quoted ? (quoted[1] ?? '').replace(/\\(["\\])/g, '$1') : raw;
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) {
    const detail = 'Idempotency-Key: expected 1 to 255 printable ASCII characters';
    throw problem('invalid-request', {
      detail,
      in: 'headers',
      errors: [{ path: 'idempotency-key', pointer: '/idempotency-key', detail }],
    });
  }
  return key;
}

function hashOf(request: FastifyRequest): string {
  const body = JSON.stringify(request.body ?? null);
  return createHash('sha256').update(`${request.method} ${request.url}\n${body}`).digest('hex');
}

function text(header: number | string | string[] | undefined): string | null {
  return header === undefined ? null : String(header);
}

function secretOf(presentedKey: string): Buffer {
  return Buffer.from(hkdfSync('sha256', presentedKey, '', 'idempotency-record', 32));
}

function seal(presentedKey: string, plain: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', secretOf(presentedKey), iv);
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

function open(presentedKey: string, stored: unknown): string {
  const bytes = Buffer.isBuffer(stored) ? stored : Buffer.from((stored as { buffer: Uint8Array }).buffer);
  const decipher = createDecipheriv('aes-256-gcm', secretOf(presentedKey), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8');
}
