import mongoose from 'mongoose';
import { until } from './until.ts';

const { MongoClient, MongoServerError } = mongoose.mongo;

const REPLICA_SET = 'relevo';
const NOT_YET_INITIALIZED = 94;
const INVALID_REPLICA_SET_CONFIG = 93;

export interface MongoPlan {
  binary: string;
  port: number;
  folder: string;
}

/** A one-node replica set on loopback: transactions and change streams work as in production. */
export function mongoCommand({ binary, port, folder }: MongoPlan): { command: string; args: string[] } {
  const args = ['--replSet', REPLICA_SET, '--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', folder];
  // Half of the memory is the default, too much for a server that shares a laptop.
  args.push('--quiet', '--nounixsocket', '--wiredTigerCacheSizeGB', '1', '--oplogSize', '1024');
  // There is no other member to hand over to: the usual 15 s of quiet before the end serve nobody.
  args.push('--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100');
  args.push('--setParameter', 'diagnosticDataCollectionEnabled=false');
  return { command: binary, args };
}

export function mongoUriOf(port: number): string {
  return `mongodb://127.0.0.1:${port}/relevo?replicaSet=${REPLICA_SET}`;
}

/** Initiates the replica set when it is new, renames its member when the port has changed, and resolves once it is primary. */
export async function mongoIsPrimary(port: number, signal: AbortSignal): Promise<void> {
  const host = `127.0.0.1:${port}`;
  await until('MongoDB to be primary', signal, async () => {
    const options = { directConnection: true, serverSelectionTimeoutMS: 1_000, connectTimeoutMS: 1_000 };
    const client = new MongoClient(`mongodb://${host}`, options);
    try {
      const admin = client.db('admin');
      const hello = await admin.command({ hello: 1 });
      if (hello.isWritablePrimary) return true;
      await admin.command({ replSetGetStatus: 1 }).catch(async (error: unknown) => {
        const code = error instanceof MongoServerError ? error.code : undefined;
        const members = [{ _id: 0, host }];
        if (code === NOT_YET_INITIALIZED) await admin.command({ replSetInitiate: { _id: REPLICA_SET, members } });
        else if (code === INVALID_REPLICA_SET_CONFIG) {
          const config = await client.db('local').collection('system.replset').findOne();
          if (!config) throw error;
          const renamed = { ...config, version: Number(config.version) + 1, members };
          await admin.command({ replSetReconfig: renamed, force: true });
        } else throw error;
      });
      return false;
    } finally {
      await client.close();
    }
  });
}
