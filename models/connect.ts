import mongoose from 'mongoose';

/**
 * Opens the one MongoDB connection of the process. It reconnects by itself; while the server is away
 * operations fail within `serverSelectionTimeoutMS` instead of waiting in a buffer.
 */
export async function connectMongo(uri: string, options: { serverSelectionTimeoutMS?: number } = {}): Promise<void> {
  mongoose.set('strictQuery', 'throw');
  await mongoose.connect(uri, {
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
    serverSelectionTimeoutMS: options.serverSelectionTimeoutMS ?? 1_500,
    // A server that hangs is noticed within seconds, as one that is gone is; a process that was busy for a while itself
    // must not take its server for one.
    heartbeatFrequencyMS: 2_000,
    connectTimeoutMS: 5_000,
    socketTimeoutMS: 15_000,
    retryWrites: true,
    writeConcern: { w: 'majority' },
  });
}

export async function disconnectMongo(): Promise<void> {
  await mongoose.disconnect();
}

/** Whether the connection is believed to be up; a server that vanished silently shows only at the next operation. */
export function mongoConnected(): boolean {
  return mongoose.connection.readyState === mongoose.ConnectionStates.connected;
}

/** Fails as an unreachable MongoDB does when there is no answer within `ms`: a server may hang as well as be gone. */
export async function answerWithin<T>(ms: number, answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new StoreSilent(`no answer within ${ms} ms`)), ms);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

class StoreSilent extends Error {}

/** Whether an error means that MongoDB cannot be reached, as against a request that it refused. */
export function isMongoUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof StoreSilent) return true;
  return (
    /^(MongoServerSelectionError|MongooseServerSelectionError|MongoNetworkError|MongoNetworkTimeoutError|MongoNotConnectedError|MongoTopologyClosedError|MongoPoolClearedError|PoolClearedOnNetworkError|MongoExpiredSessionError|MongoWaitQueueTimeoutError)$/.test(
      error.name,
    ) || /before initial connection is complete|bufferCommands = false/.test(error.message)
  );
}

/** Whether an error is a unique index saying no. */
export function isDuplicateKey(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 11000;
}
