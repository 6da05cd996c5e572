import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import type { Env } from '../config/env.ts';
import type { Logger } from '../config/logger.ts';
import { dataConverter } from '../config/payload-codec.ts';
import { traceClient } from '../config/trace-client.ts';
import { temporalConnection } from '../config/temporal.ts';
import { connectMongo, disconnectMongo, isMongoUnavailable } from '../models/connect.ts';

const TEMPORAL_CHECK_MS = 1_000;
const CLOSE_MS = 1_000;

/** Connects to MongoDB in the background, for as long as it takes; from then on the driver reconnects by itself. */
export function keepMongoConnected(uri: string, logger: Logger): { close(): Promise<void> } {
  const ended = new AbortController();
  const connect = async () => {
    for (let told = false; !ended.signal.aborted; ) {
      try {
        return await connectMongo(uri);
      } catch (error) {
        if (!told) logger.warn({ err: error }, 'MongoDB does not answer yet');
        told = true;
        // A refusal, such as a wrong password, does not go away quickly; it is tried again all the same.
        await delay(isMongoUnavailable(error) ? 250 : 5_000, undefined, { signal: ended.signal }).catch(
          () => undefined,
        );
      }
    }
  };
  const connecting = connect();
  return {
    async close() {
      ended.abort();
      // A server that hangs is not waited for.
      await Promise.race([connecting.then(disconnectMongo), delay(CLOSE_MS)]);
    },
  };
}

/** gRPC's status of a server that is not there. */
const UNAVAILABLE = 14;
/** These many come within two seconds. */
const ATTEMPTS_WHILE_AWAY = 5;

/**
 * The client's own retries, except that a server that is away is given up soon: the caller is told to come back,
 * instead of being kept waiting until the call's time is over and left to guess whether it was done.
 */
function retryForMoments() {
  const usual = defaultGrpcRetryOptions();
  return makeGrpcRetryInterceptor({
    ...usual,
    retryableDecider: (attempt, status) =>
      usual.retryableDecider(attempt, status) &&
      ((status.code as number) !== UNAVAILABLE || attempt < ATTEMPTS_WHILE_AWAY),
  });
}

/** A connection to Temporal that is made with its first use, and made again when it was lost. */
export function openTemporal(env: Env): { connection: Connection; client: Client; answers: () => Promise<boolean> } {
  const connection = Connection.lazy({ ...temporalConnection(env), interceptors: [retryForMoments()] });
  const { namespace } = env.temporal;
  const client = new Client({
    connection,
    namespace,
    dataConverter: dataConverter(env.payloadEncryptionKey),
    interceptors: { workflow: [traceClient] },
  });
  return {
    connection,
    client,
    async answers() {
      try {
        await connection.withDeadline(Date.now() + TEMPORAL_CHECK_MS, async () => {
          await connection.workflowService.describeNamespace({ namespace: env.temporal.namespace });
        });
        return true;
      } catch {
        return false;
      }
    },
  };
}
