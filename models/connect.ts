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
    serverSelectionTimeoutMS: options.serverSelectionTimeoutMS ?? 500,
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

/** Whether an error means that MongoDB cannot be reached, as against a request that it refused. */
export function isMongoUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
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
